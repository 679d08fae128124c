"""Evidence recall@k: the share of a question's gold places that stand in the first k passages."""

from __future__ import annotations

from functools import lru_cache

from assistant.types import Hit
from eval.gold import UNANSWERABLE, GoldItem
from eval.measures.text import containment
from eval.run import Outcome

_MET = 0.7  # share of the gold quote that a passage must hold: quotes are copied with small slips
_READ = 800  # characters of a passage that count, so that one endless passage finds nothing more


def evidence_recall(outcome: Outcome, k: int) -> float | None:
    """Recall of the gold evidence in the first `k` passages, 0 to 1; None for a question without evidence.

    What is to be found are places, of which a passage may hold several: a library counts passages, so this is our own.
    Source: recall@k as in Manning, Raghavan, Schütze, "Introduction to Information Retrieval", ch. 8.
    """
    if outcome.item.type == UNANSWERABLE or not outcome.item.evidence:
        return None
    hits = outcome.answer.hits[:k] if outcome.answer else ()
    met = set[int]().union(*(met_places(outcome.item, hit) for hit in hits))
    return len(met) / len(outcome.item.evidence)


def met_places(item: GoldItem, hit: Hit) -> set[int]:
    """The gold places, by number, that stand in a passage."""
    text = hit.text[:_READ]
    return {number for number, place in enumerate(item.evidence) if hit.document == place.document and _holds(text, place.quote)}


@lru_cache(maxsize=256)  # of one question: every measure of ranking asks the same
def _holds(text: str, quote: str) -> bool:
    return containment(quote, text) >= _MET
