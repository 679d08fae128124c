"""Rows of the store that are handed on: passages, changes, and what a search structure needs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.packing import unpack
from ingest.document import Span, Statement
from ingest.search_text import search_pairs, search_words


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
    collection: str = ""


def passage_rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[PassageRow]:
    """The passages of these ids, in no order."""
    if not ids:
        return []
    marks = ",".join("?" * len(ids))
    rows = connection.execute(
        "SELECT p.id, p.document_id, d.name, d.title, d.year, p.page, p.section, p.start, p.end,"
        " substr(d.text, p.start + 1, p.end - p.start), p.statements, d.topics"
        f" FROM passage p JOIN document d ON d.id = p.document_id WHERE p.id IN ({marks})",
        list(ids),
    )
    return [
        PassageRow(
            id=row[0],
            document_id=row[1],
            document=row[2],
            title=row[3],
            year=row[4],
            topics=frozenset(row[11].split()),
            page=row[5],
            section=tuple(json.loads(row[6])),
            span=Span(row[7], row[8]),
            text=_whole(connection, row[9], row[1], Span(row[7], row[8])),
            statements=unpack(row[10]),
        )
        for row in rows
    ]


def search_rows(connection: sqlite3.Connection, first: int, last: int) -> Iterator[SearchRow]:
    """What search structures need of the passages in a run of ids."""
    rows = connection.execute(
        "SELECT p.id, p.document_id, p.section, p.statements, d.name_words, d.year, d.collection"
        " FROM passage p JOIN document d ON d.id = p.document_id WHERE p.id BETWEEN ? AND ? ORDER BY p.id",
        (first, last),
    )
    for id, document_id, section, packed, name, year, collection in rows:
        statements = unpack(packed)
        words = search_words(name.split(), year, statements)
        yield SearchRow(id, document_id, " ".join(words), " ".join(search_pairs(json.loads(section), statements)), collection)


def _whole(connection: sqlite3.Connection, text: str, document: int, span: Span) -> str:
    """The text of a span, given what SQLite's `substr` made of it, which ends at a null character."""
    if len(text) == span.end - span.start:
        return text
    return span.of(connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()[0])
