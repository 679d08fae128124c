"""Changes that a question asks for, computed from two cells of one row: difference and rate, with the formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.cells import asks_change, column_name, row_name
from assistant.evidence import Evidence
from assistant.money import format_number
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from ingest.document import Cell, Quantity
from ingest.years import years_of

_ASKS_DIFFERENCE = re.compile(r"차이|대비|모자라|부족|초과|남(?:나|는|아)|더\s*(?:많|적)|보다")
_RATE_PLACES = 1
_HUNDRED_MILLION = Decimal(10**8)


def change_point(question: Question, evidence: Evidence, cells: Sequence[Cell]) -> Point | None:
    """The change between the first and the last of a row's cells, each of a year; None where the question or the row has none."""
    if not asks_change(question):
        return None
    dated = [
        (years[0], cell) for cell in cells if cell.quantity is not None and len(years := years_of(" ".join(cell.col_path))) == 1
    ]
    if len(dated) < 2 or len({year for year, _ in dated}) < len(dated):
        return None
    (_, early), *_, (_, late) = sorted(dated, key=lambda item: item[0])
    assert early.quantity is not None and late.quantity is not None
    if early.quantity.dimension != late.quantity.dimension or early.quantity.unit != late.quantity.unit:
        return None
    text, formula = describe_change(early.quantity, late.quantity)
    return Point(f"{column_name(early)} 대비 {text}", evidence.hit, (evidence.statement.span,), formula=formula)


def row_difference(question: Question, stated: Sequence[tuple[Evidence, Sequence[Cell]]]) -> Point | None:
    """The difference between the cells of two rows in one column (정원 13명, 현원 10명); None where it is not asked for."""
    if not _ASKS_DIFFERENCE.search(question.text) or len(stated) != 2 or any(len(cells) != 1 for _, cells in stated):
        return None
    (first, (one,)), (second, (other,)) = stated
    if one.quantity is None or other.quantity is None or one.col_path != other.col_path:
        return None
    if one.quantity.unit != other.quantity.unit or one.quantity.value == other.quantity.value:
        return None
    more, less = sorted((one, other), key=lambda cell: cell.quantity.value, reverse=True)  # type: ignore[union-attr]
    assert more.quantity is not None and less.quantity is not None
    unit = more.quantity.unit
    formula = f"{_amount(more.quantity.value, unit)} - {_amount(less.quantity.value, unit)}"
    difference = _amount(more.quantity.value - less.quantity.value, unit)
    text = f"{with_particle(row_name(more), '이', '가')} {row_name(less)}보다 {difference} 많습니다."
    return Point(
        text,
        first.hit,
        (first.statement.span,),
        formula=f"{formula} = {difference}",
        others=((second.hit, second.statement.span),),
    )


def describe_change(early: Quantity, late: Quantity) -> tuple[str, str]:
    """The sentence and the formula of a change between two quantities in one unit."""
    difference = late.value - early.value
    direction = "증가" if difference > 0 else "감소" if difference < 0 else "변동 없음"
    formula = f"{_amount(late.value, late.unit)} - {_amount(early.value, early.unit)} = {_amount(difference, early.unit)}"
    if not difference:
        return "변동이 없습니다.", formula
    text = f"{_amount(abs(difference), early.unit)} {direction}"
    if early.value > 0:
        rate = difference / early.value * Decimal(100)
        text += f"({format_number(abs(rate), _RATE_PLACES)}%)"
        formula += f", {_amount(difference, early.unit)} ÷ {_amount(early.value, early.unit)} × 100 = {format_number(rate, 2)}%"
    return f"{text}했습니다.", formula


def _amount(value: Decimal, unit: str) -> str:
    """A value with its unit; won that were written in 억 stay in 억."""
    if unit == "원" and abs(value) >= _HUNDRED_MILLION and value % _HUNDRED_MILLION == 0:
        return f"{format_number(value / _HUNDRED_MILLION)}억 원"
    return f"{format_number(value)}{unit}"
