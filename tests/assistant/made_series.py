"""Series made by hand, for what shows and writes them."""

from __future__ import annotations

from decimal import Decimal

from assistant.series import Point, Series
from index.ledger import LedgerRow
from ingest.document import FigureKind, Qualifier
from ingest.units import UNITS


def point(year: int | None, value: str, unit: str = "명", kind: FigureKind = FigureKind.ACHIEVED, **fields: object) -> Point:
    """A figure of a year; what else is said of it in `fields`."""
    size = UNITS[unit].size
    row = LedgerRow(
        1, "보고.txt", "업무보고", 1, 0, len(value), value, Decimal(value), Decimal(value) * size, size, UNITS[unit].dimension, unit,
        Qualifier.NONE, ("이용자",), (f"{year}년",), year, "", "", kind, "", ("현황",), "3쪽",
    )  # fmt: skip
    quote = str(fields.pop("quote", f"이용자 {value}"))
    return Point(row._replace(**fields), quote)


def series(*points: Point, measure: str = "이용자", unit: str = "명") -> Series:
    """A series of some figures."""
    return Series(measure, "", UNITS[unit].dimension, unit, points)
