"""The largest, the smallest or the second of many: over the rows of a column, or over the columns of a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.arithmetic.extreme_asked import (
    Extreme,
    are_periods,
    extremes_asked,
    may_be_compared,
    names_project_only,
    period_asked,
)
from assistant.arithmetic.operands import Operand, gap, of_cell, point_of, shown, told
from assistant.arithmetic.rows import cell_under, heads, in_one_column, is_of_year, label_of, parts_of
from assistant.cells import is_said, name_share
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Cell, Total
from ingest.korean import letter_pairs
from ingest.labels import is_total
from ingest.units import POINTS, RATIO
from ingest.years import years_of

_FEWEST = 3  # values of which one can be the largest
_NAMED = 0.8  # share of a row's name that the question says, to compare its columns
_HALF = 0.5  # share of a column's name (예산 of 예산액), or of a row's whose columns are what is compared
_PLACES_SAID = {1: "가장", 2: "두 번째로", 3: "세 번째로"}


class _Field(NamedTuple):
    """Values that can be compared, each with its name, and what they are values of."""

    measure: str
    values: tuple[tuple[str, Operand], ...]
    of_change: bool = False


def extremes(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`집행률은 …(96.8%)이 가장 높고, …(13.0%)이 가장 낮습니다.` Empty where no table has the values."""
    asked = extremes_asked(question)
    for table in tables if asked.ends else ():
        found = (None if asked.of_change else _along_row(question, table)) or _along_column(question, asked, table)
        if found is not None and len(found.values) >= _FEWEST:
            return [_first_and_second(found, asked.ends[0])] if asked.with_next else [_told(found, asked)]
    return []


def _along_row(question: Question, table: WholeTable) -> _Field | None:
    """The values of a row that the question names, or of its year, each called by its column."""
    said = frozenset(question.pairs)
    period = period_asked(question)
    rows = [row for row in table.rows if not period or are_periods(period, _columns(row))]
    named = [row for row in rows if name_share(label_of(row.statement), said) >= (_HALF if period else _NAMED)]
    named = named or [row for row in rows if is_of_year(question, label_of(row.statement))]
    if not named:
        return None
    row = max(named, key=lambda item: item.score)
    cells = [cell for cell in row.statement.cells if _may_compete(cell) and cell.total not in {Total.COLUMN, Total.BOTH}]
    dated = [cell for cell in cells if set(question.years) & set(years_of(" ".join(cell.col_path)))]
    cells = dated if len(dated) >= _FEWEST else cells
    if len({cell.quantity.dimension for cell in cells if cell.quantity}) != 1 or len({len(cell.col_path) for cell in cells}) != 1:
        return None
    operands = [of_cell(row, cell) for cell in cells]
    return _Field(operands[0].name, tuple((operand.column, operand) for operand in operands)) if operands else None


def _columns(row: Evidence) -> list[str]:
    return [cell.col_path[-1] for cell in row.statement.cells if _may_compete(cell)]


def _along_column(question: Question, asked: Extreme, table: WholeTable) -> _Field | None:
    """The values of a column that the question names, each called by its row."""
    rows = parts_of(table)
    if not may_be_compared(question, heads(table), [label_of(row.statement) for row in rows]):
        return None
    rows = [row for row in rows if names_project_only(question, label_of(row.statement))]
    column = _column(question, asked, table)
    cells = [(row, cell) for row in rows if column and (cell := cell_under(row, column)) is not None]
    operands = [of_cell(row, cell) for row, cell in cells]
    if len({operand.quantity.dimension for operand in operands}) != 1:
        return None
    return _Field(operands[0].column, tuple((operand.name, operand) for operand in operands), asked.of_change)


