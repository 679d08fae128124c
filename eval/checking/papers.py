"""The documents that a gold set is held against: their texts, and where words stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from eval.gold import GoldEvidence
from eval.measures.text import containment, plain
from index.ledger import LedgerRow
from index.library import Library
from ingest.document import Span

_NEAREST = 0.5  # share of a quote's pieces that a line must hold to be called its nearest


class Paper:
    """A document's text, in which words are found whatever their white space and quotation marks."""

    def __init__(self, name: str, text: str) -> None:
        """A document by its file name and canonical text."""
        self.name, self.text = name, text

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The text without white space, and for each of its letters the place in the text."""
        kept = [(letter, place) for place, character in enumerate(self.text) for letter in plain(character)]
        return "".join(letter for letter, _ in kept), [place for _, place in kept]

    def find(self, quote: str) -> Span | None:
        """Where a quote stands; None where it does not."""
        letters, places = self._letters
        wanted = plain(quote)
        start = letters.find(wanted) if wanted else -1
        return None if start < 0 else Span(places[start], places[start + len(wanted) - 1] + 1)

    def nearest(self, quote: str) -> str:
        """The line that is most like a quote, with the one behind it for a quote of two; empty where none is."""
        lines = self.text.splitlines()
        pairs = [*lines, *("\n".join(pair) for pair in pairwise(lines))] if "\n" in quote else lines
        scored = [(containment(quote, line), -len(line), line) for line in pairs]
        share, _, line = max(scored, default=(0.0, 0, ""))
        return line.strip() if share >= _NEAREST else ""

    def figures(self, quote: str, library: Library) -> list[LedgerRow]:
        """The ledger's rows of the figures that stand in a quote, with the units and years of their table."""
        span = self.find(quote)
        if span is None:
            return []
        passages = library.store.passages_at(self.name, [span.start, span.end - 1])
        rows = library.store.figures([passage.id for passage in passages])
        return [row for row in rows if span.start <= row.start and row.end <= span.end]


class Papers:
    """The documents of a library by their file names, each read when it is first asked for."""

    def __init__(self, library: Library) -> None:
        """The documents of an open library."""
        self.library = library
        self._read: dict[str, Paper] = {}

    @cached_property
    def names(self) -> Sequence[str]:
        """The file names of all documents."""
        return [row.name for row in self.library.store.documents()]

    def get(self, name: str) -> Paper | None:
        """A document; None where the library has none of that name."""
        if name not in self._read:
            text = self.library.store.document_text(name)
            if text is None:
                return None
            self._read[name] = Paper(name, text)
        return self._read[name]

    def stands(self, place: GoldEvidence) -> bool:
        """Whether a piece of evidence stands in its document."""
        paper = self.get(place.document)
        return paper is not None and paper.find(place.quote) is not None

    def figures(self, place: GoldEvidence) -> list[LedgerRow]:
        """The ledger's rows of the figures in a piece of evidence."""
        paper = self.get(place.document)
        return paper.figures(place.quote, self.library) if paper is not None else []

    def holding(self, quote: str) -> list[str]:
        """The documents in which a quote stands."""
        return [name for name in self.names if (paper := self.get(name)) is not None and paper.find(quote)]
