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
_LONGEST_YEARS = 100  # of a range of years; 1,234~2024년 is none
_HUNDREDS = re.compile(rf"(?:{NUMBER_PATTERN})\s?[천백]")  # without what it is a thousand of
_POWER = re.compile(r"[천백십]\s?([조억만])")
_POWERS = {"조": Decimal(10**12), "억": Decimal(10**8), "만": Decimal(10**4)}
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
    elif _HUNDREDS.fullmatch(low.text) and (power := _POWER.search(high.text)) and low.dimension == high.dimension:
        low = _times(low, _POWERS[power.group(1)])
    if low.dimension != high.dimension or low.base >= high.base:
        return None
    return replace(low, qualifier=Qualifier.FROM), replace(high, qualifier=Qualifier.TO)


def _times(low: Quantity, power: Decimal) -> Quantity:
    """The lower end of 2천~3천만원, 20,000,000원: its 만 is said with the upper end."""
    return replace(low, value=low.value * power, base=low.base * power, step=low.step * power)


def _in_unit(low: Quantity, high: Quantity) -> Quantity:
    """A bare number in the unit of another, with its power of ten: in 10~15억 the lower end is 10억."""
    written = _NUMBER.search(high.text)
    number = decimal_of(written.group()) if written else Decimal(0)
    power = abs(high.value) / number if number else Decimal(1)
    if low.value >= number and (shorter := _POWER.search(high.text)):  # 900~1천억원: 900억
        power = _POWERS[shorter.group(1)] / UNITS[high.unit].size
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
    if year and not rest and len(low.text) == 4 and 0 < year - int(low.value) < _LONGEST_YEARS:
        return date_quantity(low.span, low.text, int(low.value))  # 2022~2024년
    return None
