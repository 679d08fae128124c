"""What each part of the ranking is worth: the whole, and the whole less one part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import NamedTuple
from unittest.mock import patch

from assistant import evidence
from assistant.types import Question
from benchmarks.ours import Part, by_all, by_hybrid, without_vectors
from benchmarks.ranking import Quality, quality
from benchmarks.sets import RetrievalSet
from index import library
from index.fuse import DENSE_WEIGHT


class Variant(NamedTuple):
    """A ranking: how the set and the question are changed, by what it ranks, and within which patch of the product."""

    name: str
    part: Part = by_all
    question: Callable[[Question], Question] = lambda question: question
    set: Callable[[RetrievalSet], RetrievalSet] = lambda measured: measured
    patched: Callable[[], AbstractContextManager[object]] = nullcontext


def _no_year(*_: object) -> float:
    return 0.0


VARIANTS = (
    Variant("all of it"),
    Variant("without letter pairs", question=lambda question: replace(question, pairs=())),
    Variant("without the dense side", set=without_vectors),
    Variant("dense side at one weight", patched=lambda: patch.object(library, "dense_weight", lambda *_: DENSE_WEIGHT)),
    Variant("without synonyms and short names", question=lambda question: replace(question, alternatives=())),
    Variant("without the statements' ranking", part=by_hybrid),
    Variant("statements: year does not count", patched=lambda: patch.object(evidence, "_year_bonus", _no_year)),
    Variant(
        "statements: kind of answer does not count",
        patched=lambda: patch.object(evidence, "_kind_bonus", evidence._year_bonus),
    ),
)


def ablations(measured: RetrievalSet, questions: list[Question]) -> Iterator[tuple[str, Quality]]:
    """Each variant by its name, with how good it is on a set."""
    for variant in VARIANTS:
        changed = variant.set(measured)
        with variant.patched():
            rankings = [variant.part(changed, variant.question(question)) for question in questions]
        yield variant.name, quality(rankings, measured.places)
