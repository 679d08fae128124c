"""Reasons, opinions, dates, persons: the sentences that decide, in the document's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related, spread
from assistant.persons import names_body, names_person
from assistant.points import Point
from assistant.types import Question
from ingest.document import StatementKind
from ingest.flat_tables import is_tabular

# Words by which Korean officials' prose gives reasons.
_GIVES_REASON = re.compile(
    r"때문|위해|위하여|위한|하고자|목적|필요|사유|이유|한계|문제|지적|인하여|따라|따른|우려|미흡|부족|못하|어려|불가|바,|으므로|므로|에도 불구|남아"
)
# Words that do nothing else.
_NAMES_REASON = re.compile(r"때문|사유|이유|원인|까닭|배경")
_REASON_BONUS, _NAMED_REASON_BONUS = 0.12, 0.3
_LONGEST_OFFICE = 24
_LEFT_OPEN = re.compile(r"[,:]\s*$|결과\s*$|다음과 같[음다]")
_MOST_FOLLOWING = 2


def compose_reason(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The sentences that give the reason, those that read as reasons first, with what follows a sentence left open."""
    weighed = [
        replace(item, score=item.score + _reason_bonus(item.statement.text))
        for item in evidence
        if item.statement.kind is StatementKind.SENTENCE and not is_tabular(item.statement.text)
    ]
    if not weighed:
        return _quoted(evidence, limit=1)
    ranked = sorted(weighed, key=lambda item: -item.score)
    chosen = spread(ranked, 2, gain=0.25)
    points = [point for item in chosen for point in (quote_point(item), *_continuation(item))]
    return [*points, *related(chosen, ranked)]


def _reason_bonus(text: str) -> float:
    return _NAMED_REASON_BONUS if _NAMES_REASON.search(text) else _REASON_BONUS * bool(_GIVES_REASON.search(text))


def _continuation(evidence: Evidence) -> list[Point]:
    """The statements that a sentence ending in a comma or colon announces."""
    if not _LEFT_OPEN.search(evidence.statement.text):
        return []
    following = [item for item in evidence.hit.statements if item.span.start > evidence.statement.span.start]
    return [quote_point(replace(evidence, statement=item)) for item in following[:_MOST_FOLLOWING]]


def compose_person(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """Who is in charge, with the telephone number as it stands; the row's or section's office where the line names none."""
    chosen = spread(evidence, 2, gain=0.3)
    return [*(_with_office(item) for item in chosen), *related(chosen, evidence)]


def _with_office(evidence: Evidence) -> Point:
    statement = evidence.statement
    point = quote_point(evidence)
    if statement.utterance is not None and statement.utterance.speaker not in point.text:
        return replace(point, text=f"{statement.utterance.speaker} - {point.text}")
    if names_person(statement.text) or names_body(statement.text):
        return point
    labels = (*reversed(statement.context), *reversed(statement.section))
    office = next((label for label in labels if len(label) <= _LONGEST_OFFICE and names_body(label)), "")
    return replace(point, text=f"{office} - {point.text}") if office and office not in point.text else point


def compose_date(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """When: the sentence that states the date."""
    return _quoted(evidence, limit=2)


def _quoted(evidence: Sequence[Evidence], limit: int) -> list[Point]:
    chosen = spread(evidence, limit, gain=0.3)
    return [*(quote_point(item) for item in chosen), *related(chosen, evidence)]
