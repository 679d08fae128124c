"""Which rows of a table have grown or shrunk: every row whose change is of the sign that the question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.arithmetic.extreme_asked import names_project_only
from assistant.arithmetic.operands import Operand, of_cell, point_of, told
from assistant.arithmetic.rows import cell_under, parts_of
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.units import POINTS, RATIO

_THINGS = r"\s?(?:[가-힣]+\s){0,2}?(?:사업|항목|분야|과제|부서|기관|시설|과(?=[은는이가]|들)|곳|것)"
_SHRUNK = re.compile(rf"(?:줄어든|줄인|준|감소한|감소된|감액된|감액한|삭감된|깎인){_THINGS}")
_GROWN = re.compile(rf"(?:늘어난|늘린|증가한|증가된|증액된|증액한){_THINGS}")
_CHANGE_COLUMN = re.compile(r"증감(?!\s?률|\s?율)|증액|감액|증가액|감소액")
_MOST = 12  # rows in one answer


def changed_rows(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`증감액으로 보아 줄어든 것은 … △587,080천원, … △486,000천원입니다.` Empty where no table states the changes."""
    shrunk, grown = _SHRUNK.search(question.plain), _GROWN.search(question.plain)
    if bool(shrunk) == bool(grown):
        return []
    for table in tables:
        alike = [item for item in _changes(table) if (item.quantity.base < 0) is bool(shrunk) and item.quantity.base]
        found = [item for item in alike if names_project_only(question, item.name)]
        found = alike if len(alike) == question.count else found  # so many are asked for: 예비비 is one of them
        if 0 < len(found) <= _MOST:
            ranked = sorted(found, key=lambda item: -abs(item.quantity.base))
            names = ", ".join(f"{item.name} {told(item.quantity)}" for item in ranked)
            column = with_particle(ranked[0].column, "으로", "로")
            return [point_of(f"{column} 보아 {'줄어든' if shrunk else '늘어난'} 것은 {names}입니다.", ranked)]
    return []


def _changes(table: WholeTable) -> list[Operand]:
    """The rows with their change, as the table states it: an amount, not a rate."""
    paths = {cell.col_path for row in table.rows for cell in row.statement.cells if cell.col_path and cell.quantity is not None}
    column = next((path for path in sorted(paths) if _CHANGE_COLUMN.search(path[-1])), None)
    if column is None:
        return []
    rows = [(row, cell) for row in parts_of(table) if (cell := cell_under(row, column)) is not None]
    operands = [of_cell(row, cell) for row, cell in rows]
    return [item for item in operands if item.quantity.dimension not in {RATIO, POINTS}]
