"""The way of a file through ingest, as one call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ingest.abbreviations import Abbreviation, abbreviations_of
from ingest.audit import Finding, audit_document
from ingest.chunk import LONGEST_PASSAGE, cut
from ingest.correction import NOTHING, Correction
from ingest.document import Document, Figure, Passage, Source
from ingest.errors import NO_TEXT, UnreadableFile
from ingest.imprint import imprint_of
from ingest.korean import analyse, words
from ingest.layout import read_layout
from ingest.ledger import figures_of
from ingest.metadata import describe, kind_of, name_words, title_of, year_of
from ingest.sandbox import read_safely

_TOPIC_SHARE = 0.2
_FEWEST_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Ingested:
    """A document ready to be stored."""

    document: Document
    passages: tuple[Passage, ...]
    figures: tuple[tuple[Figure, ...], ...]  # one tuple a passage
    topics: tuple[str, ...]  # words that most of its passages hold: what the whole document is about
    abbreviations: tuple[Abbreviation, ...] = ()  # short names that it gives to what it speaks of
    name_words: tuple[str, ...] = ()  # of its title and file name, in order: every passage is searched by them too
    findings: tuple[Finding, ...] = ()  # figures that the other figures of their tables contradict


def read_document(source: Source) -> Document:
    """Understand the layout of a source."""
    blocks = read_layout(source)
    title = title_of(source, blocks)
    kind, year = kind_of(source, title), year_of(source, title)
    return Document(source, title or describe(source, kind, year), kind, year, blocks, imprint_of(source, title, kind))


def ingest(source: Source, correction: Correction = NOTHING, passage_length: int = LONGEST_PASSAGE) -> Ingested:
    """Cut a source, put right by its user, into passages of so many characters with their figures.

    Raises UnreadableFile where it holds no statement.
    """
    document = correction.applied(read_document(source))
    with ThreadPoolExecutor(max_workers=1) as beside:  # most of the time Kiwi's own threads are at work and this one waits
        audit = beside.submit(audit_document, document)
        passages = tuple(cut(document, passage_length))
    if not passages:
        raise UnreadableFile("글로 된 내용이 없는 파일입니다.", NO_TEXT)
    figures = tuple(tuple(figures_of(passage, document.year)) for passage in passages)
    texts = (statement.text for passage in passages for statement in passage.statements)
    name = tuple(sorted(name_words(document.title, source.name)))
    topics, short = topics_of(document, passages), abbreviations_of(texts)
    return Ingested(document, passages, figures, topics, short, name, audit.result())


def topics_of(document: Document, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The words of the title, and those that at least a fifth of the passages hold: no single line repeats them."""
    counts = Counter(
        word for passage in passages for word in dict.fromkeys(passage.words)
    )  # in order: of a set it is another in each process
    often = (word for word, count in counts.items() if count >= max(_FEWEST_PASSAGES, len(passages) * _TOPIC_SHARE))
    return tuple(dict.fromkeys((*words(analyse([document.title])[0]), *often)))


def ingest_file(path: Path, correction: Correction = NOTHING, passage_length: int = LONGEST_PASSAGE) -> Ingested:
    """Read a file and cut it. Raises UnreadableFile for a file that gives no text."""
    return ingest(read_safely(path), correction, passage_length)
