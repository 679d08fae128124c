"""Formulas of computed figures, recomputed: what one proves is not what it says but what its operands give."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal, DivisionByZero, InvalidOperation
from operator import add, mul, sub, truediv
from typing import NamedTuple

from assistant.types import Answer
from ingest.document import Quantity
from ingest.figures import read_quantities
from ingest.units import NUMBER

_ENTRIES = "count:건"
COUNTED = "항목 수: "  # followed by how many entries were listed

_STEPS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {"-": sub, "+": add, "×": mul, "÷": truediv}
_OPERATORS = re.compile(r"\s([-+×÷])\s")
_PERCENT = Decimal(100)


class Result(NamedTuple):
    """A value that a formula proves: its dimension, and its size without its sign, in the dimension's base unit."""

    dimension: str
    base: Decimal


def proven(formula: str, known: Collection[Decimal], listed: int) -> frozenset[Result]:
    """What a formula proves: results that come out right, from operands that are known.

    All in the base unit of their dimension (won, one, percent), so that amounts in other units can be computed with.
    `known` is what the cited places state; each result counts as known for the parts that follow
    (`809백만원 = …, 809백만원 ÷ 1,756백만원 × 100 = 46.07%`). `listed` is how many entries a count (항목 수: 4) may count.
    """
    if formula.startswith(COUNTED):
        return frozenset({Result(_ENTRIES, Decimal(listed))}) if formula == f"{COUNTED}{listed}" else frozenset()
    values = {abs(value) for value in known}
    found: set[Result] = set()
    for part in formula.split(", "):
        computation, _, shown = part.partition(" = ")
        result, stated = _compute(computation, values), _quantity(shown)
        if result is None or stated is None:
            return frozenset()
        if _is_bare(computation):  # numbers without units give one in the unit of the result: 3 + 2 = 5명
            result *= stated.base / stated.value if stated.value else 1
        if abs(abs(result) - abs(stated.base)) > stated.step / 2:
            return frozenset()
        values |= {abs(result), abs(stated.base), *_addends(computation)}
        found |= {Result(stated.dimension, abs(result)), Result(stated.dimension, abs(stated.base))}  # exact, and as rounded
    return frozenset(found)


def results(formula: str) -> list[Quantity]:
    """What the parts of a formula come to, as they say it."""
    stated = (_quantity(part.partition(" = ")[2]) for part in formula.split(", "))
    return [quantity for quantity in stated if quantity is not None]


def formulas_of(answer: Answer) -> list[str]:
    """`계산: 45명 - 41명 = 4명`, for each computed sentence of an answer; how many entries were counted speaks for itself."""
    own = (sentence.formula for sentence in answer.sentences if sentence.role == "answer")
    return [f"계산: {formula}" for formula in dict.fromkeys(own) if formula and not formula.startswith(COUNTED)]


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


def _is_bare(computation: str) -> bool:
    """Whether no operand has a unit."""
    return all(quantity.dimension == NUMBER for quantity in read_quantities(computation))


def _addends(computation: str) -> set[Decimal]:
    """How many values a sum adds up: by so many it may be divided."""
    signs = _OPERATORS.findall(computation)
    return {Decimal(len(signs) + 1)} if signs and set(signs) == {"+"} else set()


def _operand(text: str, known: Collection[Decimal]) -> Decimal | None:
    """The value of an operand, which is known; or the 100 of percent."""
    quantity = _quantity(text)
    if quantity is None:
        return None
    is_plain = quantity.dimension == NUMBER and quantity.base in {_PERCENT, Decimal(0)}  # an empty cell counts as 0
    return quantity.base if abs(quantity.base) in known or is_plain else None


def _quantity(text: str) -> Quantity | None:
    found = read_quantities(text.strip())
    return found[0] if len(found) == 1 else None
