"""Whether something grew, shrank, changed or stayed: by two cells of its row, held against the row's own column of changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product

from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.spoken_years import years_around
from assistant.types import Question
from assistant.verdicts.course import Course, course_of, courses_asked, words_of_course
from assistant.verdicts.matter import is_row_of, measure_words, unmet
from assistant.verdicts.values import subject, value
from assistant.verdicts.verdict import Verdict
from ingest.document import Cell
from ingest.labels import is_total
from ingest.units import DATE, RATIO
from ingest.years import years_of

_KNOWN = ("전년", "작년", "본예산", "최종", "당초", "추경", "최종예산")
_CHANGE = re.compile(r"증\s?감|증가|감소|증액|감액|대비|차\s?액|과부족|비고|구성비|집행|지출|이월|률\b")
_AMOUNT_OF_CHANGE = re.compile(r"증\s?감(?!\s?률|율)|차\s?액|증감액")
# Columns of which the one stands for what was before, the other for what became of it.
_BEFORE, _AFTER = re.compile(r"본예산|당초|기정|현행|종전"), re.compile(r"추경|추가경정|최종|변경|개정")
_KINDS = re.compile(r"당초|최종|본예산|추경|예산현액|현액|결산|목표|실적|계획")
_NOT_THE_MEASURE = re.compile(r"['’‘]?\d{2,4}\s?년?도?|당초|최종|본예산|추경|예산현액|현액|\(?안\)?|예산|[()A-Za-z=+\s]")


def changed(question: Question, evidence: Evidence) -> Verdict | None:
    """`예산은 2024년 1,300백만원에서 2025년 1,460백만원으로 늘었습니다.` None where the two cells are not certain."""
    wanted = courses_asked(question)
    if (
        not wanted
        or not is_row_of(question, evidence)
        or unmet(question, evidence, (*words_of_course(question), *measure_words(question), *_KNOWN))
    ):
        return None
    pairs = [pair for pair in _pairs(question, evidence) if _is_borne_out(*pair, evidence)]
    courses = {course_of(early.quantity, late.quantity) for early, late in pairs if early.quantity and late.quantity}
    if len(courses) != 1:
        return None
    (early, late), course = pairs[0], courses.pop()
    joined = f"{value(early)}에서 " if course is not Course.SAME else f"{value(early)}, "
    said = f"{subject(early)}{joined}{with_particle(value(late), '으로', '로')} {course.value}."
    return Verdict(course in wanted, evidence, said, (early, late))


def _pairs(question: Question, evidence: Evidence) -> list[tuple[Cell, Cell]]:
    """The cells for what was before and for what is: of two years, or of two versions of a budget; of one measure."""
    cells = _of_measure(question, evidence.statement.cells)
    by_year: dict[int, list[Cell]] = {}
    for cell in cells:
        for year in years_of(" ".join(cell.col_path))[:1]:
            by_year.setdefault(year, []).append(cell)
    first, last = _years(question, by_year)
    if first in by_year and last in by_year:
        return _alike(question, product(_of_kind(question, by_year[first]), _of_kind(question, by_year[last])))
    before = [cell for cell in cells if _BEFORE.search(cell.col_path[-1])]
    after = [cell for cell in cells if _AFTER.search(cell.col_path[-1])]
    of_years = set(question.years) <= years_around(evidence.hit, evidence.statement)
    return [(before[0], after[0])] if len(before) == len(after) == 1 and of_years and not by_year else []


def _of_measure(question: Question, cells: Iterable[Cell]) -> list[Cell]:
    """The cells that hold the amount that is asked of: no change, no rate unless a rate is asked for."""
    values = [
        cell
        for cell in cells
        if cell.quantity is not None
        and cell.col_path
        and cell.quantity.dimension != DATE
        and not _CHANGE.search(cell.col_path[-1])
    ]
    wanted = set(question.dimensions) - {DATE}
    if any(cell.quantity.dimension in wanted for cell in values if cell.quantity):
        return [cell for cell in values if cell.quantity and cell.quantity.dimension in wanted]
    amounts = [cell for cell in values if cell.quantity and cell.quantity.dimension != RATIO]
    return amounts or values


def _years(question: Question, known: Iterable[int]) -> tuple[int, int]:
    """The years that are compared: those named; of one that is named the year before it, or after it where it is compared with."""
    years = sorted(set(known))
    if len(question.years) == 2:
        return min(question.years), max(question.years)
    if len(question.years) == 1:
        year = question.years[0]
        if re.search(rf"{year}년?도?\s?\S{{0,6}}(?:보다|대비|에\s?비해)", question.plain):
            return year, year + 1
        return year - 1, year
    return (years[-2], years[-1]) if len(years) > 1 and not question.years else (0, 0)


def _of_kind(question: Question, cells: Sequence[Cell]) -> list[Cell]:
    """The cells of the kind of budget that the question says; all where it says none that is there."""
    kinds = set(_KINDS.findall(question.plain))
    return [cell for cell in cells if kinds.intersection(_KINDS.findall(" ".join(cell.col_path)))] or list(cells)


def _alike(question: Question, pairs: Iterable[tuple[Cell, Cell]]) -> list[tuple[Cell, Cell]]:
    """The pairs of one measure, and of several measures those that the question names, or of the total."""
    found = [
        pair
        for pair in pairs
        if _measure(pair[0]) == _measure(pair[1])
        and pair[0].quantity
        and pair[1].quantity
        and pair[0].quantity.dimension == pair[1].quantity.dimension
    ]
    named = [pair for pair in found if _measure(pair[0]) and _measure(pair[0]) in question.plain.replace(" ", "")]
    return named or [pair for pair in found if not _measure(pair[0]) or is_total(_measure(pair[0]))] or found


def _measure(cell: Cell) -> str:
    """A column's name without its year and its kind of budget: 출연금 of 2023년(당초) 출연금."""
    return _NOT_THE_MEASURE.sub("", " ".join(cell.col_path))


def _is_borne_out(early: Cell, late: Cell, evidence: Evidence) -> bool:
    """Whether the row's own column of changes, where it has one, says the same."""
    assert early.quantity is not None and late.quantity is not None
    gap = abs(late.quantity.base - early.quantity.base)
    stated = [
        cell.quantity
        for cell in evidence.statement.cells
        if cell.col_path and cell.quantity and _AMOUNT_OF_CHANGE.search(cell.col_path[-1]) and cell.quantity.dimension != RATIO
    ]
    is_first = min(cell.col for cell in evidence.statement.cells if cell.quantity is not None) <= early.col
    return not stated or not is_first or any(abs(abs(item.base) - gap) <= 2 * item.step for item in stated) or len(stated) > 1
