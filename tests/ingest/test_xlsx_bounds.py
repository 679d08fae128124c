"""Spreadsheets larger than any work: what is not read is told, in time and memory that do not grow with the file."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import openpyxl
import pytest

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers.xlsx import read_xlsx

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BUDGET = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>구분</t></is></c><c r="B1" t="inlineStr"><is><t>예산</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>등대</t></is></c><c r="B2"><v>1200</v></c></row>'
)
SECONDS = 10.0  # of the processor; the longest of these takes 1


def book(sheet: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet with this XML, and other parts as given."""
    made, packed = BytesIO(), BytesIO()
    openpyxl.Workbook().save(made)
    changed = {SHEET: f"<worksheet {MAIN}>{sheet}</worksheet>".encode(), **(parts or {})}
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return packed.getvalue()


def read(content: bytes) -> Source:
    began = time.process_time()
    source = read_xlsx("가.xlsx", content, "0" * 64)
    assert time.process_time() - began < SECONDS
    return source


@pytest.mark.parametrize("size", ["A1:XFD1048576", "A1:B2", "-1", "ZZZZZ99999999999:A0"])
def test_what_a_sheet_says_of_its_size_changes_nothing(size: str) -> None:
    try:
        source = read(book(f'<dimension ref="{size}"/><sheetData>{BUDGET}</sheetData>'))
    except UnreadableFile:
        assert size not in ("A1:XFD1048576", "A1:B2")
    else:
        assert source.text.splitlines()[1:3] == ["구분\t예산", "등대\t1200"] and source.warnings == ()


def test_a_last_row_far_away_costs_nothing() -> None:
    assert "등대" in read(book(f'<sheetData>{BUDGET}<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')).text


@pytest.mark.parametrize(
    ("rows", "read_rows"),
    [
        pytest.param('<row r="3">' + "<c/>" * 1_000_000 + "</row>", 2, id="in one row"),
        pytest.param(("<row>" + "<c/>" * 10_000 + "</row>") * 110, 6, id="in many rows"),
    ],
)
def test_cells_without_end_are_cut_and_told(monkeypatch: pytest.MonkeyPatch, rows: str, read_rows: int) -> None:
    monkeypatch.setattr("ingest.readers.xlsx.MOST_CELLS", 50_000)
    source = read(book(f"<sheetData>{BUDGET}{rows}</sheetData>"))
    assert "등대\t1200" in source.text
    [warning] = source.warnings
    assert "칸이 너무 많아" in warning and f"앞의 {read_rows:,}행까지만" in warning and warning.endswith("주십시오.")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        pytest.param(STRINGS, f"<sst {MAIN}>{'<si><t>a</t></si>' * 1_100_000}</sst>", id="strings"),
        pytest.param(STYLES, f"<styleSheet {MAIN}><cellXfs>{'<xf/>' * 600_000}</cellXfs></styleSheet>", id="styles"),
    ],
)
def test_strings_and_styles_without_end_are_refused_at_once(part: str, content: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableFile, match="문자열이나 서식이 너무 많아"):
        read_xlsx("가.xlsx", book(f"<sheetData>{BUDGET}</sheetData>", {part: content.encode()}), "0" * 64)
    assert time.process_time() - began < 5.0
