"""Who said what: how far a statement of minutes fits a question that asks for what somebody said, or for who said it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Hit, Question
from ingest.document import Statement

_ASKS_WHAT_WAS_SAID = re.compile(
    r"뭐라|무엇이라|무슨\s*말|말했|말씀|발언|답변|답했|대답|설명했|질의|질문|물었|물어|지적했|요구했|주장"
)
_ASKS_WHO_SPOKE = re.compile(
    r"(?:물은|물어본|물었던|질의한|질문한|요구한|지적한|제안한|말한|답변한|답한|발언한|주장한|건의한)\s*(?:위원|의원|사람|분|공무원|간부)"
)
_INTRODUCTION = re.compile(r"[가-힣·\s]{4,30}입니다[.]?")
# Shares of a question wholly covered, as in evidence.py.
_SPEAKER = 0.35  # it is said by the person whom the question names
_ELSEWHERE = -0.4  # somebody else says it, or nobody, where the question asks what that person said
_SPOKEN = 0.2  # somebody says it, where the question asks who did
_INTRODUCES = -0.6  # as a heading: it says nothing of the matter


def speakers_named(question: Question, hits: Sequence[Hit]) -> frozenset[str]:
    """The names of those who speak in the passages that the question says."""
    names = {found.utterance.name for hit in hits for found in hit.statements if found.utterance is not None}
    return frozenset(name for name in names if name in question.text)


def asks_who_spoke(question: Question) -> bool:
    """Whether the question asks which person said or asked something: what that person asked answers it then."""
    return _ASKS_WHO_SPOKE.search(question.text) is not None


def speech_bonus(question: Question, named: frozenset[str], statement: Statement) -> float:
    """What a statement gains or loses by who says it. `named` are the speakers whom the question names."""
    utterance = statement.utterance
    if utterance is not None and utterance.name in statement.text and _INTRODUCTION.fullmatch(statement.text):
        return _INTRODUCES  # 디지털정책과장 임서준입니다.
    if utterance is not None and utterance.name in named:
        return _SPEAKER
    if named and _ASKS_WHAT_WAS_SAID.search(question.text):
        return _ELSEWHERE
    return _SPOKEN if utterance is not None and asks_who_spoke(question) else 0.0
