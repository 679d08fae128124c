"""The offices that documents give to a person, each with the place that says so; where they give several, that is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from ingest.document import Statement

_ASKS_OFFICE = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4}?)\s?(?:씨|님|팀장|과장|국장|위원|의원|대표|원장)?님?(?:의|은|는|이|가)?\s?(?:현재?\s?|어[디느]\s?|무슨\s?)?(?:직책|직위|직함|보직|자리가|소속)"
)
_ENDINGS = r"(?:장|관|원|이사|대표|감사|위원|의원|담당|팀장|과장|국장|실장|주무관|교수|박사)"
_OFFICE, _OFFICE_BEHIND = rf"[가-힣A-Za-z·]{{2,14}}{_ENDINGS}", rf"[가-힣A-Za-z·]{{2,14}}?{_ENDINGS}"
_MOST = 4
# Behind an office: 팀장입니다, 팀장이, 팀장. Not 팀장회의.
_ENDS = r"(?=입니다|이며|이고|으로|[이은을과의께](?![가-힣])|[^가-힣]|$)"


def asked_of_whom(question: Question) -> str:
    """The name of the person whose office is asked for; empty where none is."""
    match = _ASKS_OFFICE.search(question.plain)
    return match["name"] if match else ""


def compose_offices(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """`…은 혁신사업본부장, 경영기획실장으로 적혀 있습니다.` Empty where no place gives the person an office."""
    name = asked_of_whom(question)
    found: dict[str, Evidence] = {}
    for item in evidence if name else ():
        for office in _offices(name, item.statement):
            if not any(office.endswith(known) or known.endswith(office) for known in found):  # 진흥원장 and 디지털진흥원장
                found[office] = item
    if not found:
        return []
    (first, *_), offices = found.values(), list(found)[:_MOST]
    stated = with_particle(", ".join(offices), "으로", "로")
    doubt = "" if len(offices) == 1 else " 곳마다 달리 적혀 있으니 근거를 견주어 주십시오."
    others = tuple((found[office].hit, found[office].statement.span) for office in offices[1:])
    return [
        Point(
            f"{with_particle(name, '은', '는')} {stated} 적혀 있습니다.{doubt}", first.hit, (first.statement.span,), others=others
        )
    ]


def _offices(name: str, statement: Statement) -> Iterator[str]:
    """The offices that a statement gives to a name: 본부장 : 홍길동, 홍길동 본부장; and of whom it is said in minutes."""
    for match in re.finditer(
        rf"(?P<before>{_OFFICE})\s?[:：]?\s?{name}{_ENDS}|(?<![가-힣]){name}\s(?P<behind>{_OFFICE_BEHIND}){_ENDS}",
        statement.text,
    ):
        yield match["before"] or match["behind"]
    if statement.utterance is not None and statement.utterance.name == name:
        yield statement.utterance.title
