"""The statements of passages as places that may bear a clause out: their clauses, their letters and those above them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.generate.clauses import Clause, clauses_of
from assistant.generate.grounding import statements_in
from assistant.generate.said import blanked
from assistant.types import Hit
from ingest.document import Statement, StatementKind
from ingest.figures import read_quantities
from ingest.minutes import is_question


class Place(NamedTuple):
    """A statement, its clauses and those above it, its own letters, and those of what stands near above and over all."""

    statement: Statement
    clauses: tuple[Clause, ...]
    over: tuple[Clause, ...]
    own: str
    near: str
    above: str

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.statement.kind is StatementKind.ROW


def places_in(named: Sequence[Hit], *, asked: bool) -> Iterator[Place]:
    """The statements of some passages, each under its heading. What is asked bears out only that it was asked."""
    hit, heading = None, ""
    for item in statements_in(named):
        statement = item.statement
        if item.hit is not hit:
            hit, heading = item.hit, ""
        if asked or statement.utterance is None or not is_question(statement.text):
            yield _place(statement, item.hit, heading)
        if statement.kind is StatementKind.HEADING:
            heading = statement.text


def _place(statement: Statement, hit: Hit, heading: str) -> Place:
    row = statement.kind is StatementKind.ROW
    text = blanked(statement.text, read_quantities(statement.text))
    labels = " ".join(label for cell in statement.cells for label in (*cell.row_path, *cell.col_path))
    context = () if statement.utterance is not None else statement.context
    near = (
        *context,
        *statement.section[-1:],
        heading,
        statement.table,
        statement.utterance.speaker if statement.utterance else "",
    )
    above = (*statement.context, *statement.section, hit.title)
    clauses = () if row else clauses_of(statement.text)
    over = (
        ()
        if row or statement.utterance is not None
        else tuple(clause for line in statement.context for clause in clauses_of(line))
    )
    return Place(
        statement, clauses, over, plain_letters(f"{text} {labels}"), plain_letters(" ".join(near)), plain_letters(" ".join(above))
    )


@lru_cache(maxsize=4096)
def plain_letters(text: str) -> str:
    """A text in its common letters, its spaces kept."""
    return unicodedata.normalize("NFKC", text).lower()
