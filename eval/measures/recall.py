"""Evidence recall@k: the share of a question's gold places that stand in the first k passages."""

from __future__ import annotations

from eval.gold import UNANSWERABLE
from eval.measures.text import containment
from eval.run import Outcome

_MET = 0.7  # share of the gold quote that a passage must hold: quotes are copied with small slips
_READ = 800  # characters of a passage that count, so that one endless passage finds nothing more


def evidence_recall(outcome: Outcome, k: int) -> float | None:
    """Recall of the gold evidence in the first `k` passages, 0 to 1; None for a question without evidence.

    Source: recall@k as in Manning, Raghavan, Schütze, "Introduction to Information Retrieval", ch. 8.
    """
    if outcome.item.type == UNANSWERABLE or not outcome.item.evidence:
        return None
    hits = outcome.answer.hits[:k] if outcome.answer else ()
    met = [
        any(hit.document == place.document and containment(place.quote, hit.text[:_READ]) >= _MET for hit in hits)
        for place in outcome.item.evidence
    ]
    return sum(met) / len(met)
