"""A draft in the shape that was asked for: in short, in full, or as the papers have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.citations import CitationList
from assistant.evidence import Evidence
from assistant.shape import Shape
from assistant.types import Draft, Sentence
from ingest.document import Span, StatementKind

_MOST_MORE = 5  # further statements of the section that an answer in full is from
_LONGEST = 400  # characters of a quote


def in_asked_shape(draft: Draft, evidence: tuple[Evidence, ...]) -> Draft:
    """The draft as its question wants it; a table is put beside it elsewhere."""
    shape = _SHAPES.get(draft.question.shape)
    return shape(draft, evidence) if shape and not draft.abstained else draft


def without_seen(evidence: tuple[Evidence, ...], seen: tuple[tuple[str, Span], ...]) -> tuple[Evidence, ...]:
    """The evidence less what was shown before."""
    places = set(seen)
    return tuple(
        item
        for item in evidence
        if not any(
            item.hit.document == document and item.statement.span.start < span.end and span.start < item.statement.span.end
            for document, span in places
        )
    )


def _in_short(draft: Draft, evidence: tuple[Evidence, ...]) -> Draft:
    """What answers, and what contradicts it."""
    return replace(draft, sentences=tuple(item for item in draft.sentences if item.role != "related"), table=None)


def _as_quotes(draft: Draft, evidence: tuple[Evidence, ...]) -> Draft:
    """The cited places of the answer, to the letter."""
    cited = dict.fromkeys(index for item in draft.sentences if item.role == "answer" for index in item.citations)
    quotes = (Sentence(" ".join(draft.citations[index].quote.split()), (index,)) for index in cited)
    return replace(draft, sentences=tuple(item for item in quotes if len(item.text) <= _LONGEST), table=None) if cited else draft


def _in_full(draft: Draft, evidence: tuple[Evidence, ...]) -> Draft:
    """The answer, and what else the section says that it is from."""
    citations = CitationList(draft.citations)
    more = [Sentence(text, (citations.cite(item.hit, span),), role="related") for item, span, text in _more(draft, evidence)]
    related = [item for item in draft.sentences if item.role == "related"]
    own = [item for item in draft.sentences if item.role != "related"]
    said = {item.text for item in draft.sentences}
    new = [item for item in more if item.text not in said]
    return replace(draft, sentences=(*own, *new[:_MOST_MORE], *related), citations=citations.citations())


def _more(draft: Draft, evidence: tuple[Evidence, ...]) -> Iterator[tuple[Evidence, Span, str]]:
    """The other statements of the section that the first cited place stands in, in the paper's order."""
    first = draft.citations[0] if draft.citations else None
    found = [
        item for item in evidence if first and item.hit.document == first.document and item.statement.section == first.section
    ]
    for item in sorted(found, key=lambda item: item.statement.span):
        if item.statement.kind is not StatementKind.HEADING and item.statement.span != first.span:  # type: ignore[union-attr]
            yield item, item.statement.span, item.statement.text


_SHAPES: dict[Shape, Callable[[Draft, tuple[Evidence, ...]], Draft]] = {
    Shape.BRIEF: _in_short,
    Shape.QUOTES: _as_quotes,
    Shape.FULL: _in_full,
}
