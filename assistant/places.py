"""The places of figures: the statement in which a character of a document stands, as a citation, and the figure within it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assistant.citations import CitationList
from assistant.retrieve import as_hit
from assistant.types import Citation, Hit
from index.store import Store

_MOST_STARTS = 200  # of a query: SQLite bounds how deep a condition may go

At = tuple[str, int]  # a document's name and a character of its text


class Placed(NamedTuple):
    """A statement as a citation, and where in its quote the character stands that was asked for."""

    citation: Citation
    at: int
    length: int = 0  # of the figure there, where it is known

    @property
    def around(self) -> tuple[str, str, str]:
        """The quote before the figure, the figure, and the quote behind it."""
        quote, end = self.citation.quote, self.at + self.length
        return quote[: self.at], quote[self.at : end], quote[end:]


def place_figures(store: Store, spans: Iterable[tuple[str, int, int]]) -> Mapping[At, Placed]:
    """The places of figures by document and start, given document, start and end; those that are gone are left out."""
    wanted: dict[str, dict[int, int]] = defaultdict(dict)
    for document, start, end in spans:
        wanted[document][start] = end
    return {
        (document, start): placed
        for document, ends in wanted.items()
        for start, hit in _hits(store, document, sorted(ends))
        if (placed := _placed(hit, start, ends[start])) is not None
    }


def _hits(store: Store, document: str, starts: list[int]) -> Iterable[tuple[int, Hit]]:
    """For each character the passage that it stands in."""
    for first in range(0, len(starts), _MOST_STARTS):
        some = starts[first : first + _MOST_STARTS]
        hits = [as_hit(passage, score=0.0) for passage in store.passages_at(document, some)]
        for start in some:
            hit = next((hit for hit in hits if hit.span.start <= start < hit.span.end), None)
            if hit is not None:
                yield start, hit


def _placed(hit: Hit, start: int, end: int) -> Placed | None:
    span = next((item.span for item in hit.statements if item.span.start <= start < item.span.end), None)
    if span is None:
        return None
    citations = CitationList()
    citations.cite(hit, span)
    (citation,) = citations.citations()
    at = start - citation.span.start
    return Placed(citation, at, min(end, citation.span.end) - start)
