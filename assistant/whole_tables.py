"""Whole tables: all rows of a table of which retrieval found some, for what is computed over rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence
from assistant.retrieve import as_hit
from assistant.types import Hit
from index.store import Store
from ingest.document import Span, Statement, StatementKind

_MOST = 6  # tables of one question; each costs a few passages to read
_FURTHEST = 12  # passages in each direction; a longer table is read no further


@dataclass(frozen=True, slots=True)
class WholeTable:
    """The rows of one table in order. Those that retrieval did not rank have no score."""

    rows: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """That of its strongest row."""
        return max(row.score for row in self.rows)


def whole_tables(store: Store, evidence: Sequence[Evidence]) -> tuple[WholeTable, ...]:
    """The tables of the strongest rows, those of the strongest first, with their rows in other passages too."""
    ranked: dict[tuple[str, tuple[Span, ...]], list[Evidence]] = {}
    for item in evidence:
        if _is_row(item.statement):
            ranked.setdefault((item.hit.document, item.statement.header_spans), []).append(item)
    return tuple(_completed(store, found) for found in list(ranked.values())[:_MOST])


def _is_row(statement: Statement) -> bool:
    return statement.kind is StatementKind.ROW and bool(statement.header_spans) and any(cell.col_path for cell in statement.cells)


def _completed(store: Store, found: Sequence[Evidence]) -> WholeTable:
    """The rows that were found, and those of the passages around them up to where the table ends."""
    like, known = found[0].statement, {item.statement.span: item for item in found}
    rows: dict[Span, Evidence] = {}
    for hit in (*_around(store, found), *{item.hit.passage_id: item.hit for item in found}.values()):
        for statement in hit.statements:
            if _is_of_same_table(statement, like):
                rows[statement.span] = known.get(statement.span) or Evidence(hit, statement, frozenset(), 0.0, 0.0)
    return WholeTable(tuple(rows[span] for span in sorted(rows)))


def _around(store: Store, found: Sequence[Evidence]) -> Iterator[Hit]:
    """The passages before, between and behind those found, as far as they have rows of the same table."""
    held, like = {item.hit.passage_id for item in found}, found[0].statement
    for first, step in ((min(held), -1), (max(held), 1)):
        for number in range(first + step, first + step * (_FURTHEST + 1), step):
            passages = store.passages([number])
            same_document = passages and passages[0].document == found[0].hit.document
            if not same_document or not any(_is_of_same_table(statement, like) for statement in passages[0].statements):
                break
            yield as_hit(passages[0], score=0.0)
    for number in sorted(set(range(min(held), max(held))) - held):
        yield from (as_hit(passage, score=0.0) for passage in store.passages([number]))


def _is_of_same_table(statement: Statement, like: Statement) -> bool:
    """Whether a row is of a row's table: under its header, or where that is said again on a later page, under one alike."""
    if not _is_row(statement):
        return False
    is_repeated = statement.section == like.section and statement.context[-1:] == like.context[-1:]
    columns = {cell.col_path for cell in like.cells if cell.col_path}
    same_columns = len(columns) > 1 and {cell.col_path for cell in statement.cells if cell.col_path} == columns
    return statement.header_spans == like.header_spans or (is_repeated and same_columns)
