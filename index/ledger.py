"""The ledger of figures: its rows, its queries, and the key by which a measure is found again."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import Figure

# The columns of LedgerRow, in its order.
_LEDGER = (
    "SELECT f.passage_id, d.name, d.title, f.page, f.start, f.end, f.text, f.base, f.step, f.dimension, f.unit, f.measure,"
    " f.column_label, f.year FROM figure f JOIN passage p ON p.id = f.passage_id JOIN document d ON d.id = p.document_id"
)
# What `Store.notable` gives; its one parameter is how many.
NOTABLE = (
    f"SELECT * FROM ({_LEDGER} WHERE f.column_label <> '' AND f.year IS NOT NULL AND length(f.measure_key) BETWEEN 6 AND 18"
    " AND f.dimension IN ('money', 'count:명', 'count:건') AND f.measure NOT GLOB '*[0-9]*' AND CAST(f.base AS REAL) > 0"
    " GROUP BY f.measure_key ORDER BY row_number() OVER (PARTITION BY d.id ORDER BY f.start), d.name DESC) LIMIT ?"
)


class LedgerRow(NamedTuple):
    """A figure of the ledger with its passage and document."""

    passage: int
    document: str
    title: str
    page: int
    start: int
    end: int
    text: str
    base: str
    step: str
    dimension: str
    unit: str
    measure: str
    column: str
    year: int | None


def measuring(keys: int) -> str:
    """The query for the figures whose measure has one of so many keys, its parameters."""
    return f"{_LEDGER} WHERE f.measure_key IN ({','.join('?' * keys)}) ORDER BY d.name, f.start"


def measure_key(measure: str) -> str:
    """A measure's name as the ledger finds it: no white space, no brackets, no running number."""
    return re.sub(r"[\s()（）\[\]·,.'\"]+", "", re.sub(r"^\d+(?:-\d+)?[.)]?\s+", "", measure)).lower()


def figure_values(passage_id: int, figure: Figure) -> tuple[object, ...]:
    """The columns of the table `figure`, in its order."""
    quantity = figure.quantity
    return (
        passage_id,
        quantity.span.start,
        quantity.span.end,
        quantity.text,
        str(quantity.value),
        quantity.unit,
        quantity.dimension,
        str(quantity.base),
        str(quantity.step),
        figure.page,
        figure.measure,
        measure_key(figure.measure),
        figure.column,
        figure.year,
    )
