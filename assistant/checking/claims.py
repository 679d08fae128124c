"""What a text claims: its figures with their words and years, and its dates to the month or the day."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checking.types import Claim
from ingest.document import Figure, Statement
from ingest.ledger import figures_in
from ingest.measures import row_path_of
from ingest.units import DATE


def claims_of(statement: Statement) -> Iterator[Claim]:
    """The claims of a statement: quantities, each with the year that the text gives it, then dates."""
    for figure in figures_in(statement, None):
        yield Claim(figure, statement, figure.year)
    for quantity in statement.quantities:
        if quantity.dimension == DATE and quantity.value % 10_000:
            at = max(0, statement.text.find(quantity.text))
            path = row_path_of(statement.text, at, statement.context)
            yield Claim(Figure(quantity, statement.page, statement.section, path, (), None), statement, None)
