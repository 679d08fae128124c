"""What of a question its answer leaves open: years it does not state, a half or quarter, what was done as against planned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.kinds.definition import undefined
from assistant.kinds.summary import summarised
from assistant.particles import with_particle
from assistant.points import Point
from assistant.relative_years import names_part, part_named
from assistant.spoken_years import document_years, years_stated
from assistant.stated import Stated, stated_by
from assistant.types import Asked, Question
from ingest.units import DATE

# What is said where the matter is there, and the kind of answer asked for is not.
_WITHOUT = {
    Asked.DEFINITION: "묻는 말의 뜻을 정한 곳은 문서에서 찾지 못했습니다.",
    Asked.LEGAL: "묻는 내용의 법적 근거나 조문은 문서에서 찾지 못했습니다.",
    Asked.STATEMENT: "묻는 내용에 대한 발언은 문서에서 찾지 못했습니다.",
    Asked.PERSON: "묻는 담당자나 연락처는 문서에서 찾지 못했습니다.",
    Asked.SUMMARY: "요약할 문서나 항목을 찾지 못했습니다.",
}
_OF_VALUES = frozenset({Asked.FIGURE, Asked.COMPARISON})
_DONE = re.compile(r"실적|달성|실제")
_IS_DONE = re.compile(r"실적|달성|결과|성과|결산|완료|집행|하였|했|함[.\s]*$|됨[.\s]*$")
_IS_YET_TO_COME = re.compile(r"(?:목표|계획)(?:으?로)?\s?(?:함|하|임|이)|예정")
_PLANNED = re.compile(r"목표|계획(?!\s?대비)")


def without_points(question: Question) -> str:
    """What to say where nothing of the kind that a question asks for was found."""
    return _WITHOUT.get(question.asked, "")


def left_open(question: Question, points: Sequence[Point]) -> tuple[str, ...]:
    """One Korean sentence for each thing that a question asks and its answer does not say."""
    if missing := undefined(question, points):
        return (missing,)
    if question.asked is Asked.SUMMARY and points:
        return tuple(filter(None, [summarised(points)]))
    stated = list(stated_by(points))
    if question.asked not in _OF_VALUES or not stated:
        return ()
    return tuple(
        notice for notice in (_years(question, stated), _part(question, stated), _done_or_planned(question, stated)) if notice
    )


def _years(question: Question, stated: Sequence[Stated]) -> str:
    """`2024년의 값은 이 답에 없습니다.`, with the year of the document where that is all there is."""
    found = set().union(*(years_stated(item.point.hit, item.statement, item.cells) for item in stated))
    open_years = [year for year in question.years if year not in found]
    if not open_years or not found:
        return ""
    said = "·".join(f"{year}년" for year in open_years)
    if len(open_years) < len(question.years):
        return f"{said}의 값은 이 답에 없습니다."
    years = sorted(set().union(*(document_years(item.point.hit) for item in stated)))
    is_told = years and not set(years) & set(open_years)
    of = f" 답은 {'·'.join(f'{year}년' for year in years)} 문서에 적힌 값입니다." if is_told else ""
    return f"{said}의 값이라고 적은 곳은 찾지 못했습니다.{of}"


def _part(question: Question, stated: Sequence[Stated]) -> str:
    """`상반기의 값이라고 적은 곳은 찾지 못했습니다.` where nothing cited names the half or the quarter asked for."""
    part = part_named(question.plain)
    if not part or any(_is_of_part(question, item) for item in stated):
        return ""
    return f"{part}의 값이라고 적은 곳은 찾지 못했습니다. 답은 한 해 전체의 값일 수 있습니다."


def _is_of_part(question: Question, stated: Stated) -> bool:
    """Whether what is cited names the part of the year, a month within it, or a day."""
    first, last = question.months or (1, 12)
    if names_part(stated.around, (first, last)):
        return True
    months = {int(month) for month in re.findall(r"(?<!\d)(1[0-2]|0?[1-9])\s?월", stated.labels)}
    dates = () if stated.cells else stated.statement.quantities
    months |= {int(item.value) // 100 % 100 for item in dates if item.dimension == DATE}
    return any(first <= month <= last for month in months)


def _done_or_planned(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where the 실적 is asked for and a 목표 is cited, or the other way round."""
    asks_done, asks_planned = _DONE.search(question.plain), _PLANNED.search(question.plain)
    if bool(asks_done) == bool(asks_planned):
        return ""
    planned = [
        found
        for item in stated
        if (found := _PLANNED.search(item.labels)) and (_IS_YET_TO_COME.search(item.labels) or not _IS_DONE.search(item.labels))
    ]
    done = [found for item in stated if item.cells and (found := _DONE.search(item.labels)) and not _PLANNED.search(item.labels)]
    wrong = planned if asks_done else done
    if len(wrong) < len(stated):
        return ""
    asked = "실적" if asks_done else (asks_planned or wrong[0]).group()
    return f"답은 {with_particle(f'‘{wrong[0].group()}’', '으로', '로')} 적힌 값이며, {with_particle(asked, '은', '는')} 찾지 못했습니다."
