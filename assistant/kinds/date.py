"""Dates: the line that states it; where a schedule is asked for, its stages in the order of their days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related, spread
from assistant.lines_under import lines_under
from assistant.matter import matter_of, share_met
from assistant.parts import before_swallowed, name_above, plain_name
from assistant.points import Point
from assistant.types import Hit, Question
from ingest.document import Statement, StatementKind
from ingest.units import DATE

_ASKS_SCHEDULE = re.compile(r"일정|단계별|절차|순서대로|언제언제")
_IS_SCHEDULE = re.compile(r"일\s?정|절\s?차|계\s?획|경\s?과|연\s?혁")
_ASKS_PERIOD = re.compile(r"언제|기간|며칠|몇\s?월|기한")
_PERIOD = re.compile(r"(?:기\s?간|일\s?시|일\s?자|기\s?한)\s*[:：]")
_WHOLLY, _LOOKED_AT = 0.9, 12  # of the matter in a heading; statements
_OF_ASKING = frozenset(["일정", "추진", "단계", "절차", "순서", "계획", "향후", "예정"])
_LEAST, _AS_NEAR = 0.5, 0.85  # of the matter; of what the best meets of it
_MOST_STAGES, _FEWEST, _FEWEST_LETTERS = 8, 2, 2
_LONGEST_STAGE, _LONGEST_NAME = 110, 30


class _Schedule(NamedTuple):
    """The stages under one heading or line, and how much of the matter it is of."""

    hit: Hit
    stages: tuple[Statement, ...]
    name: str
    met: float
    score: float
    is_called_so: bool


def compose_date(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """When: the stages of a schedule, each with its day, where one is asked for; else the sentence that states the date."""
    schedule = _schedule(question, evidence) if _ASKS_SCHEDULE.search(question.plain) else None
    if schedule is None:
        evidence = _with_periods(question, [item for item in evidence if _says_what(item.statement)] or evidence)
        chosen = [item for number, item in enumerate(spread(evidence, 2, gain=0.3)) if not number or _day_of(item.statement)]
        return [*(quote_point(item) for item in chosen), *related(chosen, evidence)]
    first = schedule.stages[0]
    opening = f"{schedule.name or f'‘{schedule.hit.title}’에 적힌'} 일정은 다음과 같습니다."
    head = Point(opening, schedule.hit, (first.span,))
    return [head, *(Point(f"- {before_swallowed(stage.text)}", schedule.hit, (stage.span,)) for stage in schedule.stages)]


def _with_periods(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with the line that gives the period of what a heading names in front, where the heading is nearer than a date."""
    matter = matter_of(question, _OF_ASKING)
    if (
        not evidence
        or not _ASKS_PERIOD.search(question.plain)
        or (_day_of(evidence[0].statement) and _PERIOD.search(evidence[0].statement.text))
    ):
        return list(evidence)
    for item in evidence[:_LOOKED_AT]:
        is_name = len(item.statement.text) <= _LONGEST_NAME and not item.statement.cells and not _day_of(item.statement)
        if is_name and share_met(replace(item, hit=replace(item.hit, title="")), matter) >= _WHOLLY:
            found = [line for line in lines_under(item, _PERIOD) if _day_of(line.statement)]
            if found:
                named = replace(found[0].statement, context=(plain_name(item.statement.text),))
                first = replace(found[0], statement=named, score=evidence[0].score)
                return [first, *(other for other in evidence if other.statement.span != first.statement.span)]
    return list(evidence)


def _schedule(question: Question, evidence: Sequence[Evidence]) -> _Schedule | None:
    """The schedule of the matter asked for; without a year in the question, that of the newest paper."""
    matter = matter_of(question, _OF_ASKING)
    found = [schedule for item in evidence if (schedule := _around(item, share_met(item, matter))) is not None]
    most = max((schedule.met for schedule in found), default=0.0)
    near = [schedule for schedule in found if schedule.met >= max(_LEAST, _AS_NEAR * most)]

    def standing(schedule: _Schedule) -> tuple[bool, bool, int, float]:
        year = schedule.hit.year or 0
        return schedule.is_called_so, year in question.years, 0 if question.years else year, schedule.score

    return max(near, key=standing, default=None)


def _around(item: Evidence, met: float) -> _Schedule | None:
    """The dated lines beside a statement or under it; None where they are no schedule."""
    statement = item.statement
    beside = [other for other in item.hit.statements if _is_beside(other, statement) or _is_under(other, statement)]
    stages = [
        other for other in beside if _day_of(other) and _says_what(other) and len(before_swallowed(other.text)) <= _LONGEST_STAGE
    ]
    labels = (*statement.section[-1:], *statement.context[-1:], statement.text if len(statement.text) <= _LONGEST_NAME else "")
    is_called_so = any(_IS_SCHEDULE.search(label) for label in labels)
    if len(stages) < _FEWEST or not is_called_so:
        return None
    name = name_above(item.hit, stages[0])
    plain = name if 2 <= len(name) <= _LONGEST_NAME and not re.search(r"\d", name) and not _IS_SCHEDULE.search(name) else ""
    ordered = sorted(stages, key=lambda stage: (_day_of(stage), stage.span.start))[:_MOST_STAGES]
    strictly = any(re.search(r"일\s?정|절\s?차", label) for label in labels)
    return _Schedule(item.hit, tuple(ordered), plain, met, item.score, strictly)


def _says_what(statement: Statement) -> bool:
    """Whether a line says more than a day."""
    return len(re.findall(r"[가-힣]", statement.text)) >= _FEWEST_LETTERS


def _is_beside(other: Statement, statement: Statement) -> bool:
    same = other.section == statement.section and other.context == statement.context and other.level == statement.level
    return same and other.kind is statement.kind is StatementKind.SENTENCE


def _is_under(other: Statement, statement: Statement) -> bool:
    return other.context[-1:] == (statement.text,) and other.section == statement.section


def _day_of(statement: Statement) -> int:
    """The first day or month that a line names, as a number to sort by; 0 where it names none."""
    days = [
        int(quantity.value) for quantity in statement.quantities if quantity.dimension == DATE and int(quantity.value) % 10000
    ]
    return days[0] if days else 0
