"""The figure ledger: every quantity of a passage with its address."""

from __future__ import annotations

import re

from ingest.document import Figure, Passage, Quantity, Statement
from ingest.units import DATE
from ingest.years import years_of

_LONGEST_MEASURE = 40  # characters before a figure that say what it measures


def figures_of(passage: Passage, document_year: int | None) -> list[Figure]:
    """The figures of a passage: cells with row and column, and the quantities of its sentences. Dates are no figures."""
    found = []
    for statement in passage.statements:
        for quantity in statement.quantities:
            if quantity.dimension != DATE:
                found.append(_figure(passage, statement, quantity, document_year))
    return found


def _figure(passage: Passage, statement: Statement, quantity: Quantity, document_year: int | None) -> Figure:
    cell = next((cell for cell in statement.cells if cell.quantity == quantity), None)
    if cell is not None:
        column = " ".join(cell.col_path)
        years = years_of(column) or years_of(" ".join(statement.context)) or ((document_year,) if document_year else ())
        return Figure(quantity, statement.page, passage.section, " ".join(cell.row_path), column, years[0] if years else None)
    years = statement.years or ((document_year,) if document_year else ())
    return Figure(quantity, statement.page, passage.section, _words_before(statement, quantity), "", years[0] if years else None)


def _words_before(statement: Statement, quantity: Quantity) -> str:
    """What stands before a figure in its sentence, back to the figure before it or a break in the sentence."""
    text = re.sub(r"\s+", " ", statement.text)
    at = text.find(quantity.text.replace("\n", " "))
    before = text[:at] if at > 0 else text[:_LONGEST_MEASURE]
    return re.split(r"[,;(·→]|\d[\d,.]*\S*", before)[-1].strip(" :~-")[-_LONGEST_MEASURE:]
