"""Tables that lost their columns: header on a line, rows of names and numbers under it.

Columns are given back only where the header and the rows agree on their number; elsewhere a row stays text, its
figures without a column. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Cell, Span, Table
from ingest.figures import read_cell
from ingest.headings import find_marker
from ingest.lines import Line
from ingest.mend import join_lines, mend
from ingest.tables import is_label_head, is_value
from ingest.units import UnitLine, cell_unit, read_unit_line

_CAPTION = re.compile(r"\s*[<〈《＜]\s*[^<>]{2,60}\s*[>〉》＞]\s*(?:\(.*\)\s*)?$")
_YEAR_COLUMN = re.compile(r"['’‘]?(?:19|20)?\d{2}년?(?:도)?(?:\([^)]*\))?|합계|계|누계|평균")
_BARE = r"(?:[△▲+-]?\d[\d,]*(?:\.\d+)?%?|-)"
_VALUES_SIDE_BY_SIDE = re.compile(rf"(?:^|\s){_BARE}\s+{_BARE}(?=\s|$)")
_FEWEST_VALUES = 2  # a line with fewer values at its end is no row, unless a table is open
_LONGEST_HEADER_TOKEN = 16
_TABLE_MARKERS = frozenset({"circled", "subnumber", "number", "dot"})
_AGREEING_ROWS = 0.6  # of the rows must have as many values as the header has columns
_LONGEST_ENTRY = 40  # characters


class FlatRow(NamedTuple):
    """A line cut into its label and the values at its end, each with its span."""

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
    years = [token for token in tokens[1:] if _YEAR_COLUMN.fullmatch(token)]
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
        if not is_value(token.group()):
            break
        span = Span(line.span.start + token.start(), line.span.start + token.end())
        values.insert(0, Cell(0, 0, span, token.group()))
    end = values[0].span.start if values else line.span.end
    label = line.text[: end - line.span.start].rstrip()
    return FlatRow(mend(label), Span(line.span.start, line.span.start + len(label)), tuple(values))


def read_flat_table(lines: Sequence[Line], title: str, unit: UnitLine | None) -> Table:
    """The table of a run of lines that `find_flat_table` found."""
    header_lines = _header_length(lines)
    rows = [cut_row(line) for line in lines[header_lines:]]
    columns = _columns(lines[:header_lines], rows)
    cells: list[Cell] = []
    above: list[str] = []
    for number, row in enumerate(rows, start=header_lines):
        if not row.values:
            above.append(row.label)
            continue
        # Lines without values over a row without a label are its label, broken over several lines.
        label = row.label or join_lines(above)
        above = []
        cells.extend(_cells(row, label, number, columns, unit))
    return Table(
        span=Span(lines[0].span.start, lines[-1].span.end),
        title=title,
        unit=", ".join(unit.units) if unit else "",
        rows=len(lines),
        cols=len(columns) + 1 if columns else max((len(row.values) for row in rows), default=0) + 1,
        header_rows=header_lines,
        cells=tuple(cells),
        header_spans=tuple(line.span for line in lines[:header_lines]),
        row_spans=tuple(line.span for line in lines),
        columns_certain=bool(columns),
        as_of=unit.as_of if unit else "",
    )


def _header_length(lines: Sequence[Line]) -> int:
    """The lines before the first row of values."""
    for number, line in enumerate(lines):
        row = cut_row(line)
        numbers = [value for value in row.values if not _YEAR_COLUMN.fullmatch(value.text)]
        if number and numbers and (len(row.values) >= _FEWEST_VALUES or not row.label or (number >= 1 and row.values)):
            return number
    return len(lines)


def _columns(header: Sequence[Line], rows: Sequence[FlatRow]) -> list[tuple[str, ...]]:
    """The header path of each value column, or nothing where it is not certain."""
    counts = Counter(len(row.values) for row in rows if row.values)
    if not counts or not header:
        return []
    segments = [_tokens(line.text) for line in header]
    if len(segments) > 1:
        found = (_staggered(segments, count) for count, _ in counts.most_common())
        return next((columns for columns in found if columns), [])
    count, times = counts.most_common(1)[0]
    return _single_line(segments[0], count) if times >= sum(counts.values()) * _AGREEING_ROWS else []


def _tokens(text: str) -> list[str]:
    """The words of a header line; a bracket belongs to the word before it."""
    text = re.sub(r"\s+(?=\()", "", mend(text))
    return text.split()


def _single_line(tokens: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """The last `count` words of one header line, where only names of label columns stand before them."""
    head, tail = tokens[:-count], tokens[-count:]
    if len(tail) < count or not head or any(len(token) > _LONGEST_HEADER_TOKEN for token in tail):
        return []
    joined = "".join(head)
    labels_only = all(is_label_head(token) for token in head) or is_label_head(joined) or _is_label_run(head)
    return [(token,) for token in tail] if labels_only or all(_YEAR_COLUMN.fullmatch(token) for token in tail) else []


def _is_label_run(head: Sequence[str]) -> bool:
    """Whether words split into names of label columns: `연번 세부 사업명`."""
    if not head:
        return True
    return any(is_label_head("".join(head[:size])) and _is_label_run(head[size:]) for size in range(1, len(head) + 1))


def _staggered(segments: Sequence[Sequence[str]], count: int) -> list[tuple[str, ...]]:
    """Columns under a header whose upper cells partly span two columns.

    Cells that reach over both header lines stand lower than those that head a group, so that the extraction breaks
    the upper line wherever it changes from one sort to the other: the segments alternate, and the first, with the
    label column's name, reaches over both lines. The last line holds the names under the groups. It is certain only
    if the columns so counted are as many as the values of the rows.
    """
    upper, lower = segments[:-1], list(segments[-1])
    if not upper or not upper[0] or not is_label_head(upper[0][0]):
        return []
    groups = [token for number, segment in enumerate(upper) if number % 2 for token in segment]
    if not groups or len(lower) % len(groups):
        return []
    share = len(lower) // len(groups)
    columns: list[tuple[str, ...]] = []
    for number, segment in enumerate(upper):
        for token in segment[1:] if number == 0 else segment:
            columns.extend([(token, lower.pop(0)) for _ in range(share)] if number % 2 else [(token,)])
    return columns if len(columns) == count else []


def _cells(row: FlatRow, label: str, number: int, columns: Sequence[tuple[str, ...]], unit: UnitLine | None) -> list[Cell]:
    """The cells of a row; without a column path where the number of values is not that of the columns."""
    fits = len(row.values) == len(columns)
    label = re.sub(r"^\d{1,2}\s+(?=\D)", "", label)  # the running number at the head of a row
    cells = [Cell(number, 0, row.label_span, label)] if row.label else []
    for column, value in enumerate(row.values):
        col_path = columns[column] if fits else ()
        # Without a column the unit is not certain either: a rate may stand among the amounts.
        named = cell_unit((label,), col_path, unit.units if unit else ()) if fits else ""
        quantity = read_cell(value.text, named, value.span.start) if is_value(value.text) else None
        cells.append(Cell(number, column + 1, value.span, value.text, (label,), col_path, quantity=quantity))
    return cells
