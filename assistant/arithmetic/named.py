"""What a question names in a table: several rows in one column, or several columns of one row."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.arithmetic.operands import Operand, commensurable, of_cell
from assistant.arithmetic.rows import in_one_column, label_of, named_columns, named_rows, row_meant
from assistant.cells import choose_cells, name_share
from assistant.evidence import Evidence
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.years import years_of

_MOST = 12  # things that are added up
_TELLING = 3  # letters of a column's name


def named_operands(question: Question, tables: Sequence[WholeTable]) -> list[Operand]:
    """Two things or more that the question names, of one kind; of several tables those of the one that bears most on it."""
    found: list[tuple[tuple[float, float], list[Operand]]] = []
    for table in tables:
        for operands in (_of_rows(question, table), _of_columns(question, table)):
            if 2 <= len(operands) <= _MOST and commensurable(operands):
                found.append((_bearing(question, operands, table), operands))
    if not found:
        return []
    (said, _), operands = max(found, key=lambda item: item[0])
    return operands if said or not any(_names_measure(question, table) for table in tables) else []


def _names_measure(question: Question, table: WholeTable) -> bool:
    """Whether the question says, whole, what a column of a table is called (이월액): then no other column will do."""
    said = frozenset(question.pairs)
    columns = {cell.col_path[-1] for row in table.rows for cell in row.statement.cells if cell.col_path and cell.col}
    rows = {label_of(row.statement) for row in table.rows}
    return any(len(name) >= _TELLING and name_share(name, said) == 1 and not years_of(name) for name in columns - rows)


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
    names_columns = len(rows) == 1
    return float(names_columns or round(name_share(shared, said))), max(sum(rows.values()), table.score if names_columns else 0.0)
