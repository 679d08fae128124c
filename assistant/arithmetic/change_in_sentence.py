"""The change between two figures of one sentence: 2022년 318건에서 2023년 274건으로; 12,600권 지원(2022년 10,500권)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.arithmetic.change import change, of_both_years
from assistant.arithmetic.operands import Operand, gap, point_of, told
from assistant.arithmetic.parts import Placed, placed
from assistant.evidence import Evidence
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.units import DATE, POINTS, RATIO
from ingest.years import years_of

_AS_STRONG, _LOOKED_AT = 0.75, 4  # of the strongest statement's score; statements


def change_in_sentence(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`2022년 318건, 2023년 274건입니다.` and the change. Empty where a sentence says the change itself, or a row has both."""
    for item in evidence[:_LOOKED_AT] if question.years else ():
        if item.score < _AS_STRONG * evidence[0].score or (item.statement.cells and of_both_years(question, item)):
            break
        pair = [] if item.statement.cells else _pair(question, item)
        if pair and not _is_stated(item, *pair) and (found := change(question, *pair)) is not None:
            values = ", ".join(f"{operand.column} {told(operand.quantity)}".strip() for operand in pair)
            return [point_of(f"{values}입니다.", pair), found]
    return []


def _pair(question: Question, evidence: Evidence) -> list[Operand]:
    """The earlier and the later figure, of the years asked for; where one year is asked for, what the sentence compares it with."""
    wanted = set(question.dimensions) - {DATE}
    figures = [item for item in placed(evidence) if not wanted or item.quantity.dimension in wanted | {POINTS}]
    dated = {years[-1]: item for item in reversed(figures) if (years := years_of(item.before))}
    if len(question.years) == 1 and question.years[0] in dated:
        return _with_other(evidence, figures, dated, question.years[0])
    if len(question.years) != 2 or not set(question.years) <= dated.keys():
        return []
    return [_operand(evidence, dated[year], f"{year}년") for year in sorted(question.years)]


def _with_other(evidence: Evidence, figures: Sequence[Placed], dated: dict[int, Placed], year: int) -> list[Operand]:
    """The figure of a year and the one other of its kind: of another year, or of none, which is of the report's own."""
    of_year = dated[year]
    alike = [item for item in figures if item.quantity.dimension == of_year.quantity.dimension and item is not of_year]
    other_years = [other for other in sorted(dated) if other != year and dated[other] in alike]
    if other_years:
        pair = [(other, dated[other]) for other in other_years[:1]] + [(year, of_year)]
        return [_operand(evidence, item, f"{when}년") for when, item in sorted(pair, key=lambda pair: pair[0])]
    if len(alike) != 1:
        return []
    return [_operand(evidence, of_year, f"{year}년"), _operand(evidence, alike[0], "그 뒤")]


def _operand(evidence: Evidence, figure: Placed, when: str) -> Operand:
    return Operand("", figure.quantity, evidence, when)


def _is_stated(evidence: Evidence, early: Operand, late: Operand) -> bool:
    """Whether the sentence says by how much one is more than the other."""
    more, less = sorted((early.quantity, late.quantity), key=lambda quantity: -quantity.base)
    if more.dimension != less.dimension:
        return True
    apart = gap(more, less)
    return any(
        abs(quantity.base) == apart.base and quantity.dimension in {apart.dimension, RATIO}
        for quantity in evidence.statement.quantities
        if quantity not in (early.quantity, late.quantity)
    )
