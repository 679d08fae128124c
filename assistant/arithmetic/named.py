"""What a question names in a table: several rows in one column, or several columns of one row."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.arithmetic.operands import Operand, commensurable, of_cell
from assistant.arithmetic.rows import in_one_column, named_columns, named_rows, row_meant
from assistant.cells import choose_cells, name_share
from assistant.evidence import Evidence
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
    return operands if len(set(years)) <= 1 else []


def of_years(question: Question, evidence: Evidence) -> list[Operand]:
    """The values of a row in all of the years that are asked for, where its columns are years; each called by its year."""
    cells = [cell for cell in choose_cells(question, evidence.statement) if cell.quantity is not None]
    by_year = {year: cell for cell in reversed(cells) for year in years_of(" ".join(cell.col_path)) if year in question.years}
    if len(by_year) < max(2, len(question.years)):
        return []
    operands = [of_cell(evidence, by_year[year]) for year in sorted(by_year)]
    operands = [item._replace(name=item.column, column=item.name) for item in operands]
    return operands if commensurable(operands) else []


def _bearing(question: Question, operands: Sequence[Operand], table: WholeTable) -> tuple[float, float]:
    """How well the question says what the operands have in common, then how strong their rows are."""
    said = frozenset(question.pairs)
    shared = operands[0].column
    rows = {item.evidence.statement.span: item.evidence.score for item in operands}
    return round(name_share(shared, said)), max(sum(rows.values()), table.score if len(rows) == 1 else 0.0)
