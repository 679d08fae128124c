"""Reasons and opinions: the sentences that decide, in the document's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related, spread
from assistant.points import Point
from assistant.reason_words import asks_why, gives_reason, names_reason
from assistant.types import Question
from ingest.document import StatementKind
from ingest.flat_tables import is_tabular
from ingest.minutes import is_question

_REASON_BONUS, _NAMED_REASON_BONUS, _NO_REASON = 0.12, 0.3, -0.25
_LEFT_OPEN = re.compile(r"[,:]\s*$|결과\s*$|다음과 같[음다]")
_MOST_FOLLOWING = 2


def compose_reason(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The sentences that give the reason, those that read as reasons first, with what follows a sentence left open."""
    weighed = [
        replace(item, score=item.score + _reason_bonus(question, item))
        for item in evidence
        if item.statement.kind is StatementKind.SENTENCE and not is_tabular(item.statement.text)
    ]
    if not weighed:
        return _quoted(evidence, limit=1)
    ranked = sorted(weighed, key=lambda item: -item.score)
    chosen = spread(ranked, 2, gain=0.25)
    points = [point for item in chosen for point in (quote_point(item), *_continuation(item))]
    return [*points, *related(chosen, ranked)]


def _reason_bonus(question: Question, item: Evidence) -> float:
    """What speaks for a sentence that reads as a reason, and, where it is asked why, against one that leads to that question."""
    if asks_why(question.plain) and _leads_to_question(item):
        return _NO_REASON
    if names_reason(item.statement.text):
        return _NAMED_REASON_BONUS
    return _REASON_BONUS * gives_reason(item.statement.text)


def _leads_to_question(item: Evidence) -> bool:
    """Whether in minutes the same speaker goes on to ask: 예산이 줄었어요. 왜 줄인 겁니까?"""
    statement = item.statement
    behind = next((other for other in item.hit.statements if other.span.start > statement.span.start), None)
    if statement.utterance is None or behind is None or behind.utterance != statement.utterance:
        return False
    return is_question(behind.text) or _leads_to_question(replace(item, statement=behind))


def _continuation(evidence: Evidence) -> list[Point]:
    """The statements that a sentence ending in a comma or colon announces."""
    if not _LEFT_OPEN.search(evidence.statement.text):
        return []
    following = [item for item in evidence.hit.statements if item.span.start > evidence.statement.span.start]
    return [quote_point(replace(evidence, statement=item)) for item in following[:_MOST_FOLLOWING]]


def _quoted(evidence: Sequence[Evidence], limit: int) -> list[Point]:
    chosen = spread(evidence, limit, gain=0.3)
    return [*(quote_point(item) for item in chosen), *related(chosen, evidence)]
