"""Whether something grew or shrank, by a sentence that says from what to what: 86억원에서 78억원으로 줄어."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.course import DOWN_WORDS, UP_WORDS, Course, course_of, courses_asked, words_of_course
from assistant.verdicts.matter import is_of_years, measure_words, unmet
from assistant.verdicts.verdict import Verdict
from ingest.document import Quantity, StatementKind
from ingest.figures import read_quantities
from ingest.units import DATE

_FROM = re.compile(r"\s?에서\s?(?:['’]?\d{2,4}년?도?\s?)?(?:약\s?)?$")
_TO = re.compile(r"\s?(?:으로|로)\b|\s?(?:으로|로)\s")
_WORDS = {Course.UP: re.compile(UP_WORDS), Course.DOWN: re.compile(DOWN_WORDS)}
_NEAR = 30  # letters behind the second figure within which it is said which way it went
_NOT_YET = re.compile(r"예정|계획|검토|요구|필요|경우|방안")


def changed_in_words(question: Question, evidence: Evidence) -> Verdict | None:
    """The sentence itself, where its one pair of figures of the sort asked for went the way that its words say."""
    wanted = courses_asked(question)
    statement = evidence.statement
    if not wanted or statement.kind is not StatementKind.SENTENCE or not is_of_years(question, evidence):
        return None
    if unmet(question, evidence, (*words_of_course(question), *measure_words(question), "전년", "작년")) or _NOT_YET.search(
        statement.text
    ):
        return None
    pairs = _pairs(statement.text, set(question.dimensions) - {DATE})
    if len(pairs) != 1:
        return None
    early, late = pairs[0]
    course = course_of(early, late)
    behind = statement.text[late.span.end : late.span.end + _NEAR]
    if course is Course.SAME or not _WORDS[course].search(behind):
        return None
    return Verdict(course in wanted, evidence)


def _pairs(text: str, wanted: set[str]) -> list[tuple[Quantity, Quantity]]:
    """Each figure that another is said to have come from, of the sorts asked for."""
    found = [quantity for quantity in read_quantities(text) if quantity.dimension != DATE]
    return [
        (one, other)
        for one, other in pairwise(found)
        if one.dimension == other.dimension
        and (not wanted or one.dimension in wanted)
        and _FROM.search(text[one.span.end : other.span.start])
        and _TO.match(text[other.span.end :])
    ]
