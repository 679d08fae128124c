"""Fusion of lexical and dense search: standardised scores added. The lexical side leads, as long as it has something to go by."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from index.lexical import Scored

# Equal weights make Korean public documents worse than BM25 alone (nDCG@10 0.853 against 0.905 in published figures);
# with this share the dense side only decides between passages that BM25 holds to be close.
DENSE_WEIGHT = 0.1
# Where the words are met and the dense side's first find is not among the lexical side's first, it is not heeded: what it
# then lifts is wrong as often as right. Questions that come among the first five by it, against BM25 alone: of 420 on
# statutes two more (heeded always: one fewer), of 1,000 in citizens' words eight (heeded always: ten). At 1, 5 and 10 none
# of the six sets of `benchmarks/retrieval.py` falls below BM25 alone; so too for any first three to six, any bound from
# 0.35 to 0.55 and a weight of 0.12, but not for one of 0.08 or 0.15, which cost a question at 1 in one or two sets.
_AGREED_AMONG = 4
_WELL_MET = 0.5
# What the best passage scores of what the question's words and letters could score. Of questions in a document's own
# words 99 in 100 lie above 0.22 (sample and real documents), of those in other words for the same thing 75 in 100 below
# 0.145. Between the two the dense side takes over. Recall@5 of the latter: 0.033 by BM25 alone, 0.047 with a fixed
# weight of 0.1, 0.237 so; that of the former stays as it was (from 0.28 down to 0.18, the real documents' falls by 0.02).
_HARDLY_MET, _MET = 0.14, 0.18
LEADING_WEIGHT = 12.0


def fuse(lexical: Sequence[Scored], dense: Sequence[Scored], weight: float = DENSE_WEIGHT) -> list[Scored]:
    """Both result lists as one, best first: z-scores within each list, added; those of the dense side times `weight`.

    A passage that one list does not hold gets that list's lowest score; less, if all of that list score alike.
    """
    if not lexical or not dense:
        return list(lexical or dense)
    first, second = _standardise(lexical), _standardise(dense)
    least_first, least_second = _least(first), _least(second)
    scores = {id: first.get(id, least_first) + weight * second.get(id, least_second) for id in {**first, **second}}
    return [Scored(id, score) for id, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))]


def dense_weight(met: float, agreed: bool = True, weight: float = DENSE_WEIGHT) -> float:
    """What the dense side counts, where the lexical one has met this share of the question: most where it met nearly nothing.

    `agreed` is whether both sides lead to the same passages; where they do not and the question is well met, it counts nothing.
    `weight` is what it counts beside a lexical side that leads, at most LEADING_WEIGHT.
    """
    beside = weight if agreed or met < _WELL_MET else 0.0
    unmet = min(1.0, max(0.0, (_MET - met) / (_MET - _HARDLY_MET)))
    return beside + unmet * (LEADING_WEIGHT - beside)


def agree(lexical: Sequence[Scored], dense: Sequence[Scored]) -> bool:
    """Whether the dense side's first find is among the lexical side's first."""
    return bool(dense) and any(item.id == dense[0].id for item in lexical[:_AGREED_AMONG])


def _standardise(scored: Sequence[Scored]) -> dict[int, float]:
    values = [item.score for item in scored]
    mean, spread = statistics.fmean(values), statistics.pstdev(values) or 1.0
    return {item.id: (item.score - mean) / spread for item in scored}


def _least(standardised: dict[int, float]) -> float:
    """The score of a passage that is not in the list. A list's only find would else be worth no more than none."""
    least, most = min(standardised.values()), max(standardised.values())
    return least if least < most else least - 1.0
