"""The figure ledger: every quantity of a passage with its address."""

from __future__ import annotations

import re

from ingest.document import Cell, Figure, Passage, Quantity, Statement
from ingest.units import DATE
from ingest.years import years_of

_LONGEST_MEASURE = 40  # characters before a figure that say what it measures
_LOOKED_AT = 200  # characters before it in which they are looked for


def figures_of(passage: Passage, document_year: int | None) -> list[Figure]:
    """The figures of a passage: cells with row and column, and the quantities of its sentences. Dates are no figures."""
    found = []
    for statement in passage.statements:
        text, places = re.sub(r"\s+", " ", statement.text), dict[str, int]()
        cells = {cell.quantity.span: cell for cell in reversed(statement.cells) if cell.quantity is not None}
        for quantity in statement.quantities:
            before = _words_before(text, quantity, places)
            if quantity.dimension != DATE:
                found.append(_figure(passage, statement, quantity, cells.get(quantity.span), before, document_year))
    return found


def _figure(
    passage: Passage, statement: Statement, quantity: Quantity, cell: Cell | None, before: str, document_year: int | None
) -> Figure:
    if cell is not None and cell.quantity == quantity:
        year = cell_year(statement, cell, document_year)
        return Figure(quantity, statement.page, statement.section, cell.row_path, cell.col_path, year, place=statement.place)
    years = statement.years or ((document_year,) if document_year else ())
    row_path = (before,) if before else ()
    return Figure(quantity, statement.page, statement.section, row_path, (), years[0] if years else None, place=statement.place)


def cell_year(statement: Statement, cell: Cell, document_year: int | None) -> int | None:
    """The year that a cell holds for: its column's, else its table's title's or unit line's, else its document's.

    The header's other columns do not count: 증감 beside 2022 and 2023 is of neither.
    """
    around = statement.context[:-1] if statement.header_spans else statement.context
    years = years_of(" ".join(cell.col_path)) or years_of(" ".join(around))
    return years[0] if years else document_year


def _words_before(text: str, quantity: Quantity, places: dict[str, int]) -> str:
    """What stands before a figure in its sentence, back to the figure before it or a break in the sentence.

    `places` is where each figure was found last, so that the same one further on is looked for behind it.
    """
    written = quantity.text.replace("\n", " ")
    at = places[quantity.text] = text.find(written, places.get(quantity.text, -1) + 1)
    before = text[max(0, at - _LOOKED_AT) : at] if at > 0 else text[:_LONGEST_MEASURE]
    return re.split(r"[,;(·→]|\d[\d,.]*\S*", before)[-1].strip(" :~-")[-_LONGEST_MEASURE:]
