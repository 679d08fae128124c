"""The largest or the smallest of many: over the rows of a column that the question names, or over the columns of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.arithmetic.operands import Operand, gap, of_cell, point_of, shown, told
from assistant.arithmetic.rows import cell_under, heads, in_one_column, label_of, parts_of
from assistant.cells import name_share
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Cell, Total
from ingest.labels import is_total
from ingest.units import POINTS, RATIO
from ingest.years import years_of

_LARGEST = re.compile(r"(?:가장|제일|젤)\s*(?:[가-힣]+\s){0,3}?(?:많|높|크|큰|컸|길|긴|늘|증가|오래|비싸)|최[대고다]|1위|으뜸")
_SMALLEST = re.compile(r"(?:가장|제일|젤)\s*(?:[가-힣]+\s){0,3}?(?:적|낮|작|저조|짧|줄|감소|부진|싸)|최[저소]|꼴찌")
_OF_CHANGE = re.compile(r"늘|줄|증가|감소|증액|감액")
_CHANGE_COLUMN, _RATE = re.compile(r"증감|증액|증가"), re.compile(r"률|율|%")
# What stands among the projects of a budget and is none.
_NO_PROJECT = re.compile(
    r"예비비|인건비|사업비|(?:행정|기본|일반|인력)?(?:운영)?(?:경비|비)|예치금|반환금|내부유보금|전출금|이월금"
)
_ASKS_PROJECT = re.compile(r"사업")
_ASKS_GAP = re.compile(r"(?:둘째|두\s?번째|2위|차순위).*차이")
# What is compared, and how the column is headed that names it.
_AXIS = re.compile(
    r"(?<=[많높크큰컸늘적낮작줄조])(?=[가-힣]*\s(?P<axis>[가-힣]{1,3}?)(?:[은는이가과와을를도]|이랑|하고|$|\s|\?))"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_AXES = {
    "사업": ("사업", "과제"),
    "분야": ("분야", "부문"),
    "부서": ("부서", "과", "국"),
    "과": ("부서", "과"),
    "해": ("연도", "년도", "구분"),
    "연도": ("연도", "년도", "구분"),
    "구": ("자치구", "구"),
    "동": ("동",),
    "기관": ("기관",),
    "항목": ("항목", "목", "비목"),
}
_ANY_HEAD = frozenset({"", "구분", "계", "합계"})
_FEWEST = 3  # values of which one can be the largest
_NAMED = 0.8  # share of a row's name that the question says, to compare its columns


class _Field(NamedTuple):
    """Values that can be compared, each with its name, and what they are values of."""

    measure: str
    values: tuple[tuple[str, Operand], ...]


def extremes(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`집행률이 가장 높은 것은 …(96.8%)이고, 가장 낮은 것은 …(13.0%)입니다.` Empty where no table has the values."""
    wanted = [largest for largest, asked in ((True, _LARGEST), (False, _SMALLEST)) if asked.search(question.plain)]
    for table in tables if wanted else ():
        along_row = None if _OF_CHANGE.search(question.plain) else _along_row(question, table)
        found = along_row or _along_column(question, table)
        if found is not None and len(found.values) >= _FEWEST:
            return [_first_and_second(found, wanted[0])] if _ASKS_GAP.search(question.plain) else [_told(found, wanted)]
    return []


def _is_of(question: Question, table: WholeTable) -> bool:
    """Whether the rows of a table may be what is compared: 사업 under 사업명, 분야 under 분야; what says neither may be."""
    said = (match["axis"] for match in _AXIS.finditer(_BRACKETS.sub("", question.plain)))
    axis, head = next((axis for axis in said if axis in _AXES), ""), re.sub(r"\s", "", heads(table))
    return not axis or head in _ANY_HEAD or any(name in head for name in _AXES[axis])


def _first_and_second(field: _Field, largest: bool) -> Point:
    """`가장 많은 것은 …, 그다음은 …이고, 차이는 …입니다.`"""
    ranked = sorted(field.values, key=lambda item: item[1].quantity.base, reverse=largest)
    (first, one), (second, other) = ranked[:2]
    higher, lower = (one.quantity, other.quantity) if largest else (other.quantity, one.quantity)
    found = gap(higher, lower)
    text = (
        f"{with_particle(field.measure, '이', '가')} 가장 {_word(field, largest)} 것은 {first}({told(one.quantity)}),"
        f" 그다음은 {second}({told(other.quantity)})이고, 차이는 {told(found)}입니다."
    )
    return point_of(text, [one, other], f"{shown(higher)} - {shown(lower)} = {shown(found)}")


def _along_row(question: Question, table: WholeTable) -> _Field | None:
    """The values of a row that the question names, each called by its column."""
    said = frozenset(question.pairs)
    named = [row for row in table.rows if name_share(label_of(row.statement), said) >= _NAMED]
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


def _along_column(question: Question, table: WholeTable) -> _Field | None:
    """The values of a column that the question names, each called by its row."""
    rows = parts_of(table) if _is_of(question, table) else []
    column = _column(question, table)
    if _ASKS_PROJECT.search(question.plain):
        rows = [row for row in rows if not _NO_PROJECT.fullmatch(re.sub(r"\s|\(.*\)$", "", label_of(row.statement)))]
    cells = [(row, cell) for row in rows if column and (cell := cell_under(row, column)) is not None]
    operands = [of_cell(row, cell) for row, cell in cells]
    if len({operand.quantity.dimension for operand in operands}) != 1:
        return None
    return _Field(operands[0].column, tuple((operand.name, operand) for operand in operands))


def _column(question: Question, table: WholeTable) -> tuple[str, ...]:
    """The column whose values are compared: that of the change where one asks what grew most, else the one named."""
    best = max(table.rows, key=lambda row: (len(row.statement.quantities), row.score))  # a row with gaps has not all columns
    if _OF_CHANGE.search(question.plain):
        wants_rate = bool(_RATE.search(question.plain))
        paths = [cell.col_path for cell in best.statement.cells if cell.col_path and _CHANGE_COLUMN.search(cell.col_path[-1])]
        return next((path for path in paths if bool(_RATE.search(path[-1])) is wants_rate), ())
    chosen = in_one_column(question, [best])
    return next((cell.col_path for cell in best.statement.cells if chosen and cell.quantity is chosen[0].quantity), ())


def _may_compete(cell: Cell) -> bool:
    return cell.quantity is not None and bool(cell.col_path) and not is_total(cell.col_path[-1])


def _told(field: _Field, wanted: Sequence[bool]) -> Point:
    """The sentence; what shares the first or the last place is named with it."""
    parts, stated = [], []
    for largest in wanted:
        best = (max if largest else min)(operand.quantity.base for _, operand in field.values)
        held = [(name, operand) for name, operand in field.values if operand.quantity.base == best]
        names = "·".join(name for name, _ in held)
        parts.append(f"가장 {_word(field, largest)} 것은 {names}({told(held[0][1].quantity)})")
        stated += [operand for _, operand in held]
    return point_of(f"{with_particle(field.measure, '이', '가')} {'이고, '.join(parts)}입니다.", stated)


def _word(field: _Field, largest: bool) -> str:
    """Rates are high and low, changes grow and shrink, everything else is much and little."""
    values = [operand.quantity for _, operand in field.values]
    if values[0].dimension in {RATIO, POINTS}:
        return "높은" if largest else "낮은"
    if _CHANGE_COLUMN.search(field.measure):
        shrinks = (max if largest else min)(value.base for value in values) < 0
        return "많이 줄어든" if shrinks and not largest else "많이 늘어난" if largest else "적게 늘어난"
    return "많은" if largest else "적은"
