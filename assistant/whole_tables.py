"""Whole tables: all rows of a table of which retrieval found some, for what is computed over rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence
from assistant.retrieve import as_hit
from assistant.types import Hit
from index.store import Store
from ingest.document import Span, Statement, StatementKind

_MOST = 4  # tables of one question; each costs a few passages to read
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
    header, columns = found[0].statement.header_spans, {cell.col_path for item in found for cell in item.statement.cells}
    known = {item.statement.span: item for item in found}
    held = {item.hit.passage_id for item in found}
    rows: dict[Span, Evidence] = {}
    for hit in (*_around(store, found, columns), *{item.hit.passage_id: item.hit for item in found}.values()):
        for statement in hit.statements:
            same = statement.header_spans == header or (hit.passage_id not in held and _fits(statement, columns))
            if _is_row(statement) and same:
                rows[statement.span] = known.get(statement.span) or Evidence(hit, statement, frozenset(), 0.0, 0.0)
    return WholeTable(tuple(rows[span] for span in sorted(rows)))


def _around(store: Store, found: Sequence[Evidence], columns: set[tuple[str, ...]]) -> Iterator[Hit]:
    """The passages before and behind those found, as far as they have rows under the same columns."""
    held = {item.hit.passage_id for item in found}
    for first, step in ((min(held), -1), (max(held), 1)):
        for number in range(first + step, first + step * (_FURTHEST + 1), step):
            passages = store.passages([number])
            if not passages or passages[0].document != found[0].hit.document:
                break
            if not any(_fits(statement, columns) for statement in passages[0].statements):
                break
            if number not in held:
                yield as_hit(passages[0], score=0.0)
    for number in sorted(set(range(min(held), max(held))) - held):
        yield from (as_hit(passage, score=0.0) for passage in store.passages([number]))


def _fits(statement: Statement, columns: set[tuple[str, ...]]) -> bool:
    """Whether a row stands under the columns of a table: at least two, and none that it does not have."""
    own = {cell.col_path for cell in statement.cells if cell.col_path}
    return _is_row(statement) and len(own) > 1 and own <= columns
