"""A sentence of a model as clauses, each with its figures and the digits that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.generate.clauses import Clause, clauses_of
from assistant.generate.grounding import Told
from assistant.generate.plain_words import LIGHT, POINTING, REPORTING, plain_words
from ingest.document import Quantity
from ingest.units import DATE
from ingest.years import years_of

_DIGITS = re.compile(r"\d+분의\s?\d+|\d[\d\-–~.:,]*\d|\d")


class Said(NamedTuple):
    """A clause of a sentence, with its figures and the digits that are none."""

    clause: Clause
    figures: tuple[Quantity, ...]
    literals: tuple[str, ...]
    years: tuple[int, ...]


def said_of(told: Told) -> Iterator[Said]:
    """The clauses of a sentence; one that names nothing of its own (전화번호는 …) goes with the one before it."""
    before: Said | None = None
    for said in _each_clause(told):
        if before is not None and all(noun.text in plain_words(POINTING) for noun in said.clause.nouns):
            before = _joined(before, said)
        else:
            if before is not None and before.clause.nouns:
                yield before
            before = said
    if before is not None and before.clause.nouns:
        yield before


def _joined(one: Said, other: Said) -> Said:
    first, second = one.clause, other.clause
    clause = Clause(
        first.text + second.text,
        first.nouns + second.nouns,
        first.predicates + second.predicates,
        first.words | second.words,
    )
    return Said(clause, one.figures + other.figures, one.literals + other.literals, one.years + other.years)


def _each_clause(told: Told) -> Iterator[Said]:
    """The clauses of a sentence with their figures, which are no words of theirs."""
    text, figures = told.statement.text, told.statement.quantities
    blank = blanked(text, figures)
    at = 0
    for clause in clauses_of(blank):
        at = blank.index(clause.text, at)
        end = at + len(clause.text)
        own = tuple(item for item in figures if at <= item.span.start < end)
        literals = tuple(
            match.group()
            for match in _DIGITS.finditer(text, at, end)
            if not any(item.span.start <= match.start() < item.span.end for item in figures)
        )
        yield Said(clause, own, literals, tuple(years_of(text[at:end])))
        at = end


def blanked(text: str, figures: Sequence[Quantity]) -> str:
    """A text with a bare number for each figure: 6건의 is no 건의."""
    for item in figures:
        text = text[: item.span.start] + "0" * (item.span.end - item.span.start) + text[item.span.end :]
    return text


def telling(figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """Figures that tell one statement from another: no years alone."""
    return (item for item in figures if item.dimension != DATE or item.value % 10_000)


def last_key(clause: Clause) -> set[str]:
    """What a clause says of what it speaks of: its last predicate that is neither a report nor light."""
    return {
        item.key
        for item in [item for item in clause.predicates if item.key not in plain_words(REPORTING) | plain_words(LIGHT)][-1:]
    }
