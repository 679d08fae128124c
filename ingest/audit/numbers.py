"""Numbers of a table with the interval that their rounding leaves open, and how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property
from typing import NamedTuple

from ingest.document import Cell, Quantity
from ingest.units import MONEY, NUMBER, POINTS, RATIO, UNITS

_ZERO = Decimal(0)
_DIGITS = 200  # more than any cell that is read as a number has


class Interval(NamedTuple):
    """All values between two, both included."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def cut(self, other: Interval) -> Interval | None:
        """What the two have in common."""
        return Interval(max(self.low, other.low), min(self.high, other.high)) if self.meets(other) else None

    @property
    def middle(self) -> Decimal:
        """The value half way between its ends."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)  # without slots: its interval is worked out once
class Number:
    """A figure of a table: its cell, its quantity, and half of its rounding step, 0 where it is exact.

    A `marked` zero is an empty mark or cell that counts as zero: it was not rounded, and nobody is accused of it.
    """

    cell: Cell | None
    quantity: Quantity | None
    half: Decimal = _ZERO

    @cached_property
    def value(self) -> Decimal:
        """Its value in the dimension's base unit."""
        return self.quantity.base if self.quantity is not None else _ZERO

    @property
    def marked(self) -> bool:
        """Whether it is an empty mark or cell."""
        return self.quantity is None

    @cached_property
    def interval(self) -> Interval:
        """The values that are rounded to it."""
        return Interval(self.value - self.half, self.value + self.half)

    @property
    def dimension(self) -> str:
        """The dimension of its quantity; empty for an empty mark."""
        return self.quantity.dimension if self.quantity is not None else ""

    @property
    def written(self) -> str:
        """The number as it stands, without its unit; an empty mark as 0."""
        if self.quantity is None:
            return "0"
        text = f"{abs(self.quantity.value):,.{decimals_of(self.quantity)}f}"
        return f"△{text}" if self.quantity.value < 0 else text


NOTHING = Number(None, None)


def number_of(cell: Cell, quantity: Quantity) -> Number:
    """The number of a cell. Counts and won are exact, all else is rounded at its last digit."""
    exact = quantity.dimension.startswith("count:") and quantity.step == UNITS[quantity.unit].size
    exact = exact or (quantity.dimension == MONEY and quantity.step <= 1)
    return Number(cell, quantity, _ZERO if exact else quantity.step / 2)


def is_ratio(number: Number) -> bool:
    """Whether a number is a rate or a share."""
    return number.dimension in {RATIO, POINTS}


def may_be_exact(number: Number) -> bool:
    """Whether a number without a known unit might count things, and so be exact."""
    return number.dimension == NUMBER and number.quantity is not None and number.quantity.step == 1


def decimals_of(quantity: Quantity) -> int:
    """How many decimals a quantity is written with."""
    match = re.search(r"\d\.(\d+)", quantity.text)
    return len(match.group(1)) if match else 0


def in_unit(base: Decimal, quantity: Quantity) -> Decimal:
    """A base value in the unit of a quantity, rounded as the quantity is."""
    size = quantity.base / quantity.value if quantity.value else UNITS[quantity.unit].size if quantity.unit else Decimal(1)
    with localcontext(prec=_DIGITS):
        return (base / size).quantize(Decimal(1).scaleb(-decimals_of(quantity)), ROUND_HALF_UP)


def written_like(value: Decimal, quantity: Quantity) -> str:
    """A value in the unit of a quantity as its cell would say it: 1,234천원, △3명."""
    return f"{'△' if value < 0 else ''}{abs(value):,.{decimals_of(quantity)}f}{quantity.unit}"
