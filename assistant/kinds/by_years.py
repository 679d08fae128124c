"""Years that a question asks for and its strongest row leaves out: the rows of other tables that have the same value of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.cells import choose_cells
from assistant.evidence import Evidence
from assistant.types import Question
from ingest.document import Cell
from ingest.years import years_of

_YEAR_IN_NAME = re.compile(r"['’‘]?(?:(?:19|20)\d\d|\d\d)\s?(?:년도?)?|\s")


def of_other_years(question: Question, best: Evidence, evidence: Sequence[Evidence]) -> list[tuple[int, Evidence]]:
    """For each year asked for that a row does not give, the strongest row of its name that gives it under a column of its name.

    Of tables without years in their columns, those of a document whose title names the year.
    """
    stated = choose_cells(question, best.statement)
    if len(question.years) < 2 or not stated:
        return []
    given = {year for cell in stated for year in years_of_cell(cell, best)}
    found = []
    for year in question.years:
        if not given or year in given:
            continue
        asked = replace(question, years=(year,))
        alike = (item for item in evidence if _is_alike(stated, choose_cells(asked, item.statement), item, year))
        if item := next(alike, None):
            found.append((year, item))
    return found


def years_of_cell(cell: Cell, evidence: Evidence) -> set[int]:
    """The years that a cell's column names; else those of its table or section; else its document's, where the title names it."""
    return set(years_of(" ".join(cell.col_path))) or years_around_table(evidence) or years_of_title(evidence)


def years_around_table(evidence: Evidence) -> set[int]:
    """The year that the innermost heading or caption with one names; none where that names several."""
    statement = evidence.statement
    for text in (*reversed(statement.context), *reversed(statement.section)):
        if years := years_of(text):
            return set(years) if len(years) == 1 else set()
    return set()


def years_of_title(evidence: Evidence) -> set[int]:
    """The year of a document, where its title names it."""
    return {evidence.hit.year or 0} & set(years_of(evidence.hit.title))


def _is_alike(stated: Sequence[Cell], cells: Sequence[Cell], evidence: Evidence, year: int) -> bool:
    """Whether cells are the same value as those stated, of another year: by row, column, unit, and how the year is said."""
    return (
        bool(cells)
        and {_called(cell) for cell in cells} <= {_called(cell) for cell in stated}
        and all(years_of_cell(cell, evidence) == {year} for cell in cells)
    )


def _called(cell: Cell) -> tuple[str, str, str, bool]:
    column = " ".join(cell.col_path)
    row, unit = cell.row_path[-1] if cell.row_path else "", cell.quantity.unit if cell.quantity else ""
    name = re.sub(r"(?<=.)예산액?$", "", _YEAR_IN_NAME.sub("", column))  # 당초 and 당초예산
    return re.sub(r"\s", "", row), name, unit, bool(years_of(column))
