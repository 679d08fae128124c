"""Points: what a composed answer is put together from, each with the places that carry it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.evidence import Evidence
from assistant.types import Entry, Hit
from ingest.document import Cell, Span, Statement

_LONGEST_HEADER = 300  # characters of header lines that are quoted as one


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence of an answer to be, with the spans that carry it and, where it was computed, the formula."""

    text: str
    hit: Hit
    spans: tuple[Span, ...]
    formula: str = ""
    role: str = "answer"  # answer, or related: shown under "함께 볼 대목"
    others: tuple[tuple[Hit, Span], ...] = ()  # places in other passages
    cells: tuple[Cell, ...] = ()  # the cells it states, if it states any
    entries: tuple[Entry, ...] = ()  # the values it was computed from


def cited_spans(evidence: Evidence) -> tuple[Span, ...]:
    """The row, and the header lines that name its columns, as one place where they lie in the same passage."""
    return spans_of(evidence.hit, evidence.statement)


def spans_of(hit: Hit, statement: Statement) -> tuple[Span, ...]:
    """A statement of a passage, and of a row the header lines as one place where they lie in that passage."""
    inside = [span for span in statement.header_spans if hit.span.holds(span)]
    if not inside:
        return (statement.span,)
    header = Span(min(span.start for span in inside), max(span.end for span in inside))
    return (statement.span, header) if header.end - header.start <= _LONGEST_HEADER else (statement.span, *inside)
