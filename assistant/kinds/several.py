"""Several papers in one answer: where a question asks what each of some years' or sessions' papers says, each part names its paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.evidence import Evidence
from assistant.points import Point
from assistant.subject import says_kind
from assistant.types import Asked, Question
from index.filters import Described

# Kinds that set years beside one another themselves.
_BESIDE_ONE_ANOTHER = frozenset({Asked.FIGURE, Asked.COMPARISON, Asked.YESNO})
_EACH = re.compile(
    r"각각|각\s|별로|두\s?(?:해|문서|보고|회의|차례)|년도?(?:과|와|하고|이?랑|,|·)\s?.*(?:업무\s?보고|회의|보고서|문서|자료)"
)
_SESSION = re.compile(r"(\d{2,4})\s?회")
_MOST_OF_EACH, _FEWEST_LETTERS = 4, 5

_Composer = Callable[[Question, Sequence[Evidence]], list[Point]]


def apart(question: Question) -> list[Question]:
    """The question once for each year or session whose papers it asks for; empty where it does not ask for several."""
    sessions = list(dict.fromkeys(_SESSION.findall(question.plain)))
    if question.asked in _BESIDE_ONE_ANOTHER:
        return []
    if len(sessions) > 1:
        return [replace(question, plain=_without(question.plain, sessions, keep)) for keep in sessions]
    if len(question.years) > 1 and _EACH.search(question.plain):
        return [_of_year(question, year) for year in question.years]
    return []


def papers_of(question: Question, documents: Sequence[Described]) -> tuple[str, ...]:
    """The papers of the year or session that a question asks for, of the kind that it names."""
    session = _SESSION.search(question.plain)
    if session and not question.years:
        return tuple(item.name for item in documents if f"{session.group(1)}회" in item.imprint.session)
    of_year = [item for item in documents if not {item.year, *item.imprint.fiscal_years}.isdisjoint(question.years)]
    of_kind = [item for item in of_year if says_kind(question, item.kind)]
    return tuple(item.name for item in of_kind or of_year)


def compose_several(
    question: Question, evidence: Sequence[Evidence], documents: Mapping[str, int], compose: _Composer
) -> list[Point]:
    """What the papers of each year or session say, each part led by its paper; empty unless two of them say something.

    `documents` say of which part a paper is, by its name.
    """
    parts: list[list[Point]] = []
    for number, one in enumerate(apart(question)):
        own = [item for item in evidence if documents.get(item.hit.document) == number]
        points = [point for point in compose(one, own) if point.role == "answer"] if own else []
        points = [point for point in points if len(re.findall(r"[가-힣]", point.text)) >= _FEWEST_LETTERS]
        if points:
            parts.append(_led(points[:_MOST_OF_EACH] if question.asked is not Asked.SUMMARY else points, one, own))
    return [point for part in parts for point in part] if len(parts) > 1 else []


def _led(points: Sequence[Point], question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The points of one paper behind a line that names it, with its session where it says that; a summary names it itself."""
    first = points[0]
    if first.text.startswith(f"‘{first.hit.title}’"):
        return list(points)
    session = _SESSION.search(question.plain) if not question.years else None
    says = [
        item
        for item in evidence
        if session and session.group() in item.statement.text and item.hit.document == first.hit.document
    ]
    name = f"제{session.group()} ‘{first.hit.title}’" if session and says else f"‘{first.hit.title}’"
    others = tuple((item.hit, item.statement.span) for item in says[:1])
    lead = Point(f"{name}에는 다음과 같이 적혀 있습니다.", first.hit, first.spans[:1], others=others)
    return [lead, *(point if point.text.startswith("- ") else replace(point, text=f"- {point.text}") for point in points)]


def _of_year(question: Question, year: int) -> Question:
    words = tuple(word for word in question.words if not word.isdigit() or word == str(year))
    others = [str(other) for other in question.years if other != year]
    return replace(question, years=(year,), words=words, plain=_without(question.plain, others, str(year)))


def _without(plain: str, numbers: Sequence[str], keep: str) -> str:
    """The question's text without the other years or sessions: 2023년과 2024년 업무보고 -> 2024년 업무보고."""
    for number in numbers:
        if number != keep:
            plain = re.sub(rf"제?{number}\s?(?:년도?|회)?(?:과|와|하고|이?랑|,|·)?\s?", "", plain)
    return plain
