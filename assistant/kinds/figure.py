"""Figures: the cells asked for, with row and column said, or the sentence that states the figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.arithmetic.change import change_of_row, change_over_documents, without_other_changes
from assistant.cells import choose_cells, column_name, name_share, row_name, shown_value
from assistant.evidence import Evidence
from assistant.kinds.by_years import of_other_years
from assistant.kinds.quoting import quote_point, related
from assistant.money import needs_reading, plain_reading
from assistant.particles import with_particle
from assistant.points import Point, cited_spans
from assistant.types import Question
from ingest.document import Cell, StatementKind, Total
from ingest.korean import letter_pairs
from ingest.labels import is_grand_total, is_total
from ingest.units import DATE
from ingest.years import write_in_full, years_of

_MARK = re.compile(r"\d\)")
_MOST_ROWS = 3  # rows of one table in one answer
_NAMED_ROW = 0.8  # share of a row's name that the question says
_PARTLY_NAMED = 0.5
_SECOND = 0.6  # of the strongest statement's score, for one that answers the question's second half
_ASKS_TWO = re.compile(r"이?랑\s|하고\s|[와과]\s|\s?및\s|그리고|각각|[,·]")
_MOST_BESIDE = 2
# Of the strongest row's score and coverage, for another statement to be nearer to a question that does not name the row.
_AS_STRONG, _FAR_MORE = 0.9, 1.5
_SIBLING = 0.8  # of the strongest row's score, for another row of its table to be part of the answer


def compose_figure(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """One sentence a row with the value, then what else bears on the question."""
    best = _total_of(question, evidence)
    points, stated = state(question, best), [best]
    if other := of_other_years(question, best, evidence):
        points = _by_years(question, best, points, other)
        stated += [item for _, item in other]
    elif points[0].cells:
        for item in _siblings(question, best, evidence):
            points.extend(state(question, item))
            stated.append(item)
    for item in _with_missing_dimensions(question, stated, evidence):
        points.extend(state(question, item))
        stated.append(item)
    for item in _beside(question, stated, evidence):
        points.extend(state(question, item))
        stated.append(item)
    return [*points, *related(stated, evidence)]


def _beside(question: Question, stated: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The lines beside the strongest that state what else the question asks for: 관람객 목표랑 참여기업 목표."""
    if not _ASKS_TWO.search(question.plain):
        return []
    best, found = stated[0], []
    open_words = set(question.words) - set().union(*(item.covered for item in stated)) - set(map(str, question.years))
    for item in evidence:
        is_beside = item.hit.passage_id == best.hit.passage_id and item.statement.context == best.statement.context
        if is_beside and item not in stated and item.statement.quantities and item.covered & open_words:
            found.append(item)
            open_words -= item.covered
    return found[:_MOST_BESIDE]


def _total_of(question: Question, evidence: Sequence[Evidence]) -> Evidence:
    """The strongest statement; where it is a row whose name nobody asked for, the row of its table's total instead.

    Unless another statement, nearly as strong, meets far more of the question. Who asks for 정원 and 현원 of the whole body names columns, and every row has them.
    """
    best = evidence[0]
    if best.statement.kind is not StatementKind.ROW or not choose_cells(question, best.statement) or _names_row(question, best):
        return best
    for item in evidence:
        if item.score < _AS_STRONG * best.score:
            break
        if item.coverage >= _FAR_MORE * best.coverage and item.statement.quantities:
            return item
    for item in evidence:
        same_table = item.hit.document == best.hit.document and item.statement.header_spans == best.statement.header_spans
        if same_table and _is_of_all(item):
            return item if choose_cells(question, item.statement) else best
    return best


def _names_row(question: Question, evidence: Evidence) -> bool:
    """Whether the question says what a row is called, or one of its groups, or what stands for it; half of it will do."""
    said = frozenset(question.pairs).union(*(letter_pairs(item.official) for item in question.alternatives))
    labels = {label for cell in evidence.statement.cells for label in cell.row_path}
    return any(name_share(label, said) >= _PARTLY_NAMED for label in labels)


def _by_years(question: Question, best: Evidence, points: Sequence[Point], other: Sequence[tuple[int, Evidence]]) -> list[Point]:
    """The values of a row and of those of other years; where the columns name no year, that of the document is said."""
    own = [point for point in points if not point.formula]  # a change would leave out the other rows' years
    found = [*own, *(point for year, item in other for point in state(replace(question, years=(year,)), item))]
    if not any(years_of(" ".join(cell.col_path)) for cell in points[0].cells):
        found = [replace(point, text=f"{point.hit.year}년 문서에서 {point.text}") for point in found]
    of_years = [*other, *((year, best) for year in question.years if year not in dict(other))]
    dated = [(year, item, choose_cells(replace(question, years=(year,)), item.statement)) for year, item in of_years]
    change = change_over_documents(question, dated)
    if change is None:
        return found
    return [*(_less_other_changes(point, change) for point in found), change]


