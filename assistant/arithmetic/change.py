"""Changes over the years that a question asks for: difference, rate and multiple, with the formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.arithmetic.operands import Operand, gap, of_cell, percent, point_of, shown, told
from assistant.arithmetic.rows import in_one_column, is_of_year, label_of, named_rows
from assistant.cells import asks_change, choose_cells, column_name, row_name
from assistant.evidence import Evidence
from assistant.formula import results
from assistant.money import format_number
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Cell
from ingest.labels import is_total
from ingest.units import POINTS, RATIO
from ingest.years import write_in_full, years_of

_ASKS_MULTIPLE = re.compile(r"몇\s*배|배수|배로")
_CHANGED = re.compile(r"증가|감소|증액|감액|늘어|늘었|줄어|줄었|높아|낮아|△|증감")
_CHANGE_COLUMN = re.compile(r"증감|증가|감소|증액|감액")
_PLANNED, _DONE = re.compile(r"목표"), re.compile(r"실적")
_STAGES = (r"본예산|당초|기정", r"추경|추가경정", r"최종")
_AS_STRONG, _LOOKED_AT = 0.75, 12  # of the strongest statement's score; statements
_RATE_PLACES, _FORMULA_PLACES = 1, 2


def change_of_year_rows(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """The change between two rows that are years: 2024 and 2025(안), in the column that is asked for."""
    for table in tables:
        rows = [row for row in named_rows(question, table) if is_of_year(question, label_of(row.statement))]
        operands = in_one_column(question, rows) if len(rows) == 2 else []
        if not operands or _CHANGE_COLUMN.search(operands[0].column):
            continue  # a change of changes nobody asks for
        early, late = sorted(operands, key=lambda item: years_of(f"{item.name}년"))
        if (found := change(question, early._replace(column=early.name), late)) is not None:
            stated = ", ".join(f"{item.name} {told(item.quantity)}" for item in operands)
            return [point_of(f"{with_particle(operands[0].column, '은', '는')} {stated}입니다.", operands), found]
    return []


def change_elsewhere(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """The values of two years that are asked for and their change, where not the strongest statement but a row near it has both."""
    if len(question.years) != 2 or _states_change(question, evidence[0]) or _is_given(question, evidence[0]):
        return []
    for item in evidence[:_LOOKED_AT]:
        cells = of_both_years(question, item) if item.score >= _AS_STRONG * evidence[0].score else []
        if cells and (found := change_of_row(question, item, cells)) is not None:
            values = ", ".join(f"{write_in_full(column_name(cell))} {told(of_cell(item, cell).quantity)}" for cell in cells)
            name = row_name(cells[0])
            return [point_of(f"{with_particle(name, '은', '는')} {values}입니다.", [of_cell(item, cells[0])]), found]
    return []


def _is_given(question: Question, evidence: Evidence) -> bool:
    """Whether the strongest row is what will be stated, its change with it: it has what is asked for, the rate too if only that is."""
    cells = choose_cells(question, evidence.statement)
    dimensions = {cell.quantity.dimension for cell in cells if cell.quantity}
    return bool(cells) and (set(question.dimensions) != {RATIO} or RATIO in dimensions)


def _states_change(question: Question, evidence: Evidence) -> bool:
    """Whether a statement says itself by how much something changed; a change since the later year is another one."""
    text = evidence.statement.text
    since_later = re.search(rf"{max(question.years)}년(?:[^,.]|(?<=\d),){{0,20}}(?:에서|보다|대비)", text)
    return bool(evidence.statement.quantities) and _CHANGED.search(text) is not None and since_later is None


def of_both_years(question: Question, evidence: Evidence) -> list[Cell]:
    """A row's cells of the years asked for, one of each year, in one dimension."""
    cells = [cell for cell in choose_cells(question, evidence.statement) if cell.quantity is not None]
    by_year = {year: cell for cell in reversed(cells) for year in years_of(" ".join(cell.col_path)) if year in question.years}
    found = [by_year[year] for year in question.years if year in by_year]
    kinds = {cell.quantity.dimension for cell in found if cell.quantity}
    fits = set(question.dimensions) in (set(), {RATIO}) or bool(kinds & set(question.dimensions))
    return found if len(found) == 2 and len(kinds) == 1 and fits else []


