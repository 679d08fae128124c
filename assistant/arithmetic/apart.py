"""Operands that a question names and no one table holds: each is asked for as a question of its own.

`2023년 A 예산과 2024년 B 예산을 합하면` is two questions, `2022년부터 2024년까지 B 예산의 평균` three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.arithmetic.operation import Operation, operations_asked
from assistant.arithmetic.stated_change import asks_how_much_changed, since_said
from assistant.cells import kinds_of
from assistant.following.phrases import Phrase, Role, phrases_of
from assistant.following.subject import is_compared_with, joined
from assistant.following.words import KINDS
from assistant.particles import with_particle
from assistant.types import Question
from ingest.years import years_of

_LINKING = re.compile(r"[과와]|이?랑|하고")
_DROPPED = frozenset({Role.TIME, Role.COMPARED, Role.ASKING, Role.EMPTY, Role.LINK, Role.POINTING})
_FOR_YEARS = re.compile(r"(?<!\d)(?P<count>\d{1,2}|두|세|네|다섯)\s?(?:개년|년|해)(?:간|치|\s?동안)?의?$")
_COUNTS = {"두": 2, "세": 3, "네": 4, "다섯": 5}
_COUNTER = "count:"
MOST = 6  # operands


@dataclass(frozen=True, slots=True)
class Asking:
    """An operand: its question, what it is called in the answer, what it is a value of, and of which year (0: not said).

    `column` is what all operands have in common: that of which they are values, where their names are years.
    """

    text: str
    name: str
    matter: str
    year: int
    column: str = ""


def over_years(question: Question, years: Sequence[int]) -> tuple[Asking, ...]:
    """The operands of a sum, mean or change of one thing over some years, in their order; empty where no thing is named."""
    matter = _matter(phrases_of(question.plain, question.morphemes))
    if not matter or not 2 <= len(years) <= MOST:
        return ()
    since = kinds_of(since_said(question)) if asks_how_much_changed(question) else frozenset[str]()
    return tuple(_asking(question, matter, year, " ".join(sorted(since)) if year == min(years) else "") for year in sorted(years))


def halves(question: Question) -> tuple[Asking, ...]:
    """The operands of a sum of several things, each with its own name: A와 B를 합하면. Empty where there is one thing only."""
    phrases = phrases_of(question.plain, question.morphemes)
    parts = _parts(phrases)
    matters = [_matter(part) for part in parts]
    if not 2 <= len(parts) <= MOST or not all(matters) or len(set(matters)) < len(matters):
        return ()
    measure = joined([item for item in parts[-1] if item.role is Role.MEASURE][-1:])
    found, time = [], ""
    for part, matter in zip(parts, matters, strict=True):
        time = joined([item for item in part if item.role is Role.TIME]) or time
        has_value = any(item.role is Role.MEASURE for item in part) or not measure
        whole = matter if has_value else f"{matter} {measure}"
        named = " ".join(filter(None, (time, whole)))
        found.append(Asking(_worded(question, named), named, whole, next(iter(years_of(f"{time} ")), 0)))
    return tuple(found)


def are_of_own_years(question: Question) -> bool:
    """Whether a question adds up several things, each of another year: no one column and no one row has both."""
    years = {item.year for item in halves(question)}
    return len(years) > 1 and 0 not in years


def years_counted(question: Question) -> int:
    """Over how many years a sum or mean is asked for, where none is named: 3년 평균. 0 where it does not say."""
    if question.years or not {Operation.AVERAGE, Operation.SUM} & set(operations_asked(question)):
        return 0
    before = re.split(r"평균|합", question.plain)[0].rstrip()
    found = _FOR_YEARS.search(before)
    count = (_COUNTS.get(found["count"]) or int(found["count"])) if found else 0
    return count if 2 <= count <= MOST else 0


def _asking(question: Question, matter: str, year: int, kind: str) -> Asking:
    name = " ".join(filter(None, (f"{year}년", kind)))
    return Asking(_worded(question, f"{name} {matter}"), name, matter, year, matter)


def _worded(question: Question, named: str) -> str:
    """`2023년 A 예산은 얼마인가요?`, or how many where that is asked."""
    counter = next((item.removeprefix(_COUNTER) for item in question.dimensions if item.startswith(_COUNTER)), "")
    return f"{with_particle(named, '은', '는')} {f'몇 {counter}' if counter else '얼마'}인가요?"


def _parts(phrases: Sequence[Phrase]) -> list[list[Phrase]]:
    """The phrases before the word that adds up, cut behind each name that 과 links to the next."""
    parts: list[list[Phrase]] = [[]]
    for item in phrases:
        if item.role in {Role.COMPARED, Role.ASKING}:
            break
        parts[-1].append(item)
        if _LINKING.fullmatch(item.particle) and item.role is not Role.TIME:
            parts.append([])
    return [part for part in parts if part]


def _matter(phrases: Sequence[Phrase]) -> str:
    """What is asked of, without its time and without what it is compared with: 서울디지털재단 출연금."""
    kept = [
        item
        for number, item in enumerate(phrases)
        if item.role not in _DROPPED
        and not (item.role is Role.DOING and not item.is_modifier)
        and not (KINDS.fullmatch(item.stem) and is_compared_with(phrases, number))
        and not _FOR_YEARS.fullmatch(item.text)
    ]
    while kept and not kept[-1].is_noun:
        kept.pop()
    return joined(kept) if any(item.role in {Role.THING, Role.MEASURE} for item in kept) else ""
