"""A look at the XML of a spreadsheet before openpyxl reads it: how much of it is read at all, and what openpyxl leaves out.

openpyxl takes 6 µs for a cell, empty or not, 13 µs for a string and 25 to 45 µs for a style, and believes what a file
says of its size. So all of these are counted first, as a stream, and what goes beyond any sheet of work is left unread.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, NamedTuple

from ingest.errors import UnreadableFile

MOST_ROWS = 5_000  # a sheet; printed, some hundred pages
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000  # of a file, with those that are empty but have a style: MOST_ROWS by MOST_COLUMNS
_MOST_CELLS_OF_A_ROW = 16_384  # columns of Excel
_MOST_MERGES = 20_000
_MOST_TAGS = 4_000_000  # of a part that is no sheet; a million strings, 13 s
_MOST_STYLE_TAGS = 500_000  # Excel allows 65,490 formats of cells
_CHUNK = 1 << 20
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _MERGE = f"{_MAIN}row", f"{_MAIN}c", f"{_MAIN}mergeCell"


class SheetScan(NamedTuple):
    """What stands in a sheet besides its values, and how far it is read."""

    merges: list[tuple[int, int, int, int]]  # first row, first column, last row, last column
    empty_formulas: int
    last_row: int
    last_col: int
    cells: int  # in the file, filled or not
    read_rows: int  # all that are wanted, or those before the cells become too many

    @property
    def is_cut(self) -> bool:
        """Whether its cells are too many."""
        return self.read_rows < MOST_ROWS


def check_parts(content: bytes) -> None:
    """Raise UnreadableFile where strings, styles or names alone would take minutes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml") or name.startswith("xl/worksheets/"):
                continue
            most = _MOST_STYLE_TAGS if name.endswith(("styles.xml", "workbook.xml")) else _MOST_TAGS
            with archive.open(name) as part:
                _count_tags(part, most)


def scan_sheet(worksheet: Any, most_cells: int) -> SheetScan:
    """Look through a sheet that openpyxl reads row by row, up to `most_cells` cells of it."""
    from lxml import etree

    scan = _Scan(most_cells)
    with worksheet._get_source() as stream:
        events = etree.iterparse(
            stream, events=("start", "end"), tag=(_ROW, _CELL, _MERGE), resolve_entities=False, no_network=True, load_dtd=False
        )
        for event, element in events:
            if event == "start":
                scan.begin(element)
                continue
            scan.end(element)
            if scan.is_full:
                break
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    return SheetScan(scan.merges, scan.empty_formulas, scan.last_row, scan.last_col, scan.cells, scan.read_rows)


class _Scan:
    """The counts of a sheet in the making."""

    def __init__(self, most_cells: int) -> None:
        self.merges: list[tuple[int, int, int, int]] = []
        self.empty_formulas = self.last_row = self.last_col = self.cells = 0
        self.read_rows = MOST_ROWS
        self.is_full = False
        self._most_cells = most_cells
        self._row = self._col = self._cells_of_row = 0

    def begin(self, element: Any) -> None:
        """A row begins."""
        if element.tag == _ROW:
            self._row, self._col, self._cells_of_row = int(element.get("r") or self._row + 1), 0, 0

    def end(self, element: Any) -> None:
        """A cell or a merged range has ended."""
        if element.tag == _CELL:
            self._count(element)
        elif element.tag == _MERGE and len(self.merges) < _MOST_MERGES:
            from openpyxl.utils.cell import range_boundaries

            left, top, right, bottom = range_boundaries(element.get("ref", ""))
            self.merges.append((top, left, bottom, right))

    def _count(self, cell: Any) -> None:
        self.cells += 1
        self._cells_of_row += 1
        self._col = _column(cell, self._col + 1)
        if self.cells > self._most_cells or self._cells_of_row > _MOST_CELLS_OF_A_ROW:
            self.is_full = True
            self.read_rows = max(0, min(MOST_ROWS, self._row - 1))
        elif _has_value(cell):
            self.last_row = max(self.last_row, self._row)
            if self._row <= MOST_ROWS:
                self.last_col = max(self.last_col, self._col)
        elif self._row <= MOST_ROWS and cell.find(f"{_MAIN}f") is not None:
            self.empty_formulas += 1


def _has_value(cell: Any) -> bool:
    value = cell.find(f"{_MAIN}v")
    return (value is not None and bool(value.text)) or cell.find(f"{_MAIN}is") is not None


def _column(cell: Any, default: int) -> int:
    """The column that a cell says it stands in, from 1."""
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    return column_index_from_string(coordinate_from_string(cell.get("r"))[0]) if cell.get("r") else default


def _count_tags(part: Any, most: int) -> None:
    """Count the angle brackets of a part, of which an element has one or two."""
    count = 0
    while chunk := part.read(_CHUNK):
        count += chunk.count(b"<")
        if count > most:
            raise UnreadableFile(
                "스프레드시트의 문자열이나 서식이 너무 많아 읽지 못했습니다.",
                "시트를 나누거나 값만 새 파일에 붙여 넣어 주십시오.",
            )
