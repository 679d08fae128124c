"""Retrieval sets: questions, the passages that are searched, and which of these hold what answers each question.

Where the sets of the shared folder are missing, what is to be measured on them is left out and said so.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from eval.gold import UNANSWERABLE, GoldItem, read_gold
from eval.measures.text import containment
from index.intake import Status, take_in
from index.library import Library, open_library
from index.rows import PassageRow
from ingest.abbreviations import abbreviations_of
from ingest.document import Document, Passage, Source, Span, Statement, StatementKind
from ingest.korean import Morpheme, analyse, letter_pairs, words
from ingest.metadata import name_words
from ingest.pipeline import Ingested
from training.pairs import LAWS, PRECEDENTS, held_out_articles, held_out_precedents, read_lines
from training.sets import CITIZENS

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "eval" / "sample"
MODEL = "kiwi"
DEV, SAMPLE_GOLD, PARAPHRASES = "dev gold", "sample gold", "paraphrases"
WELFARE, HELD_OUT_PRECEDENTS, HELD_OUT_STATUTES = "welfare questions", "precedents held out", "statutes held out"
NAMES = (DEV, SAMPLE_GOLD, PARAPHRASES, WELFARE, HELD_OUT_PRECEDENTS, HELD_OUT_STATUTES)
STANDS_IN = 0.7  # share of a quote that a passage must hold, as in eval/measures/recall.py
_MOST_PRECEDENTS = 1_000  # as in training/sets.py

Places = tuple[frozenset[int], ...]  # of a question: for each place that answers it, the numbers of the passages that hold it


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Questions over the passages of an open library. Passages are counted from 0, in the order of their ids."""

    name: str
    questions: tuple[str, ...]
    places: tuple[Places, ...]  # one for each question
    texts: tuple[str, ...]  # what every rival is given: the reading text of each passage, with what stands above it
    library: Library
    seconds: float  # that the library took to be made
    gold: tuple[GoldItem, ...] = ()  # of a set with quotes
    documents: tuple[Path, ...] = ()

    def number(self, passage_id: int) -> int:
        """The number of a passage, by its id: a new library counts its passages from 1 in one run."""
        return passage_id - 1


def retrieval_sets(folder: Path, shared: Path) -> Iterator[RetrievalSet]:
    """All sets that are there, their libraries in a folder. `shared` holds the real documents and the sets of `data`."""
    corpus, gold, data = shared / "corpus", shared / "gold" / "dev.jsonl", shared / "data"
    if corpus.is_dir() and gold.is_file():
        yield from _gold_sets(folder / "dev", corpus, {DEV: gold})
    yield from _gold_sets(
        folder / "sample",
        SAMPLE / "documents",
        {SAMPLE_GOLD: SAMPLE / "gold.jsonl", PARAPHRASES: SAMPLE / "paraphrases.jsonl"},
    )
    if (data / CITIZENS).is_dir():
        yield _citizens(folder / "citizens", data / CITIZENS)
    if (data / PRECEDENTS).is_file():
        rows = list(islice(held_out_precedents(data), _MOST_PRECEDENTS))
        yield text_set(
            HELD_OUT_PRECEDENTS, folder / "precedents", [row["question"] for row in rows], [row["passage"] for row in rows]
        )
    if (data / LAWS).is_file():
        rows = list(held_out_articles(data))
        titles = [f"{row['law']} {row['title']}" for row in rows]
        yield text_set(HELD_OUT_STATUTES, folder / "statutes", titles, [row["body"] for row in rows])


def text_set(
    name: str, folder: Path, questions: Sequence[str], texts: Sequence[str], right: Sequence[frozenset[int]] | None = None
) -> RetrievalSet:
    """A set of texts that are searched as they are given; `right` are those that answer each question, else the one of its number."""
    places = [frozenset({number}) for number in range(len(questions))] if right is None else right
    start = time.perf_counter()
    library = open_library(folder, MODEL)
    for number, (text, morphemes) in enumerate(zip(texts, analyse(texts), strict=True)):
        library.add(_as_given(f"{number}.txt", text, morphemes), folder / f"{number}.txt")
    library.refresh()
    seconds = time.perf_counter() - start
    return RetrievalSet(name, tuple(questions), tuple((place,) for place in places), tuple(texts), library, seconds)


def _as_given(name: str, text: str, morphemes: Sequence[Morpheme]) -> Ingested:
    """A text as a document of a single passage with a single statement."""
    span, found = Span(0, len(text)), tuple(words(morphemes))
    statement = Statement(StatementKind.SENTENCE, span, text, words=found)
    passage = Passage(span, 1, (), (statement,), found, tuple(letter_pairs(text)), tuple(morphemes))
    document = Document(Source(name, "text", name, text, (span,)), "", "", None, ())
    return Ingested(document, (passage,), ((),), (), abbreviations_of([text]))


def _citizens(folder: Path, data: Path) -> RetrievalSet:
    documents, questions = list(read_lines(data / "corpus.jsonl")), list(read_lines(data / "questions.jsonl"))
    numbers = {document["id"]: number for number, document in enumerate(documents)}
    right = [frozenset(numbers[id] for id in question["relevant"]) for question in questions]
    texts = [document["text"] for document in documents]
    return text_set(WELFARE, folder, [question["question"] for question in questions], texts, right)


def _gold_sets(folder: Path, corpus: Path, gold: dict[str, Path]) -> Iterator[RetrievalSet]:
    """Sets of gold questions over the same documents, which are read as the product reads them."""
    documents = sorted(corpus.iterdir())
    start = time.perf_counter()
    library = open_library(folder, MODEL)
    reports = list(take_in(library, documents))
    seconds = time.perf_counter() - start
    assert all(report.status is Status.ADDED for report in reports), reports
    passages = library.store.passages(range(1, library.store.passage_count() + 1))
    texts = tuple(map(_searched_text, passages))
    for name, path in gold.items():
        items = tuple(item for item in read_gold(path) if item.type != UNANSWERABLE and item.evidence)
        places = [places_of(item, [(passage.document, passage.text) for passage in passages]) for item in items]
        questions = tuple(item.question for item in items)
        yield RetrievalSet(name, questions, tuple(places), texts, library, seconds, items, tuple(documents))


def _searched_text(passage: PassageRow) -> str:
    """All that our own index reads of a passage: its document's name, its section, what stands above its statements, and these."""
    name = " ".join(sorted(name_words(passage.title, passage.document)))
    above = (part for statement in passage.statements for part in statement.context)
    return "\n".join(dict.fromkeys((name, *passage.section, *above, *(statement.text for statement in passage.statements))))


def places_of(item: GoldItem, passages: Sequence[tuple[str, str]], read: int | None = None) -> Places:
    """For each quote of a question the passages (document, text) that hold it, of each the first `read` characters."""
    return tuple(
        frozenset(
            number
            for number, (document, text) in enumerate(passages)
            if document == place.document and containment(place.quote, text[:read]) >= STANDS_IN
        )
        for place in item.evidence
    )
