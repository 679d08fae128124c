"""Retrieval sets to measure a model with: questions, passages, and which passage answers which question. Never trained on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.embed import KiwiEmbedder
from index.kiwi_pooling import KiwiPooling
from ingest.korean import Morpheme, analyse
from training.pairs import held_out_articles, held_out_precedents, read_lines

CITIZENS = "welfare_questions"
_MOST_PRECEDENTS = 1_000
DEPTHS = (1, 5, 10)


class RetrievalSet(NamedTuple):
    """Questions and passages as morphemes; `relevant[i]` are the passages that answer question i."""

    name: str
    queries: Sequence[Sequence[Morpheme]]
    passages: Sequence[Sequence[Morpheme]]
    relevant: Sequence[frozenset[int]]


def retrieval_sets(data: Path) -> Iterator[RetrievalSet]:
    """The sets that the data folder gives: citizens' questions where they are there, statutes and precedents held out."""
    if (data / CITIZENS).is_dir():
        yield _citizens(data / CITIZENS)
    articles = list(held_out_articles(data))
    titles = [f"{article['law']} {article['title']}" for article in articles]
    yield _one_to_one("titles of statutes held out", titles, [article["body"] for article in articles])
    precedents = list(islice(held_out_precedents(data), _MOST_PRECEDENTS))
    questions = [precedent["question"] for precedent in precedents]
    yield _one_to_one("precedents held out", questions, [precedent["passage"] for precedent in precedents])


def recall(model: KiwiPooling, measured: RetrievalSet) -> tuple[float, ...]:
    """The share of questions with a right passage among the first 1, 5 and 10."""
    embedder = KiwiEmbedder(model)
    queries, passages = (embedder.passages([""] * len(texts), texts) for texts in (measured.queries, measured.passages))
    ranked = np.argsort(-(queries @ passages.T), axis=1, kind="stable")[:, : max(DEPTHS)].tolist()
    return tuple(
        float(np.mean([not right.isdisjoint(row[:depth]) for row, right in zip(ranked, measured.relevant, strict=True)]))
        for depth in DEPTHS
    )


def _citizens(folder: Path) -> RetrievalSet:
    documents = list(read_lines(folder / "corpus.jsonl"))
    questions = list(read_lines(folder / "questions.jsonl"))
    places = {document["id"]: place for place, document in enumerate(documents)}
    relevant = [frozenset(places[id] for id in question["relevant"]) for question in questions]
    queries, passages = analyse(item["question"] for item in questions), analyse(item["text"] for item in documents)
    return RetrievalSet("citizens' questions on welfare", queries, passages, relevant)


def _one_to_one(name: str, queries: Sequence[str], passages: Sequence[str]) -> RetrievalSet:
    return RetrievalSet(name, analyse(queries), analyse(passages), [frozenset({place}) for place in range(len(passages))])
