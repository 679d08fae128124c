"""Lists: the entries under the line that announces them, complete, or the sentence that counts them up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from assistant.evidence import HEADING, Evidence
from assistant.formula import COUNTED
from assistant.kinds.quoting import quote_point, related, spread
from assistant.points import Point
from assistant.types import Hit, Question
from ingest.document import Statement, StatementKind

_MOST_ENTRIES = 12
_LONGEST_ENTRY = 160
# a, b, c in one sentence; and, surer, behind a colon or with numbers of their own.
_ENUMERATES = re.compile(r"(?:[^,·、]{1,30}[,·、]\s?){2,}|①.*②|\(.*,.*,.*\)")
_NAMES_ALL = re.compile(r"^[^:]{2,20}:\s*(?:[^,·、]{1,30}[,·、]\s?){2,}|①.*②")
_BRACKETS, _BETWEEN = re.compile(r"\(([^()]*)\)"), re.compile(r"[,、](?!\d)|·|(?<=\S)\s+및\s+")
_ENUMERATION_BONUS, _NAMED_BONUS = 0.12, 0.2
_ANNOUNCES = re.compile(r"다음|아래|[:：]\s*$")
# What speaks for a line with entries under it.
_HAS_ENTRIES = 0.1
_RIGHT_COUNT, _WRONG_COUNT = 0.3, -0.1


class _Candidate(NamedTuple):
    score: float
    evidence: Evidence
    entries: tuple[Statement, ...]


def compose_list(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The entries of the list asked for. What announces a list is a line with deeper lines under it."""
    candidates = [_candidate(question, item) for item in evidence]
    best = max(candidates, key=lambda candidate: candidate.score)
    if best.entries:
        return _listed(best)
    ranked = [candidate.evidence for candidate in sorted(candidates, key=lambda candidate: -candidate.score)]
    ranked = [item for item in ranked if item.statement.kind is not StatementKind.HEADING] or ranked
    chosen = spread(ranked, 2, gain=0.25)
    return [*(quote_point(item) for item in chosen), *related(chosen, ranked)]


def _candidate(question: Question, evidence: Evidence) -> _Candidate:
    """How well a statement heads the list asked for, or counts it up itself."""
    statement = evidence.statement
    heads = statement.kind is StatementKind.HEADING and statement.text != evidence.hit.title
    score = evidence.score - (HEADING if heads else 0.0)
    if not _ANNOUNCES.search(statement.text) and _ENUMERATES.search(statement.text):
        bonus = _NAMED_BONUS if _NAMES_ALL.search(statement.text) else _ENUMERATION_BONUS
        bonus += _RIGHT_COUNT if question.count in enumerated(statement.text) else 0.0
        return _Candidate(score + bonus, evidence, ())
    entries = tuple(entries_under(evidence.hit, statement)) if statement.kind is not StatementKind.ROW else ()
    if len(entries) < 2:
        return _Candidate(evidence.score, evidence, ())
    if question.count is not None:
        score += _RIGHT_COUNT if len(entries) == question.count else _WRONG_COUNT
    return _Candidate(score + _HAS_ENTRIES, evidence, entries)


def enumerated(text: str) -> frozenset[int]:
    """How many things a sentence counts up, in its brackets and outside of them.

    >>> enumerated("3개 시(가람, 나래, 다온)에서 운영")
    frozenset({3})
    """
    parts = [*_BRACKETS.findall(text), _BRACKETS.sub("", text)]
    return frozenset(count for part in parts if (count := len(_BETWEEN.findall(part)) + 1) > 1)


def _listed(best: _Candidate) -> list[Point]:
    hit, statement = best.evidence.hit, best.evidence.statement
    text = f"{statement.text.rstrip(' :')} (모두 {len(best.entries)}건)"
    head = Point(text, hit, (statement.span,), formula=f"{COUNTED}{len(best.entries)}")
    return [head, *(Point(f"- {_shorten(entry.text)}", hit, (entry.span,)) for entry in best.entries)]


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_ENTRY else text[:_LONGEST_ENTRY].rsplit(" ", 1)[0] + " …"


def entries_under(hit: Hit, head: Statement) -> list[Statement]:
    """The statements one step below another, up to the next at its own level.

    A sentence that announces (다음 사항을 …) has its entries behind it even where their marker stands higher.
    """
    following = [
        statement
        for statement in hit.statements
        if statement.span.start > head.span.start and statement.kind is not StatementKind.NOTE
    ]
    if not following:
        return []
    if following[0].level <= head.level and _ANNOUNCES.search(head.text):
        under = list(takewhile(lambda statement: statement.level >= following[0].level, following))
    else:
        under = list(takewhile(lambda statement: statement.level > head.level, following))
    rows = [statement for statement in under if statement.kind is StatementKind.ROW]
    if not under or len(rows) > len(under) / 2:
        return []  # a table is no list of lines
    level = min(statement.level for statement in under)
    return [statement for statement in under if statement.level == level][:_MOST_ENTRIES]
