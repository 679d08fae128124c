"""Tables that lost their columns: header on a line, rows of names and numbers under it.

Columns are given back only where the header and the rows agree on their number; elsewhere a row stays text, its
figures without a column. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.document import Cell, Span, Table
from ingest.figures import read_cell
from ingest.flat_groups import group_labels
from ingest.flat_header import YEAR_COLUMN, find_columns
from ingest.flat_rows import FlatRow, cut_row, gather_rows
from ingest.headings import find_marker
from ingest.labels import is_label_head
from ingest.lines import Line
from ingest.mend import mend
from ingest.repeats import repeats_of
from ingest.totals import mark_totals
from ingest.units import RATIO, UnitLine, cell_unit, read_unit_line

_CAPTION = re.compile(r"\s*[<〈《＜]\s*[^<>]{2,60}\s*[>〉》＞]\s*(?:\(.*\)\s*)?$")
_BARE = r"(?:\d[\d,]* / {0,3}\d[\d,]*|(?:[△▲▽▼] ?|[+-])?\d[\d,]*(?:\.\d+)?%?|-)"
_VALUES_SIDE_BY_SIDE = re.compile(rf"(?:^|\s){_BARE}\s+{_BARE}(?=\s|$)")
FEWEST_VALUES = 2  # a line with fewer values at its end is no row, unless a table is open
# - 12 -, 3/20
_PAGE_NUMBER = re.compile(r"[-–—<\[(]\s*\d{1,3}\s*(?:/\s*\d{1,3}\s*)?[-–—>\])]|\d{1,3}\s*/\s*\d{1,3}")
_TABLE_MARKERS = frozenset({"circled", "subnumber", "number", "dot"})
_HAS_SHARE = re.compile(r"\(\s*[△▲+-]?[\d,.]+\s*%?\s*\)$")
_LONGEST_ENTRY = 40  # characters


def is_caption(text: str) -> bool:
    """Whether a line is a table's title: `< 어디나 지원단 운영실적 >`."""
    return bool(_CAPTION.match(text)) and not re.match(r"\s*<\s*/?[a-z]+\s*/?>", text)


def is_tabular(text: str) -> bool:
    """Whether a line sets bare values side by side, as no sentence does: `GRDP 2,404 548 22.8% 통계청`."""
    return bool(_VALUES_SIDE_BY_SIDE.search(text))


