"""Whether the documents reach what a question asks for: its year, and the sort of figure it wants."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.cells import row_name
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.types import Asked, Question
from ingest.document import Statement
from ingest.units import DATE, NUMBER
from ingest.years import years_of

# Of the strongest statement's coverage: a statement of the year asked for that comes as near speaks of the same thing.
_AS_NEAR = 0.75
_ASKS_FIGURE = re.compile(r"얼마|몇|수치|율|률|수는|[가-힣]수\s*[?]?$")
_AS_STRONG = 0.8  # of the strongest statement's score, for another to answer in its place
_SORTS = {"money": "금액", "ratio": "비율", "count:명": "인원", "count:건": "건수", "count:개": "개수", "area": "면적"}
_BY_YEARS = frozenset({Asked.FIGURE, Asked.COMPARISON, Asked.DATE})


def with_figure_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with the strongest statement that states a figure of the sort asked for in front.

    Empty where the question wants a figure and what bears on it states none: the matter is named, but not its figure.
    """
    wants = question.asked is Asked.FIGURE and (question.dimensions or _ASKS_FIGURE.search(question.text))
    if not wants or _has_figure(question, evidence[0]):
        return list(evidence)
    for number, item in enumerate(evidence):
        if item.score < _AS_STRONG * evidence[0].score:
            break
        if _has_figure(question, item):
            return [item, *evidence[:number], *evidence[number + 1 :]]
    return []


def missing_figure(question: Question) -> str:
    """What to say where the matter is named and its figure is not: `금액은 문서에서 찾지 못했습니다. …`"""
    names = [name for dimension, name in _SORTS.items() if dimension in question.dimensions]
    what = "·".join(names) or "수치"
    return f"묻는 내용을 다룬 대목은 있으나 {with_particle(what, '은', '는')} 문서에서 찾지 못했습니다."


def _has_figure(question: Question, evidence: Evidence) -> bool:
    """Whether a statement has a figure of the sort asked for, or a number whose unit is not known."""
    dimensions = {quantity.dimension for quantity in evidence.statement.quantities} - {DATE}
    wanted = set(question.dimensions) - {DATE}
    return bool(dimensions) and (not wanted or bool(dimensions & wanted) or NUMBER in dimensions)


def uncovered_year(question: Question, evidence: Sequence[Evidence], document_years: Collection[int]) -> str:
    """What to say where the year asked for is not covered, with the nearest that is; empty where it is covered.

    It may be uncovered if it lies beyond the documents' years, or if the strongest statement is a table row that goes by
    years and leaves it out; it is so if no statement that comes near the strongest speaks of that year either.
    `document_years` are the years that the library's documents are of.
    """
    if not question.years or question.asked not in _BY_YEARS or not evidence:
        return ""
    asked = set(question.years)
    strongest = max(evidence, key=lambda item: item.coverage)
    row_years = column_years(strongest.statement)
    # A report speaks of the year before it as well; what lies within the documents' years is not called missing.
    within = any(min(document_years, default=0) - 1 <= year <= max(document_years, default=0) for year in asked)
    if within and (not row_years or asked & row_years):
        return ""
    if any(asked & years_around(item) for item in evidence if item.coverage >= _AS_NEAR * strongest.coverage):
        return ""
    covered = row_years or years_around(strongest)
    return _message(question, covered, strongest) if covered else ""


def column_years(statement: Statement) -> set[int]:
    """The years that head the columns of a row."""
    return {year for cell in statement.cells for year in years_of(" ".join(cell.col_path))}


def years_around(evidence: Evidence) -> set[int]:
    """The years that a statement speaks of: its columns' or its own, and its document's."""
    own = column_years(evidence.statement) or set(evidence.statement.years)
    return own | ({evidence.hit.year} if evidence.hit.year else set())


def _message(question: Question, covered: set[int], strongest: Evidence) -> str:
    """`2026년의 내용은 문서에 없습니다. ‘출연금’은 2023년까지 있습니다.`"""
    asked = min(question.years)
    nearest = min(covered, key=lambda year: (abs(year - asked), -year))
    name = next((row_name(cell) for cell in strongest.statement.cells if cell.row_path), "")
    what = f"‘{name}’의 값 가운데 가장 가까운 해는" if name else "가장 가까운 것은"
    return f"{'·'.join(f'{year}년' for year in question.years)}의 내용은 문서에 없습니다. {what} {nearest}년입니다."
