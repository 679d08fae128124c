"""The figure ledger: every quantity of a passage with its address, its year and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Cell, Figure, FigureKind, Passage, Quantity, Span, Statement
from ingest.figure_kinds import kind_near, kind_of_labels, kind_words
from ingest.figure_years import cell_year, counted_on, mark_of, year_marks, year_of_labels
from ingest.figures import in_unit
from ingest.labels import is_running_head
from ingest.measures import row_path_of, unit_before
from ingest.units import DATE, NUMBER

_SPACE = re.compile(r"\s+")
_FIRST_YEAR, _LAST_YEAR = 1970, 2069  # a bare number within these, without a comma, is a year and no figure


def figures_of(passage: Passage, document_year: int | None) -> list[Figure]:
    """The figures of a passage: cells with row and column, and the quantities of its sentences. Dates are no figures."""
    return [figure for statement in passage.statements for figure in figures_in(statement, document_year)]


def figures_in(statement: Statement, document_year: int | None) -> Iterator[Figure]:
    """The figures of one statement: none of them a date."""
    if not statement.quantities:
        return
    as_of = counted_on((statement.text, *reversed(statement.context), *reversed(statement.section)))
    cells = {cell.quantity.span: cell for cell in reversed(statement.cells) if cell.quantity is not None}
    loose = []
    for quantity in statement.quantities:
        if quantity.dimension == DATE:
            continue
        cell = cells.get(quantity.span) or _cell_around(statement, quantity)
        if cell is not None and not is_running_head(cell.col_path[-1] if cell.col_path else ""):
            yield _in_cell(statement, quantity, cell, document_year, as_of)
        elif cell is None and not _is_year(quantity):
            loose.append(quantity)
    if loose:
        yield from _in_sentence(statement, loose, document_year, as_of)


def _cell_around(statement: Statement, quantity: Quantity) -> Cell | None:
    """The cell with a value in which a further one stands: the share of `22,227명(16%)`."""
    return next((cell for cell in statement.cells if cell.quantity is not None and cell.span.holds(quantity.span)), None)


def _in_cell(statement: Statement, quantity: Quantity, cell: Cell, document_year: int | None, as_of: str) -> Figure:
    labels = (*reversed(cell.col_path), *reversed(cell.row_path), statement.table, *reversed(statement.section))
    year, kind = cell_year(statement, cell, document_year), kind_of_labels(labels)
    return _figure(statement, quantity, cell.row_path, cell.col_path, year, "", as_of, kind)


def _in_sentence(statement: Statement, quantities: list[Quantity], document_year: int | None, as_of: str) -> Iterator[Figure]:
    """The figures of running text: each with the year, the words and the kind that stand nearest to it."""
    text = _SPACE.sub(" ", statement.text)
    placed = dict(_places(text, statement))
    dates = [(placed[quantity.span], quantity) for quantity in statement.quantities if quantity.dimension == DATE]
    marks, words = year_marks(text, dates, document_year), kind_words(text)
    above = (*reversed(statement.context), *reversed(statement.section))
    for quantity in quantities:
        at = placed[quantity.span]
        if _is_part_of_name(text, at, quantity):
            continue
        if quantity.dimension == NUMBER and (unit := unit_before(text, at)):
            quantity = in_unit(quantity, unit)
        end = at + len(quantity.text)
        mark = mark_of(marks, text, at, end)
        year = mark.year if mark else year_of_labels(above, document_year)
        kind = kind_near(words, text, at, end)
        yield _figure(
            statement,
            quantity,
            row_path_of(text, at, statement.context),
            (),
            year,
            mark.date if mark else "",
            as_of,
            kind_of_labels(above) if kind is None else kind,
        )


def _places(text: str, statement: Statement) -> Iterator[tuple[Span, int]]:
    """Where each quantity stands in the reading text; one that was mended there, where the one before it ends."""
    at = 0
    for quantity in sorted(statement.quantities, key=lambda quantity: quantity.span):
        written = _SPACE.sub(" ", quantity.text)
        found = text.find(written, at)
        while found > 0 and written[0].isdigit() and text[found - 1].isdigit():  # 3명 is not in 13명
            found = text.find(written, found + 1)
        yield quantity.span, found if found >= 0 else at
        at = found + len(written) if found >= 0 else at


def _is_year(quantity: Quantity) -> bool:
    """Whether a number of running text is a year that is written without its 년: CES 2025."""
    return quantity.dimension == NUMBER and quantity.text.isdigit() and _FIRST_YEAR <= quantity.value <= _LAST_YEAR


def _is_part_of_name(text: str, at: int, quantity: Quantity) -> bool:
    """Whether a bare number belongs to the word before it: 홀로렌즈2, 붙임1."""
    return quantity.dimension == NUMBER and len(quantity.text) <= 2 and at > 0 and text[at - 1].isalpha()


def _figure(
    statement: Statement,
    quantity: Quantity,
    row_path: tuple[str, ...],
    col_path: tuple[str, ...],
    year: int | None,
    date: str,
    as_of: str,
    kind: FigureKind,
) -> Figure:
    """A figure with the address of its statement."""
    return Figure(
        quantity,
        statement.page,
        statement.section,
        row_path,
        col_path,
        year,
        date,
        as_of,
        kind,
        statement.table,
        statement.place,
    )
