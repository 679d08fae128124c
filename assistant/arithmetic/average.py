"""Averages: of a row over the years that are asked for, and of things that the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.arithmetic.apart import years_counted
from assistant.arithmetic.named import named_operands, of_years
from assistant.arithmetic.operands import Operand, about, added_up, commensurable, listed, of_cell, point_of, result, shown, told
from assistant.arithmetic.rows import row_meant
from assistant.asked import COUNTS
from assistant.evidence import Evidence
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Quantity
from ingest.labels import is_total
from ingest.units import DATE, NUMBER
from ingest.years import years_asked

_MEAN = re.compile(r"평균")
_OF_ALL = re.compile(rf"(?P<count>{'|'.join(sorted(COUNTS, key=len, reverse=True))})\s?(?:개\s?)?[가-힣]{{1,4}}의?\s|전체|모든")
_AS_STRONG, _LOOKED_AT = 0.75, 8  # of the strongest statement's score; statements
_FINER = Decimal("0.1")  # a mean of whole things is told to a tenth


def average(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`2021년(31,200명), 2022년(38,700명)의 평균은 34,950명입니다.` Empty where a statement states the mean itself."""
    near = [item for item in evidence[:_LOOKED_AT] if item.score >= _AS_STRONG * evidence[0].score]
    if any(_states_mean(question, item) for item in near):
        return []
    operands = next(filter(None, (of_years(question, item) for item in near)), [])
    if not operands and not years_counted(question):  # 3년 평균 is of years, not of things
        operands = named_operands(question, tables) or _of_all(question, tables)
    return [mean_of(operands)] if len(operands) >= 2 else []


def mean_of(operands: Sequence[Operand]) -> Point:
    """The sentence on the mean of some operands of one sort."""
    found, formula = added_up(operands)
    mean = _mean(found, operands)
    formula += f", {shown(found)} ÷ {len(operands)} = {shown(mean)}"
    return point_of(f"{about(operands)}{listed(operands)}의 평균이 {told(mean)}입니다.", operands, formula)


def _states_mean(question: Question, evidence: Evidence) -> bool:
    """Whether a statement says 평균 of a figure of the sort that is asked for; of several years only one that names them."""
    if len(question.years) > 1 and not set(question.years) <= set(years_asked(evidence.statement.text)):
        return False
    wanted = set(question.dimensions) - {DATE}
    present = {quantity.dimension for quantity in evidence.statement.quantities} - {DATE}
    fits = not wanted or bool(present & (wanted | {NUMBER}))
    return bool(_MEAN.search(evidence.statement.text)) and bool(present) and fits


def _mean(total: Quantity, operands: Sequence[Operand]) -> Quantity:
    """The mean of some operands, one place finer than they are where it does not come out even."""
    exact = total.base / len(operands)
    mean = result(exact, [item.quantity for item in operands])
    if mean.base == exact:
        return mean
    finer = [replace(item.quantity, step=item.quantity.step * _FINER) for item in operands]
    return result(exact, finer)


def _of_all(question: Question, tables: Sequence[WholeTable]) -> list[Operand]:
    """All values of the row that is asked for, where the question says that all are meant: 세 시설, 전체 시설."""
    said = _OF_ALL.search(question.plain)
    for table in tables if said else ():
        row = row_meant(question, table)
        cells = (
            [cell for cell in row.statement.cells if cell.quantity and cell.col_path and not is_total(cell.col_path[-1])]
            if row
            else []
        )
        operands = [of_cell(row, cell) for cell in cells] if row else []
        count = COUNTS[said["count"]] if said and said["count"] else len(operands)
        if len(operands) == count >= 2 and commensurable(operands):
            return [item._replace(name=item.column, column=item.name) for item in operands]
    return []
