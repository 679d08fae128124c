"""Reasons, opinions, dates, persons, yes and no: the sentences that decide, in the document's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, spread
from assistant.points import Point
from assistant.types import Question
from ingest.document import StatementKind

# Words by which Korean officials' prose gives reasons.
_GIVES_REASON = re.compile(
    r"때문|위해|위하여|위한|하고자|목적|필요|사유|이유|한계|문제|지적|인하여|따라|따른|우려|미흡|부족|못하|어려|불가|바,|으므로|므로|에도 불구|남아"
)
_REASON_BONUS = 0.12


def compose_reason(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The sentences that give the reason, at most three, those that read as reasons first."""
    weighed = [replace(item, score=item.score + _REASON_BONUS * bool(_GIVES_REASON.search(item.statement.text))) for item in evidence]
    weighed = [item for item in weighed if item.statement.kind is not StatementKind.HEADING]
    return _quoted(sorted(weighed, key=lambda item: -item.score), limit=3, least=0.75, gain=0.2)


def compose_person(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """Who is in charge, with the telephone number as it stands."""
    return _quoted(evidence, limit=3, least=0.75, gain=0.3)


def compose_date(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """When: the sentence that states the date."""
    return _quoted(evidence, limit=3, least=0.75, gain=0.3)


def compose_yesno(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The sentence that decides it."""
    return _quoted(evidence, limit=2, least=0.75, gain=0.25)


def _quoted(evidence: Sequence[Evidence], limit: int, least: float, gain: float) -> list[Point]:
    chosen = spread(evidence, limit, least, gain)
    return [quote_point(item, "answer" if number == 0 else "related") for number, item in enumerate(chosen)]
