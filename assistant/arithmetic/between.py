"""Between things that the question names: their difference, their sum, their average, and a whole less some of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.arithmetic.operands import Operand, commensurable, gap, of_cell, point_of, result, shown, told
from assistant.arithmetic.rows import in_one_column, named_rows, parts_of, total_row
from assistant.cells import choose_cells, name_share
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Quantity
from ingest.korean import letter_pairs
from ingest.labels import is_total
from ingest.units import POINTS, RATIO
from ingest.years import years_of

_MOST = 12  # things that are added up
_TAKEN_OFF = re.compile(r"(?P<what>[^,.]{2,30}?)(?:을|를|은|만)?\s?(?:빼|뺀|제외|빠진)")
_ASKS_WHETHER = re.compile(r"맞|일치|같[은나]|다르|틀리")
_MEAN = re.compile(r"평균")
_ADDS = re.compile(r"더하|더한|더해|합치|합쳐|합산|합계|합은|합이|총계")
_FEWEST = 3  # a total and two parts
_GROUP = 0.6  # share of a group's name that is said before 빼고
_RATES = frozenset({RATIO, POINTS})  # these do not add up


def difference(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`서울 스마트시티센터 운영(1,095,200천원)은 기술기업 해외진출 지원(1,086,100천원)보다 9,100천원 많습니다.`"""
    operands = _named_operands(question, tables, least=2)
    if len(operands) != 2:
        return []
    more, less = sorted(operands, key=lambda item: item.quantity.base, reverse=True)
    found = gap(more.quantity, less.quantity)
    if not found.base:
        return [point_of(f"{_with_value(more)}, {_with_value(less)}로 서로 같습니다.", [more, less])]
    formula = f"{shown(more.quantity)} - {shown(less.quantity)} = {shown(found)}"
    text = f"{_subject(more)} {_with_value(less)}보다 {told(found)} {'높습니다' if found.dimension in _RATES else '많습니다'}."
    return [point_of(text, [more, less], formula)]


def total(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`…과 …을 더하면 4,843,210천원입니다.`"""
    operands = _named_operands(question, tables, least=2)
    if len(operands) < 2 or operands[0].quantity.dimension in _RATES:
        return _against_total(question, tables) if _ASKS_WHETHER.search(question.plain) and _ADDS.search(question.plain) else []
    found, formula = added_up(operands)
    return [point_of(f"{_listed(operands)}의 합은 {told(found)}입니다.", operands, formula)]


def _against_total(question: Question, tables: Sequence[WholeTable]) -> list[Point]:
    """`더하면 5,420백만원으로, 적힌 계 5,430백만원과 10백만원 다릅니다.`: all rows of a table against its total."""
    for table in tables:
        whole, parts = total_row(table), parts_of(table)
        operands = in_one_column(question, [whole, *[row for row in parts if row is not whole]]) if whole is not None else []
        if len(operands) < _FEWEST or not commensurable(operands) or operands[0].quantity.dimension in _RATES:
            continue
        stated, *others = operands
        found, formula = added_up(others)
        higher, lower = sorted((found, stated.quantity), key=lambda quantity: -quantity.base)
        apart = gap(higher, lower)
        if not apart.base:
            text = f"더하면 {told(found)}으로, 적힌 {_with_value(stated)}와 맞습니다."
            return [point_of(text, operands, formula)]
        formula += f", {shown(higher)} - {shown(lower)} = {shown(apart)}"
        return [point_of(f"더하면 {told(found)}으로, 적힌 {_with_value(stated)}와 {told(apart)} 다릅니다.", operands, formula)]
    return []


def average(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`…의 평균은 …입니다.`"""
    operands = _of_years(question, evidence) or _named_operands(question, tables, least=2)
    if len(operands) < 2 or _MEAN.search(evidence[0].statement.text):
        return []
    found, formula = added_up(operands)
    mean = result(found.base / len(operands), [item.quantity for item in operands])
    formula += f", {shown(found)} ÷ {len(operands)} = {shown(mean)}"
    return [point_of(f"{_listed(operands)}의 평균은 {told(mean)}입니다.", operands, formula)]


def _of_years(question: Question, evidence: Sequence[Evidence]) -> list[Operand]:
    """The values of the strongest row in the years that are asked for, where its columns are these years."""
    cells = [cell for cell in choose_cells(question, evidence[0].statement) if cell.quantity is not None]
    by_year = {year: cell for cell in reversed(cells) for year in years_of(" ".join(cell.col_path)) if year in question.years}
    operands = [of_cell(evidence[0], by_year[year]) for year in sorted(by_year)]
    operands = [item._replace(name=item.column) for item in operands]
    return operands if len(operands) > 1 and commensurable(operands) else []


def remainder(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`합계에서 운영경비를 빼면 3,292,700천원입니다.`: what the question takes off the total of a table."""
    for table in tables:
        whole, taken = total_row(table), _taken_off(question, table)
        operands = in_one_column(question, [whole, *taken]) if whole is not None and taken else []
        if not operands or operands[0].quantity.dimension in _RATES or not commensurable(operands):
            continue
        total_operand, *parts = operands
        rest = total_operand.quantity.base - sum((part.quantity.base for part in parts), Decimal(0))
        if rest < 0:
            continue
        found = result(rest, [item.quantity for item in operands])
        formula = " - ".join(shown(item.quantity) for item in operands) + f" = {shown(found)}"
        text = f"{_with_value(total_operand)}에서 {with_particle(_listed(parts), '을', '를')} 빼면 {told(found)}입니다."
        return [point_of(text, operands, formula)]
    return []


def added_up(operands: Sequence[Operand]) -> tuple[Quantity, str]:
    """The sum of some operands, and its formula."""
    quantities = [item.quantity for item in operands]
    found = result(sum((quantity.base for quantity in quantities), Decimal(0)), quantities)
    return found, " + ".join(map(shown, quantities)) + f" = {shown(found)}"


def _named_operands(question: Question, tables: Sequence[WholeTable], least: int) -> list[Operand]:
    """What the question names, in one column of one table; of several tables the one whose rows bear most on it."""
    found: list[tuple[float, list[Operand]]] = []
    for table in tables:
        rows = named_rows(question, table)
        operands = in_one_column(question, rows) if least <= len(rows) <= _MOST else []
        if operands and commensurable(operands):
            found.append((sum(row.score for row in rows), operands))
    return max(found, key=lambda item: item[0])[1] if found else []


def _taken_off(question: Question, table: WholeTable) -> list[Evidence]:
    """The rows that the question takes off: the subtotal of a group that it names before 빼고, else the rows it names there."""
    match = _TAKEN_OFF.search(question.plain)
    if match is None:
        return []
    said = replace(question, pairs=tuple(letter_pairs(match["what"])))
    for row in table.rows:
        path = next((cell.row_path for cell in row.statement.cells if cell.quantity is not None), ())
        if len(path) > 1 and is_total(path[-1]) and name_share(path[0], frozenset(said.pairs)) >= _GROUP:
            return [row]
    return named_rows(said, table)


def _with_value(operand: Operand) -> str:
    return f"{operand.name}({told(operand.quantity)})"


def _subject(operand: Operand) -> str:
    particle = with_particle(operand.name, "은", "는").removeprefix(operand.name)
    return f"{_with_value(operand)}{particle}"


def _listed(operands: Sequence[Operand]) -> str:
    return ", ".join(map(_with_value, operands))
