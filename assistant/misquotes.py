"""Misquotes: a sentence that is nearly what a source says must say its figures exactly and in its order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.document import Quantity, Span
from ingest.figures import agrees, read_quantities
from ingest.korean import letter_pairs

NEARLY = 0.8  # of the letter pairs of a sentence, digits aside, so many stand in the text that it is nearly a quote of
_FEWEST = 3  # letter pairs; less is a label that many lines have


def is_quoted(sentence: str, sources: Iterable[str]) -> bool:
    """Whether a sentence is what a source says, to the letter, but for what leads over to it."""
    words = _squashed(_body(sentence))
    return any(words in _squashed(source) for source in sources)


def misquoted(sentence: str, quantities: Sequence[Quantity], sources: Iterable[str]) -> frozenset[Span]:
    """The places of the figures in which a sentence differs from the source that it is nearly a quote of; none if of none."""
    body = _body(sentence)
    near = [(alike, source) for source in set(sources) if (alike := likeness(body, source)) >= NEARLY]
    if not near or any(_has_same_figures(body, source) for _, source in near):
        return frozenset()
    first = len(sentence) - len(body)
    own = [quantity for quantity in quantities if quantity.span.start >= first]
    written = read_quantities(max(near)[1])
    if len(own) > len(written):
        return frozenset(quantity.span for quantity in own if not any(_is_same(quantity, other) for other in written))
    return frozenset(quantity.span for quantity, other in zip(own, written, strict=False) if not _is_same(quantity, other))


def _has_same_figures(body: str, source: str) -> bool:
    """Whether a text has the digits of a source, as far as it goes, and its units."""
    pairs = zip(read_quantities(body), read_quantities(source), strict=False)
    return _digits(body) in _digits(source) and all(_is_same(quantity, other) for quantity, other in pairs)


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


def _body(sentence: str) -> str:
    """A sentence without what leads over to it."""
    return sentence.rpartition(" - ")[2]


def _squashed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
