"""Tables that lost their columns: header on a line, rows of names and numbers under it.

Columns are given back only where the header and the rows agree on their number; elsewhere a row stays text, its
figures without a column. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ingest.document import Cell, Span, Table
from ingest.figures import read_cell
from ingest.flat_header import YEAR_COLUMN, find_columns
from ingest.headings import find_marker
from ingest.labels import is_label_head
from ingest.lines import Line
from ingest.mend import join_lines, mend
from ingest.tables import is_value
from ingest.units import UnitLine, cell_unit, read_unit_line

_CAPTION = re.compile(r"\s*[<〈《＜]\s*[^<>]{2,60}\s*[>〉》＞]\s*(?:\(.*\)\s*)?$")
_BARE = r"(?:[△▲+-]?\d[\d,]*(?:\.\d+)?%?|-)"
_VALUES_SIDE_BY_SIDE = re.compile(rf"(?:^|\s){_BARE}\s+{_BARE}(?=\s|$)")
_FEWEST_VALUES = 2  # a line with fewer values at its end is no row, unless a table is open
_TABLE_MARKERS = frozenset({"circled", "subnumber", "number", "dot"})
_HAS_SHARE = re.compile(r"\(\s*[△▲+-]?[\d,.]+\s*%?\s*\)$")
_SHARE = re.compile(r"\s*\([△▲+-]?[\d,.]+%?\)\s*$")
_LONGEST_LABEL_LINES = 3  # a label broken over more lines than this is several rows of words
_MARKED = re.compile(r"(?P<value>[△▲+-]?(?:\d{1,3}(?:,\d{3})+|\d+?)(?:\.\d+)?%?)(?P<mark>[1-9])\)")
_LONGEST_ENTRY = 40  # characters


class FlatRow(NamedTuple):
    """A row cut into its label and the values at its end; the row itself may run over several lines."""

    span: Span
    label: str
    label_span: Span
    values: tuple[Cell, ...]


def is_caption(text: str) -> bool:
    """Whether a line is a table's title: `< 어디나 지원단 운영실적 >`."""
    return bool(_CAPTION.match(text)) and not re.match(r"\s*<\s*/?[a-z]+\s*/?>", text)


def is_tabular(text: str) -> bool:
    """Whether a line sets bare values side by side, as no sentence does: `GRDP 2,404 548 22.8% 통계청`."""
    return bool(_VALUES_SIDE_BY_SIDE.search(text))


def find_flat_table(lines: Sequence[Line], start: int) -> int:
    """Where the text-only table that begins at `start` ends; `start` itself where none begins there."""
    if not _begins_table(lines, start):
        return start
    end, rows = start, 0
    while end < len(lines) and not _ends_table(lines[end], lines[end - 1] if end > start else None):
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


def cut_row(line: Line) -> FlatRow:
    """The label and the values at the end of a line."""
    tokens = list(re.finditer(r"\S+", line.text))
    values: list[Cell] = []
    for token in reversed(tokens):
        text = _without_mark(token.group(), line.notes)
        if not is_value(text):
            break
        start = line.span.start + token.start()
        values.insert(0, Cell(0, 0, Span(start, start + len(text)), text))
    end = values[0].span.start if values else line.span.end
    label = line.text[: end - line.span.start].rstrip()
    return FlatRow(line.span, mend(label), Span(line.span.start, line.span.start + len(label)), tuple(values))


def _without_mark(token: str, notes: frozenset[str]) -> str:
    """A value without the mark of a footnote that stands on its page: `341)` with a footnote 1) is 34."""
    match = _MARKED.fullmatch(token)
    return match["value"] if match and match["mark"] in notes else token


def _gather_rows(lines: Sequence[Line]) -> list[FlatRow]:
    """The rows of the body: lines that only carry on a row are put together with it.

    A share in brackets on a line of its own belongs to the value before it; values that follow such a share, to the
    same row; and values without a label, to the lines of words above them, which are their label.
    """
    rows: list[FlatRow] = []
    open_row = False  # the row before was cut by a share in brackets
    for line in lines:
        row = cut_row(line)
        if rows and rows[-1].values and _SHARE.match(line.text):
            rows[-1], open_row = _with_share(rows[-1], line), True
        elif open_row and rows and row.values and not row.label:
            rows[-1] = rows[-1]._replace(span=Span(rows[-1].span.start, row.span.end), values=rows[-1].values + row.values)
        elif row.values and not row.label and rows and not rows[-1].values:
            rows, open_row = _with_label(rows, row), False
        else:
            rows.append(row)
            open_row = False
    return rows


