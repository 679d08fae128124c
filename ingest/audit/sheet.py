"""A table as numbers in rows and columns, seen along its rows or along its columns alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from ingest.audit.names import Name, name_of, settled
from ingest.audit.numbers import NOTHING, Number, number_of
from ingest.document import Cell, Qualifier, Quantity, Span, Table
from ingest.figures import read_cell

_EMPTY = frozenset({"", "-", "–", "—", "△", "▲", "―"})
# 21,954,020(13.5): an amount and its rate, which is a column of its own here
_WITH_RATE = re.compile(r"(?P<amount>[^()]*?)\s*\(\s*(?P<rate>[△▲-]?\d+(?:\.\d+)?)\s*%?\s*\)\s*")
_BEHIND = re.compile(r"\s*(?:\([^()]*\))?\s*")
_BEFORE = re.compile(r"[\s(]*(?:약\s*)?")
_RATE_IN_NAME = re.compile(r"[(（/,·]\s*(?:[가-힣]*(?:률|율|비중|구성비)|%)")
_UNREAD_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a table by its names; `at` counts from 0 within the sheet."""

    at: int
    name: Name
    gap: bool = False  # something in or before it could not be read: no sum may run over it
    twin: int = -1  # of a column of rates out of `amount(rate)`: the column of its amounts


@dataclass(frozen=True)  # without slots: what of it is signed is looked up once
class Sheet:
    """The numbers of a table by (line, place): lines are rows and places columns, or the other way about.

    A place without an entry is empty; one that says something else than a number is None.
    """

    lines: tuple[Line, ...]
    places: tuple[Line, ...]
    numbers: Mapping[tuple[int, int], Number | None]
    by_rows: bool  # whether the lines are rows

    def number(self, line: int, place: int) -> Number | None:
        """The number at a line and place: nothing where it is empty, None where it is no number."""
        return self.numbers.get((line, place), NOTHING)

    @cached_property
    def signed(self) -> tuple[frozenset[int], frozenset[int]]:
        """The lines, and the places, where something is written with a minus."""
        below = [place for place, number in self.numbers.items() if number is not None and number.value < 0]
        return frozenset(line for line, _ in below), frozenset(place for _, place in below)

    @cached_property
    def turned(self) -> Sheet:
        """The same with lines and places exchanged."""
        turned = {(place, line): number for (line, place), number in self.numbers.items()}
        return Sheet(self.places, self.lines, turned, not self.by_rows)


def sheet_of(table: Table, text: str) -> Sheet | None:
    """The sheet of a table, by rows; None where it has no two rows or columns of numbers to be held together."""
    cells = [cell for cell in table.cells if cell.row >= table.header_rows and cell.row not in table.repeated_rows]
    certain = [cell for cell in cells if cell.column_certain and _is_value_cell(cell)]
    columns = sorted({cell.col for cell in certain if cell.quantity is not None})
    columns = columns[1:] if columns[:1] == [0] else columns  # what stands leftmost names the rows: 20대, 2023, 3
    rows = sorted({cell.row for cell in certain if cell.quantity is not None and cell.col in columns})
    if not columns or not rows or len(columns) * len(rows) < 2:
        return None
    row_at, column_at = {row: at for at, row in enumerate(rows)}, {col: at for at, col in enumerate(columns)}
    numbers: dict[tuple[int, int], Number | None] = {}
    twins: dict[tuple[int, int], Number | None] = {}
    for cell in certain:
        if cell.row in row_at and cell.col in column_at:
            place = row_at[cell.row], column_at[cell.col]
            numbers[place], rate = _read(cell)
            if rate is not None:
                twins[place] = rate
            for down in range(1, cell.row_span):  # a value merged downwards is the first row's for a sum, nobody's else
                if cell.row + down in row_at:
                    numbers[row_at[cell.row + down], place[1]] = None
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    row_names = settled([_row_name(by_row[row], set(columns)) for row in rows])
    row_lines = tuple(
        Line(at, row_names[at], _is_gap(table, by_row, row, rows[at - 1] if at else table.header_rows - 1, columns, text))
        for at, row in enumerate(rows)
    )
    column_names = settled([_column_name(certain, col) for col in columns])
    column_lines = [Line(at, name) for at, name in enumerate(column_names)]
    for column in sorted({column for _, column in twins}):
        at = len(column_lines)
        owner = column_lines[column]
        column_lines.append(Line(at, replace(owner.name, rate=True, own=f"{owner.name.own} 비율", level=0), twin=column))
        numbers.update({(row, at): rate for (row, col), rate in twins.items() if col == column})
    return Sheet(row_lines, tuple(column_lines), numbers, by_rows=True)


