"""Our own ranking and its parts: each takes a question that was read, and gives passages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from assistant.reading import read_question
from assistant.retrieve import retrieve
from assistant.types import Question
from benchmarks.ranking import SHOWN, Ranking, Timed, timed
from benchmarks.sets import RetrievalSet
from index.lexical import Instead, Runs, Scored
from index.vectors import VectorIndex

WORDS, BARE, LEXICAL = "ours: BM25 of words alone", "ours: BM25 alone, no synonyms", "ours: BM25 alone"
DENSE = "ours: dense alone"
HYBRID, WHOLE = "ours: hybrid", "ours: whole"

Part = Callable[[RetrievalSet, Question], Ranking]


def questions_read(measured: RetrievalSet) -> tuple[list[Question], list[float]]:
    """Each question as the product reads it, and the milliseconds that this took: slips, synonyms and short names with it."""
    read: list[Question] = []
    found = timed(lambda text: _noted(read, read_question(measured.library, text)), measured.questions)
    return read[1:], found.milliseconds


def _noted(read: list[Question], question: Question) -> Ranking:
    read.append(question)
    return ()


def ranked(part: Part, measured: RetrievalSet, questions: list[Question], reading: list[float]) -> Timed:
    """What a part of ours finds. The time of reading the question counts, of which a part alone would need less."""
    found = timed(lambda question: part(measured, question), questions)
    return Timed(found.rankings, [sum(times) for times in zip(found.milliseconds, reading, strict=True)])


def by_words(measured: RetrievalSet, question: Question) -> Ranking:
    """BM25 of Kiwi's words: no letter pairs, no vectors."""
    return _numbers(measured, measured.library.lexical.search(question.words, (), SHOWN, None, instead(question)))


def by_bare(measured: RetrievalSet, question: Question) -> Ranking:
    """BM25 of the question's own words and letter pairs."""
    return _numbers(measured, measured.library.lexical.search(question.words, question.pairs, SHOWN))


def by_lexical(measured: RetrievalSet, question: Question) -> Ranking:
    """All of the lexical side: what the hybrid is not to fall below."""
    return _numbers(measured, measured.library.lexical.search(question.words, question.pairs, SHOWN, None, instead(question)))


def by_dense(measured: RetrievalSet, question: Question) -> Ranking:
    """The vectors alone."""
    vector = measured.library.embedder.query(question.text, question.morphemes)
    return _numbers(measured, measured.library.vectors.search(vector, SHOWN))


def by_hybrid(measured: RetrievalSet, question: Question) -> Ranking:
    """Both sides, as `Library.search` fuses them."""
    found = measured.library.search(
        question.text, question.words, question.pairs, question.morphemes, SHOWN, instead=instead(question)
    )
    return [measured.number(item.passage.id) for item in found]


def by_all(measured: RetrievalSet, question: Question) -> Ranking:
    """The ranking that answers are made of: both sides, then the passages' statements."""
    return [measured.number(hit.passage_id) for hit in retrieve(measured.library, question, SHOWN).hits]


PARTS: dict[str, Part] = {WORDS: by_words, BARE: by_bare, LEXICAL: by_lexical, DENSE: by_dense, HYBRID: by_hybrid}


def instead(question: Question) -> list[Instead]:
    """The words that may stand for the question's own, as `retrieve` hands them on."""
    return [Instead(item.word, item.words, item.share) for item in question.alternatives]


@dataclass(frozen=True, slots=True)
class NoVectors:
    """Vectors that find nothing: a library with these is its lexical side alone."""

    def search(self, vector: Any, limit: int, within: Runs | None = None) -> list[Scored]:
        """Nothing."""
        return []


def without_vectors(measured: RetrievalSet) -> RetrievalSet:
    """The same set, its library without the dense side."""
    return replace(measured, library=replace(measured.library, vectors=cast(VectorIndex, NoVectors())))


def _numbers(measured: RetrievalSet, found: list[Scored]) -> Ranking:
    return [measured.number(item.id) for item in found]
