"""Lines that state one thing over the years become rows, each value under its year; other lines do not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.series_lines import series_cells


def values(line: str, start: int = 0) -> list[tuple[str, str]]:
    """The year and the value of each cell of a line."""
    return [(cell.col_path[0], cell.text) for cell in series_cells(line, start)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "○ 수강생 : (2021) 2,310명 → (2022) 3,080명 → (2023) 3,520명",
            [("2021년", "2,310명"), ("2022년", "3,080명"), ("2023년", "3,520명")],
        ),
        ("고용률(%) : (’22) 80.0 → (’23) 81.8", [("2022년", "80.0"), ("2023년", "81.8")]),
        ("- 적발 건수: 2022년 318건 → 2023년 274건", [("2022년", "318건"), ("2023년", "274건")]),
    ],
)
def test_each_value_stands_under_its_year(line, found):
    assert values(line) == found


def test_month_stays_as_it_is_written():
    assert [when for when, _ in values("잔액 : ’23.1말 1,200.5억원 → ’24.1말 1,334.6억원")] == ["'23.1말", "'24.1말"]


def test_row_is_named_and_its_unit_is_that_of_the_name():
    cells = series_cells("○ 만족도(%) : (2021) 84.0 → (2022) 89.5", 0)
    assert {cell.row_path for cell in cells} == {("만족도(%)",)}
    assert [(cell.quantity.base, cell.quantity.dimension) for cell in cells if cell.quantity] == [
        (Decimal("84.0"), "ratio"),
        (Decimal("89.5"), "ratio"),
    ]


def test_spans_are_to_the_letter():
    text, start = "  ○ 회원 : (2021) 12명 → (2022) 15명  ", 100
    assert [text[cell.span.start - start : cell.span.end - start] for cell in series_cells(text, start)] == ["12명", "15명"]


@pytest.mark.parametrize(
    "line",
    [
        "○ 추진절차 : 공고 → 심사 → 협약",
        "○ 회원 : (2021) 12명",
        "○ 회원 : (2021) 12명 → (2021) 15명",
        "○ 회원 : 12명 → 15명",
        "○ 위치 변경 : (2021) 중앙로 → (2022) 동부로",
    ],
    ids=["steps", "one value", "a year twice", "no year", "no values"],
)
def test_line_that_is_no_series_gives_no_cells(line):
    assert series_cells(line, 0) == ()
