"""Spreadsheets (XLSX), by openpyxl: a page a sheet, a table a block of filled cells, values as they are shown.

A sheet is read row by row, so that a large one is cut without being loaded whole.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers.archive import check_archive, refusing_broken
from ingest.readers.builder import SourceBuilder, TableCell
from ingest.readers.number_format import shown
from ingest.units import read_unit_line

_MOST_ROWS = 5_000  # a sheet; printed, some hundred pages
_MOST_COLUMNS = 200
_MOST_MERGES = 20_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REMARKS = ("※", "*", "주)", "주:", "자료", "출처", "비고)")


def is_xlsx(names: Collection[str]) -> bool:
    """Whether a zip with these members is a spreadsheet."""
    return "xl/workbook.xml" in names


class _Sheet(NamedTuple):
    """What a sheet shows: its filled cells by row and column from 1, and its merged ranges."""

    cells: dict[tuple[int, int], str]
    merges: list[tuple[int, int, int, int]]  # first row, first column, last row, last column
    is_cut: bool
    empty_formulas: int


def read_xlsx(name: str, content: bytes, digest: str) -> Source:
    """Read an XLSX file; hidden sheets, formulas without a stored result and sheets cut short are told in the warnings.

    Raises UnreadableFile for a broken, locked or empty file and for an archive made to do harm.
    """
    check_archive(content)
    builder = SourceBuilder()
    with refusing_broken("XLSX"):
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            _warn_of_hidden(builder, [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"])
            is_filled = [_put_sheet(builder, sheet) for sheet in sheets]
        finally:
            book.close()
        if not any(is_filled):
            raise UnreadableFile("글자가 든 시트가 없는 파일입니다.", "숨긴 시트를 펴거나 원본을 다시 받아 넣어 주십시오.")
    return builder.build(name, "xlsx", digest)


def _warn_of_hidden(builder: SourceBuilder, titles: Sequence[str]) -> None:
    if titles:
        builder.warn(f"숨긴 시트는 읽지 않았습니다: {', '.join(titles)}")


def _put_sheet(builder: SourceBuilder, worksheet: Any) -> bool:
    """Add a sheet as a page: its name, then its blocks. Gives False for one without a filled cell."""
    sheet = _read(worksheet)
    if sheet.is_cut:
        builder.warn(
            f"시트 '{worksheet.title}'이(가) 너무 커서 앞의 {_MOST_ROWS:,}행, {_MOST_COLUMNS}열까지만 읽었습니다. 나누어 넣어 주십시오."
        )
    if sheet.empty_formulas:
        builder.warn(
            f"시트 '{worksheet.title}'의 수식 {sheet.empty_formulas:,}개는 계산된 값이 저장되어 있지 않아 읽지 못했습니다. "
            "엑셀에서 열어 다시 저장한 뒤 넣어 주십시오."
        )
    if not sheet.cells:
        return False
    builder.page_break()
    builder.paragraph(worksheet.title)
    for first, last in _blocks(sheet):
        _put_block(builder, sheet, first, last)
    return True


def _read(worksheet: Any) -> _Sheet:
    """The filled cells of a sheet up to the caps, and what stands behind its rows."""
    merges, empty_formulas, last_row, last_col = _scan(worksheet)
    worksheet.reset_dimensions()  # what a file says of its size is often wrong
    cells: dict[tuple[int, int], str] = {}
    for row in worksheet.iter_rows(max_row=_MOST_ROWS, max_col=min(_MOST_COLUMNS, max(1, last_col))):
        for cell in row:
            if cell.value is not None and (text := shown(cell.value, cell.number_format).strip()):
                cells[cell.row, cell.column] = text
    return _Sheet(cells, merges, last_row > _MOST_ROWS or last_col > _MOST_COLUMNS, empty_formulas)


def _scan(worksheet: Any) -> tuple[list[tuple[int, int, int, int]], int, int, int]:
    """Merged ranges, formulas without a stored result, and the last filled row and column.

    openpyxl gives none of these for sheets that it reads row by row, hence the look at the XML.
    """
    from lxml import etree
    from openpyxl.utils.cell import range_boundaries

    merges: list[tuple[int, int, int, int]] = []
    empty_formulas, last_row, last_col, row = 0, 0, 0, 0
    with worksheet._get_source() as stream:
        tags = (f"{_MAIN}row", f"{_MAIN}mergeCell")
        for _, element in etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True, load_dtd=False):
            if element.tag == f"{_MAIN}row":
                row = int(element.get("r") or row + 1)
                if row > _MOST_ROWS:  # not read: only whether there is something is asked
                    last_row = row if last_row < row and len(element) and any(map(_has_value, element)) else last_row
                else:
                    formulas, col = _scan_row(element)
                    empty_formulas += formulas
                    last_row, last_col = (row if col else last_row), max(last_col, col)
            elif len(merges) < _MOST_MERGES:
                left, top, right, bottom = range_boundaries(element.get("ref", ""))
                merges.append((top, left, bottom, right))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    return merges, empty_formulas, last_row, last_col


def _scan_row(row: Any) -> tuple[int, int]:
    """Formulas without a stored result in a row, and its last filled column, 0 where it is empty."""
    empty_formulas, last_col = 0, 0
    for number, cell in enumerate(row, start=1):
        if _has_value(cell):
            last_col = max(last_col, _column(cell, number))
        elif cell.find(f"{_MAIN}f") is not None:
            empty_formulas += 1
    return empty_formulas, last_col


def _has_value(cell: Any) -> bool:
    value = cell.find(f"{_MAIN}v")
    return (value is not None and bool(value.text)) or cell.find(f"{_MAIN}is") is not None


def _column(cell: Any, default: int) -> int:
    """The column that a cell says it stands in, from 1."""
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    return column_index_from_string(coordinate_from_string(cell.get("r"))[0]) if cell.get("r") else default


def _blocks(sheet: _Sheet) -> list[tuple[int, int]]:
    """First and last row of each run of rows without an empty one between; a merged cell fills all of its rows."""
    filled = {row for row, _ in sheet.cells}
    for top, left, bottom, _ in sheet.merges:
        if (top, left) in sheet.cells:
            filled.update(range(top, min(bottom, _MOST_ROWS) + 1))
    blocks: list[tuple[int, int]] = []
    for row in sorted(filled):
        if blocks and blocks[-1][1] == row - 1:
            blocks[-1] = (blocks[-1][0], row)
        else:
            blocks.append((row, row))
    return blocks


def _put_block(builder: SourceBuilder, sheet: _Sheet, first: int, last: int) -> None:
    """Add a block: the titles and unit lines at its head and the remarks at its foot as paragraphs, the rest as a table."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, col), text in sheet.cells.items():
        if first <= row <= last:
            rows.setdefault(row, []).append((col, text))
    merged_down = {
        row for top, left, bottom, _ in sheet.merges if (top, left) in sheet.cells for row in range(top, min(bottom, last))
    }
    foot: list[str] = []
    while first <= last and first not in merged_down and _stands_alone(rows.get(first, [])):
        for _, text in rows.get(first, []):
            builder.paragraph(text)
        first += 1
    while last > first and last - 1 not in merged_down and _is_remark(rows.get(last, [])):
        foot.insert(0, rows[last][0][1])
        last -= 1
    if first <= last:
        _put_table(builder, sheet, first, last)
    for text in foot:
        builder.paragraph(text)


