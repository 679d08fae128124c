"""Citations made from spans while an answer is composed; the same place is cited once."""

from __future__ import annotations

from assistant.duplicates import elsewhere
from assistant.types import Citation, Hit
from ingest.document import Span, Statement

AROUND = 160  # characters of the passage before and behind a quote that are shown with it


class CitationList:
    """The citations of one answer, in order of first use."""

    def __init__(self, citations: tuple[Citation, ...] = ()) -> None:
        """Begin with some citations, in their order."""
        self._citations: list[Citation] = list(citations)
        self._indices = {(citation.document, citation.span): number for number, citation in enumerate(citations)}

    def cite(self, hit: Hit, span: Span) -> int:
        """The index of the citation of a span within a hit. The quote is the document's text to the letter."""
        span = _trim(hit, span)
        key = (hit.document, span)
        if key not in self._indices:
            self._indices[key] = len(self._citations)
            start, end = span.start - hit.span.start, span.end - hit.span.start
            statement = _statement(hit, span)
            self._citations.append(
                Citation(
                    document=hit.document,
                    title=hit.title,
                    section=statement.section,
                    page=statement.page,
                    span=span,
                    quote=hit.text[start:end],
                    before=hit.text[max(0, start - AROUND) : start],
                    after=hit.text[end : end + AROUND],
                    utterance=statement.utterance,
                    place=statement.place,
                    others=elsewhere(hit, statement),
                )
            )
        return self._indices[key]

    def citations(self) -> tuple[Citation, ...]:
        """All that was cited."""
        return tuple(self._citations)


def _statement(hit: Hit, span: Span) -> Statement:
    """The statement in which a span begins; a passage may run over a page break and over small sections."""
    return next((found for found in reversed(hit.statements) if found.span.start <= span.start), hit.statements[0])


def _trim(hit: Hit, span: Span) -> Span:
    """The span within its passage, less white space at its ends. Asserts that it lies there: it is ours to know."""
    assert hit.span.holds(span), (hit.span, span)
    text = hit.text[span.start - hit.span.start : span.end - hit.span.start]
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
