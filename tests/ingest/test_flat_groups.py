"""A label that was merged over a group of rows is theirs where subtotals prove the group; else a row has its own alone."""

from __future__ import annotations

import pytest

from tests.ingest.tables import paths_of, tables_of

HEAD = "(단위 : 백만원)\n부서 세부사업 2023년 2024년\n"
ABOVE = HEAD + "도로과\n소계 300 500\n보수 100 200\n신설 200 300\n공원과\n소계 50 70\n관리 20 30\n조성 30 40\n합계 350 570"
UNDER = HEAD + "소 계 300 500\n도로과\n보수 100 200\n신설 200 300\n소 계 50 70\n공원과\n관리 20 30\n조성 30 40"
MIXED = HEAD + "도로과\n소계 300 500\n보수 100 200\n신설 200 300\n소계 50 70\n공원과\n관리 20 30\n조성 30 40"
PAGED = HEAD + (
    "도로과\n소계 300 500\n보수 100 200\f부서 세부사업 2023년 2024년\n도로과\n신설 200 300\n소계 50 70\n공원과\n관리 20 30\n조성 30 40"
)


def rows(text: str) -> dict[str, tuple[str, ...]]:
    """The row path of each value of the one table of a text."""
    (table,) = tables_of(text, wrapped=True)
    return {value: row for value, (row, _) in paths_of(table).items()}


@pytest.mark.parametrize("text", [ABOVE, UNDER, MIXED, PAGED], ids=["above", "under", "mixed", "over a page"])
def test_label_of_a_proven_group_governs_its_rows(text: str) -> None:
    found = rows(text)
    assert (found["500"], found["70"]) == (("도로과", "소계"), ("공원과", "소계"))
    assert (found["100"], found["20"], found["40"]) == (("도로과", "보수"), ("공원과", "관리"), ("공원과", "조성"))


def test_total_of_all_is_in_no_group() -> None:
    assert rows(ABOVE)["570"] == ("합계",)


def test_rounding_of_the_parts_does_not_disprove_a_group() -> None:
    assert rows(ABOVE.replace("소계 300 500", "소계 301 499"))["100"] == ("도로과", "보수")


@pytest.mark.parametrize(
    "text",
    [
        ABOVE.replace("소계 300 500", "소계 900 900").replace("소계 50 70", "소계 90 90"),  # sums that prove nothing
        ABOVE.replace("도로과\n", "").replace("공원과\n", ""),  # no label
        ABOVE.replace("도로과\n", ""),  # one of them lost: the other may be half a label
        UNDER.replace("도로과\n", "도로과\n시설 개선\n").replace("\n소 계 50", "\n기타\n소 계 50"),  # more than one line
        ABOVE.replace("부서 세부사업", "사업명"),  # no column for such a label
        HEAD + "도로과\n소계 300 500\n보수 100 200\n신설 200 300",  # one group is no habit
        HEAD + "도로과\n보수 100 200\n신설 200 300\n공원과\n관리 20 30",  # no subtotals
    ],
    ids=["no sums", "no labels", "a label lost", "two lines", "one label column", "one group", "no subtotals"],
)
def test_group_that_is_not_proven_gives_no_label(text: str) -> None:
    assert {len(path) for path in rows(text).values()} == {1}
