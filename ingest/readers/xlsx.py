"""Spreadsheets (XLSX), by openpyxl: a page a sheet, a table a block of filled cells, values as they are shown.

A place is told by sheet and row: how a sheet falls into pages is for the printer to say. A sheet is read row by row, so
that a large one is cut without being loaded whole.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from ingest.document import Source
from ingest.errors import NO_TEXT, UnreadableFile
from ingest.readers.archive import check_archive, refusing_broken
from ingest.readers.builder import SourceBuilder, TableCell
from ingest.readers.number_format import shown
from ingest.readers.type_sizes import levels_by_size, rounded
from ingest.readers.xlsx_scan import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, check_parts, scan_sheet
from ingest.units import read_unit_line

_BOLD = 1.15  # a bold title of the text's size is set off as one half a step larger is
_REMARKS = ("※", "*", "주)", "주:", "자료", "출처", "비고)")


def is_xlsx(names: Collection[str]) -> bool:
    """Whether a zip with these members is a spreadsheet."""
    return "xl/workbook.xml" in names


class _Sheet(NamedTuple):
    """What a sheet shows: its filled cells by row and column from 1, and its merged ranges."""

    title: str
    cells: dict[tuple[int, int], str]
    merges: list[tuple[int, int, int, int]]  # first row, first column, last row, last column
    is_cut: bool
    empty_formulas: int
    file_cells: int  # those without a value counted
    read_rows: int  # fewer than MOST_ROWS where the cells became too many
    sizes: dict[int, float]  # by row, the type size of its first filled cell in points, bold counted as larger


def read_xlsx(name: str, content: bytes, digest: str) -> Source:
    """Read an XLSX file; hidden sheets, formulas without a stored result and sheets cut short are told in the warnings.

    Raises UnreadableFile for a broken, locked or empty file and for an archive made to do harm.
    """
    check_archive(content)
    builder = SourceBuilder()
    with refusing_broken("XLSX"):
        import openpyxl

        check_parts(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            _warn_of_hidden(builder, [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"])
            left, is_filled = MOST_CELLS, False
            for worksheet in sheets:
                sheet = _read(worksheet, left)
                left -= sheet.file_cells
                is_filled = _put_sheet(builder, sheet) or is_filled
        finally:
            book.close()
        if not is_filled:
            raise UnreadableFile("글자가 든 시트가 없는 파일입니다.", f"숨긴 시트가 있으면 펴서 저장해 주십시오. {NO_TEXT}")
    return builder.build(name, "xlsx", digest)


def _warn_of_hidden(builder: SourceBuilder, titles: Sequence[str]) -> None:
    if titles:
        builder.warn(f"숨긴 시트는 읽지 않았습니다: {', '.join(titles)}")


def _put_sheet(builder: SourceBuilder, sheet: _Sheet) -> bool:
    """Add a sheet as a page: its name, then its blocks. Gives False for one without a filled cell."""
    if sheet.read_rows < MOST_ROWS:
        builder.warn(
            f"시트 '{sheet.title}'에 칸이 너무 많아(빈 칸도 셈) 앞의 {sheet.read_rows:,}행까지만 읽었습니다. "
            "쓰지 않는 행과 열을 지우거나 시트를 나누어 넣어 주십시오."
        )
    elif sheet.is_cut:
        builder.warn(
            f"시트 '{sheet.title}'이(가) 너무 커서 앞의 {MOST_ROWS:,}행, {MOST_COLUMNS}열까지만 읽었습니다. 나누어 넣어 주십시오."
        )
    if sheet.empty_formulas:
        builder.warn(
            f"시트 '{sheet.title}'의 수식 {sheet.empty_formulas:,}개는 계산된 값이 저장되어 있지 않아 읽지 못했습니다. "
            "엑셀에서 열어 다시 저장한 뒤 넣어 주십시오."
        )
    if not sheet.cells:
        return False
    builder.page_break()
    builder.sheet_row(sheet.title, 0)
    builder.paragraph(sheet.title)
    levels = levels_by_size((size, len(sheet.cells[place])) for place, size in _first_cells(sheet))
    for first, last in _blocks(sheet):
        _put_block(builder, sheet, levels, first, last)
    return True


def _first_cells(sheet: _Sheet) -> Iterator[tuple[tuple[int, int], float]]:
    """The first filled cell of each row with the size of its type."""
    firsts: dict[int, int] = {}
    for row, col in sheet.cells:
        firsts[row] = min(col, firsts.get(row, col))
    return (((row, col), sheet.sizes.get(row, 0.0)) for row, col in firsts.items())


def _is_title(text: str) -> bool:
    """Whether a cell that stands alone in its row is words, no unit line and no remark."""
    return read_unit_line(text) is None and not text.startswith(_REMARKS)


def _type_size(cell: Any) -> float:
    """The size of a cell's type in points, bold counted as larger; 0 where the file does not say."""
    font = cell.font
    size = float(getattr(font, "sz", None) or 0.0)
    return size * _BOLD if getattr(font, "b", False) else size


