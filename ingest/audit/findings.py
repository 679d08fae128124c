"""What the audit says of a document: a figure of a table that its own table contradicts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.document import Quantity, Span


class Check(StrEnum):
    """By what a figure was checked."""

    SUM = "sum"  # a total is the sum of its parts
    DIFFERENCE = "difference"  # 증감, 과부족, 잔액: one column less another
    GROWTH = "growth"  # 증감률: the change by what it was before
    RATE = "rate"  # 집행률, 달성률: one column by another
    SHARE = "share"  # 비중: a part by its whole
    FORMULA = "formula"  # what the header itself says: (C=A+B), (B/A)
    PRODUCT = "product"  # 3,309천원 X 2명 X 11개월


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure that does not agree with the others of its table.

    Where two checks fail at one cell, `likely` says that this cell alone explains both; elsewhere the figure named is
    the result, and what is wrong may be one of its operands.
    """

    check: Check
    span: Span
    quantity: Quantity
    expected: Decimal  # in the unit of the quantity
    expected_text: str  # 1,234천원, written as the cell is
    formula: str  # 3 + 2 + 1 = 6
    operands: tuple[Span, ...]
    row: str
    column: str
    title: str
    page: int
    place: str  # 12쪽, 문단 34
    likely: bool = False
    also: tuple[str, ...] = ()  # formulas of other checks that the same cell fails
