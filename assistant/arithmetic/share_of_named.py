"""A share between two things that are named: columns of one row (선정자 of 신청자, 완료 of 계), or rows of one column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.arithmetic.operands import Operand, of_cell, percent, point_of, shown, told
from assistant.arithmetic.rows import in_one_column, label_of, named_rows, row_meant
from assistant.arithmetic.share_asked import ShareAsked
from assistant.cells import name_share
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Cell
from ingest.labels import is_total
from ingest.units import POINTS, RATIO
from ingest.years import years_of

_NAMED = 0.5  # share of a column's name that is said: 선정 of 선정자
_ROW_NAMED = 0.8
_PLACES, _FORMULA_PLACES = 1, 2


def share_of_rows(question: Question, asked: ShareAsked, table: WholeTable) -> list[Point]:
    """`정원 68명 가운데 현원은 62명으로 91.2%입니다.` Empty where the whole is named as no row."""
    named = named_rows(question, table)
    part = max(named, key=lambda row: name_share(label_of(row.statement), asked.part), default=None)
    rest = [row for row in named if row is not part]
    whole = max(rest, key=lambda row: name_share(label_of(row.statement), asked.whole), default=None)
    if part is None or whole is None or len(named) != 2:
        return []
    if min(name_share(label_of(part.statement), asked.part), name_share(label_of(whole.statement), asked.whole)) < _ROW_NAMED:
        return []
    operands = in_one_column(question, [part, whole])
    if not operands or operands[0].quantity.dimension in {RATIO, POINTS}:
        return []
    one, all_of = (item._replace(name=item.column, column=item.name) for item in operands)
    return [_told(one, all_of)] if _may_be_part(one, all_of) else []


def share_of_columns(question: Question, asked: ShareAsked, table: WholeTable) -> list[Point]:
    """`신청자 412명 가운데 선정자는 138명으로 33.5%입니다.` Empty where the columns or the row are not named."""
    row = row_meant(question, table)
    if row is None:
        return []
    cells = _comparable(question, row)
    part = _best(cells, lambda cell: name_share(cell.col_path[-1], asked.part))
    whole = _best([cell for cell in cells if cell is not part and _is_alike(cell, part)], lambda cell: _is_whole(cell, asked))
    if part is None or whole is None or is_total(part.col_path[-1]) or _are_of_other_years(part, whole):
        return []
    one, all_of = of_cell(row, part), of_cell(row, whole)
    return [_told(one, all_of)] if _may_be_part(one, all_of) else []


def _is_alike(cell: Cell, part: Cell | None) -> bool:
    """Whether two cells count the same sort of thing."""
    return bool(part and part.quantity and cell.quantity and cell.quantity.dimension == part.quantity.dimension)


def _may_be_part(part: Operand, whole: Operand) -> bool:
    return part.quantity.dimension == whole.quantity.dimension and 0 < part.quantity.base < whole.quantity.base


def _comparable(question: Question, row: Evidence) -> list[Cell]:
    """The amounts of a row, of the years asked for where its columns name years."""
    cells = [
        cell for cell in row.statement.cells if cell.quantity and cell.col_path and cell.quantity.dimension not in {RATIO, POINTS}
    ]
    dated = [cell for cell in cells if set(years_of(" ".join(cell.col_path))) & set(question.years)]
    return dated or cells


def _are_of_other_years(part: Cell, whole: Cell) -> bool:
    """Whether two columns are each of a year of its own: between these there is a change, not a share."""
    one, other = (set(years_of(" ".join(cell.col_path))) for cell in (part, whole))
    return bool(one and other) and one.isdisjoint(other)


def _best(cells: Sequence[Cell], named: Callable[[Cell], float]) -> Cell | None:
    """The column that is named best, if it is named."""
    best = max(cells, key=named, default=None)
    return best if best is not None and named(best) >= _NAMED else None


def _is_whole(cell: Cell, asked: ShareAsked) -> float:
    """How well a column is named as the whole; where none is, the total of the row is."""
    name = cell.col_path[-1]
    return _NAMED if is_total(name) else name_share(name, asked.whole)


def _told(part: Operand, whole: Operand) -> Point:
    rate, exact = (percent(part.quantity.base, whole.quantity.base, places) for places in (_PLACES, _FORMULA_PLACES))
    formula = f"{shown(part.quantity)} ÷ {shown(whole.quantity)} × 100 = {exact}"
    row = "" if is_total(part.name) else f"{part.name} "
    # Each figure right behind its own column's name, as the verifier reads them.
    text = (
        f"{row}{whole.column} {told(whole.quantity)} 가운데 {with_particle(part.column, '은', '는')}"
        f" {with_particle(told(part.quantity), '으로', '로')} {rate}입니다."
    )
    return point_of(text, [part, whole], formula)
