"""Planted errors: an answer's sentence with one thing changed at random, a digit, a unit, a year, a row and harder ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from assistant.cells import row_name
from assistant.types import Draft, Hit, Sentence
from ingest.document import Cell, Quantity
from ingest.figures import agrees, read_quantities
from ingest.labels import is_total
from ingest.units import DATE, UNITS

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
_TELEPHONE, _ARTICLE = re.compile(r"\d{2,3}-\d{3,4}-(\d{4})"), re.compile(r"제(\d+)조")
_BOUNDS = {"이상": "이하", "이하": "이상", "초과": "미만", "미만": "초과"}
_BOUND = re.compile(r"(?<=[\d가-힣%])\s?(이상|이하|초과|미만)")
_TRIES = 20


class Planted(NamedTuple):
    """An error: its kind, and the draft that has it in one sentence."""

    kind: str
    draft: Draft
    sentence: Sentence


Change = Callable[[Sentence, Draft, Random], str | None]


def plant(draft: Draft, random: Random, kinds: Mapping[str, Change]) -> Planted | None:
    """The draft with an error of a random kind in a random sentence; None where no sentence can take one."""
    for _ in range(_TRIES):
        kind, number = random.choice(list(kinds)), random.randrange(len(draft.sentences))
        sentence = draft.sentences[number]
        text = kinds[kind](sentence, draft, random)
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


def _column(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """The column that a sentence names is another of its row: 본예산 for 최종예산."""
    if not sentence.cells or not sentence.cells[0].col_path:
        return None
    name = sentence.cells[0].col_path[-1]
    others = sorted({cell.col_path[-1] for cell in _cells_beside(sentence, draft.hits) if cell.col_path} - {name, ""})
    if not name or name not in sentence.text or not others:
        return None
    return sentence.text.replace(name, random.choice(others), 1)


def _cells_beside(sentence: Sentence, hits: Sequence[Hit]) -> Sequence[Cell]:
    """The cells of the row whose cells a sentence states."""
    span = sentence.cells[0].span
    rows = (statement.cells for hit in hits for statement in hit.statements)
    return next((cells for cells in rows if any(cell.span == span for cell in cells)), ())


def _exchanged(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """Two different figures of one dimension stand in each other's place."""
    quantities = sorted(read_quantities(sentence.text), key=lambda quantity: quantity.span)
    pairs = [
        (one, other)
        for number, one in enumerate(quantities)
        for other in quantities[number + 1 :]
        if one.dimension == other.dimension
        and not agrees(one, other)
        and abs(one.base) != abs(other.base)
        and one.span.end <= other.span.start
    ]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    text = sentence.text
    return text[: one.span.start] + other.text + text[one.span.end : other.span.start] + one.text + text[other.span.end :]


def _sign(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """What is less than nothing is more: △3 is 3."""
    return re.sub(r"△\s?(?=\d)", "", sentence.text, count=1)


def _bound(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """이상 is 이하."""
    found = list(_BOUND.finditer(sentence.text))
    if not found:
        return None
    match = random.choice(found)
    return sentence.text[: match.start(1)] + _BOUNDS[match.group(1)] + sentence.text[match.end(1) :]


def _day(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """The month or the day of a date is another."""
    dates = [quantity for quantity in read_quantities(sentence.text) if quantity.dimension == DATE and quantity.value % 10_000]
    if not dates:
        return None
    date = random.choice(dates)
    numbers = [match for match in re.finditer(r"\d+", date.text) if len(match.group()) <= 2 and match.start() > 0]
    if not numbers:
        return None
    match = random.choice(numbers)
    other = random.choice([number for number in range(1, 13) if number != int(match.group())])
    text = date.text[: match.start()] + str(other) + date.text[match.end() :]
    return sentence.text[: date.span.start] + text + sentence.text[date.span.end :]


def _points(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    """A percentage is in points, or points are a percentage."""
    quantity = _one([item for item in read_quantities(sentence.text) if item.unit in {"%", "%p"}], random)
    if quantity is None:
        return None
    at = quantity.span.end - len(quantity.unit)
    if sentence.text[at : quantity.span.end] != quantity.unit:
        return None
    return sentence.text[:at] + {"%": "%p", "%p": "%"}[quantity.unit] + sentence.text[quantity.span.end :]


def _digit_of(pattern: re.Pattern[str], sentence: Sentence, random: Random) -> str | None:
    """One digit of the group that a pattern finds is another."""
    found = list(pattern.finditer(sentence.text))
    if not found:
        return None
    start, end = random.choice(found).span(1)
    at = random.randrange(start, end)
    return (
        sentence.text[:at]
        + random.choice([digit for digit in "123456789" if digit != sentence.text[at]])
        + sentence.text[at + 1 :]
    )


def _telephone(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    return _digit_of(_TELEPHONE, sentence, random)


def _article(sentence: Sentence, draft: Draft, random: Random) -> str | None:
    return _digit_of(_ARTICLE, sentence, random)


def _one(quantities: Sequence[Quantity], random: Random) -> Quantity | None:
    return random.choice(quantities) if quantities else None


KINDS: dict[str, Change] = {"digit": _digit, "unit": _unit, "year": _year, "row": _row}
HARDER: dict[str, Change] = {
    "column": _column,
    "exchanged": _exchanged,
    "sign": _sign,
    "bound": _bound,
    "day or month": _day,
    "percent or points": _points,
    "telephone": _telephone,
    "article of law": _article,
}