def _read(worksheet: Any, most_cells: int) -> _Sheet:
    """The filled cells of a sheet up to the caps, and what stands behind its rows."""
    scan = scan_sheet(worksheet, most_cells)
    worksheet.reset_dimensions()  # what a file says of its size is often wrong
    cells: dict[tuple[int, int], str] = {}
    sizes: dict[int, float] = {}
    rows = worksheet.iter_rows(max_row=MOST_ROWS, max_col=min(MOST_COLUMNS, max(1, scan.last_col)))
    for row in islice(rows, min(scan.read_rows, max(1, scan.last_row))):  # rows beyond are not even taken apart
        for cell in row:
            if cell.value is not None and (text := shown(cell.value, cell.number_format).strip()):
                cells[cell.row, cell.column] = text
                if cell.row not in sizes:
                    sizes[cell.row] = _type_size(cell)
    is_cut = scan.last_row > MOST_ROWS or scan.last_col > MOST_COLUMNS
    return _Sheet(worksheet.title, cells, scan.merges, is_cut, scan.empty_formulas, scan.cells, scan.read_rows, sizes)


def _blocks(sheet: _Sheet) -> list[tuple[int, int]]:
    """First and last row of each run of rows without an empty one between; a merged cell fills all of its rows."""
    filled = {row for row, _ in sheet.cells}
    for top, left, bottom, _ in sheet.merges:
        if (top, left) in sheet.cells:
            filled.update(range(top, min(bottom, MOST_ROWS) + 1))
    blocks: list[tuple[int, int]] = []
    for row in sorted(filled):
        if blocks and blocks[-1][1] == row - 1:
            blocks[-1] = (blocks[-1][0], row)
        else:
            blocks.append((row, row))
    return blocks


def _put_block(builder: SourceBuilder, sheet: _Sheet, levels: Mapping[float, int], first: int, last: int) -> None:
    """Add a block: the titles and unit lines at its head and the remarks at its foot as paragraphs, the rest as a table."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, col), text in sheet.cells.items():
        if first <= row <= last:
            rows.setdefault(row, []).append((col, text))
    merged_down = {
        row for top, left, bottom, _ in sheet.merges if (top, left) in sheet.cells for row in range(top, min(bottom, last))
    }
    foot: list[tuple[int, str]] = []
    while first <= last and first not in merged_down and _stands_alone(rows.get(first, [])):
        for _, text in rows.get(first, []):
            builder.sheet_row(sheet.title, first)
            builder.paragraph(text, levels.get(rounded(sheet.sizes.get(first, 0.0)), 0) if _is_title(text) else 0)
        first += 1
    while last > first and last - 1 not in merged_down and _is_remark(rows.get(last, [])):
        foot.insert(0, (last, rows[last][0][1]))
        last -= 1
    if first <= last:
        _put_table(builder, sheet, first, last)
    for row, text in foot:
        builder.sheet_row(sheet.title, row)
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
    builder.open_table(last - first + 1, right - left + 1, cells)
    for row in range(first, last + 1):
        builder.sheet_row(sheet.title, row)
        builder.table_rows(row - first, row - first + 1)
    builder.close_table()


def _spans(sheet: _Sheet, inside: dict[tuple[int, int], str], first: int, last: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Rows and columns of each merged cell. Ranges that overlap, which no program writes, end by the area they use up."""
    spans, left_over = {}, (last - first + 1) * MOST_COLUMNS
    for top, left, bottom, right in sheet.merges:
        height, width = min(bottom, last) - top + 1, min(right, MOST_COLUMNS) - left + 1
        if (top, left) in inside and height * width <= left_over:
            spans[top, left] = (height, width)
            left_over -= height * width
    return spans