def is_page_number(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a page number. Where the pages of a text are known, it has been left out already."""
    return lines[-1].page == 1 and _PAGE_NUMBER.fullmatch(lines[at].text.strip()) is not None


def find_flat_table(lines: Sequence[Line], start: int) -> int:
    """Where the text-only table that begins at `start` ends; `start` itself where none begins there."""
    if not _begins_table(lines, start):
        return start
    end, rows = start, 0
    while end < len(lines) and not (
        _ends_table(lines[end], lines[end - 1] if end > start else None) or is_page_number(lines, end)
    ):
        rows += bool(cut_row(lines[end]).values) and end > start
        end += 1
    while end > start and not cut_row(lines[end - 1]).values and len(lines[end - 1].text) > 40:
        end -= 1  # a sentence behind the last row is no part of it
    return end if rows else start


def _begins_table(lines: Sequence[Line], start: int) -> bool:
    """Whether a line heads a table: its first word names a label column, or it is a row of years."""
    line = lines[start]
    if find_marker(line.text) is not None or is_caption(line.text):
        return False
    tokens = mend(line.text).split()
    if not tokens or len(mend(line.text)) > 90 or line.text.rstrip().endswith((".", "음", "함")):
        return False
    heads = is_label_head(tokens[0]) or (len(tokens) > 1 and is_label_head(tokens[0] + tokens[1]))
    years = [token for token in tokens[1:] if YEAR_COLUMN.fullmatch(token)]
    return (heads and (len(tokens) > 1 or _next_is_header(lines, start))) or (len(years) >= 2 and len(years) == len(tokens) - 1)


def _next_is_header(lines: Sequence[Line], start: int) -> bool:
    """Whether a lone label head (사업명) is followed by a line that looks like column names."""
    return start + 1 < len(lines) and len(lines[start + 1].text) < 90 and find_marker(lines[start + 1].text) is None


def _ends_table(line: Line, before: Line | None) -> bool:
    """Whether a line lies outside the table that is open."""
    if is_caption(line.text) or _is_unit_line(line.text):
        return True
    if before is not None and line.page != before.page:
        return True
    marker = find_marker(line.text)
    if marker is None or cut_row(line).values:
        return False
    # Numbered and circled entries are found in tables as well as outside; prose is not.
    return marker.name not in _TABLE_MARKERS or len(line.text) > _LONGEST_ENTRY


def _is_unit_line(text: str) -> bool:
    return read_unit_line(text) is not None and len(text.strip()) < 40


def read_flat_table(lines: Sequence[Line], title: str, unit: UnitLine | None) -> Table:
    """The table of a run of lines that `find_flat_table` found."""
    header, rows, columns = _split_header(lines)
    groups = group_labels([line.text for line in header], rows, columns)
    cells = [
        cell
        for number, row in enumerate(rows)
        if row.values
        for cell in _cells(row, number + len(header), groups[number], columns, unit)
    ]
    return Table(
        span=Span(lines[0].span.start, lines[-1].span.end),
        title=title,
        unit=", ".join(unit.units) if unit else "",
        rows=len(header) + len(rows),
        cols=len(columns) + 1 if columns else max((len(row.values) for row in rows), default=0) + 1,
        header_rows=len(header),
        cells=mark_totals(cells, len(header)),
        header_spans=tuple(line.span for line in header),
        row_spans=(*(line.span for line in header), *(row.span for row in rows)),
        repeated_rows=tuple(number for number, row in enumerate(rows, start=len(header)) if row.is_header),
        as_of=unit.as_of if unit else "",
    )


def _split_header(lines: Sequence[Line]) -> tuple[Sequence[Line], list[FlatRow], list[tuple[str, ...]]]:
    """Header lines, rows and columns. Lines of words below the header may be its own or the first rows' labels."""
    longest = _header_length(lines)
    for length in range(longest, 0, -1):
        rows = _body(lines, length)
        columns = _columns(lines[:length], rows)
        if columns:
            return lines[:length], rows, columns
    return lines[:longest], _body(lines, longest), []


def _body(lines: Sequence[Line], header_rows: int) -> list[FlatRow]:
    """The rows below the header; lines that say the header again are none of any other row."""
    words = [mend(line.text).split() for line in lines]
    repeated = frozenset(repeats_of(words[:header_rows], words))
    rows: list[FlatRow] = []
    start = header_rows
    for number in range(header_rows, len(lines) + 1):
        if number < len(lines) and number not in repeated:
            continue
        rows.extend(gather_rows(lines[start:number]))
        if number < len(lines):
            line = lines[number]
            rows.append(FlatRow(line.span, mend(line.text), line.span, (), is_header=True))
        start = number + 1
    return rows


def _header_length(lines: Sequence[Line]) -> int:
    """The lines before the first row of values."""
    for number, line in enumerate(lines):
        row = cut_row(line)
        numbers = [value for value in row.values if not YEAR_COLUMN.fullmatch(value.text)]
        if number and numbers and (len(row.values) >= FEWEST_VALUES or not row.label or (number >= 1 and row.values)):
            return number
    return len(lines)


def _columns(header: Sequence[Line], rows: Sequence[FlatRow]) -> list[tuple[str, ...]]:
    """The header path of each value column, or nothing where it is not certain."""
    filled = [row for row in rows if row.values]
    numbers = [[_number(value, alone=len(row.values) == 1) for value in row.values] for row in filled]
    shares = [[_HAS_SHARE.search(value.text) is not None for value in row.values] for row in filled]
    return find_columns([line.text for line in header], numbers, shares)


def _number(cell: Cell, *, alone: bool) -> Decimal | None:
    """The number of a value, without its unit; None for an empty mark, and for a share that is all a row has."""
    quantity = read_cell(cell.text, "")
    return None if quantity is None or (alone and quantity.dimension == RATIO) else quantity.value


def _cells(row: FlatRow, number: int, group: str, columns: Sequence[tuple[str, ...]], unit: UnitLine | None) -> list[Cell]:
    """The cells of a row; without a column path where the number of values is not that of the columns."""
    fits = len(row.values) == len(columns)
    label = re.sub(r"^\d{1,2}\s+(?=\D)", "", row.label)  # the running number at the head of a row
    row_path = (group, label) if group else (label,)
    cells = [Cell(number, 0, row.label_span, label, row_path[:-1])] if row.label else []
    for column, value in enumerate(row.values):
        col_path = columns[column] if fits else ()
        # Without a column the unit is not certain either: a rate may stand among the amounts.
        named = cell_unit(row_path, col_path, unit.units if unit else ()) if fits else ""
        quantity = read_cell(value.text, named, value.span.start)
        cells.append(Cell(number, column + 1, value.span, value.text, row_path, col_path, quantity=quantity, column_certain=fits))
    return cells
