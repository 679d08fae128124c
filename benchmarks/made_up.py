"""Made-up documents in any number: words as frequent as they are in Korean, each document about something.

The words are those of Kiwi's vocabulary, which lies in the order of their frequency; they are drawn by Zipf's law, and a
third of a passage's from the words nearest in meaning to its document's and its section's subject, so that vectors
cluster as those of real documents do. Particles and figures stand between. No Kiwi is asked: what it would say is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import numpy as np

from index.embed import MODEL_FOLDER
from index.kiwi_pooling import load
from ingest.document import Document, Figure, Imprint, Passage, Quantity, Source, Span, Statement, StatementKind
from ingest.korean import Morpheme, kiwi
from ingest.pipeline import Ingested

PASSAGES = 100  # a document
_SECTION = 10  # passages
_STATEMENTS = 8  # a passage
_WORDS = 13  # a statement; with particles some 55 characters, so that a passage has 450, as real ones do
_VOCABULARY = 40_000
_ZIPF, _SHIFT = 1.07, 2.7  # of Mandelbrot's form of the law
_ABOUT = 0.35  # of the words are of the subject
_SUBJECTS, _SUBJECT_WORDS = 3000, 80
_WITH_FIGURE = 0.35  # of the statements
_PARTICLES = ("을", "의", "에", "은", "이", "으로", "과", "에서", "", "", "")
_TAGS = {"NNG", "NNP"}
_LEAST_ROW = 60  # below, Kiwi's rows stand for words that it does not know
_NAME = ("가람시", "2020년", "업무", "보고")


class MadeUp:
    """A generator of documents: the same seed makes the same."""

    def __init__(self, seed: int = 0) -> None:
        self._random = np.random.default_rng(seed)
        self._words, self._subjects = _vocabulary()
        weights = 1 / (np.arange(len(self._words)) + 1 + _SHIFT) ** _ZIPF
        self._chances = np.cumsum(weights / weights.sum())

    def documents(self, count: int) -> Iterator[Ingested]:
        """So many documents of PASSAGES passages."""
        for number in range(count):
            yield self._document(number)

    def _document(self, number: int) -> Ingested:
        year = 2005 + int(self._random.integers(20))
        subject = int(self._random.integers(_SUBJECTS))
        title = f"{year}년도 주요업무 보고 {number}"
        texts: list[str] = []
        passages: list[Passage] = []
        figures: list[tuple[Figure, ...]] = []
        at = 0
        for place in range(PASSAGES):
            if place % _SECTION == 0:
                part = int(self._random.integers(_SUBJECTS))
                section = (f"{self._words[int(self._subjects[part][0])].form} 추진 현황",)
            passage, text, own = self._passage(at, section, (subject, part), year)
            passages.append(passage)
            figures.append(own)
            texts.append(text)
            at += len(text) + 1
        whole = "\n".join(texts)
        name = f"보고_{number:06d}.txt"
        source = Source(name, "text", f"{number:064x}", whole, (Span(0, len(whole)),))
        document = Document(source, title, "업무보고", year, (), Imprint(body="가람시"))
        return Ingested(document, tuple(passages), tuple(figures), ("업무", "보고"), (), _NAME)

    def _passage(
        self, start: int, section: tuple[str, ...], subjects: tuple[int, int], year: int
    ) -> tuple[Passage, str, tuple[Figure, ...]]:
        count = _STATEMENTS * _WORDS
        ranks = np.searchsorted(self._chances, self._random.random(count))
        about = self._random.random(count) < _ABOUT
        own = np.where(
            self._random.random(count) < 0.5,
            self._subjects[subjects[0]][self._random.integers(_SUBJECT_WORDS, size=count)],
            self._subjects[subjects[1]][self._random.integers(_SUBJECT_WORDS, size=count)],
        )
        rows = np.where(about, own, np.minimum(ranks, len(self._words) - 1)).tolist()
        particles = self._random.integers(len(_PARTICLES), size=count).tolist()
        amounts = self._random.integers(1, 99_999, size=_STATEMENTS).tolist()
        with_figure = (self._random.random(_STATEMENTS) < _WITH_FIGURE).tolist()
        statements, lines, figures, morphemes = [], [], [], []
        at = start
        for number in range(_STATEMENTS):
            first = number * _WORDS
            chosen = [self._words[row] for row in rows[first : first + _WORDS]]
            text = " ".join(
                word.form + _PARTICLES[particle] for word, particle in zip(chosen, particles[first : first + _WORDS], strict=True)
            )
            quantities: tuple[Quantity, ...] = ()
            words = tuple(word.form for word in chosen)
            if with_figure[number]:
                shown = f"{amounts[number]:,}천원"
                span = Span(at + len(text) + 1, at + len(text) + 1 + len(shown))
                text = f"{text} {shown}"
                value = Decimal(amounts[number])
                quantity = Quantity(span, shown, value, "천원", "money", value * 1000, Decimal(1000))
                quantities, words = (quantity,), (*words, str(amounts[number]), "천")
                figures.append(Figure(quantity, 1, section, (" ".join(words[:2]),), (), year, place="1쪽"))
            statements.append(
                Statement(
                    StatementKind.SENTENCE,
                    Span(at, at + len(text)),
                    text,
                    quantities=quantities,
                    words=words,
                    context_words=("추진", "현황"),
                    years=(year,),
                    section=section,
                    place="1쪽",
                )
            )
            morphemes += chosen
            lines.append(text)
            at += len(text) + 1
        span = Span(start, at - 1)
        passage = Passage(span, 1, section, tuple(statements), morphemes=tuple(morphemes), place="1쪽")
        return passage, "\n".join(lines), tuple(figures)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[list[Morpheme], np.ndarray]:
    """The commonest nouns, most frequent first, and for each subject the places of its words among them."""
    words: list[Morpheme] = []
    row = _LEAST_ROW
    model = load(MODEL_FOLDER)
    while len(words) < _VOCABULARY and row < len(model.vectors):
        token = kiwi().morpheme(row)
        if token.tag in _TAGS and len(token.form) > 1:
            words.append(Morpheme(token.form, token.tag, 0, 0, row))
        row += 1
    vectors = model.vectors[[word.row for word in words]].astype(np.float32)
    vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
    seeds = np.random.default_rng(1).choice(len(words), _SUBJECTS, replace=False)
    nearest = [np.argpartition(-(vectors @ vectors[seed]), _SUBJECT_WORDS)[:_SUBJECT_WORDS] for seed in seeds]
    return words, np.stack(nearest)
