"""Build a source piece by piece: every reader of a structured format puts its paragraphs and tables in here, in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ingest.document import Grid, GridCell, OutlineMark, SheetRow, Source, Span


class TableCell(NamedTuple):
    """A cell with its text. A merged cell is given once, at its first row and column."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1


class _OpenTable(NamedTuple):
    """A table that is being written: its place in the text, its cells, those whose text stands already."""

    start: int
    rows: int
    cols: int
    cells: dict[int, list[TableCell]]  # by row; none where there is no text
    written: list[GridCell]


class SourceBuilder:
    """Canonical text in the making: paragraphs a line each, table rows a line each with tabs between the cells."""

    def __init__(self) -> None:
        """Begin with one empty page."""
        self._parts: list[str] = []
        self._length = 0
        self._page_starts = [0]
        self._page_numbers = [1]
        self._page_is_empty = True
        self._grids: list[Grid] = []
        self._table: _OpenTable | None = None
        self._warnings: list[str] = []
        self._outline: list[OutlineMark] = []
        self._rows: list[SheetRow] = []

    def paragraph(self, text: str, level: int = 0) -> None:
        """Add a paragraph; line breaks within it are kept. `level` from 1 where the format says that it is a heading."""
        text = _clean(text).rstrip()
        if level and text:
            self._outline.append(OutlineMark(Span(self._length, self._length + len(text)), level))
        self._add(text + "\n")

    def table(self, rows: int, cols: int, cells: Iterable[TableCell]) -> None:
        """Add a table. Cells may come in any order; those that lie outside of it or upon another are left out."""
        self.open_table(rows, cols, cells)
        self.table_rows(0, rows)
        self.close_table()

    def open_table(self, rows: int, cols: int, cells: Iterable[TableCell]) -> None:
        """Begin a table that is written in parts, with page breaks or repeated headers between its rows."""
        placed = _placed(rows, cols, cells)
        by_row: dict[int, list[TableCell]] = {}
        for cell in placed if any(cell.text.strip() for cell in placed) else ():
            by_row.setdefault(cell.row, []).append(cell)
        self._table = _OpenTable(self._length, rows, cols, by_row, [])

    def table_rows(self, first: int, end: int) -> None:
        """Write the rows of the open table from `first` up to `end`. Nothing is written of a table without text."""
        if self._table is None or not self._table.cells:
            return
        for row in range(first, end):
            for number, cell in enumerate(self._table.cells.get(row, ())):
                self._add("\t" if number else "")
                text = _clean(cell.text).strip()
                span = Span(self._length, self._length + len(text))
                self._table.written.append(GridCell(row, cell.col, cell.row_span, cell.col_span, span))
                self._add(text)
            self._add("\n")

    def close_table(self) -> None:
        """End the open table: its grid covers all that was added since it was opened."""
        table, self._table = self._table, None
        if table is not None and table.written:
            self._grids.append(Grid(Span(table.start, self._length), table.rows, table.cols, tuple(table.written)))

    def page_break(self, pages: int = 1) -> None:
        """Begin a new page, unless the one that is open is empty; with `pages`, that many further on in the paper."""
        if not self._page_is_empty:
            self._begin_page(pages)

    def end_page(self) -> None:
        """End the open page, be it empty: pages of paper keep their numbers."""
        self._add("\n\n\n")
        self._begin_page(1)

    def sheet_row(self, sheet: str, row: int) -> None:
        """Say that what comes next stands in this row of a spreadsheet, from 1; 0 is the sheet's name."""
        self._rows.append(SheetRow(self._length, sheet, row))

    def warn(self, message: str) -> None:
        """Add a message for the user, in Korean."""
        self._warnings.append(message)

    def build(self, name: str, format: str, digest: str, wrapped: bool = False, paged: bool = False) -> Source:
        """The source; `wrapped` where lines end with the paper, `paged` where its breaks are all that the paper has."""
        text = "".join(self._parts)
        if not text.strip():
            self.warn("글자가 없는 파일입니다.")
        ends = [*self._page_starts[1:], len(text)]
        pages = tuple(Span(start, end) for start, end in zip(self._page_starts, ends, strict=True) if start < end) or (
            Span(0, 0),
        )
        numbers = tuple(self._page_numbers[: len(pages)]) if paged else ()  # only the last page can be without length
        grids, outline = tuple(self._grids), tuple(self._outline)
        return Source(
            name, format, digest, text, pages, wrapped, tuple(self._warnings), grids, outline, numbers, tuple(self._rows)
        )

    def _begin_page(self, pages: int) -> None:
        self._page_starts.append(self._length)
        self._page_numbers.append(self._page_numbers[-1] + pages)
        self._page_is_empty = True

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._page_is_empty = self._page_is_empty and not text.strip()


def _clean(text: str) -> str:
    """The text with line ends of one sort and without characters that are none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\x00", "")


def _placed(rows: int, cols: int, cells: Iterable[TableCell]) -> list[TableCell]:
    """The cells in order of place, cut to the table, none upon another."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.col)):
        row_span = max(1, min(cell.row_span, rows - cell.row))
        col_span = max(1, min(cell.col_span, cols - cell.col))
        own = {(cell.row + down, cell.col + right) for down in range(row_span) for right in range(col_span)}
        if 0 <= cell.row < rows and 0 <= cell.col < cols and not own & taken:
            taken |= own
            placed.append(cell._replace(row_span=row_span, col_span=col_span))
    return placed
