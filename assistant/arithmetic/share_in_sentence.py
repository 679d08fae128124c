"""A share out of one sentence that states a part and its whole: 651명 참여, 132명 취업 성공; 26,505백만원(공덕 17,234, …)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.arithmetic.operands import Operand, percent, point_of, shown, told
from assistant.arithmetic.parts import Placed, placed
from assistant.arithmetic.share_asked import ShareAsked
from assistant.evidence import Evidence
from assistant.money import format_number
from assistant.particles import with_particle
from assistant.points import Point
from ingest.document import Quantity
from ingest.units import NUMBER, RATIO

_PLACES, _FORMULA_PLACES = 1, 2


def share_in_sentence(asked: ShareAsked, evidence: Evidence) -> list[Point]:
    """`취업 성공은 651명 가운데 132명으로 20.3%입니다.` Empty where the statement has not both."""
    if evidence.statement.cells:
        return []
    figures = [item for item in placed(evidence) if item.quantity.dimension != RATIO]
    part = max(figures, key=lambda item: item.met(asked.part), default=None)
    if part is None or not part.met(asked.part):
        return []
    whole = part.within or _whole(asked, figures, part)
    if whole is None or not 0 < part.quantity.base < whole.base or not _may_be_part(part, whole):
        return []
    return [_told(evidence, part, whole, part.called(asked.part))]


def _whole(asked: ShareAsked, figures: Sequence[Placed], part: Placed) -> Quantity | None:
    """The figure that the part is of: the one before it that the question says most of, larger and of its kind."""
    before = [
        item
        for item in figures
        if item.quantity.span.end <= part.quantity.span.start
        and item.quantity.dimension == part.quantity.dimension
        and item.quantity.base > part.quantity.base
    ]
    said = asked.whole | asked.part
    return max(before, key=lambda item: (item.met(said), item.quantity.span.start)).quantity if before else None


def _may_be_part(part: Placed, whole: Quantity) -> bool:
    return part.quantity.dimension == whole.dimension or (part.within is whole and part.quantity.dimension == NUMBER)


def _told(evidence: Evidence, part: Placed, whole: Quantity, name: str) -> Point:
    """The sentence; a part without a unit is counted as its whole is (공덕 17,234)."""
    is_bare = part.quantity.dimension == NUMBER
    one, all_of = (part.quantity.value, whole.value) if is_bare else (part.quantity.base, whole.base)
    written = format_number(whole.value) if is_bare else shown(whole)
    formula = f"{shown(part.quantity)} ÷ {written} × 100 = {percent(one, all_of, _FORMULA_PLACES)}"
    lead = f"{with_particle(name, '은', '는')} " if name else ""
    amount = with_particle(shown(part.quantity), "으로", "로")
    text = f"{lead}{told(whole)} 가운데 {amount} {percent(one, all_of, _PLACES)}입니다."
    return point_of(text, [Operand(name, whole, evidence)], formula)
