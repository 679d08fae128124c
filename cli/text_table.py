"""A table as lines of text: its cells in columns that are aligned as a terminal shows Hangul, two places a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from assistant.types import AnswerTable, TableCell
from cli.common import one_line
from ingest.document import Table

_WIDEST = 28  # places that a column is padded to; a longer cell pushes the rest of its row
_WIDEST_VALUE = 40  # a value has its reading in words and its number behind it
_BETWEEN = " | "


def text_table(table: Table, text: str) -> list[str]:
    """The rows of a table, a rule below its header. `text` is the canonical text that its spans count in."""
    rows = [_row(table, number, text) for number in range(len(table.row_spans))]
    widths = [
        min(_WIDEST, max((_width(row[column]) for row in rows if len(row) > 1 and column < len(row)), default=0))
        for column in range(max(map(len, rows), default=0))
    ]
    lines = [_BETWEEN.join(_padded(cell, width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows]
    rule = ["-" * min(_WIDEST * 3, max(map(_width, lines)))] if 0 < table.header_rows < len(lines) else []
    return [*lines[: table.header_rows], *rule, *lines[table.header_rows :]]


def answer_table(table: AnswerTable) -> list[str]:
    """An answer's table, a rule below its header, each value with the number of its source."""
    shown = [list(table.columns), *([_marked(cell) for cell in row] for row in table.rows)]
    widths = [min(_WIDEST_VALUE, max(_width(row[column]) for row in shown)) for column in range(len(table.columns))]
    lines = [_BETWEEN.join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown]
    title = [f"<{table.title}>"] if table.title else []
    return [*title, lines[0], "-" * min(_WIDEST * 3, max(map(_width, lines))), *lines[1:]]


def _marked(cell: TableCell) -> str:
    return f"{one_line(cell.text)} [{cell.citation + 1}]" if cell.citation is not None else one_line(cell.text)


def _row(table: Table, number: int, text: str) -> Sequence[str]:
    """The words of a row by column, those of a merged cell where it begins; a row without cells as its line has it."""
    cells = {cell.col: one_line(cell.text) for cell in table.cells if cell.row == number}
    if not cells:
        return [one_line(part) for part in table.row_spans[number].of(text).split("\t")]
    return [cells.get(column, "") for column in range(max(table.cols, *(column + 1 for column in cells)))]


def _width(text: str) -> int:
    """How many places a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
