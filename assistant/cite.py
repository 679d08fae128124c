"""Look a citation up: passages for some words, with the statement that holds them best. For use during a hearing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.evidence import Evidence
from assistant.reading import read_question
from assistant.retrieve import retrieve
from assistant.types import Asked
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.document import Span, Utterance


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document: the line that was found, to the letter."""

    document: str
    title: str
    section: tuple[str, ...]
    page: int
    place: str
    span: Span
    quote: str
    passage: str
    utterance: Utterance | None = None  # in minutes: who says it


def find_places(
    library: Library, text: str, limit: int = 10, filters: Filters = ANYWHERE, today: date | None = None
) -> list[Place]:
    """The places that hold some words best, one a passage, best first, out of the allowed documents."""
    question = replace(read_question(library, text, today), asked=Asked.YESNO)  # what is looked up is words, not a sort of answer
    if not question.words and not question.pairs:
        return []
    retrieved = retrieve(library, question, limit, filters)
    best: dict[int, Evidence] = {}
    for item in retrieved.evidence:
        if item.covered or item.coverage > 0:
            best.setdefault(item.hit.passage_id, item)
    return [_place(best[hit.passage_id]) for hit in retrieved.hits if hit.passage_id in best]


def _place(evidence: Evidence) -> Place:
    hit, span = evidence.hit, evidence.statement.span
    quote = hit.text[span.start - hit.span.start : span.end - hit.span.start]
    statement = evidence.statement
    return Place(
        hit.document, hit.title, statement.section, statement.page, statement.place, span, quote, hit.text, statement.utterance
    )
