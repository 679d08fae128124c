"""What a question names in a table: several rows in one column, or several columns of one row."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.arithmetic.operands import Operand, commensurable
from assistant.arithmetic.rows import in_one_column, named_columns, named_rows, row_meant
from assistant.cells import name_share
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.years import years_of

_MOST = 12  # things that are added up


def named_operands(question: Question, tables: Sequence[WholeTable]) -> list[Operand]:
    """Two things or more that the question names, of one kind; of several tables those of the one that bears most on it."""
    found: list[tuple[tuple[float, float], list[Operand]]] = []
    for table in tables:
        for operands in (_of_rows(question, table), _of_columns(question, table)):
            if 2 <= len(operands) <= _MOST and commensurable(operands):
                found.append((_bearing(question, operands, table), operands))
    return max(found, key=lambda item: item[0])[1] if found else []


def _of_rows(question: Question, table: WholeTable) -> list[Operand]:
    rows = named_rows(question, table)
    return in_one_column(question, rows) if 2 <= len(rows) <= _MOST else []


def _of_columns(question: Question, table: WholeTable) -> list[Operand]:
    row = row_meant(question, table)
    operands = named_columns(question, row) if row is not None else []
    years = [years_of(item.name) for item in operands]
    return operands if len(set(years)) <= 1 else []  # between years there is a change, not a difference


def _bearing(question: Question, operands: Sequence[Operand], table: WholeTable) -> tuple[float, float]:
    """How well the question says what the operands have in common, then how strong their rows are."""
    said = frozenset(question.pairs)
    shared = operands[0].column
    rows = {item.evidence.statement.span: item.evidence.score for item in operands}
    return round(name_share(shared, said)), max(sum(rows.values()), table.score if len(rows) == 1 else 0.0)
