"""Grounds: the figures that cited places state, and whether one bears out what a sentence says with a figure.

It must be the same quantity, hold for the year that the sentence says, and stand in the row that the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.spoken_years import years_around
from assistant.types import Citation, Hit
from ingest.document import Figure, Quantity, Span, Statement, StatementKind
from ingest.figure_years import mark_of, year_marks
from ingest.figures import agrees, are_opposed
from ingest.korean import letter_pairs
from ingest.labels import is_total
from ingest.ledger import figures_in
from ingest.units import DATE, NUMBER
from ingest.years import years_of

_NAMED = 0.5  # of the letter pairs of a row's name, so many must the sentence have that states its figure
_NOT_SAID = re.compile(r"\([^)]*\)|\d+")
# Digits that are no quantity: telephones, articles, ordinals, times.
_LITERAL = re.compile(r"\d[\d\-–~.:,]*\d|\d")


class Ground(NamedTuple):
    """A figure that a cited place states. `citation` is the index of the citation."""

    citation: int
    figure: Figure
    statement: Statement
    hit: Hit


def grounds_of(indices: Iterable[int], citations: Sequence[Citation], hits: Sequence[Hit]) -> list[Ground]:
    """The figures of the statements that some citations cover."""
    return [
        Ground(index, figure, statement, hit)
        for index in indices
        for hit, statement in cited_statements(citations[index], hits)
        for figure in figures_in(statement, hit.year)
    ]


def cited_statements(citation: Citation, hits: Iterable[Hit]) -> Iterator[tuple[Hit, Statement]]:
    """The statements that a citation covers or lies in."""
    for hit in hits:
        if hit.document == citation.document:
            for statement in hit.statements:
                if statement.span.start < citation.span.end and citation.span.start < statement.span.end:
                    yield hit, statement


def years_said(text: str, quantities: Sequence[Quantity]) -> Mapping[Span, int]:
    """The year that a sentence gives to each of its quantities, where it names one near it."""
    dates = [(quantity.span.start, quantity) for quantity in quantities if quantity.dimension == DATE]
    marks = year_marks(text, dates, None)
    said = {
        quantity.span: mark.year
        for quantity in quantities
        if quantity.dimension != DATE and (mark := mark_of(marks, text, quantity.span.start, quantity.span.end)) is not None
    }
    return said


def bears_out(ground: Ground, quantity: Quantity, text: str, year: int | None) -> bool:
    """Whether a ground states the quantity, of the year and of the row that the sentence says."""
    return same(quantity, ground.figure.quantity) and holds_for(ground, year) and is_named(ground, text)


def holds_for(ground: Ground, year: int | None) -> bool:
    """Whether a figure is of a year: its column's or its row's own, else one that its place can speak of."""
    if year is None:
        return True
    own = set(years_of(" ".join((*ground.figure.col_path, *ground.figure.row_path))))
    if own and ground.statement.kind is StatementKind.ROW:
        return year in own
    return year == ground.figure.year or year in years_around(ground.hit, ground.statement)


def is_named(ground: Ground, text: str) -> bool:
    """Whether a sentence names the row of a table in which the figure stands; what is no row's has no name to say."""
    if ground.statement.kind is not StatementKind.ROW or not ground.figure.row_path or not ground.figure.col_path:
        return True
    said = frozenset(letter_pairs(text))
    names = [name for name in ground.figure.row_path if not is_total(name)] or list(ground.figure.row_path)
    pairs = frozenset(letter_pairs(_NOT_SAID.sub("", names[-1])))
    return not pairs or len(pairs & said) >= _NAMED * len(pairs)


def same(stated: Quantity, source: Quantity) -> bool:
    """Whether a source states a figure: the same quantity, or the same bare number where neither shows a unit."""
    if stated.dimension == DATE or source.dimension == DATE:
        return stated.dimension == source.dimension and _says_date(int(stated.value), int(source.value))
    if stated.dimension == NUMBER or source.dimension == NUMBER:
        # A number whose unit stands elsewhere: in the cell's header, or nowhere.
        return stated.dimension == source.dimension and stated.value == source.value
    return agrees(stated, source) and not are_opposed(stated, source)


def _says_date(stated: int, source: int) -> bool:
    """Whether a source says every part of a date that is stated: year, month, day; nothing follows from what it leaves out."""
    parts = [(stated // 10000, source // 10000), (stated // 100 % 100, source // 100 % 100), (stated % 100, source % 100)]
    return all(not said or said == known for said, known in parts)


def years_of_operands(operands: Iterable[Decimal], grounds: Sequence[Ground]) -> set[int]:
    """The years for which the operands of a formula hold, by their values."""
    values = {abs(value) for value in operands}
    found: set[int] = set()
    for ground in grounds:
        quantity = ground.figure.quantity
        if abs(quantity.base) in values or abs(quantity.value) in values:
            own = set(years_of(" ".join((*ground.figure.col_path, *ground.figure.row_path))))
            found |= own or years_around(ground.hit, ground.statement)
    return found


def literals_missing(text: str, quantities: Iterable[Quantity], sources: Iterable[str]) -> list[str]:
    """The digits of a sentence that are no quantity (telephones, articles of law, times) and stand in no source."""
    covered = [quantity.span for quantity in quantities]
    written = "\n".join(re.sub(r"\s", "", source) for source in sources)
    missing = []
    for match in _LITERAL.finditer(text):
        if not any(span.start <= match.start() < span.end for span in covered) and match.group() not in written:
            missing.append(match.group())
    return missing
