"""Rows of the store that are handed on: passages, changes, and what a search structure needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ingest.document import Span, Statement


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A stored passage with its document's name and text."""

    id: int
    document_id: int
    document: str
    title: str
    year: int | None
    topics: frozenset[str]
    page: int
    section: tuple[str, ...]
    span: Span
    text: str
    statements: tuple[Statement, ...]


class Change(NamedTuple):
    """A run of passages that was added or removed, at a point of the store's history."""

    sequence: int
    kind: str
    first_passage: int
    last_passage: int


class SearchRow(NamedTuple):
    """What a search structure needs of a passage."""

    id: int
    document_id: int
    words: str
    pairs: str
