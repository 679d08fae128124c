"""Formulas of computed figures, recomputed: what one proves is not what it says but what its operands give."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal, DivisionByZero, InvalidOperation
from operator import add, mul, sub, truediv

from ingest.figures import read_quantities

COUNTED = "항목 수: "  # followed by how many entries were listed

_STEPS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {"-": sub, "+": add, "×": mul, "÷": truediv}
_OPERATORS = re.compile(r"\s([-+×÷])\s")


def proven(formula: str, known: Collection[Decimal], listed: int) -> frozenset[Decimal]:
    """The values that a formula proves, of any sign: the results that come out right, from operands that are known.

    `known` are the values that the cited places state; each result counts as known for the parts that follow
    (`809백만원 = …, 809 ÷ 1,756 × 100 = 46.07%`). `listed` is how many entries a count (항목 수: 4) may count.
    """
    if formula.startswith(COUNTED):
        return frozenset({Decimal(listed)}) if formula == f"{COUNTED}{listed}" else frozenset()
    values = {abs(value) for value in known}
    results: set[Decimal] = set()
    for part in formula.split(", "):
        computation, _, shown = part.partition(" = ")
        result = _compute(computation, values)
        if result is None or not _agrees(result, shown):
            return frozenset()
        values.add(abs(result))
        results.add(abs(result))
    return frozenset(results)


def _compute(text: str, known: Collection[Decimal]) -> Decimal | None:
    """A computation from left to right; None where an operand is not known or a step cannot be taken."""
    first, *rest = _OPERATORS.split(text)
    total = _operand(first, known)
    for operator, written in zip(rest[::2], rest[1::2], strict=True):
        value = _operand(written, known)
        if total is None or value is None:
            return None
        try:
            total = _STEPS[operator](total, value)
        except (DivisionByZero, InvalidOperation):
            return None
    return total


def _operand(text: str, known: Collection[Decimal]) -> Decimal | None:
    value = _number(text)
    return value if value is not None and (abs(value) in known or value == 100) else None


def _number(text: str) -> Decimal | None:
    found = read_quantities(text.strip())
    return found[0].value if len(found) == 1 else None


def _agrees(result: Decimal, shown: str) -> bool:
    """Whether what is shown is the result, up to the places shown."""
    value = _number(shown)
    if value is None:
        return False
    places = value.as_tuple().exponent
    step = Decimal(1).scaleb(places if isinstance(places, int) and places < 0 else 0)
    return abs(abs(result) - abs(value)) <= step / 2
