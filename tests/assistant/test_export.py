"""Spreadsheets get numbers as numbers, and run nothing that a document says."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.export import HEADERS, harmless, rows_of, write_csv, write_xlsx
from ingest.errors import BadInput
from tests.assistant.made_series import point, series

FORMULAS = ["=1+1", "+1", "-3명", "@SUM(A1)", "\t=1", '  =HYPERLINK("http://a")', "＝1"]
FOUND = [series(point(2022, "-12.50", "%", text="△12.50"), point(2023, "16662", quote="=cmd|' /C calc'!A0"), measure="=이용자")]


def column(name: str) -> int:
    return HEADERS.index(name)


def test_csv_is_known_to_excel_and_reads_back(tmp_path: Path):
    write_csv(tmp_path / "수치.csv", FOUND)
    raw = (tmp_path / "수치.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert tuple(rows[0]) == HEADERS
    assert [row[column("값")] for row in rows[1:]] == ["-12.50", "16662"]  # a negative number is no formula
    assert rows[1][column("수치")] == "'=이용자"
    assert rows[2][column("원문")].startswith("'=cmd")


def test_xlsx_holds_numbers_and_words_and_no_formula(tmp_path: Path):
    write_xlsx(tmp_path / "수치.xlsx", FOUND)
    sheet = openpyxl.load_workbook(tmp_path / "수치.xlsx")["수치"]
    assert [cell.value for cell in sheet[1]] == list(HEADERS)
    assert [sheet.cell(row, column("값") + 1).value for row in (2, 3)] == [-12.5, 16662]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert sheet.cell(2, column("수치") + 1).value == "=이용자"


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_begins_like_a_formula_is_set_off(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", [Decimal("-3"), -3, None, "3명", "△3", "가-나"])
def test_all_else_is_left_as_it_is(value):
    assert harmless(value) == value


@given(st.text(max_size=30))
def test_no_text_is_ever_run(text: str):
    shown = str(harmless(text))
    assert not shown.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_control_characters_do_not_stop_the_spreadsheet(tmp_path: Path):
    write_xlsx(tmp_path / "수치.xlsx", [series(point(2022, "3", quote="가\x01나\x0b"))])
    sheet = openpyxl.load_workbook(tmp_path / "수치.xlsx")["수치"]
    assert sheet.cell(2, column("원문") + 1).value == "가나"


def test_rows_are_numbered_through_all_series():
    assert [row[0] for row in rows_of([FOUND[0], FOUND[0]])] == [1, 2, 3, 4]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_folder_that_is_not_there_is_told(tmp_path: Path, write):
    with pytest.raises(BadInput, match="쓸 수 없습니다"):
        write(tmp_path / "없음" / "수치", FOUND)
