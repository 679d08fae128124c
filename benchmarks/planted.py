"""Planted errors: an answer's sentence with one digit, unit, year or row changed at random."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from assistant.cells import row_name
from assistant.types import Draft, Hit, Sentence
from ingest.document import Quantity
from ingest.figures import read_quantities
from ingest.labels import is_total
from ingest.units import UNITS

# Units that people mistake for one another: a slip of a thousand, another counter, percent and points.
_MISTAKEN = {
    "원": ("천원", "만원"),
    "천원": ("백만원", "원", "만원"),
    "만원": ("천원", "억원"),
    "백만원": ("천원", "억원"),
    "억원": ("백만원", "조원"),
    "조원": ("억원",),
    "%": ("%p", "명"),
    "%p": ("%", "명"),
}
_COUNTERS = ("명", "건", "개소", "회", "대", "팀")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_TRIES = 20


class Planted(NamedTuple):
    """An error: its kind, and the draft that has it in one sentence."""

    kind: str
    draft: Draft
    sentence: Sentence


def plant(draft: Draft, random: Random) -> Planted | None:
    """The draft with an error of a random kind in a random sentence; None where no sentence can take one."""
    kinds = list(KINDS)
    for _ in range(_TRIES):
        kind, number = random.choice(kinds), random.randrange(len(draft.sentences))
        sentence = draft.sentences[number]
        text = KINDS[kind](sentence, draft, random)
        if text is not None and text != sentence.text:
            changed = replace(sentence, text=text)
            sentences = (*draft.sentences[:number], changed, *draft.sentences[number + 1 :])
            return Planted(kind, replace(draft, sentences=sentences), changed)
    return None


def _digit(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """One digit of one figure is another."""
    quantity = _one(read_quantities(sentence.text), random)
    if quantity is None:
        return None
    places = [quantity.span.start + at for at, letter in enumerate(quantity.text) if letter.isdigit()]
    at = random.choice(places)
    digit = random.choice([other for other in "0123456789" if other != sentence.text[at]])
    return sentence.text[:at] + digit + sentence.text[at + 1 :]


def _unit(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """One figure has another unit."""
    quantity = _one([item for item in read_quantities(sentence.text) if item.unit and item.text.endswith(item.unit)], random)
    if quantity is None:
        return None
    others = _MISTAKEN.get(quantity.unit) or [unit for unit in _COUNTERS if UNITS[unit].dimension != quantity.dimension]
    start = quantity.span.end - len(quantity.unit)
    return sentence.text[:start] + random.choice(others) + sentence.text[quantity.span.end :]


def _year(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """One year is another, by one to three years."""
    matches = list(_YEAR.finditer(sentence.text))
    if not matches:
        return None
    match = random.choice(matches)
    year = int(match.group()) + random.choice((-3, -2, -1, 1, 2, 3))
    return f"{sentence.text[: match.start()]}{year}{sentence.text[match.end() :]}"


def _row(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """The row that a sentence names is another of its table."""
    if not sentence.cells:
        return None
    name = row_name(sentence.cells[0])
    others = [other for other in _rows_beside(sentence, draft.hits) if other not in name and name not in other]
    if not name or name not in sentence.text or not others or is_total(name):
        return None
    return sentence.text.replace(name, random.choice(others))


def _rows_beside(sentence: Sentence, hits: Sequence[Hit]) -> list[str]:
    """The names of the other rows of the table whose cells a sentence states."""
    cell = sentence.cells[0]
    for hit in hits:
        for statement in hit.statements:
            if any(other.span == cell.span for other in statement.cells):
                rows = (item for item in hit.statements if item.header_spans == statement.header_spans)
                return sorted({row_name(other) for item in rows for other in item.cells if other.quantity} - {""})
    return []


def _one(quantities: Sequence[Quantity], random: Random) -> Quantity | None:
    return random.choice(quantities) if quantities else None


KINDS: dict[str, Callable[[Sentence, Draft, Random], str | None]] = {"digit": _digit, "unit": _unit, "year": _year, "row": _row}