def _column(question: Question, asked: Extreme, table: WholeTable) -> tuple[str, ...]:
    """The column whose values are compared: that of the change where one asks what grew most, else the one named."""
    best = max(table.rows, key=lambda row: (len(row.statement.quantities), row.score))  # a row with gaps has not all columns
    if asked.of_change:
        return next((cell.col_path for cell in best.statement.cells if cell.col_path and asked.is_change(cell.col_path[-1])), ())
    nearest = frozenset(letter_pairs(asked.measure))
    named = [cell for cell in _in_years(question, best) if name_share(cell.col_path[-1], nearest) >= _NAMED]
    if named:
        return named[0].col_path
    chosen = in_one_column(question, [best])
    cell = next((cell for cell in best.statement.cells if chosen and cell.quantity is chosen[0].quantity), None)
    return cell.col_path if cell is not None and _is_meant(question, cell) else ()


def _in_years(question: Question, row: Evidence) -> list[Cell]:
    """The values of a row, of the years asked for where its columns name these."""
    cells = [cell for cell in row.statement.cells if cell.quantity is not None and cell.col_path]
    return [cell for cell in cells if set(years_of(" ".join(cell.col_path))) & set(question.years)] or cells


def _is_meant(question: Question, cell: Cell) -> bool:
    """Whether the question says the column, or its year."""
    half_said = name_share(cell.col_path[-1], frozenset(question.pairs)) >= _HALF
    return half_said or is_said(question, cell) or bool(set(years_of(" ".join(cell.col_path))) & set(question.years))


def _may_compete(cell: Cell) -> bool:
    return cell.quantity is not None and bool(cell.col_path) and not is_total(cell.col_path[-1])


def _told(field: _Field, asked: Extreme) -> Point:
    """The sentence; what shares a place is named with it."""
    clauses: list[tuple[str, str]] = []
    stated: list[Operand] = []
    for largest in asked.ends:
        ranked = sorted({operand.quantity.base for _, operand in field.values}, reverse=largest)
        place = min(asked.place, len(ranked))
        held = [(name, operand) for name, operand in field.values if operand.quantity.base == ranked[place - 1]]
        names = f"{'·'.join(name for name, _ in held)}({told(held[0][1].quantity)})"
        clauses.append((f"{with_particle(names, '이', '가')} {_PLACES_SAID[place]}", _predicate(field, largest)))
        stated += [operand for _, operand in held]
    *first, (last, predicate) = clauses
    text = "".join(f"{clause} {word.removesuffix('습니다')}고, " for clause, word in first) + f"{last} {predicate}"
    return point_of(f"{with_particle(field.measure, '은', '는')} {text}.", stated)


def _first_and_second(field: _Field, largest: bool) -> Point:
    """`신청자는 미술(142명)이 가장 많고, 그다음은 음악(118명)으로, 차이는 24명입니다.`"""
    ranked = sorted(field.values, key=lambda item: item[1].quantity.base, reverse=largest)
    (first, one), (second, other) = ranked[:2]
    higher, lower = (one.quantity, other.quantity) if largest else (other.quantity, one.quantity)
    found = gap(higher, lower)
    best = with_particle(f"{first}({told(one.quantity)})", "이", "가")
    text = (
        f"{with_particle(field.measure, '은', '는')} {best} 가장 {_predicate(field, largest).removesuffix('습니다')}고,"
        f" 그다음은 {with_particle(f'{second}({told(other.quantity)})', '으로', '로')}, 차이는 {told(found)}입니다."
    )
    return point_of(text, [one, other], f"{shown(higher)} - {shown(lower)} = {shown(found)}")


def _predicate(field: _Field, largest: bool) -> str:
    """Rates are high and low, changes grow and shrink, everything else is much and little."""
    values = [operand.quantity for _, operand in field.values]
    if field.of_change and values[0].dimension != RATIO:
        end = (max if largest else min)(value.base for value in values)
        return "많이 줄었습니다" if end < 0 and not largest else "많이 늘었습니다" if largest else "적게 늘었습니다"
    if values[0].dimension in {RATIO, POINTS}:
        return "높습니다" if largest else "낮습니다"
    return "많습니다" if largest else "적습니다"
