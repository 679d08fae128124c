"""Check an answer's table: each row is read as a sentence, and a cell whose figure its place does not state is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from assistant.types import AnswerTable, CheckedFigure, FigureStatus, Sentence, TableCell

LEFT_OUT = "(확인되지 않아 뺌)"
Check = Callable[[Sentence], list[CheckedFigure]]  # the figures of a sentence, each with the verifier's finding


class CheckedTable(NamedTuple):
    """A table of which every figure is borne out, and how many cells were left out."""

    table: AnswerTable
    left_out: int


def checked_table(table: AnswerTable, check: Check) -> CheckedTable:
    """The table less the cells that do not stand where they are said to."""
    left_out, rows = 0, []
    for row in table.rows:
        cells: list[TableCell] = []
        for column, cell in zip(table.columns, row, strict=True):
            called = "" if table.is_list else f"{row[0].text} {column} "
            is_good = cell.citation is None or _is_good(f"{called}{cell.text}", cell.citation, check)
            left_out += not is_good
            cells.append(cell if is_good else TableCell(LEFT_OUT))
        rows.append(tuple(cells))
    return CheckedTable(replace(table, rows=tuple(rows)), left_out)


def _is_good(said: str, citation: int, check: Check) -> bool:
    return not any(figure.status is FigureStatus.UNVERIFIED for figure in check(Sentence(said, (citation,))))


def renumbered(table: AnswerTable, numbers: Mapping[int, int]) -> AnswerTable:
    """The table with its citations counted anew."""
    rows = (
        tuple(replace(cell, citation=numbers[cell.citation]) if cell.citation is not None else cell for cell in row)
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def cited_in(table: AnswerTable | None) -> list[int]:
    """The citations of a table's cells, row by row."""
    return [cell.citation for row in table.rows for cell in row if cell.citation is not None] if table else []
