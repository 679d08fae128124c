"""Misquotes: a sentence that is nearly what a source says must say its figures exactly and in its order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.document import Quantity, Span
from ingest.figures import agrees, read_quantities
from ingest.korean import letter_pairs

NEARLY = 0.8  # of the letter pairs of a sentence, digits aside, so many stand in the text that it is nearly a quote of
_MOST_LEADS = 4  # parts of a sentence that may lead over to a quote
_BULLET = "- "  # which an answer puts before an entry
_ROW = re.compile(r"[^\d\n]{1,30}(?:\s[-–△▲+\d,.()%]+){3,}")  # a label and nothing but numbers: a row, told as it stands
_NUMBER = re.compile(r"\d[\d,.]*")
_BOUND, _MARK = re.compile(r"이상|이하|초과|미만"), re.compile(r"이상|이하|초과|미만|\d+")
_VERDICT = re.compile(r"^(?:예|아니요)[.]\s")  # stands before the quote that proves it
_FEWEST = 3  # letter pairs; less is a label that many lines have


def is_quoted(sentence: str, sources: Iterable[str]) -> bool:
    """Whether a sentence is what a source says, to the letter, but for what leads over to it."""
    bodies = {_squashed(body) for body in _bodies(sentence)}
    return any(body in source for source in map(_squashed, sources) for body in bodies)


def misquoted(sentence: str, quantities: Sequence[Quantity], sources: Iterable[str]) -> frozenset[Span]:
    """The places in which a sentence differs from the source that it is nearly a quote of; none if of none.

    They are those of figures, of other digits (제18조) and of the words that bound a figure (이상).
    """
    near = [
        (alike, -len(body), body, source)
        for source in set(sources)
        for body in _bodies(sentence)
        if (alike := likeness(body, source)) >= NEARLY and 2 * _count(source) > _count(body)
    ]
    if is_row := _ROW.fullmatch(_last(sentence)):
        is_there = any(_squashed(is_row.group()) in _squashed(source) for source in sources)
        return frozenset() if is_there else frozenset(quantity.span for quantity in quantities)
    if not near or any(_is_same_throughout(body, source) for _, _, body, source in near):
        return frozenset()
    _, _, body, source = max(near)
    first = len(sentence) - len(body)
    own = [quantity for quantity in quantities if quantity.span.start >= first]
    return _figures_that_differ(own, read_quantities(source)) | _marks_that_differ(body, first, source, own)


def _is_same_throughout(body: str, source: str) -> bool:
    """Whether a text has the digits and bounds of a source, as far as it goes, and its units."""
    pairs = zip(read_quantities(body), read_quantities(source), strict=False)
    is_same = all(_is_same(quantity, other) for quantity, other in pairs)
    return is_same and _digits(body) in _digits(source) and " ".join(_BOUND.findall(body)) in " ".join(_BOUND.findall(source))


def _figures_that_differ(own: Sequence[Quantity], written: Sequence[Quantity]) -> frozenset[Span]:
    if len(own) > len(written):
        return frozenset(quantity.span for quantity in own if not any(_is_same(quantity, other) for other in written))
    return frozenset(quantity.span for quantity, other in zip(own, written, strict=False) if not _is_same(quantity, other))


def _marks_that_differ(body: str, first: int, source: str, own: Sequence[Quantity]) -> frozenset[Span]:
    """The places of bounds and of digits outside figures that are others than in the source, where both have as many."""
    mine, theirs = list(_MARK.finditer(body)), _MARK.findall(source)
    if len(mine) != len(theirs):
        return frozenset()
    spans = [
        Span(first + match.start(), first + match.end())
        for match, other in zip(mine, theirs, strict=True)
        if match.group() != other
    ]
    return frozenset(span for span in spans if not any(quantity.span.start <= span.start < quantity.span.end for quantity in own))


def _is_same(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value and agrees(one, other)


def likeness(body: str, source: str) -> float:
    """How far two texts have the same letters, digits aside: 1 for the same, less the more either has alone."""
    one, other = _letters(body), _letters(source)
    if len(one) < _FEWEST:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def _letters(text: str) -> frozenset[str]:
    return frozenset(letter_pairs(re.sub(r"\d", "", text)))


def _bodies(sentence: str) -> list[str]:
    """A sentence, and what is left of it without what leads over to it: `예산 현황 - 금액 7,400.0`; a row may have dashes itself."""
    parts = _VERDICT.sub("", sentence.removeprefix(_BULLET)).split(" - ")
    return [" - ".join(parts[number:]) for number in range(min(len(parts), _MOST_LEADS))]


def _last(sentence: str) -> str:
    """What a sentence says behind its first lead."""
    sentence = sentence.removeprefix(_BULLET)
    return sentence.partition(" - ")[2] or sentence


def _count(text: str) -> int:
    """How many numbers a text has: a title that is called like a row is not what the row is quoted from."""
    return len(_NUMBER.findall(text))


def _squashed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
