"""Rankings measured: recall@k, MRR@10 and the time that a question takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import NamedTuple, TypeVar

from benchmarks.sets import Places
from eval.measures.latency import percentile

DEPTHS = (1, 5, 10)
SHOWN = max(DEPTHS)
Query = TypeVar("Query")
Ranking = Sequence[int]  # numbers of passages, best first


class Quality(NamedTuple):
    """Shares from 0 to 1."""

    recall: tuple[float, ...]  # at DEPTHS
    mrr: float  # at 10


class Timed(NamedTuple):
    """What each question found, and the milliseconds that it took."""

    rankings: list[Ranking]
    milliseconds: list[float]

    @property
    def p50(self) -> float:
        """The time within which half of the questions were done."""
        return percentile(self.milliseconds, 0.5)

    @property
    def p95(self) -> float:
        """The time within which 95 in 100 were done."""
        return percentile(self.milliseconds, 0.95)


def quality(rankings: Sequence[Ranking], places: Sequence[Places]) -> Quality:
    """How good some rankings are. A question that wants several places is met by as large a share as it has of them.

    Source: recall@k and mean reciprocal rank (of the first passage that holds any place), as in Manning, Raghavan,
    Schütze, "Introduction to Information Retrieval", ch. 8.
    """
    pairs = list(zip(rankings, places, strict=True))
    recall = tuple(fmean(_met(ranking[:depth], wanted) for ranking, wanted in pairs) for depth in DEPTHS)
    return Quality(recall, fmean(_reciprocal_rank(ranking[:SHOWN], wanted) for ranking, wanted in pairs))


def _met(ranking: Ranking, wanted: Places) -> float:
    return sum(not place.isdisjoint(ranking) for place in wanted) / len(wanted)


def _reciprocal_rank(ranking: Ranking, wanted: Places) -> float:
    right = frozenset[int]().union(*wanted)
    return next((1 / rank for rank, number in enumerate(ranking, 1) if number in right), 0.0)


def timed(search: Callable[[Query], Ranking], queries: Sequence[Query]) -> Timed:
    """Search for each query in turn; the first is asked once before, so that nothing is loaded or compiled on the clock."""
    search(queries[0])
    rankings, milliseconds = [], []
    for query in queries:
        start = time.perf_counter()
        rankings.append(search(query))
        milliseconds.append((time.perf_counter() - start) * 1000)
    return Timed(rankings, milliseconds)
