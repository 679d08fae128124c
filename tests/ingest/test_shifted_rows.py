"""Rows that extraction shifted by a column are moved back where their values prove it; a remark behind a row is no value."""

from __future__ import annotations

from tests.ingest.tables import paths_of, tables_of

HEAD = "(단위 : 백만원, %)\n사업명\t예산\t집행액\t집행률\n"
ROWS = "강좌 운영\t1,200\t1,140\t95.0\n교재 보급\t600\t540\t90.0\n강사 양성\t900\t630\t70.0\n"


def columns(text: str, *, wrapped: bool = False) -> dict[str, tuple[str, str]]:
    """The innermost row and column of each value of the one table of a text."""
    (table,) = tables_of(text, wrapped=wrapped)
    return {value: (row[-1], column[-1] if column else "") for value, (row, column) in paths_of(table).items()}


def test_row_shifted_to_the_right_is_moved_back():
    found = columns(HEAD + ROWS + "\t학습관 보수\t400\t380\t95.2\n")
    assert found["400"] == ("학습관 보수", "예산")
    assert found["380"] == ("학습관 보수", "집행액")
    assert found["95.2"] == ("학습관 보수", "집행률")


def test_row_that_fits_neither_way_has_no_columns():
    found = columns(HEAD + ROWS + "\t학습관 보수\t400\t380\t95\n")
    assert found["400"][1] == ""


def test_rows_that_were_not_shifted_stay():
    assert columns(HEAD + ROWS)["630"] == ("강사 양성", "집행액")


def test_remark_behind_the_last_value_leaves_the_columns_certain():
    text = "(단위 : 백만원)\n구분 2023년 2024년\n강좌 운영 1,200 1,300\n교재 보급 600 700 신규사업\n강사 양성 900 950\n합계 2,700 2,950"
    found = columns(text, wrapped=True)
    assert found["700"] == ("교재 보급", "2024년")
    assert found["600"] == ("교재 보급", "2023년")


def test_other_words_behind_the_values_are_no_remark():
    text = "(단위 : 백만원)\n구분 2023년 2024년\n강좌 운영 1,200 1,300\n교재 보급 600 700 예정임\n강사 양성 900 950\n합계 2,700 2,950"
    assert "700" not in columns(text, wrapped=True)
