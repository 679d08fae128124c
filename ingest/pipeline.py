"""The way of a file through ingest, as one call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.chunk import cut
from ingest.document import Document, Figure, Passage, Source
from ingest.layout import read_layout
from ingest.ledger import figures_of
from ingest.metadata import kind_of, title_of, year_of
from ingest.readers import read_source


@dataclass(frozen=True, slots=True)
class Ingested:
    """A document ready to be stored."""

    document: Document
    passages: tuple[Passage, ...]
    figures: tuple[tuple[Figure, ...], ...]  # one tuple a passage


def read_document(source: Source) -> Document:
    """Understand the layout of a source."""
    blocks = read_layout(source)
    title = title_of(source, blocks)
    return Document(source, title, kind_of(source, title), year_of(source, title), blocks)


def ingest(source: Source) -> Ingested:
    """Cut a source into passages with their figures. Raises UnreadableFile where it holds no statement."""
    document = read_document(source)
    passages = tuple(cut(document))
    return Ingested(document, passages, tuple(tuple(figures_of(passage, document.year)) for passage in passages))


def ingest_file(path: Path) -> Ingested:
    """Read a file and cut it. Raises UnreadableFile for a file that gives no text."""
    return ingest(read_source(path))
