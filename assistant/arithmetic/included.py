"""A whole less a part that a statement says is included in it: 연인원 9,815명에는 중복 수강자 642명이 포함됨."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.arithmetic.operands import Operand, of_cell, point_of, result, shown, told
from assistant.arithmetic.parts import Placed, placed
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.spoken_years import may_be_of
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Quantity
from ingest.figures import read_quantities
from ingest.korean import letter_pairs
from ingest.units import DATE, NUMBER, RATIO

_INCLUDES = re.compile(r"포함|들어\s?있|중복|가운데")
_LEFT_OUT = re.compile(r"(?P<before>[가-힣A-Za-z0-9\s·]{2,16}?)(?:을|를|은|만)?\s?(?:빼|뺀|제외|빠진)(?:\S*\s?(?P<behind>\S+))?")
_LOOKED_AT = 10  # statements


def without_included(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`9,815명에서 642명을 빼면 9,173명입니다.` Empty where no statement says that a part is included."""
    left_out = _LEFT_OUT.search(question.plain)
    if left_out is None:
        return []
    said = frozenset(letter_pairs(" ".join((left_out["before"].split() or [""])[-2:])))
    for item in evidence[:_LOOKED_AT]:
        if not may_be_of(question.years, item.statement):
            continue
        figures = [figure for figure in placed(item) if figure.quantity.dimension not in {RATIO, NUMBER}]
        part = max(figures, key=lambda figure: figure.met(said), default=None)
        if part is None or not part.met(said) or not (part.within or _INCLUDES.search(f"{part.behind}{item.statement.text}")):
            continue
        whole = _whole(question, evidence, item, part, figures)
        if whole is not None:
            return [_told(whole, Operand(part.name, part.quantity, item))]
    return []


def _whole(
    question: Question, evidence: Sequence[Evidence], item: Evidence, part: Placed, figures: Sequence[Placed]
) -> Operand | None:
    """What the part is included in: a larger figure of its statement, or one that the question names and a statement has."""
    larger = [figure for figure in figures if _may_hold(figure.quantity, part.quantity)]
    if larger:
        whole = next((figure for figure in larger if figure.quantity is part.within), larger[0])
        return Operand(whole.name, whole.quantity, item)
    named = [quantity for quantity in read_quantities(question.plain) if quantity.dimension != DATE]
    for other in evidence:
        for quantity in other.statement.quantities:
            if _may_hold(quantity, part.quantity) and any(quantity.base == known.base for known in named):
                cell = next((cell for cell in other.statement.cells if cell.quantity == quantity), None)
                return of_cell(other, cell) if cell is not None else Operand("", quantity, other)
    return None


def _may_hold(whole: Quantity, part: Quantity) -> bool:
    return whole.dimension == part.dimension and whole.base > part.base > 0


def _told(whole: Operand, part: Operand) -> Point:
    found = result(whole.quantity.base - part.quantity.base, [whole.quantity, part.quantity])
    formula = f"{shown(whole.quantity)} - {shown(part.quantity)} = {shown(found)}"
    more, less = (" ".join(filter(None, (item.name, item.column, told(item.quantity)))) for item in (whole, part))
    return point_of(f"{more}에서 {with_particle(less, '을', '를')} 빼면 {told(found)}입니다.", [whole, part], formula)
