"""Rows and columns of totals are known as such by their names, in every kind of table; nothing else is one."""

from __future__ import annotations

import pytest

from ingest.document import Table, Total
from ingest.labels import is_grand_total, is_total
from ingest.readers.html import read_html
from tests.ingest.cells import table_of
from tests.ingest.tables import tables_of

TAB = "구분\t사업\t도로\t공원\t합 계\n본청\t보수\t10\t20\t30\n\t소 계\t10\t20\t30\n총 계\t\t11\t22\t33"
FLAT = "(단위 : 건)\n구분 도로 공원 합계\n접수 110 120 230\n처리 100 115 215\n계 210 235 445"
HTML = (
    "<table><tr><th>구분</th><th>도로</th><th>누계</th></tr><tr><td>접수</td><td>10</td><td>21</td></tr>"
    "<tr><td>총합계(A)</td><td>12</td><td>23</td></tr></table>"
)


def totals(table: Table) -> dict[str, Total]:
    """What each value of a table is known as."""
    return {cell.text: cell.total for cell in table.cells if cell.quantity is not None}


def names(table: Table) -> set[str]:
    """The names of rows and columns that are known as those of totals."""
    return {cell.text for cell in table.cells if cell.quantity is None and cell.total}


@pytest.mark.parametrize("name", ["계", "소계", "소 계", "합   계", "총계", "총 계", "누계", "합계(A=B+C)", "계 (A)", "총합계"])
def test_name_of_a_total(name: str) -> None:
    assert is_total(name)


@pytest.mark.parametrize("name", ["계획", "회계", "설계", "통계", "소계획", "합계 제외", "기계", "계약", "총사업비", ""])
def test_name_that_only_looks_like_a_total(name: str) -> None:
    assert not is_total(name)


def test_total_of_a_part_is_not_that_of_the_whole() -> None:
    assert [is_grand_total(name) for name in ("합계", "계", "소계", "누계")] == [True, True, False, False]


def test_totals_of_a_tab_table() -> None:
    (table,) = tables_of(TAB, wrapped=False)
    by_row = {(cell.row, cell.col): cell.total for cell in table.cells if cell.quantity is not None}
    assert by_row == {
        **dict.fromkeys([(1, 2), (1, 3)], Total.NONE),
        (1, 4): Total.COLUMN,
        **dict.fromkeys([(2, 2), (2, 3), (3, 2), (3, 3)], Total.ROW),
        **dict.fromkeys([(2, 4), (3, 4)], Total.BOTH),
    }
    assert names(table) == {"소계", "총계"}


def test_totals_of_a_table_that_lost_its_columns() -> None:
    (table,) = tables_of(FLAT, wrapped=True)
    found = totals(table)
    assert (found["110"], found["230"], found["210"], found["445"]) == (Total.NONE, Total.COLUMN, Total.ROW, Total.BOTH)


def test_totals_of_a_table_of_its_format() -> None:
    table = table_of(read_html("가람시.html", HTML.encode(), ""))
    assert totals(table) == {"10": Total.NONE, "21": Total.COLUMN, "12": Total.ROW, "23": Total.BOTH}
    assert names(table) == {"누계", "총합계(A)"}


def test_total_is_known_though_its_column_is_not() -> None:
    (table,) = tables_of("구분 예산 집행 비고 사항\n도로 110 120\n합계 130 140", wrapped=True)
    assert not table.columns_certain
    assert totals(table) == {"110": Total.NONE, "120": Total.NONE, "130": Total.ROW, "140": Total.ROW}


def test_row_that_happens_to_be_a_sum_is_no_total() -> None:
    (table,) = tables_of("구분\t예산\n도로\t100\n공원\t200\n시설\t300", wrapped=False)
    assert set(totals(table).values()) == {Total.NONE}


def test_word_of_a_total_among_the_values_names_no_row() -> None:
    (table,) = tables_of("구분\t대상\t금액\n도로과\t전체\t100\n공원과\t일부\t200", wrapped=False)
    assert Total.COLUMN not in totals(table).values()
    assert totals(table)["200"] is Total.NONE


@pytest.mark.parametrize(
    ("text", "wrapped", "certain"),
    [
        ("구분\t도로\t공원\n접수\t10\t20", False, True),
        ("구분\t본청\t사업소\n도로\t10\t20\n\t보충 설명\t30\n공원\t5\t6", False, False),
        ("구분 2022년 2023년\n도로 110 120\n공원 130 140", True, True),
        ("구분 2022년 2023년\n도로 110 120\n공원 130", True, False),
        ("구분 예산 집행 비고 사항\n도로 110 120\n공원 130 140", True, False),
    ],
)
def test_table_says_whether_every_value_has_its_column(text: str, wrapped: bool, certain: bool) -> None:
    (table,) = tables_of(text, wrapped=wrapped)
    assert table.columns_certain is certain
    assert all(cell.col_path == () for cell in table.cells if not cell.column_certain)
