"""Whether the documents reach what a question asks for: its year, and the sort of figure it wants."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.cells import row_name
from assistant.evidence import Evidence
from assistant.focus import focus_of
from assistant.spoken_years import column_years, own_years, years_around, years_of_value
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found
from ingest.document import Quantity, Statement, StatementKind
from ingest.flat_tables import is_tabular
from ingest.units import DATE, NUMBER

# Of the strongest statement's coverage: a statement of the year asked for that comes as near speaks of the same thing.
_AS_NEAR = 0.75
_SORTS = {"money": "금액", "ratio": "비율", "count:명": "인원", "count:건": "건수", "count:개": "개수", "area": "면적"}
_PLANS = re.compile(r"계획|목표|전망|향후")
_BY_YEARS = frozenset({Asked.FIGURE, Asked.COMPARISON, Asked.DATE, Asked.YESNO})


def missing_figure(question: Question) -> str:
    """What to say where the matter is named and its figure is not: `금액은 문서에서 찾지 못했습니다. …`"""
    names = [name for dimension, name in _SORTS.items() if dimension in question.dimensions]
    noun = focus_of(question).noun
    return not_found(f"‘{noun}’" if noun else "·".join(names) or "수치")


def counts(quantity: Quantity, statement: Statement) -> bool:
    """Whether it may be a figure asked for: no date, and outside of tables no number without a unit (CES 2023)."""
    if quantity.dimension == NUMBER:
        values = {cell.quantity.span for cell in statement.cells if cell.quantity is not None}
        return quantity.span in values if values else statement.kind is StatementKind.ROW or is_tabular(statement.text)
    return quantity.dimension != DATE


def uncovered_year(question: Question, evidence: Sequence[Evidence], document_years: Collection[int]) -> str:
    """What to say where the year asked for is not covered, with the nearest that are; empty where it is covered.

    It is covered where a statement that comes near the strongest can speak of that year (`assistant/spoken_years`). Where
    only the document's year lies beside it and nothing else is said, the answer is given, and told to be of that year.

    `document_years` are the years that the library's documents are of.
    """
    if not question.years or question.asked not in _BY_YEARS or not evidence:
        return ""
    near = _near(evidence)
    if _any_covered(question, near):
        return ""
    strongest = max(near, key=lambda item: item.coverage)
    row_years = column_years(strongest.statement)
    if not row_years and _lies_beside(question, [item for item in near if _is_same(item, strongest)], document_years):
        return ""
    covered = {year for item in near if _is_same(item, strongest) for year in years_of_value(item.hit, item.statement)}
    return _message(question, covered, strongest) if covered else ""


def of_nearest_year(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, less documents of other years where the year asked for is covered by none and lies beside some."""
    if not question.years or question.asked not in _BY_YEARS or _any_covered(question, _near(evidence)):
        return list(evidence)
    return [item for item in evidence if item.hit.year is None or _distance(question, item.hit.year) <= 1] or list(evidence)


def _near(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The strongest statement, and those that cover nearly as much of the question as the one that covers most."""
    most = max((item.coverage for item in evidence), default=0.0)
    return [item for number, item in enumerate(evidence) if not number or item.coverage >= _AS_NEAR * most]


def _any_covered(question: Question, near: Sequence[Evidence]) -> bool:
    return any(not _years_of(item).isdisjoint(question.years) for item in near)


def _years_of(item: Evidence) -> set[int]:
    """The years that a statement can speak of; one that speaks of several (a row under them, 2019~2022) speaks of no other."""
    own = column_years(item.statement) or set(item.statement.years)
    return own if len(own) > 1 else years_around(item.hit, item.statement)


def _lies_beside(question: Question, same: Sequence[Evidence], document_years: Collection[int]) -> bool:
    """Whether a year asked for is next to that of a document, and neither column nor line there says otherwise.

    Of the year after the last document only a plan can speak.
    """
    beside = [item for item in same if item.hit.year is not None and _distance(question, item.hit.year) <= 1]
    if not beside or any(own_years(item.statement) for item in beside):
        return False
    within = min(question.years) <= max(document_years, default=0)
    return within or any(
        _PLANS.search(" ".join((item.statement.text, *item.statement.context, *item.statement.section))) for item in beside
    )


def _distance(question: Question, year: int) -> int:
    return min(abs(year - asked) for asked in question.years)


def _is_same(evidence: Evidence, strongest: Evidence) -> bool:
    """Whether two rows have one name; sentences have none."""
    return _name(evidence.statement) == _name(strongest.statement)


def _name(statement: Statement) -> str:
    return next((row_name(cell) for cell in statement.cells if cell.row_path), "")


def _message(question: Question, covered: set[int], strongest: Evidence) -> str:
    """`2026년의 내용은 문서에 없습니다. ‘출연금’의 값 가운데 가장 가까운 해는 2023년입니다.`"""
    first = min(question.years)
    nearest = {
        max((year for year in covered if year < first), default=0),
        min((year for year in covered if year > first), default=0),
    }
    name = _name(strongest.statement)
    what = f"‘{name}’의 값 가운데 가장 가까운 해는" if name else "가장 가까운 것은"
    found = "과 ".join(f"{year}년" for year in sorted(nearest - {0}))
    return f"{'·'.join(f'{year}년' for year in question.years)}의 내용은 문서에 없습니다. {what} {found}입니다."
