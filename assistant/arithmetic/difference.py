"""The difference between two things that the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.arithmetic.named import named_operands
from assistant.arithmetic.operands import about, gap, point_of, shown, told, with_value
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.units import POINTS, RATIO
from ingest.years import years_of

_ASKS_BY_HOW_MUCH = re.compile(r"차이|얼마|몇|어느|더\s|부족|모자라|초과|웃도|밑도|(?:많|적|높|낮)(?:아|나|은가|은지)")
_RATES = frozenset({RATIO, POINTS})


def difference(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`집행률은 물결축제 운영(99.4%)이 청년예술인 지원(94.6%)보다 4.8%p 높습니다.`"""
    operands = named_operands(question, tables) if _ASKS_BY_HOW_MUCH.search(question.plain) else []
    if len(operands) != 2 or all(years_of(f"{item.name}년") for item in operands):
        return []  # between years there is a change
    more, less = sorted(operands, key=lambda item: item.quantity.base, reverse=True)
    found = gap(more.quantity, less.quantity)
    if not found.base:
        return [point_of(f"{about(operands)}{with_value(more)}, {with_value(less)}로 서로 같습니다.", operands)]
    formula = f"{shown(more.quantity)} - {shown(less.quantity)} = {shown(found)}"
    higher = "높습니다" if found.dimension in _RATES else "많습니다"
    text = f"{about(operands)}{with_particle(with_value(more), '이', '가')} {with_value(less)}보다 {told(found)} {higher}."
    return [point_of(text, [more, less], formula)]
