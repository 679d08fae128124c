"""Ranges: `10~15%` is 10% and 15%, `100만~200만원`, `3-5명`, `4∼11월`: the lower end takes the unit of the upper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.amounts import NUMBER_PATTERN, decimal_of
from ingest.dates import date_quantity
from ingest.document import Qualifier, Quantity
from ingest.units import DATE, NUMBER, UNITS

_MARK = re.compile(r"\s?[~∼～〜]\s?|[-–—]|\s?(?:에서|부터)\s")
_ANY = re.compile(r"\d\D{0,4}(?:[~∼～〜]|에서|부터|(?<!\s)[-–—])\s?[’'‘]?\d")
_TO = re.compile(r"\s?(?:까지|사이)")
_WORDS = re.compile("에서|부터")
_NUMBER = re.compile(NUMBER_PATTERN)
_YEAR_OF_TWO = re.compile(r"\d\d\s?년")


def join_ranges(text: str, offset: int, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those that are the ends of a range marked as such and in one unit."""
    joined = list(found)
    if len(joined) < 2 or not _ANY.search(text):
        return joined
    for number in range(len(joined) - 1):
        low, high = joined[number], joined[number + 1]
        between = text[low.span.end - offset : high.span.start - offset]
        if not _MARK.fullmatch(between) or (_WORDS.search(between) and not _TO.match(text, high.span.end - offset)):
            continue
        ends = _ends(low, high)
        if ends is not None:
            joined[number], joined[number + 1] = ends
    return joined


def _ends(low: Quantity, high: Quantity) -> tuple[Quantity, Quantity] | None:
    """The two ends of a range, the lower in the unit of the upper; None where they are none."""
    if high.dimension == DATE:
        dated = _dated(low, high)
        return None if dated is None else (dated, high)
    if low.dimension == NUMBER and high.dimension != NUMBER:
        low = _in_unit(low, high)
    if low.dimension != high.dimension or low.base >= high.base:
        return None
    return replace(low, qualifier=Qualifier.FROM), replace(high, qualifier=Qualifier.TO)


def _in_unit(low: Quantity, high: Quantity) -> Quantity:
    """A bare number in the unit of another, with its power of ten: in 10~15억 the lower end is 10억."""
    written = _NUMBER.search(high.text)
    number = decimal_of(written.group()) if written else Decimal(0)
    power = abs(high.value) / number if number else Decimal(1)
    size = UNITS[high.unit].size * power
    return replace(
        low, value=low.value * power, unit=high.unit, dimension=high.dimension, base=low.value * size, step=low.step * size
    )


def _dated(low: Quantity, high: Quantity) -> Quantity | None:
    """The month or year that a bare number before a date is: 4∼11월, 19∼22년."""
    if low.dimension != NUMBER or not low.text.isdigit():
        return None
    year, rest = divmod(int(high.value), 10000)
    if not year and rest and 1 <= int(low.value) <= 12:
        return date_quantity(low.span, low.text, 0, int(low.value))
    if year and not rest and _YEAR_OF_TWO.match(high.text) and len(low.text) == 2:
        return date_quantity(low.span, low.text, year - year % 100 + int(low.value))
    return None