def _is_value_cell(cell: Cell) -> bool:
    """Whether a cell stands among values: it has a value, or says something where one would stand."""
    return cell.quantity is not None or bool(cell.col_path) or cell.text.strip() in _EMPTY


def _read(cell: Cell) -> tuple[Number | None, Number | None]:
    """The number of a cell, and the rate in brackets behind it; None for what is no plain number."""
    text = cell.text.strip()
    with_rate = _WITH_RATE.fullmatch(text)
    rate = None
    if with_rate and (_RATE_IN_NAME.search(" ".join(cell.col_path)) or "%" in text or "." in with_rate["rate"]):
        rate = _rate(cell, with_rate["rate"])
        text = with_rate["amount"].strip()
    if text in _EMPTY:
        return Number(cell, None), rate
    if cell.quantity is None or cell.quantity.qualifier is not Qualifier.NONE or not _is_plain(text, cell.quantity.text):
        return None, rate
    return number_of(cell, cell.quantity), rate


def _is_plain(text: str, number: str) -> bool:
    """Whether a cell says nothing but the number that was read of it: 1,51362 and 75,516시비 do not."""
    at = text.find(number)
    return at >= 0 and bool(_BEFORE.fullmatch(text[:at]) and _BEHIND.fullmatch(text[at + len(number) :]))


def _rate(cell: Cell, digits: str) -> Number | None:
    """The rate in the brackets of a cell; None for digits without end."""
    at = cell.text.rfind(digits)
    quantity = read_cell(digits, "%", cell.span.start + max(0, at))
    if quantity is None:
        return None
    width = cell.span.end - cell.span.start
    span = quantity.span if width == len(cell.text) else cell.span  # mended texts have other lengths
    decimals = len(digits.partition(".")[2])
    named = Quantity(span, f"{digits}", quantity.value, "%", "ratio", quantity.base, Decimal(1).scaleb(-decimals))
    return number_of(replace(cell, span=span), named)


def _row_name(own: Sequence[Cell], columns: set[int]) -> Name:
    """The name of a row: the labels of its first value."""
    first = next((cell for cell in own if cell.col in columns and cell.quantity is not None), None)
    path = first.row_path if first is not None else ()
    leftmost = next((cell.text for cell in own if cell.col == 0), "")
    return name_of(path or ((leftmost,) if leftmost else ()))


def _column_name(cells: Sequence[Cell], column: int) -> Name:
    """The name of a column: the headers above it."""
    return name_of(next((cell.col_path for cell in cells if cell.col == column and cell.col_path), ()))


def _is_gap(table: Table, by_row: Mapping[int, Sequence[Cell]], row: int, before: int, columns: Sequence[int], text: str) -> bool:
    """Whether a row is uncertain, or rows of the table between it and the one before hold numbers that were not read."""
    if any(not cell.column_certain for cell in by_row[row]):
        return True
    for between in range(max(before + 1, table.header_rows), row):
        if between in table.repeated_rows or between >= len(table.row_spans):
            continue
        cells = by_row.get(between, [])
        said = Span(*table.row_spans[between]).of(text)
        if any(
            cell.quantity is not None or (cell.col in columns and cell.text not in _EMPTY) for cell in cells
        ) or _UNREAD_NUMBER.search(said):
            return True
    return False
