"""The ledger of figures: its rows, its queries, and the key by which a measure is found again."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.document import Figure, FigureKind, Passage, Qualifier, Quantity, Span
from ingest.units import NUMBER

# The columns of LedgerRow, in its order.
_LEDGER = (
    "SELECT f.passage_id, d.name, d.title, f.page, f.start, f.end, f.text, f.value, f.base, f.step, f.dimension, f.unit,"
    " f.qualifier, f.row_path, f.col_path, f.year, f.date, f.as_of, f.kind, f.title, coalesce(f.section, p.section), f.place"
    " FROM figure f JOIN passage p ON p.id = f.passage_id JOIN document d ON d.id = p.document_id"
)
# The notable ones; its one parameter is how many.
_NOTABLE = (
    f"SELECT * FROM ({_LEDGER} WHERE f.col_path <> '[]' AND f.year IS NOT NULL AND length(f.measure_key) BETWEEN 6 AND 18"
    " AND f.dimension IN ('money', 'count:명', 'count:건') AND f.row_path NOT GLOB '*[0-9]*' AND CAST(f.base AS REAL) > 0"
    " GROUP BY f.measure_key ORDER BY row_number() OVER (PARTITION BY d.id ORDER BY f.start), d.name DESC) LIMIT ?"
)
_COLUMNS = (
    "passage_id, start, end, text, value, unit, dimension, base, step, qualifier, page, row_path, measure_key, col_path, year,"
    " date, as_of, kind, title, section, place"
)
_INSERT = f"INSERT INTO figure({_COLUMNS}) VALUES ({','.join('?' * len(_COLUMNS.split(',')))})"


# The columns of StatedRow, in its order.
_STATED = (
    "SELECT p.document_id, f.measure_key, f.dimension, f.year, f.date, f.kind, f.col_path, f.base"
    " FROM figure f JOIN passage p ON p.id = f.passage_id WHERE f.year IS NOT NULL AND f.measure_key <> '' AND f.dimension <> ?"
)
_MOST_KEYS = 500  # of a query: SQLite bounds its parameters


class StatedRow(NamedTuple):
    """The little of a figure that tells what it is of, to go through all of them; `base` and `col_path` as they are stored."""

    document_id: int
    measure_key: str
    dimension: str
    year: int
    date: str
    kind: str
    col_path: str
    base: str


class LedgerRow(NamedTuple):
    """A figure of the ledger with its passage and document. `value` is in its unit, `base` in the dimension's base unit."""

    passage: int
    document: str
    title: str
    page: int
    start: int
    end: int
    text: str
    value: Decimal
    base: Decimal
    step: Decimal
    dimension: str
    unit: str
    qualifier: Qualifier
    row_path: tuple[str, ...]
    col_path: tuple[str, ...]
    year: int | None
    date: str
    as_of: str
    kind: FigureKind
    table: str
    section: tuple[str, ...]
    place: str

    @property
    def measure(self) -> str:
        """What it measures, in one line."""
        return " ".join(self.row_path)

    @property
    def column(self) -> str:
        """Its column, in one line."""
        return " ".join(self.col_path)

    @property
    def quantity(self) -> Quantity:
        """What was read at its place."""
        span = Span(self.start, self.end)
        return Quantity(span, self.text, self.value, self.unit, self.dimension, self.base, self.step, self.qualifier)


def measuring(connection: sqlite3.Connection, keys: Sequence[str]) -> list[LedgerRow]:
    """The figures whose measure has one of the keys."""
    found: list[LedgerRow] = []
    for first in range(0, len(keys), _MOST_KEYS):
        some = keys[first : first + _MOST_KEYS]
        marks = ",".join("?" * len(some))
        found += _rows(connection, f"{_LEDGER} WHERE f.measure_key IN ({marks}) ORDER BY d.name, f.start", some)
    return found


def stated(connection: sqlite3.Connection) -> Iterator[StatedRow]:
    """Every figure that has a name, a unit and a year."""
    return map(StatedRow._make, connection.execute(_STATED, (NUMBER,)))


def of_passages(connection: sqlite3.Connection, ids: Sequence[int]) -> list[LedgerRow]:
    """The figures of some passages, by document and place."""
    marks = ",".join("?" * len(ids))
    return _rows(connection, f"{_LEDGER} WHERE f.passage_id IN ({marks}) ORDER BY d.name, f.start", ids)


def notable(connection: sqlite3.Connection, limit: int) -> list[LedgerRow]:
    """What `Store.notable` gives."""
    return _rows(connection, _NOTABLE, (limit,))


def measure_key(measure: str) -> str:
    """A measure's name as the ledger finds it: no white space, no brackets, no running number."""
    return re.sub(r"[\s()（）\[\]·,.'\"]+", "", re.sub(r"^\d+(?:-\d+)?[.)]?\s+", "", measure)).lower()


def write_figures(connection: sqlite3.Connection, passage_id: int, passage: Passage, figures: Sequence[Figure]) -> None:
    """Write the figures of a passage."""
    connection.executemany(_INSERT, [_values(passage_id, passage, figure) for figure in figures])


def _values(passage_id: int, passage: Passage, figure: Figure) -> tuple[object, ...]:
    """A figure in the order of `_COLUMNS`."""
    quantity = figure.quantity
    return (
        passage_id,
        *quantity.span,
        quantity.text,
        str(quantity.value),
        quantity.unit,
        quantity.dimension,
        str(quantity.base),
        str(quantity.step),
        quantity.qualifier,
        figure.page,
        _packed(figure.row_path),
        measure_key(figure.measure if figure.col_path else "".join(figure.row_path[-1:])),
        _packed(figure.col_path),
        figure.year,
        figure.date,
        figure.as_of,
        figure.kind,
        figure.title,
        None if figure.section == passage.section else _packed(figure.section),
        figure.place,
    )


def _packed(path: tuple[str, ...]) -> str:
    return json.dumps(path, ensure_ascii=False, separators=(",", ":"))


def _rows(connection: sqlite3.Connection, query: str, parameters: Sequence[object]) -> list[LedgerRow]:
    return [_row(row) for row in connection.execute(query, parameters)]


def _row(row: Sequence[object]) -> LedgerRow:
    """A row of the query as what it says."""
    read = LedgerRow(*row)  # type: ignore[arg-type]
    return read._replace(
        value=Decimal(read.value),
        base=Decimal(read.base),
        step=Decimal(read.step),
        qualifier=Qualifier(read.qualifier),
        row_path=tuple(json.loads(str(row[13]))),
        col_path=tuple(json.loads(str(row[14]))),
        kind=FigureKind(read.kind),
        section=tuple(json.loads(str(row[20]))),
    )