def _stands_alone(row: Sequence[tuple[int, str]]) -> bool:
    """Whether a row heads a table rather than belongs to it: one cell, or a title with the unit line beside it."""
    return len(row) <= 1 or (len(row) <= 3 and any(read_unit_line(text) is not None for _, text in row))


def _is_remark(row: Sequence[tuple[int, str]]) -> bool:
    return len(row) == 1 and row[0][1].startswith(_REMARKS)


def _put_table(builder: SourceBuilder, sheet: _Sheet, first: int, last: int) -> None:
    """Add the rows as a table as wide as its filled cells."""
    inside = {place: text for place, text in sheet.cells.items() if first <= place[0] <= last}
    spans = _spans(sheet, inside, first, last)
    left = min(col for _, col in inside)
    right = max(col + spans.get((row, col), (1, 1))[1] - 1 for row, col in inside)
    cells = [TableCell(row - first, col - left, text, *spans.get((row, col), (1, 1))) for (row, col), text in inside.items()]
    builder.table(last - first + 1, right - left + 1, cells)


def _spans(sheet: _Sheet, inside: dict[tuple[int, int], str], first: int, last: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Rows and columns of each merged cell. Ranges that overlap, which no program writes, end by the area they use up."""
    spans, left_over = {}, (last - first + 1) * _MOST_COLUMNS
    for top, left, bottom, right in sheet.merges:
        height, width = min(bottom, last) - top + 1, min(right, _MOST_COLUMNS) - left + 1
        if (top, left) in inside and height * width <= left_over:
            spans[top, left] = (height, width)
            left_over -= height * width
    return spans