def change_of_row(question: Question, evidence: Evidence, cells: Sequence[Cell]) -> Point | None:
    """The change between the first and the last of a row's cells, each of a year; None where the question or the row has none."""
    dated = [
        (years[0], cell) for cell in cells if cell.quantity is not None and len(years := years_of(" ".join(cell.col_path))) == 1
    ]
    if not asks_change(question) or len(dated) < 2 or len({year for year, _ in dated}) < len(dated):
        return _between_kinds(question, evidence, cells)
    (_, early), *_, (_, late) = sorted(dated, key=lambda item: item[0])
    if _CHANGE_COLUMN.search(row_name(early)):
        return None  # 전년 대비 증감 is a change itself
    if _PLANNED.search(question.plain) and _DONE.search(column_name(early)) and not _DONE.search(question.plain):
        return None  # a 목표 is no 실적
    return change(question, of_cell(evidence, early), of_cell(evidence, late))


def _between_kinds(question: Question, evidence: Evidence, cells: Sequence[Cell]) -> Point | None:
    """The change between a row's two budgets of one year, where the question names both: 본예산 and 추경예산."""
    staged = [(stage, cell) for cell in cells if cell.quantity is not None and (stage := _stage(column_name(cell))) is not None]
    if not asks_change(question) or len(cells) != 2 or len({stage for stage, _ in staged}) != 2:
        return None
    if len({year for cell in cells for year in years_of(" ".join(cell.col_path))}) > 1 or "차지" in question.plain:
        return None
    (_, early), (_, late) = sorted(staged, key=lambda item: item[0])
    return change(question, of_cell(evidence, early), of_cell(evidence, late))


def _stage(name: str) -> int | None:
    """Which budget of a year a column has, in the order in which they are made; None of one that has none."""
    return next((number for number, pattern in enumerate(_STAGES) if re.search(pattern, name)), None)


def change_over_documents(question: Question, dated: Sequence[tuple[int, Evidence, Sequence[Cell]]]) -> Point | None:
    """The change between rows of two years that state one value each: of the report of one year and of the other."""
    amounts = [
        (year, item, [cell for cell in cells if not _CHANGE_COLUMN.search(cell.col_path[-1])]) for year, item, cells in dated
    ]
    single = [
        (year, of_cell(item, cells[0])) for year, item, cells in amounts if len(cells) == 1 and cells[0].quantity is not None
    ]
    if not asks_change(question) or len(single) != len(dated) or len({year for year, _ in single}) < 2:
        return None
    (first, early), *_, (_, late) = sorted(single, key=lambda item: item[0])
    if not years_of(early.column):
        name = early.name if is_total(early.column) else early.column
        early = early._replace(column=f"{early.evidence.hit.year or first}년 문서의 {name}")
    return change(question, early, late)


def without_other_changes(cells: Sequence[Cell], found: Point) -> tuple[Cell, ...]:
    """The cells less those that state a change or its rate since something else than what was compared: 증감률, since 최종."""
    amounts = [quantity.base for quantity in results(found.formula)]
    return tuple(
        cell
        for cell in cells
        if cell.quantity is None
        or not _CHANGE_COLUMN.search(cell.col_path[-1])
        or any(abs(abs(cell.quantity.base) - amount) <= cell.quantity.step for amount in amounts)
    )


def change(question: Question, early: Operand, late: Operand) -> Point | None:
    """`2023년 당초 대비 5,000백만원 증가(62.5%)했습니다.` None where the two are not of one kind."""
    before, after = early.quantity, late.quantity
    if before.dimension != after.dimension:
        return None
    higher, lower = (after, before) if after.base >= before.base else (before, after)
    found = gap(higher, lower)
    formula = f"{shown(higher)} - {shown(lower)} = {shown(found)}"
    if not found.base:
        return point_of(f"{with_particle(early.column, '과', '와')} 견주어 변동이 없습니다.", [early, late], formula)
    if found.dimension == POINTS:
        text = f"{early.column} 대비 {shown(found)} {'높아졌습니다' if after.base > before.base else '낮아졌습니다'}."
        return point_of(text, [early, late], formula)
    text = f"{early.column} 대비 {told(found)} {'증가' if after.base > before.base else '감소'}"
    if before.base > 0:
        text += f"({percent(found.base, before.base, _RATE_PLACES)})"
        formula += f", {shown(found)} ÷ {shown(before)} × 100 = {percent(found.base, before.base, _FORMULA_PLACES)}"
    text += "했습니다."
    if _ASKS_MULTIPLE.search(question.plain) and before.base > 0:
        times = after.base / before.base
        text = f"{text.removesuffix('.')}({_multiple(times, _RATE_PLACES)})."
        formula += f", {shown(after)} ÷ {shown(before)} = {_multiple(times, _FORMULA_PLACES)}"
    return point_of(text, [early, late], formula)


def _multiple(times: Decimal, places: int) -> str:
    return f"{format_number(times, places)}배"
