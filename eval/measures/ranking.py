"""How high the evidence is ranked: reciprocal rank and nDCG over the first ten passages."""

from __future__ import annotations

from eval.gold import UNANSWERABLE
from eval.measures.recall import met_places
from eval.run import Outcome

DEPTH = 10  # passages: what a run has of each question


def reciprocal_rank(outcome: Outcome) -> float | None:
    """1 over the rank of the first passage that holds a gold place, 0 where none does; None without evidence.

    Its mean over questions is MRR@10. Source: Voorhees 1999, "The TREC-8 Question Answering Track Report"; computed by
    `ir_measures` (RR@10).
    """
    return _measured(outcome, "RR")


def ndcg(outcome: Outcome) -> float | None:
    """nDCG@10, 0 to 1, where the gain of a passage is the gold places that no passage above it holds; None without evidence.

    The ideal ranking has these passages first, and one more for each place that was not found. Source: Järvelin and
    Kekäläinen 2002, "Cumulated Gain-Based Evaluation of IR Techniques"; computed by `ir_measures` (nDCG@10).
    """
    return _measured(outcome, "nDCG")


def _measured(outcome: Outcome, name: str) -> float | None:
    import ir_measures

    if outcome.item.type == UNANSWERABLE or not outcome.item.evidence:
        return None
    gains, found = _gains(outcome)
    measure = getattr(ir_measures, name) @ DEPTH
    ranked = {f"{rank}": float(-rank) for rank in range(found)}
    return float(next(iter(ir_measures.iter_calc([measure], {"q": gains}, {"q": ranked}))).value)


def _gains(outcome: Outcome) -> tuple[dict[str, int], int]:
    """The gain of each passage by its rank, and of a passage for each place that none holds; how many passages there are."""
    hits = outcome.answer.hits[:DEPTH] if outcome.answer else ()
    missing = set(range(len(outcome.item.evidence)))
    gains = {}
    for rank, hit in enumerate(hits):
        met = missing & met_places(outcome.item, hit)
        gains[f"{rank}"] = len(met)
        missing -= met
    return {**gains, **{f"place {number}": 1 for number in missing}}, len(hits)
