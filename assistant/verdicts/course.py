"""The course that a question asks whether something took: grew, shrank, stayed, changed."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.types import Question
from assistant.verdicts.predicate import predicate_of
from ingest.document import Quantity


class Course(StrEnum):
    """How something went, as it is said."""

    UP = "늘었습니다"
    DOWN = "줄었습니다"
    SAME = "같습니다"


_OTHER = frozenset({Course.UP, Course.DOWN})
UP_WORDS = r"늘[어었리린려]?|증가|증액|올[랐라려리]|오르|상승|인상|커[졌지]|많아|높[아여]|확대"
DOWN_WORDS = r"줄[어었이인여]?|감소|감액|깎|삭감|내[렸려리]|떨어|낮[아추춘춰]|축소|작아|적어[졌지]"
_SAME_WORDS = r"똑같|동결|동일|(?<!다)같|그대로|(?:변동|변화|변함|증감)[이은도]?\s?없"
_CHANGED_WORDS = r"바뀌|바뀐|바뀌었|달라|변[했하한]|변경|(?:변동|변화|증감)[이은도]?\s?있|변동|변화"
_BEHIND = r"[^\s,]{0,6}(?:\s(?:게|거|건|것)\S{0,3}(?:\s?맞\S*)?)?$"  # 줄었나요, 깎은 게 맞습니까, 동일한가요
_ASKED: tuple[tuple[re.Pattern[str], frozenset[Course]], ...] = (
    (re.compile(rf"(?:{_SAME_WORDS})(?:은\s금액)?{_BEHIND}"), frozenset({Course.SAME})),
    (re.compile(rf"(?:{UP_WORDS}){_BEHIND}"), frozenset({Course.UP})),
    (re.compile(rf"(?:{DOWN_WORDS}){_BEHIND}"), frozenset({Course.DOWN})),
    (re.compile(rf"(?:{_CHANGED_WORDS}){_BEHIND}"), _OTHER),
)
_NOTE_BEHIND = re.compile(r"\s*+(?:\([^()]*\)\s*+)?[?.!~]*+\s*+$")
_SAID = re.compile(rf"(?:{UP_WORDS}|{DOWN_WORDS}|{_SAME_WORDS}|{_CHANGED_WORDS}|그대로|변함)")


def courses_asked(question: Question) -> frozenset[Course]:
    """The courses of which one must have been taken for a yes; empty where a question asks of none, or denies one."""
    predicate = predicate_of(question)
    matter = _NOTE_BEHIND.sub("", question.plain)
    found = next((courses for pattern, courses in _ASKED if pattern.search(matter)), frozenset())
    denied = predicate is not None and predicate.denied and Course.SAME not in found
    return frozenset() if denied else found


def words_of_course(question: Question) -> tuple[str, ...]:
    """The words by which a question asks of a change."""
    return tuple(match.group() for match in _SAID.finditer(question.plain))


def course_of(early: Quantity, late: Quantity) -> Course:
    """How one quantity became another."""
    return Course.UP if late.base > early.base else Course.DOWN if late.base < early.base else Course.SAME
