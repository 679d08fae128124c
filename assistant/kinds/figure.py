"""Figures: the cells asked for, with row and column said, or the sentence that states the figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cells import choose_cells, column_name, row_name, shown_value
from assistant.evidence import Evidence
from assistant.kinds.change import change_point
from assistant.kinds.quoting import quote_point, spread
from assistant.money import needs_reading, plain_reading
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from ingest.document import Cell, StatementKind

_MOST = 3  # statements in one answer


def compose_figure(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """One sentence with the value, then what else bears on the question."""
    points: list[Point] = []
    for number, item in enumerate(spread(evidence, _MOST, least=0.72, gain=0.25)):
        points.extend(state(question, item, role="answer" if number == 0 else "related"))
    return points


def state(question: Question, evidence: Evidence, role: str) -> list[Point]:
    """What a statement says to the question: its cells if they are certain, else its own words."""
    cells = choose_cells(question, evidence.statement) if evidence.statement.kind is StatementKind.ROW else ()
    if not cells:
        return [quote_point(evidence, role)]
    points = [Point(_cells_sentence(cells), evidence.hit, _spans(evidence), role=role)]
    change = change_point(question, evidence, cells)
    return [*points, change] if change is not None else points


def _spans(evidence: Evidence) -> tuple:  # type: ignore[type-arg]
    """The row, and the header that names its columns where it lies in the same passage."""
    inside = tuple(span for span in evidence.statement.header_spans if evidence.hit.span.holds(span))
    return (evidence.statement.span, *inside)


def _cells_sentence(cells: Sequence[Cell]) -> str:
    """`고령층 교육 수혜자는 2022년 16,662명입니다.`"""
    rows = dict.fromkeys(row_name(cell) for cell in cells)
    stated = []
    for row in rows:
        values = ", ".join(f"{column_name(cell)} {_with_reading(cell)}" for cell in cells if row_name(cell) == row)
        stated.append(f"{with_particle(row, '은', '는')} {values}" if row else values)
    return f"{', '.join(stated)}입니다."


def _with_reading(cell: Cell) -> str:
    """The value in the document's own unit, and in plain words where that unit is hard to read."""
    value = shown_value(cell)
    if cell.quantity is None or not needs_reading(cell.quantity):
        return value
    return re.sub(r"(?=\(|$)", f"({plain_reading(cell.quantity)})", value, count=1)
