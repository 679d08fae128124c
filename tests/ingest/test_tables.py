"""A cell is found under the headers and labels that govern it, in its unit; where that is not certain it stays untold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Cell, Table
from ingest.layout import read_layout
from ingest.readers.text import read_text


def source_and_tables(text: str, *, wrapped: bool) -> tuple[str, list[Table]]:
    source = replace(read_text("가람시.txt", text.encode(), ""), wrapped=wrapped)
    return source.text, [block.table for block in read_layout(source) if block.table is not None]


def tab_table(text: str) -> Table:
    return source_and_tables(text, wrapped=False)[1][0]


def flat_table(text: str) -> Table:
    return source_and_tables(text, wrapped=True)[1][0]


def cell_with(table: Table, text: str) -> Cell:
    return next(cell for cell in table.cells if cell.text == text)


def base_of(table: Table, text: str) -> Decimal:
    quantity = cell_with(table, text).quantity
    assert quantity is not None
    return quantity.base


def paths(table: Table) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Row path and column path of every cell that states a value."""
    return {cell.text: (cell.row_path, cell.col_path) for cell in table.cells if cell.quantity is not None}


SIMPLE = "구 분\t본예산\t추경예산\t증감률\n계\t1,000\t1,200\t20.0%\n인건비\t△500\t-\t12.3"


@pytest.mark.parametrize("text", [f"(단위 : 천원)\n{SIMPLE}", f"{SIMPLE}\n(단위 : 천원)", f"[단위: 천원]\n{SIMPLE}"])
def test_unit_line_holds_above_and_below(text: str) -> None:
    table = tab_table(text)
    assert table.unit == "천원"
    assert base_of(table, "1,000") == 1_000_000
    assert base_of(table, "△500") == -500_000


def test_unit_line_holds_for_its_own_table_only() -> None:
    _, (first, second) = source_and_tables("(단위 : 천원)\n구분\t금액\n도로\t10\n○ 설명함\n구분\t금액\n공원\t20", wrapped=False)
    assert (base_of(first, "10"), base_of(second, "20")) == (10_000, 20)


def test_rate_beside_amounts_is_no_amount() -> None:
    table = tab_table(f"(단위 : 천원)\n{SIMPLE}")
    assert base_of(table, "20.0%") == Decimal("20.0")
    assert cell_with(table, "20.0%").quantity.dimension == "ratio"  # type: ignore[union-attr]


def test_unit_line_with_percent_gives_it_to_the_rates() -> None:
    table = tab_table("(단위:백만원, %)\n구분\t예산\t집행률\n도로\t1,000\t50.0")
    assert (base_of(table, "1,000"), base_of(table, "50.0")) == (10**9, Decimal("50.0"))


def test_bare_rate_in_a_table_of_amounts_is_a_rate() -> None:
    table = tab_table("(단위 : 천원)\n구분\t본예산\t집행률\n도로\t1,000\t12.3")
    assert base_of(table, "12.3") == Decimal("12.3")


@pytest.mark.parametrize(
    ("text", "value", "base"),
    [
        ("구분\t인원(명)\t예산(백만원)\n도로과\t12\t300", "300", 300_000_000),
        ("구분\t인원(명)\t예산(백만원)\n도로과\t12\t300", "12", 12),
        ("구분\t예산\t인원\n\t(백만원)\t(명)\n도로과\t300\t12", "300", 300_000_000),
        ("구분\t본청\t사업소\n예산액(백만원)\t300\t400\n건수\t3\t4", "400", 400_000_000),
        ("(단위 : 천원)\n구분\t인원(명)\t금액\n도로과\t12\t300", "12", 12),
    ],
)
def test_unit_in_a_label_comes_before_the_unit_line(text: str, value: str, base: int) -> None:
    assert base_of(tab_table(text), value) == base


def test_empty_mark_is_no_figure() -> None:
    assert cell_with(tab_table(SIMPLE), "-").quantity is None


def test_date_of_the_unit_line_is_kept() -> None:
    assert tab_table("(’23. 8. 31. 기준, 단위:명)\n구분\t계\n정원\t20").as_of == "’23. 8. 31. 기준"


MERGED = "구분\t본청\t\t사업소\t\n\t예산\t집행\t예산\t집행\n도로\t10\t9\t20\t18\n공원\t5\t6\t7\t8"


def test_merged_header_governs_every_column_under_it() -> None:
    assert paths(tab_table(MERGED)) == {
        "10": (("도로",), ("본청", "예산")),
        "9": (("도로",), ("본청", "집행")),
        "20": (("도로",), ("사업소", "예산")),
        "18": (("도로",), ("사업소", "집행")),
        "5": (("공원",), ("본청", "예산")),
        "6": (("공원",), ("본청", "집행")),
        "7": (("공원",), ("사업소", "예산")),
        "8": (("공원",), ("사업소", "집행")),
    }


