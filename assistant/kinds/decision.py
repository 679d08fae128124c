"""Decisions of the council: `아니요. 수정가결되었습니다.` with the declaration; or that the documents do not state it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related
from assistant.points import Point
from assistant.retrieve import Retrieved, look_again
from assistant.types import Question
from assistant.verdicts.decided import Decision, find_decision
from assistant.verdicts.decision_asked import asks_decision
from assistant.verdicts.verdict import NO, YES
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.korean import letter_pairs
from ingest.minutes import KIND as MINUTES

NOT_STATED = "이 안건의 의결 결과는 문서에서 찾지 못했습니다."
_ONLY_BEFORE = "상정·회부·일정까지만 적혀 있습니다."
_MOST_MEETINGS, _LOOKED_AT = 3, 10
_DECLARED = "선포"
_BEFORE = re.compile(r"상정|회부|예정|제출|심사|입법예고|부의")


def with_decisions(library: Library, question: Question, retrieved: Retrieved, filters: Filters = ANYWHERE) -> Retrieved:
    """What was retrieved, and behind it what was declared in the meetings that had the matter before them."""
    if not asks_decision(question):
        return retrieved
    found = library.read(library.holding([letter_pairs("의사일정")], question.words, question.pairs, _LOOKED_AT, filters))
    names = [hit.document for hit in retrieved.hits if _is_minutes(hit.title, hit.document)]
    names += [item.passage.document for item in found if _is_minutes(item.passage.title, item.passage.document)]
    meetings = tuple(dict.fromkeys(names))[:_MOST_MEETINGS]
    return look_again(library, question, retrieved, (_DECLARED,), Filters(documents=meetings)) if meetings else retrieved


def _is_minutes(title: str, document: str) -> bool:
    return MINUTES in title.replace(" ", "") or MINUTES in document


def compose_decision(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The verdict, the declaration, and what was proposed; empty where a question asks for no decision or none is found."""
    decision = find_decision(question, evidence) if asks_decision(question) else None
    if decision is None:
        return []
    stated = [item for item in (decision.evidence, decision.proposal) if item is not None]
    return [*_verdict(question, decision), *(quote_point(item) for item in stated), *related(stated, evidence)]


def _verdict(question: Question, decision: Decision) -> list[Point]:
    """`아니요. 수정가결되었습니다.` citing what was declared and what was proposed."""
    holds = decision.answers(question)
    if holds is None:
        return []
    proposed = decision.proposal
    others = ((proposed.hit, proposed.statement.span),) if proposed is not None else ()
    text = f"{YES if holds else NO} {decision.outcome.value}."
    return [Point(text, decision.evidence.hit, (decision.evidence.statement.span,), others=others)]


def missing_decision(question: Question, evidence: Sequence[Evidence]) -> str:
    """What to say where a decision is asked for and the documents state none; empty where none is asked for."""
    if not asks_decision(question):
        return ""
    is_before = any(_BEFORE.search(item.statement.text) for item in evidence[:_LOOKED_AT])
    return f"{NOT_STATED} {_ONLY_BEFORE}" if is_before else NOT_STATED
