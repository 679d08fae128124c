"""Amounts behind what they are worked out from: `3,309천원 X 2명 X 11개월 72,798` are 72,798천원."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.document import Quantity
from ingest.units import MONEY, NUMBER, UNITS

_TIMES, _RESULT = re.compile(r"\s*[xX×*]\s*"), re.compile(r"\s*[=:]?\s*")
_NEAR = Decimal("0.05")  # of the product: a slip; what is off by more is another amount


def with_units_of_products(text: str, offset: int, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a text that begins at `offset`, a bare amount right behind its product in the unit of the price."""
    found, chain = list(quantities), []
    order = sorted(range(len(found)), key=lambda number: found[number].span)
    for before, number in zip((None, *order), order, strict=False):
        quantity = found[number]
        between = "" if before is None else text[found[before].span.end - offset : quantity.span.start - offset]
        if before is not None and _TIMES.fullmatch(between):
            chain.append(quantity)
        elif len(chain) > 1 and quantity.dimension == NUMBER and _RESULT.fullmatch(between) and _is_product(chain, quantity):
            found[number] = _in_unit(quantity, chain[0].unit)
            chain = []
        else:
            chain = [quantity]
    return tuple(found)


def _is_product(chain: Sequence[Quantity], amount: Quantity) -> bool:
    """Whether an amount is, nearly, what a price and its counts make, in the unit of the price."""
    price, *counts = chain
    if price.dimension != MONEY or not price.value:
        return False
    product = price.value
    for count in counts:
        product *= count.value
    return abs(product - amount.value) <= _NEAR * abs(product)


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    size = UNITS[unit].size
    return replace(quantity, unit=unit, dimension=MONEY, base=quantity.value * size, step=quantity.step * size)
