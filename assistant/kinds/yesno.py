"""Yes or no: `예.` or `아니요.` with the place that proves it; where no rule proves either, the sentence that decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.arithmetic.change import change
from assistant.arithmetic.operands import of_cell
from assistant.evidence import Evidence
from assistant.kinds.figure import state
from assistant.kinds.quoting import quote_point, related, spread
from assistant.points import Point, cited_spans
from assistant.types import Asked, Question
from assistant.verdicts.course import courses_asked
from assistant.verdicts.find import find_verdict
from assistant.verdicts.verdict import Verdict


def compose_yesno(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The sentence that decides it, or the row's cells."""
    chosen = spread(evidence, 1, gain=0.3)
    return [*(point for item in chosen for point in state(question, item)), *related(chosen, evidence)]


def compose_verdict(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """Yes or no with the place that proves it, then what else bears on it; empty where nothing proves either."""
    if question.asked is not Asked.YESNO or not evidence:
        return []
    verdict = find_verdict(question, evidence)
    if verdict is None:
        return []
    return [_point(verdict), *_change(question, verdict), *related([verdict.evidence], evidence)]


def _change(question: Question, verdict: Verdict) -> list[Point]:
    """By how much what was asked to have changed did."""
    if not courses_asked(question) or len(verdict.cells) != 2:
        return []
    early, late = (of_cell(verdict.evidence, cell) for cell in verdict.cells)
    point = change(question, early, late) if early.quantity.base != late.quantity.base else None
    return [point] if point is not None else []


def _point(verdict: Verdict) -> Point:
    """`아니요. 출연금은 2023년 4,180천원, 2024년 4,865천원입니다.` or the word before the statement as it stands."""
    if verdict.said:
        spans = cited_spans(verdict.evidence)
        return Point(f"{verdict.word} {verdict.said}", verdict.evidence.hit, spans, cells=verdict.cells)
    point = quote_point(verdict.evidence)
    return replace(point, text=f"{verdict.word} {point.text}")