def _less_other_changes(point: Point, change: Point) -> Point:
    """A point without the cells that state a change since something else than what was compared."""
    cells = without_other_changes(point.cells, change)
    text = point.text.replace(_cells_sentence(point.cells), _cells_sentence(cells)) if cells else point.text
    return replace(point, text=text, cells=cells or point.cells)


def _with_missing_dimensions(question: Question, stated: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """For a question that asks for two sorts of figure, the strongest statement with the sort that is still missing."""
    present = {quantity.dimension for item in stated for quantity in item.statement.quantities}
    missing = set(question.dimensions) - present - {DATE}
    if len(question.dimensions) < 2 or not present & set(question.dimensions):
        return []
    found = []
    for item in evidence:
        dimensions = {quantity.dimension for quantity in item.statement.quantities} & missing
        if dimensions and item.score >= _SECOND * stated[0].score:
            found.append(item)
            missing -= dimensions
    return found


def state(question: Question, evidence: Evidence) -> list[Point]:
    """What a statement says to the question: its cells if they are certain, else its own words."""
    cells = choose_cells(question, evidence.statement) if evidence.statement.kind is StatementKind.ROW else ()
    if not cells:
        return [quote_point(evidence)]
    spans = (*cited_spans(evidence), *(cell.span for cell in cells if _has_mark(evidence, cell)))
    points = [Point(_cells_sentence(cells), evidence.hit, spans, cells=cells)]
    change = change_of_row(question, evidence, cells)
    if change is None:
        return points
    return [_less_other_changes(points[0], change), change]


def _has_mark(evidence: Evidence, cell: Cell) -> bool:
    """Whether a footnote mark runs into the cell (341) is 34 and note 1): then the cell is cited by itself."""
    return _MARK.match(evidence.hit.text, cell.span.end - evidence.hit.span.start) is not None


def _siblings(question: Question, best: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Other rows of the same table that the question names as well; nearly as strong ones if it names none."""
    is_named = _row_share(question, best) >= _NAMED_ROW or _is_of_all(best)
    found = []
    for item in evidence:
        same_table = item.hit.document == best.hit.document and item.statement.header_spans == best.statement.header_spans
        if not same_table or item.statement.span == best.statement.span or not choose_cells(question, item.statement):
            continue
        if _row_share(question, item) >= _NAMED_ROW or (not is_named and item.score >= _SIBLING * best.score):
            found.append(item)
    return found[: _MOST_ROWS - 1]


def _is_of_all(evidence: Evidence) -> bool:
    """Whether a row is that of its table's total: the parts are no further answer."""
    cells = [cell for cell in evidence.statement.cells if cell.total in {Total.ROW, Total.BOTH} and cell.row_path]
    return any(is_grand_total(cell.row_path[-1]) and all(map(is_total, cell.row_path)) for cell in cells)


def _row_share(question: Question, evidence: Evidence) -> float:
    """How far the question says the row's own label."""
    labels = {cell.row_path[-1] for cell in evidence.statement.cells if cell.row_path}
    if any(label == item.official for label in labels for item in question.alternatives):
        return 1.0  # 현원, where the question says 실제로는 몇 명
    return max((name_share(label, frozenset(question.pairs)) for label in labels), default=0.0)


def _cells_sentence(cells: Sequence[Cell]) -> str:
    """`고령층 교육 수혜자는 2022년 16,662명입니다.`"""
    rows = dict.fromkeys(row_name(cell) for cell in cells)
    stated = []
    for row in rows:
        values = ", ".join(_named_value(cell, row) for cell in cells if row_name(cell) == row)
        stated.append(f"{with_particle(row, '은', '는')} {values}" if row else values)
    return f"{', '.join(stated)}입니다."


def _named_value(cell: Cell, row: str) -> str:
    """`2022년 16,662명`; a column that is called as its row is (계) is not said twice."""
    column = column_name(cell)
    return _with_reading(cell) if column == row else f"{column} {_with_reading(cell)}"


def _with_reading(cell: Cell) -> str:
    """The value in the document's own unit, and in plain words where that unit is hard to read."""
    value = write_in_full(shown_value(cell))
    if cell.quantity is None or not needs_reading(cell.quantity):
        return value
    shown = cell.quantity.text if cell.quantity.unit in cell.quantity.text else cell.quantity.text + cell.quantity.unit
    return value.replace(shown, f"{shown}({plain_reading(cell.quantity)})", 1)
