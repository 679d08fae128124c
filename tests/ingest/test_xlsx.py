"""Spreadsheets: values as they are shown, tables with their merged cells, and a warning for whatever is not read."""

from __future__ import annotations

import datetime
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.pipeline import ingest
from ingest.readers import read_source, sniff
from ingest.readers.number_format import shown
from ingest.readers.old_office import refuse_old_office
from ingest.readers.xlsx import read_xlsx
from tests.ingest.cells import cell_with, table_of

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BUDGET = (
    ("가람시 예산 총괄",),
    (None, None, None, "(단위: 백만원)"),
    ("구분", None, "2023년", None),
    (None, None, "예산", "집행률"),
    ("도로", "신설", 1234567.5, 0.123),
    (None, "보수", -300, 0.5),
    ("※ 국비는 뺀 금액임",),
)


def made(rows: Sequence[Sequence[object]], merges: Sequence[str] = (), change: Callable[[Any], object] = id) -> bytes:
    """A workbook of one sheet; `change` is given the workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "예산"
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def budget() -> bytes:
    def format_cells(book: Any) -> None:
        for place in ("C5", "C6"):
            book.active[place].number_format = "#,##0;△#,##0"
        for place in ("D5", "D6"):
            book.active[place].number_format = "0.0%"

    return made(BUDGET, ("A1:D1", "A3:B4", "C3:D3", "A5:A6"), format_cells)


def read(content: bytes) -> Source:
    return read_xlsx("가람시.xlsx", content, "0")


def with_sheet(xml: str, part: str = SHEET) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made([["가"]]))) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, xml.encode() if name == part else old.read(name))
    return buffer.getvalue()


def refused(content: bytes, match: str) -> None:
    with pytest.raises(UnreadableFile, match=match) as caught:
        read(content)
    assert caught.value.remedy.endswith("주십시오.")


@pytest.mark.parametrize(
    ("text", "row_path", "col_path", "base"),
    [
        ("1,234,568", ("도로", "신설"), ("2023년", "예산"), 1_234_568_000_000),
        ("12.3%", ("도로", "신설"), ("2023년", "집행률"), Decimal("12.3")),
        ("△300", ("도로", "보수"), ("2023년", "예산"), -300_000_000),
        ("50.0%", ("도로", "보수"), ("2023년", "집행률"), 50),
    ],
)
def test_cell_has_the_paths_of_merged_headers_and_labels(
    text: str, row_path: tuple[str, ...], col_path: tuple[str, ...], base: Decimal
) -> None:
    table = table_of(read(budget()))
    cell = cell_with(table, text)
    assert (table.unit, cell.row_path, cell.col_path) == ("백만원", row_path, col_path)
    assert cell.quantity is not None and cell.quantity.base == base


def test_title_unit_line_and_remark_stand_outside_of_the_table() -> None:
    source = read(budget())
    assert source.text.startswith("예산\n가람시 예산 총괄\n(단위: 백만원)\n구분\t2023년\n")
    assert source.text.endswith("\n※ 국비는 뺀 금액임\n")
    assert (source.grids[0].rows, source.grids[0].cols) == (4, 4)


def test_empty_rows_set_tables_apart_and_columns_begin_at_the_first_filled() -> None:
    source = read(made([[None, "가", "나"], [None, "다", "라"], [], [], ["마", "바", "사"], ["아", "자", "차"]]))
    assert [(grid.rows, grid.cols) for grid in source.grids] == [(2, 2), (2, 3)]


def test_row_under_a_merged_cell_is_not_empty() -> None:
    source = read(made([["가", "나"], [None, None], ["다", "라"]], ["A1:A2", "B1:B2"]))
    assert len(source.grids) == 1 and source.grids[0].cells[0].row_span == 2


def test_each_sheet_is_a_page_and_hidden_ones_are_told() -> None:
    def add(book: Any) -> None:
        book.create_sheet("둘째").append(["다"])
        book.create_sheet("빈 시트")
        for state in ("hidden", "veryHidden"):
            sheet = book.create_sheet(state)
            sheet.append(["비밀"])
            sheet.sheet_state = state

    source = read(made([["가"]], change=add))
    assert [page.of(source.text) for page in source.pages] == ["예산\n가\n", "둘째\n다\n"]
    assert source.warnings == ("숨긴 시트는 읽지 않았습니다: hidden, veryHidden",)


def test_formulas_without_a_stored_result_are_told_with_sheet_and_count() -> None:
    (warning,) = read(made([["가", "=1+1"], ["나", "=A1"]])).warnings
    assert "'예산'" in warning and "2개" in warning and "다시 저장" in warning


def test_formula_with_a_stored_result_gives_the_result() -> None:
    row = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1</f><v>둘</v></c></row>'
    source = read(with_sheet(f"<worksheet {MAIN}><sheetData>{row}</sheetData></worksheet>"))
    assert source.text.endswith("2\t둘\n") and not source.warnings


def test_large_sheet_is_cut_with_a_warning() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in (*range(1, 5_001, 500), 5_000, 5_001, 1_048_576))
    source = read(with_sheet(f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"))
    assert "5000" in source.text and "5001\n" not in source.text.replace("4501\n", "")
    assert "너무 커서" in source.warnings[0] and "'예산'" in source.warnings[0]


def test_false_dimension_and_hostile_merges_do_no_harm() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>'
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 500
    source = read(
        with_sheet(
            f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>'
        )
    )
    assert source.text.startswith("예산\n1")


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234567, "#,##0", "1,234,567"),
        (1234567, "General", "1234567"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (12.5, "#,##0", "13"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.123, "0.0%", "12.3%"),
        (0.5, "0%", "50%"),
        (1.5, "0.0##", "1.5"),
        (-1234, "#,##0", "-1,234"),
        (-1234, "#,##0;△#,##0", "△1,234"),
        (-1234, "#,##0_ ;[Red]\\-#,##0\\ ", "-1,234"),
        (-1234, "#,##0_);(#,##0)", "(1,234)"),
        (0, '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-', "-"),
        (1234, '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-', "1,234"),
        (1234000, "#,##0,", "1,234"),
        (1234, "[$₩-412]#,##0", "₩1,234"),
        (15, '0"명"', "15명"),
        (2023, '0"년"', "2023년"),
        (120, "00000", "00120"),
        (-0.001, "0.0", "0.0"),
        (0.25, "# ?/?", "0.25"),
        (1e300, "#,##0.00", "1" + ",000" * 100),
        (True, "General", "TRUE"),
        ("글", "@", "글"),
        (datetime.datetime(2024, 3, 5), "yyyy-mm-dd", "2024. 3. 5."),
        (datetime.datetime(2024, 3, 5, 14, 30), "yyyy-mm-dd h:mm", "2024. 3. 5. 14:30"),
        (datetime.datetime(2024, 3, 1), 'yyyy"년" m"월"', "2024. 3."),
        (datetime.datetime(2024, 1, 1), "yyyy", "2024"),
        (datetime.time(9, 5), "h:mm", "09:05"),
        (datetime.timedelta(hours=26, minutes=3), "[h]:mm", "26:03"),
    ],
)
def test_value_is_written_as_it_is_shown(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_dates_of_a_sheet_are_written_the_korean_way() -> None:
    assert "2024. 3. 5." in read(made([["회의", datetime.date(2024, 3, 5)]])).text


def test_format_is_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "가람시.txt"
    path.write_bytes(budget())
    assert sniff(path.read_bytes()) == "xlsx" and read_source(path).format == "xlsx"


@pytest.mark.parametrize(
    ("stream", "match"),
    [("EncryptedPackage", "암호가 걸린"), ("WordDocument", "DOC"), ("Workbook", "XLS"), ("PowerPoint Document", "PPT")],
)
def test_encrypted_and_old_office_files_are_refused_by_name(stream: str, match: str) -> None:
    content = OLE + bytes(600) + stream.encode("utf-16-le") + bytes(600)
    for refuse in (refuse_old_office, sniff):
        with pytest.raises(UnreadableFile, match=match) as caught:
            refuse(content)
        assert caught.value.remedy.endswith("주십시오.")


def test_empty_workbook_is_refused() -> None:
    refused(made([]), "글자가 든 시트가 없는")


def test_entity_bomb_is_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE a [<!ENTITY e0 "aaaaaaaaaa">{entities}]>'
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e11;</t></is></c></row>'
    refused(with_sheet(f"{head}<worksheet {MAIN}><sheetData>{row}</sheetData></worksheet>"), "깨졌거나")


def test_truncated_workbook_is_refused() -> None:
    content = budget()
    for share in range(1, 10):
        refused(content[: len(content) * share // 10], "깨졌거나")


def test_mutated_workbook_reads_or_is_refused() -> None:
    chance, content = random.Random(20240305), budget()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(SHEET)
    for number in range(60):
        mutated = bytearray(sheet if number % 2 else content)
        for _ in range(chance.randint(1, 8)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        with suppress(UnreadableFile):
            ingest(read(with_sheet(bytes(mutated).decode("utf-8", "replace")) if number % 2 else bytes(mutated)))
