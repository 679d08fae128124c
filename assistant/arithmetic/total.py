"""Sums: of what the question names, and of all parts of a table against the total that it states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.arithmetic.apart import are_of_own_years
from assistant.arithmetic.named import named_operands, of_years
from assistant.arithmetic.operands import (
    Operand,
    about,
    added_up,
    commensurable,
    gap,
    listed,
    of_cell,
    point_of,
    shown,
    told,
    with_value,
)
from assistant.arithmetic.rows import in_one_column, label_of, parts_of, total_row
from assistant.cells import name_share
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.labels import is_grand_total
from ingest.units import POINTS, RATIO

_ASKS_WHETHER = re.compile(r"맞|일치|같[은나]|다르|틀리")
_ADDS = re.compile(r"더하|더한|더해|합치|합쳐|합산|합계|합은|합이|총계")
_AS_STRONG = 0.8  # of the strongest statement's score, for a row to be added up over the years
_COUNT = re.compile(r"(?P<count>\d+)\s?(?:개|건|가지|곳)(?:를|을|의)?\s?(?:모두|다|전부|합|더)")
_FEWEST = 3  # a total and two parts
_NAMED_ROW, _NAMED_ROW_SCORE = 0.8, 0.6  # of its name that the question says; of the strongest statement's score
_RATES = frozenset({RATIO, POINTS})  # these do not add up


def total(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`2023 최종예산은 물결축제(…), 창작지원(…)을 더하면 4,900백만원입니다.`"""
    if asks_against_total(question) and (found := _along_row(question, evidence) or _against_total(question, tables)):
        return found
    if are_of_own_years(question):
        return []
    near = (item for item in evidence if item.score >= _AS_STRONG * evidence[0].score)
    operands = next(filter(None, (of_years(question, item) for item in near)), []) or named_operands(question, tables)
    return [] if not operands or operands[0].quantity.dimension in _RATES else [sum_of(operands)]


def sum_of(operands: Sequence[Operand]) -> Point:
    """The sentence on the sum of some operands of one sort."""
    found, formula = added_up(operands)
    text = f"{about(operands)}{with_particle(listed(operands), '을', '를')} 더하면 {told(found)}입니다."
    return point_of(text, operands, formula)


def asks_against_total(question: Question) -> bool:
    """Whether a question doubts that parts add up to their total: 다 더하면 합계와 맞나요."""
    return bool(_ASKS_WHETHER.search(question.plain) and _ADDS.search(question.plain))


def _along_row(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """A row that the question names, its values against the total that stands in it."""
    said = frozenset(question.pairs)
    near = [item for item in evidence if item.score >= _NAMED_ROW_SCORE * evidence[0].score]
    for row in near:
        cells = [cell for cell in row.statement.cells if cell.quantity is not None and cell.col_path]
        totals = [cell for cell in cells if is_grand_total(cell.col_path[-1])]
        parts = [cell for cell in cells if cell not in totals and len(cell.col_path) == len(totals[0].col_path)] if totals else []
        if len(totals) != 1 or len(parts) < _FEWEST - 1 or name_share(label_of(row.statement), said) < _NAMED_ROW:
            continue
        stated, *operands = (of_cell(row, cell) for cell in (*totals, *parts))
        if commensurable([stated, *operands]) and stated.quantity.dimension not in _RATES:
            stated = stated._replace(name=f"{stated.name} {stated.column}")
            return [_compared(stated, [item._replace(name=item.column) for item in operands])]
    return []


def _against_total(question: Question, tables: Sequence[WholeTable]) -> list[Point]:
    """`더하면 5,420백만원으로, 적힌 계 5,430백만원과 10백만원 다릅니다.`: all rows of a table against its total."""
    count = _COUNT.search(question.plain)
    for table in tables:
        whole, parts = total_row(table), parts_of(table)
        operands = in_one_column(question, [whole, *[row for row in parts if row is not whole]]) if whole is not None else []
        if count and len(operands) != int(count["count"]) + 1:
            continue  # of so many parts
        if len(operands) < _FEWEST or not commensurable(operands) or operands[0].quantity.dimension in _RATES:
            continue
        return [_compared(operands[0], operands[1:])]
    return []


def _compared(stated: Operand, parts: Sequence[Operand]) -> Point:
    """The sum of some parts beside the total that is stated."""
    operands = [stated, *parts]
    found, formula = added_up(parts)
    higher, lower = sorted((found, stated.quantity), key=lambda quantity: -quantity.base)
    apart = gap(higher, lower)
    summed = with_particle(told(found), "으로", "로")
    with_stated = with_particle(with_value(stated), "과", "와")
    if not apart.base:
        return point_of(f"{about(operands)}모든 항목을 더하면 {summed}, 적힌 {with_stated} 맞습니다.", operands, formula)
    formula += f", {shown(higher)} - {shown(lower)} = {shown(apart)}"
    text = f"{about(operands)}모든 항목을 더하면 {summed}, 적힌 {with_stated} {told(apart)} 다릅니다."
    return point_of(text, operands, formula)
