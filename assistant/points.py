"""Points: what a composed answer is put together from, each with the places that carry it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Hit
from ingest.document import Cell, Span


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