def _with_share(row: FlatRow, line: Line) -> FlatRow:
    """The row with a share in brackets put to its last value."""
    last = row.values[-1]
    text = f"{last.text}{line.text.strip()}"
    value = replace(last, span=Span(last.span.start, line.span.end), text=text)
    return row._replace(span=Span(row.span.start, line.span.end), values=(*row.values[:-1], value))


def _with_label(rows: Sequence[FlatRow], row: FlatRow) -> list[FlatRow]:
    """The rows with the lines of words at their end made the label of a row that has none."""
    first = len(rows)
    while first > 0 and not rows[first - 1].values and len(rows) - first < _LONGEST_LABEL_LINES:
        first -= 1
    label_span = Span(rows[first].span.start, rows[-1].span.end)
    label = join_lines([part.label for part in rows[first:]])
    return [*rows[:first], FlatRow(Span(label_span.start, row.span.end), label, label_span, row.values)]


def read_flat_table(lines: Sequence[Line], title: str, unit: UnitLine | None) -> Table:
    """The table of a run of lines that `find_flat_table` found."""
    header, rows, columns = _split_header(lines)
    cells = [
        cell for number, row in enumerate(rows, start=len(header)) if row.values for cell in _cells(row, number, columns, unit)
    ]
    return Table(
        span=Span(lines[0].span.start, lines[-1].span.end),
        title=title,
        unit=", ".join(unit.units) if unit else "",
        rows=len(header) + len(rows),
        cols=len(columns) + 1 if columns else max((len(row.values) for row in rows), default=0) + 1,
        header_rows=len(header),
        cells=tuple(cells),
        header_spans=tuple(line.span for line in header),
        row_spans=(*(line.span for line in header), *(row.span for row in rows)),
        columns_certain=bool(columns),
        as_of=unit.as_of if unit else "",
    )


def _split_header(lines: Sequence[Line]) -> tuple[Sequence[Line], list[FlatRow], list[tuple[str, ...]]]:
    """Header lines, rows and columns. Lines of words below the header may be its own or the first rows' labels."""
    longest = _header_length(lines)
    for length in range(longest, 0, -1):
        rows = _gather_rows(lines[length:])
        columns = _columns(lines[:length], rows)
        if columns:
            return lines[:length], rows, columns
    return lines[:longest], _gather_rows(lines[longest:]), []


def _header_length(lines: Sequence[Line]) -> int:
    """The lines before the first row of values."""
    for number, line in enumerate(lines):
        row = cut_row(line)
        numbers = [value for value in row.values if not YEAR_COLUMN.fullmatch(value.text)]
        if number and numbers and (len(row.values) >= _FEWEST_VALUES or not row.label or (number >= 1 and row.values)):
            return number
    return len(lines)


def _columns(header: Sequence[Line], rows: Sequence[FlatRow]) -> list[tuple[str, ...]]:
    """The header path of each value column, or nothing where it is not certain."""
    filled = [row for row in rows if row.values]
    numbers = [[_number(value) for value in row.values] for row in filled]
    shares = [[_HAS_SHARE.search(value.text) is not None for value in row.values] for row in filled]
    return find_columns([line.text for line in header], numbers, shares)


def _number(cell: Cell) -> Decimal | None:
    """The number of a value, without its unit; None for an empty mark."""
    quantity = read_cell(cell.text, "")
    return quantity.value if quantity is not None else None


def _cells(row: FlatRow, number: int, columns: Sequence[tuple[str, ...]], unit: UnitLine | None) -> list[Cell]:
    """The cells of a row; without a column path where the number of values is not that of the columns."""
    fits = len(row.values) == len(columns)
    label = re.sub(r"^\d{1,2}\s+(?=\D)", "", row.label)  # the running number at the head of a row
    cells = [Cell(number, 0, row.label_span, label)] if row.label else []
    for column, value in enumerate(row.values):
        col_path = columns[column] if fits else ()
        # Without a column the unit is not certain either: a rate may stand among the amounts.
        named = cell_unit((label,), col_path, unit.units if unit else ()) if fits else ""
        quantity = read_cell(value.text, named, value.span.start)
        cells.append(Cell(number, column + 1, value.span, value.text, (label,), col_path, quantity=quantity))
    return cells