def test_header_that_reaches_over_both_lines_is_named_once() -> None:
    table = tab_table("구 분\t최종예산\t예산현액\t증 감\t\n\t\t\t증감액\t증감률\n계\t3,200\t4,000\t800\t25.0%")
    assert [path for _, path in paths(table).values()] == [("최종예산",), ("예산현액",), ("증감", "증감액"), ("증감", "증감률")]


def test_label_merged_downwards_governs_the_rows_under_it() -> None:
    table = tab_table("구분\t항목\t금액(천원)\n세입\t지방세\t100\n\t보조금\t200\n세출\t인건비\t50")
    assert {text: path for text, (path, _) in paths(table).items()} == {
        "100": ("세입", "지방세"),
        "200": ("세입", "보조금"),
        "50": ("세출", "인건비"),
    }


def test_second_panel_has_its_own_labels() -> None:
    table = tab_table("과명\t정원\t과명\t정원\n도로과\t12\t공원과\t8")
    assert {text: path for text, (path, _) in paths(table).items()} == {"12": ("도로과",), "8": ("공원과",)}


def test_years_head_columns_and_are_no_values() -> None:
    table = tab_table("연도\t2022\t2023년\t’24년\n정원\t20\t21\t22")
    assert [path for _, path in paths(table).values()] == [("2022",), ("2023년",), ("'24년",)]


@pytest.mark.parametrize("names", ["2023 예산\t2024 예산", "2023 최종예산\t2024 예산현액", "2023결산\t2024예산"])
def test_year_with_a_word_heads_a_column(names: str) -> None:
    table = tab_table(f"(단위 : 천원)\n구분\t{names}\n계\t100\t200")
    assert [path for _, path in paths(table).values()] == [(name,) for name in names.split("\t")]


def test_table_without_a_header_gives_no_column() -> None:
    table = tab_table("계\t100\t200\n도로\t50\t60")
    assert (table.header_rows, {path for _, path in paths(table).values()}) == (0, {()})


def test_row_shifted_by_its_extraction_gives_no_column() -> None:
    table = tab_table("구분\t본청\t사업소\n도로\t10\t20\n\t보충 설명\t30\n공원\t5\t6")
    assert cell_with(table, "30").col_path == ()
    assert cell_with(table, "6").col_path == ("사업소",)


def test_row_that_ends_early_keeps_its_columns() -> None:
    table = tab_table("구분\t본청\t사업소\n도로\t10\n공원\t5\t6")
    assert cell_with(table, "10").col_path == ("본청",)


NAMES = st.lists(
    st.sampled_from(["본예산", "추경", "이월", "집행", "불용", "반납"]),
    min_size=2,
    max_size=6,
    unique=True,
)
LABELS = ["도로", "공원", "도서관", "수도"]
VALUES = st.integers(100, 10**8)


@settings(deadline=None, max_examples=80)
@given(NAMES, st.data(), st.sampled_from([("천원", 10**3), ("백만원", 10**6), ("명", 1)]))
def test_every_value_of_a_tab_table_is_found_in_its_place(names: list[str], data: st.DataObject, unit: tuple[str, int]) -> None:
    rows = data.draw(st.lists(st.lists(VALUES, min_size=len(names), max_size=len(names)), min_size=1, max_size=4))
    lines = ["\t".join(["구분", *names])]
    lines += ["\t".join([label, *(f"{value:,}" for value in row)]) for label, row in zip(LABELS, rows, strict=False)]
    text, (table,) = source_and_tables(f"(단위 : {unit[0]})\n" + "\n".join(lines), wrapped=False)
    cells = {(cell.row_path, cell.col_path): cell for cell in table.cells if cell.quantity is not None}
    for label, row in zip(LABELS, rows, strict=False):
        for name, value in zip(names, row, strict=True):
            cell = cells[(label,), (name,)]
            assert cell.quantity is not None and cell.quantity.base == value * unit[1]
            assert cell.span.of(text) == f"{value:,}"


def test_flat_table_under_one_header_line_gets_its_columns() -> None:
    table = flat_table("(단위 : 명)\n구 분 정원 현원\n도로과 20 18\n공원과 12 11")
    assert paths(table) == {
        "20": (("도로과",), ("정원",)),
        "18": (("도로과",), ("현원",)),
        "12": (("공원과",), ("정원",)),
        "11": (("공원과",), ("현원",)),
    }
    assert base_of(table, "20") == 20 and table.columns_certain


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("구분 2022년 2023년", [("2022년",), ("2023년",)]),
        ("사업명 2022년 2023년", [("2022년",), ("2023년",)]),
        ("연번 세부 사업명 예산 집행", [("예산",), ("집행",)]),
        ("구분 본청 사업소", [("본청",), ("사업소",)]),
    ],
)
def test_names_behind_the_label_columns_head_the_values(header: str, columns: list[tuple[str]]) -> None:
    table = flat_table(f"{header}\n도로 100 200\n공원 300 400")
    assert [path for _, path in paths(table).values()] == columns * 2


