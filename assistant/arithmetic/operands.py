"""Operands: figures of the documents that are computed with, each with its name and the statement that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from assistant.cells import column_name, row_name
from assistant.evidence import Evidence
from assistant.money import format_number, needs_reading, plain_reading
from assistant.particles import with_particle
from assistant.points import Point, cited_spans
from assistant.types import Entry
from ingest.document import Cell, Quantity
from ingest.labels import is_total
from ingest.units import MONEY, NUMBER, POINTS, RATIO, UNITS
from ingest.years import write_in_full

_READ_IN_WORDS = Decimal(10**4)  # won of this step and more were written in 억 and 만


class Operand(NamedTuple):
    """A figure with its name and the statement that holds it."""

    name: str
    quantity: Quantity
    evidence: Evidence
    column: str = ""


def of_cell(evidence: Evidence, cell: Cell) -> Operand:
    """The operand that a cell of a row holds."""
    assert cell.quantity is not None
    return Operand(row_name(cell), cell.quantity, evidence, write_in_full(column_name(cell)))


def point_of(text: str, operands: Sequence[Operand], formula: str = "") -> Point:
    """A sentence on some operands, with all their places cited."""
    first, *rest = operands
    others = tuple((item.evidence.hit, span) for item in rest for span in cited_spans(item.evidence))
    entries = tuple(
        Entry(item.name, item.column, shown(item.quantity), item.evidence.hit.document, item.quantity.span) for item in operands
    )
    return Point(text, first.evidence.hit, cited_spans(first.evidence), formula=formula, others=others, entries=entries)


def commensurable(operands: Sequence[Operand]) -> bool:
    """Whether all operands are of one dimension, so that they may be added and compared.

    Where no unit is known they must at least be as fine: 필지수 49 and 면적 290.9 count two things.
    """
    dimensions = {item.quantity.dimension for item in operands}
    return len(dimensions) == 1 and (dimensions != {NUMBER} or len({item.quantity.step for item in operands}) == 1)


def mixes_totals(operands: Sequence[Operand]) -> bool:
    """Whether some of the operands are totals and others parts: 합계 정원 29명, 일반직 정원 26명. These are never put together."""
    totals = [any(map(is_total, f"{item.name} {item.column}".split())) for item in operands]
    return any(totals) and not all(totals)


def result(base: Decimal, operands: Sequence[Quantity]) -> Quantity:
    """What was computed, in the unit of its coarsest operand and no finer than that is: 129.9억 less 80억 is 50억.

    `base` is in the base unit of the operands' dimension.
    """
    coarsest = max(operands, key=lambda quantity: quantity.step)
    size = UNITS[coarsest.unit].size if coarsest.unit else Decimal(1)
    rounded = (base / coarsest.step).quantize(Decimal(1), ROUND_HALF_UP) * coarsest.step
    return replace(coarsest, value=rounded / size, base=rounded)


def gap(more: Quantity, less: Quantity) -> Quantity:
    """By how much one quantity is more than another; rates are points apart: 5% and 3% are 2%p."""
    found = result(more.base - less.base, [more, less])
    return replace(found, unit="%p", dimension=POINTS) if found.dimension == RATIO else found


def shown(quantity: Quantity) -> str:
    """A quantity with its unit; won that were written in 억 and 만 stay in these."""
    if quantity.unit == "원" and quantity.dimension == MONEY and quantity.step >= _READ_IN_WORDS and quantity.base:
        return plain_reading(quantity)
    sign = "△" if quantity.value < 0 else ""
    return f"{sign}{format_number(abs(quantity.value))}{quantity.unit}"


def told(quantity: Quantity) -> str:
    """A quantity with its unit, and in plain words where that unit is hard to read."""
    return f"{shown(quantity)}({plain_reading(quantity)})" if needs_reading(quantity) else shown(quantity)


def added_up(operands: Sequence[Operand]) -> tuple[Quantity, str]:
    """The sum of some operands, and its formula."""
    quantities = [item.quantity for item in operands]
    found = result(sum((quantity.base for quantity in quantities), Decimal(0)), quantities)
    return found, " + ".join(map(shown, quantities)) + f" = {shown(found)}"


def with_value(operand: Operand) -> str:
    """`물결축제 운영(3,400백만원(34억 원))`"""
    return f"{operand.name}({told(operand.quantity)})"


def listed(operands: Sequence[Operand]) -> str:
    """Operands with their values, in a row."""
    return ", ".join(map(with_value, operands))


def about(operands: Sequence[Operand]) -> str:
    """What a sentence on some operands begins with: the column, or the row, that they have in common. `2024 최종은 `"""
    shared = {item.column for item in operands}
    name = shared.pop() if len(shared) == 1 else ""
    return f"{with_particle(name, '은', '는')} " if name and name != "계" else ""


def percent(part: Decimal, whole: Decimal, places: int) -> str:
    """A share in percent, rounded half up: `37.3%`."""
    return f"{format_number(part / whole * 100, places)}%"
