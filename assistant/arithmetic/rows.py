"""The rows of a table that a question names, and the column that it means in all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.arithmetic.operands import Operand, of_cell
from assistant.cells import asks_change, choose_cells, is_said, name_share
from assistant.evidence import Evidence
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Cell, Statement
from ingest.korean import letter_pairs
from ingest.labels import is_grand_total, is_total
from ingest.units import DATE, RATIO
from ingest.years import years_of

_SAID = 0.5  # share of a row's name that the question says, for the row to be one of those that it names
_NEW = 0.5  # of what is said of a row's name, so much must be said for no other row
_SHORT = 4  # letter pairs of what a row's name has beside its year, for the year to be its name
_COLUMN_SAID = 0.8  # share of a column's name, for it to be one of several that the question names
_OF_CHANGE = re.compile(r"증감|증액|감액")
_PLANNED = re.compile(r"목표|계획|전망|\(안\)")
_NOT_SAID = re.compile(r"\([^)]*\)|['’‘]?\d{2,4}년도?|^\d+(?:-\d+)?[.)]?\s*")


class Named(NamedTuple):
    """A row that a question names, and the letter pairs of its name that it says."""

    row: Evidence
    said: frozenset[str]
    share: float


def named_rows(question: Question, table: WholeTable) -> list[Evidence]:
    """The rows that a question names, in order of the table; no row for letters that name another one better."""
    said = frozenset(question.pairs)
    candidates = [found for row in table.rows if (found := _named(question, row, said)) is not None]
    taken: set[str] = set()
    chosen = []
    for item in sorted(candidates, key=lambda item: (-len(item.said) * item.share, -item.row.score)):
        if len(item.said - taken) >= max(1.0, _NEW * len(item.said)):
            chosen.append(item.row)
            taken |= item.said
    return [row for row in table.rows if row in chosen]


def _named(question: Question, row: Evidence, said: frozenset[str]) -> Named | None:
    label = label_of(row.statement)
    if not label or is_total(label):
        return None
    name = _NOT_SAID.sub("", label)
    pairs = frozenset(letter_pairs(name))
    if is_of_year(question, label) and (len(pairs) <= _SHORT or len(pairs & said) >= _SAID * len(pairs)):
        return Named(row, frozenset({label}), 1.0)  # 2024년 예산(안); not 2024 도시백서 신규 발간
    share = max(len(pairs & said) / len(pairs), _words_said(name, said)) if pairs else 0.0
    return Named(row, pairs & said, share) if share >= (_SAID if len(pairs) > 2 else 1.0) else None


def is_of_year(question: Question, label: str) -> bool:
    """Whether a row's name is, or has, a year that is asked for."""
    return bool(set(years_of(f"{label}년" if label.isdigit() else label)) & set(question.years))


def _words_said(name: str, said: frozenset[str]) -> float:
    """The share of a name's words, by their letters, that are said whole: 청년 and 인턴 of 청년 디지털 인턴."""
    words = [word for word in re.split(r"[\s·,/]+", name) if word]
    whole = sum(len(word) for word in words if (pairs := letter_pairs(word)) and frozenset(pairs) <= said)
    return whole / max(1, sum(map(len, words)))


def heads(table: WholeTable) -> str:
    """What the names of the rows are, by the head of their column: 사업명, 분야, 연도."""
    statement = table.rows[0].statement
    first = next((cell.col_path[-1] for cell in statement.cells if cell.col == 0 and cell.col_path), "")
    return first or next(iter(statement.context[-1].split()), "") if statement.context else first


def label_of(statement: Statement) -> str:
    """The innermost name of a row."""
    return next((cell.row_path[-1] for cell in statement.cells if cell.row_path and cell.quantity is not None), "")


def total_row(table: WholeTable) -> Evidence | None:
    """The row of the whole table's total."""
    return next((row for row in table.rows if is_grand_total(label_of(row.statement))), None)


def parts_of(table: WholeTable) -> list[Evidence]:
    """The rows that are no totals, nor subtotals that have the name of their group before them (전문체육 소계)."""
    return [row for row in table.rows if (label := label_of(row.statement)) and not is_total(label.split()[-1])]


def in_one_column(question: Question, rows: Sequence[Evidence]) -> list[Operand]:
    """The cells of some rows in the column that the question means for all of them; empty where there is none.

    Of the columns meant for each, the first that all have; a rate is added and compared with nothing but rates. Of
    columns that the question neither names nor tells apart by year, none is meant.
    """
    chosen = [_values(question, row) for row in rows]
    shared = [path for path in chosen[0] if all(path in cells for cells in chosen[1:])] if chosen else []
    wanted = set(question.dimensions) - {DATE, RATIO}
    fitting = [path for path in shared if not wanted or _dimension(chosen[0][path]) in wanted] or shared
    if not asks_change(question):
        fitting = [path for path in fitting if not _OF_CHANGE.search(path[-1]) or is_said(question, chosen[0][path])] or fitting
    if not any(is_said(question, chosen[0][path]) for path in fitting[:1]) and _are_alike([chosen[0][path] for path in fitting]):
        return []
    if not question.years:  # the newest that has been, not what is planned
        fitting.sort(
            key=lambda path: (_PLANNED.search(" ".join(path)) is None, max(years_of(" ".join(path)), default=0)), reverse=True
        )
    return [of_cell(row, cells[fitting[0]]) for row, cells in zip(rows, chosen, strict=True)] if fitting else []


def _are_alike(cells: Sequence[Cell]) -> bool:
    """Whether some columns cannot be told apart: several that hold no rates, and not each of a year."""
    amounts = [cell for cell in cells if _dimension(cell) != RATIO]
    return len(amounts) > 1 and not all(years_of(" ".join(cell.col_path)) for cell in amounts)


def named_columns(question: Question, row: Evidence) -> list[Operand]:
    """The cells of a row whose columns the question names, each called by its column: 정원 and 현원 of a department."""
    said, found = frozenset(question.pairs), []
    for cell in row.statement.cells:
        years = years_of(" ".join(cell.col_path))
        if question.years and years and not set(years) & set(question.years):
            continue
        if cell.quantity is not None and cell.col_path and name_share(cell.col_path[-1], said) >= _COLUMN_SAID:
            operand = of_cell(row, cell)
            found.append(operand._replace(name=operand.column, column=operand.name))
    return found


def row_meant(question: Question, table: WholeTable) -> Evidence | None:
    """The one row that a question is about: of the year or the name that it says, else the one of the table's total."""
    named = named_rows(question, table)
    return named[0] if len(named) == 1 else total_row(table) if not named else None


def cell_under(row: Evidence, column: tuple[str, ...]) -> Cell | None:
    """The value of a row under a column."""
    return next((cell for cell in row.statement.cells if cell.col_path == column and cell.quantity is not None), None)


def _values(question: Question, row: Evidence) -> dict[tuple[str, ...], Cell]:
    return {cell.col_path: cell for cell in choose_cells(question, row.statement) if cell.quantity is not None}


def _dimension(cell: Cell) -> str:
    return cell.quantity.dimension if cell.quantity is not None else ""