def test_groups_over_a_repeating_line_govern_their_columns() -> None:
    table = flat_table("구분 본청 사업소\n정원 현원 정원 현원\n1급 110 109 105 104\n2급 220 218 206 205")
    expected = [("본청", "정원"), ("본청", "현원"), ("사업소", "정원"), ("사업소", "현원")]
    assert [path for _, path in paths(table).values()] == expected * 2


FORMULAS = "(단위 : 백만원)\n구분 2024년 예산 집행액(B) 집행률(B/A)\n본예산(a) 이월(b) 예산현액(A=a+b)\n"


def test_formulas_that_hold_in_the_rows_prove_the_columns() -> None:
    table = flat_table(f"{FORMULAS}도로 100 20 120 60 50.0\n공원 500 100 600 300 50.0")
    assert cell_with(table, "120").col_path == ("2024년 예산", "예산현액(A=a+b)")
    assert cell_with(table, "300").col_path == ("집행액(B)",)


def test_formulas_that_fail_in_the_rows_prove_nothing() -> None:
    table = flat_table(f"{FORMULAS}도로 100 20 130 60 70.0\n공원 500 100 900 300 20.0")
    assert not table.columns_certain
    assert {path for _, path in paths(table).values()} == {()}


@pytest.mark.parametrize(
    "header",
    ["구분 본예산 추경 이월 집행", "구분 예산 집행 비고 사항", "구분 도로 정비 공원 조성 사업", "구분 정원"],
)
def test_header_that_does_not_fit_the_values_gives_no_column(header: str) -> None:
    table = flat_table(f"(단위 : 백만원)\n{header}\n도로 1,100 1,200\n공원 1,300 1,400")
    assert not table.columns_certain
    assert [(cell.row_path, cell.col_path) for cell in table.cells if cell.quantity] == [(("도로",), ())] * 2 + [
        (("공원",), ())
    ] * 2


def test_amount_without_a_certain_column_takes_no_unit() -> None:
    table = flat_table("(단위 : 백만원)\n구분 예산 집행 비고 사항\n도로 1,100 1,200\n공원 1,300 1,400")
    assert base_of(table, "1,100") == 1100


def test_row_with_a_value_missing_gives_no_column() -> None:
    table = flat_table("구분 2022년 2023년 2024년\n도로 100 200 300\n공원 400 500\n수도 600 700 800")
    assert (cell_with(table, "400").col_path, cell_with(table, "500").col_path) == ((), ())
    assert cell_with(table, "800").col_path == ("2024년",)


def test_empty_mark_keeps_the_columns_behind_it_in_place() -> None:
    table = flat_table("구분 2022년 2023년\n도로 - 200\n공원 △300 400")
    assert cell_with(table, "200").col_path == ("2023년",)
    assert base_of(table, "△300") == -300


def test_share_on_a_line_of_its_own_belongs_to_the_value_above() -> None:
    text = "(단위 : 백만원)\n구분 예산 집행액\n도로 100 60\n(60.0%)\n공원 500 300\n(60.0%)"
    table = flat_table(text)
    assert base_of(table, "60(60.0%)") == 60_000_000
    assert cell_with(table, "60(60.0%)").span.of(text) == "60\n(60.0%)"


def test_first_row_of_small_figures_is_no_header() -> None:
    table = flat_table("구분 본예산 추경 이월 집행\n도로 10 20\n공원 55 66")
    assert "10" in paths(table)


def test_bullet_behind_a_flat_table_is_no_row() -> None:
    _, (table,) = source_and_tables("구분 정원 현원\n도로과 20 18\n○ 이상과 같이 정원을 관리함", wrapped=True)
    assert len(table.row_spans) == 2


@pytest.mark.parametrize("text", ["가람시는 2023년 10건과 2024년 20건을 처리하였다.", "○ 구분 없이 20명을 지원함"])
def test_sentence_with_figures_is_no_table(text: str) -> None:
    assert source_and_tables(text, wrapped=True)[1] == []


@settings(deadline=None, max_examples=80)
@given(NAMES, st.integers(1, 7), st.data())
def test_columns_are_given_where_numbers_agree_and_never_guessed(names: list[str], width: int, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=2, max_size=4))
    lines = [" ".join(["구분", *names])]
    lines += [" ".join([label, *(f"{value:,}" for value in row)]) for label, row in zip(LABELS, rows, strict=False)]
    _, tables = source_and_tables("\n".join(lines), wrapped=True)
    found = {cell.col_path for table in tables for cell in table.cells if cell.quantity is not None}
    assert found <= ({(name,) for name in names} if width == len(names) else {()})
