"""Tables that add up, with one figure changed: what the audit finds of them.

A figure takes part where a relation that the unchanged table proves (it holds there, by more than zeros, under a reading
that the audit trusts) has it as result or operand. Of all that take part one is drawn, and one of its digits changed to
another, both at random; the draw is kept where at least one of those relations then fails by more than rounding explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

from benchmarks.audit_sets import Labelled
from ingest.audit import audit_document
from ingest.audit.document import relations_in
from ingest.audit.numbers import Number
from ingest.audit.relations import Relation
from ingest.document import Document, Quantity, Span
from ingest.pipeline import read_document

_TRIES = 60  # draws for one table


class Changed(NamedTuple):
    """A table with one figure changed, and how the audit met it."""

    name: str
    span: Span
    before: str
    after: str
    found: bool  # a finding has the figure as the one named or as an operand
    exact: bool  # a finding names the very figure
    others: int  # findings of the table that do not have it


def changed_tables(tables: Sequence[Labelled], count: int, seed: int) -> Iterator[Changed]:
    """So many changed tables, the given ones in turn; those in which nothing takes part are left out."""
    random = Random(seed)
    provable = [(labelled, relations) for labelled in tables if (relations := _proven(labelled))]
    made = 0
    while made < count and provable:
        for labelled, relations in provable:
            draw = _draw(labelled, relations, random)
            if draw is not None and made < count:
                made += 1
                yield _met(labelled, *draw)


def _proven(labelled: Labelled) -> list[Relation]:
    """The relations that an unchanged table which adds up proves."""
    if labelled.table is None or labelled.wrong:
        return []
    broken, held = relations_in(labelled.table, labelled.document.source.text)
    return [] if broken else [relation for relation in held if relation.tells]


def _draw(labelled: Labelled, relations: Sequence[Relation], random: Random) -> tuple[Quantity, int, str] | None:
    """A figure that takes part, the place of one of its digits in the text, and another digit for it."""
    text = labelled.document.source.text
    figures = (number for relation in relations for number in (relation.target, *relation.operands))
    quantities = list({number.quantity.span: number.quantity for number in figures if number.quantity is not None}.values())
    for _ in range(_TRIES):
        quantity = random.choice(quantities)
        digits = [at for at in range(*quantity.span) if text[at].isdigit()]
        at = random.choice(digits)
        digit = random.choice([d for d in "0123456789" if d != text[at]])
        if at == digits[0] and digit == "0":
            continue
        after = _with_digit(quantity, text, at, digit)
        if after is not None and any(_fails(relation, quantity.span, after) for relation in relations):
            return quantity, at, digit
    return None


def _with_digit(quantity: Quantity, text: str, at: int, digit: str) -> Decimal | None:
    """The base value of a quantity with one digit changed; None where it is none."""
    written = text[quantity.span.start : quantity.span.end]
    position = sum(letter.isdigit() for letter in text[at + 1 : quantity.span.end])
    if not quantity.value or not written:
        return None
    last = quantity.step
    changed = (int(digit) - int(text[at])) * last * (Decimal(10) ** position)
    return quantity.base + (changed if quantity.base > 0 else -changed)


def _fails(relation: Relation, span: Span, base: Decimal) -> bool:
    """Whether a relation fails once the figure at a span has another value."""

    def put(number: Number) -> Number:
        if number.quantity is None or number.quantity.span != span:
            return number
        scale = number.quantity.base / number.quantity.value if number.quantity.value else Decimal(1)
        return replace(number, quantity=replace(number.quantity, base=base, value=base / scale))

    return not replace(relation, target=put(relation.target), operands=tuple(map(put, relation.operands))).holds


def _met(labelled: Labelled, quantity: Quantity, at: int, digit: str) -> Changed:
    """What the audit finds of the table with the digit changed."""
    source = labelled.document.source
    text = f"{source.text[:at]}{digit}{source.text[at + 1 :]}"
    document: Document = read_document(replace(source, text=text))
    findings = [finding for finding in audit_document(document) if labelled.span.holds(finding.span)]
    exact = [finding for finding in findings if _meet(finding.span, quantity.span)]
    near = [f for f in findings if f in exact or any(_meet(span, quantity.span) for span in f.operands)]
    after = text[quantity.span.start : quantity.span.end]
    return Changed(labelled.name, quantity.span, quantity.text, after, bool(near), bool(exact), len(findings) - len(near))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
