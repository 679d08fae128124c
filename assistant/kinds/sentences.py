"""Reasons and opinions: the sentences that decide, in the document's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related, spread
from assistant.matter import matter_of, share_met
from assistant.points import Point
from assistant.reason_words import asks_why, gives_reason, names_reason, points_back, states_reason
from assistant.types import Question
from assistant.why_asked import share_of_why
from ingest.document import Statement, StatementKind
from ingest.flat_tables import is_tabular
from ingest.minutes import is_question

_REASON_BONUS, _NAMED_REASON_BONUS, _NO_REASON = 0.12, 0.3, -0.25
_ANSWERS_WHY = 0.5  # times the share of the matter that the very question has which is answered
_AS_NEAR = 0.6  # of what the strongest sentence names of the matter
_AS_STRONG = 0.65  # of the strongest sentence's score, for a reason to stand in front of it
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
    ranked = _with_reason_first(question, sorted(weighed, key=lambda item: -item.score))
    chosen = spread(ranked, 2, gain=0.25)
    points = [point for item in chosen for point in (quote_point(item), *_continuation(question, item))]
    return [*points, *related(chosen, ranked)]


def _reason_bonus(question: Question, item: Evidence) -> float:
    """What speaks for a sentence that reads as a reason, and, where it is asked why, against one that leads to that question."""
    if asks_why(question.plain) and _leads_to_question(item):
        return _NO_REASON
    of_words = _NAMED_REASON_BONUS if names_reason(item.statement.text) else _REASON_BONUS * gives_reason(item.statement.text)
    return of_words + _ANSWERS_WHY * share_of_why(question, item.statement)


def _with_reason_first(question: Question, ranked: Sequence[Evidence]) -> list[Evidence]:
    """The sentences with a reason in front, where the strongest only says that it is so: one that names as much of the matter."""
    first = ranked[0]
    if not asks_why(question.plain) or gives_reason(first.statement.text) or _reason_behind(first) is not None:
        return list(ranked)
    matter = matter_of(question, ())
    near = [item for item in ranked if item.score >= _AS_STRONG * first.score and states_reason(item.statement.text)]
    best = max(near, key=lambda item: (share_met(item, matter), item.score), default=None)
    if best is None or share_met(best, matter) < _AS_NEAR * share_met(first, matter):
        return list(ranked)
    return [replace(best, score=first.score), *(item for item in ranked if item is not best)]


def _leads_to_question(item: Evidence) -> bool:
    """Whether in minutes it asks, or the same speaker goes on to ask: 예산이 줄었어요. 왜 줄인 겁니까?"""
    statement = item.statement
    behind = next((other for other in item.hit.statements if other.span.start > statement.span.start), None)
    if statement.utterance is not None and is_question(statement.text):
        return True
    if statement.utterance is None or behind is None or behind.utterance != statement.utterance:
        return False
    return _leads_to_question(replace(item, statement=behind))


def _reason_behind(evidence: Evidence) -> Statement | None:
    """The sentence right behind one that gives no reason, which says what it is due to: 이는 …에 따른 것임."""
    behind = (item for item in evidence.hit.statements if item.span.start > evidence.statement.span.start)
    following = next(behind, None)
    if following is None or gives_reason(evidence.statement.text) or not points_back(following.text):
        return None
    return following if states_reason(following.text) else None


def _continuation(question: Question, evidence: Evidence) -> list[Point]:
    """The statements that a sentence ending in a comma or colon announces; where it is asked why, the reason right behind it."""
    if asks_why(question.plain) and (reason := _reason_behind(evidence)) is not None:
        return [quote_point(replace(evidence, statement=reason))]
    if not _LEFT_OPEN.search(evidence.statement.text):
        return []
    following = [item for item in evidence.hit.statements if item.span.start > evidence.statement.span.start]
    return [quote_point(replace(evidence, statement=item)) for item in following[:_MOST_FOLLOWING]]


def _quoted(evidence: Sequence[Evidence], limit: int) -> list[Point]:
    chosen = spread(evidence, limit, gain=0.3)
    return [*(quote_point(item) for item in chosen), *related(chosen, evidence)]
