"""Lines of a table that lost its columns, cut into rows: a label and the values at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ingest.document import Cell, Span
from ingest.lines import Line
from ingest.mend import join_lines, mend
from ingest.tables import is_value

_SHARE = re.compile(r"\s*\([△▲+-]?[\d,.]+%?\)\s*$")
# A minus may stand apart (△ 100), and two counts of one cell on either side of a stroke: 82 / 3,931.
_TOKEN = re.compile(r"[△▲▽▼] (?=\d)\S+|(?<!\S)\d[\d,]* / {0,3}\d[\d,]*(?!\S)|\S+")
_LONGEST_LABEL_LINES = 3  # a label broken over more lines than this is several rows of words
_NOTE = re.compile(
    r"신규사업|계속사업|종료사업|종료|폐지|이관|통합|일몰"
)  # said of a row behind its last value, in a column of remarks
_MARKED = re.compile(r"(?P<value>[△▲+-]?(?:\d{1,3}(?:,\d{3})+|\d+?)(?:\.\d+)?%?)(?P<mark>[1-9])\)")


class FlatRow(NamedTuple):
    """A row cut into its label and the values at its end; the row itself may run over several lines."""

    span: Span
    label: str
    label_span: Span
    values: tuple[Cell, ...]
    is_header: bool = False  # the header again, on a later page


@lru_cache(maxsize=512)  # a line is cut for every header that its table may have
def cut_row(line: Line) -> FlatRow:
    """The label and the values at the end of a line."""
    tokens = list(_TOKEN.finditer(line.text))
    values: list[Cell] = []
    if len(tokens) > 1 and _NOTE.fullmatch(tokens[-1].group()) and is_value(tokens[-2].group()):
        tokens.pop()
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


def gather_rows(lines: Sequence[Line]) -> list[FlatRow]:
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
