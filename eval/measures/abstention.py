"""When to answer: what each least confidence costs in questions left unanswered, and saves in wrong answers.

Source: risk-coverage curves, El-Yaniv and Wiener 2010, "On the Foundations of Noise-free Selective Classification".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eval.gold import UNANSWERABLE
from eval.measures.right import is_right
from eval.run import Outcome


class Level(NamedTuple):
    """What comes of answering only with some confidence and more. Shares are 0 to 1, None where nothing was there to measure."""

    confidence: float
    answered: float  # of all questions: the coverage
    right: float | None  # of those answered; the rest is the risk
    wrongly_abstained: float | None  # of the questions that the documents answer
    rightly_abstained: float | None  # of those that they do not


def levels(outcomes: Sequence[Outcome]) -> list[Level]:
    """The curve, the least confidence first: one level for each confidence that an answer of the run has.

    The run is to be made with a least confidence of 0; what rules left unanswered is unanswered at every level.
    """
    given = {round(outcome.answer.confidence, 3) for outcome in outcomes if outcome.answer and not outcome.answer.abstained}
    return [level_at(outcomes, confidence) for confidence in sorted({0.0, *given})]


def level_at(outcomes: Sequence[Outcome], confidence: float) -> Level:
    """What comes of answering only with this confidence and more."""
    answered = [outcome for outcome in outcomes if _is_given(outcome, confidence)]
    return Level(
        confidence,
        len(answered) / max(1, len(outcomes)),
        _share([is_right(outcome) for outcome in answered]),
        _share([not _is_given(outcome, confidence) for outcome in outcomes if outcome.item.type != UNANSWERABLE]),
        _share([not _is_given(outcome, confidence) for outcome in outcomes if outcome.item.type == UNANSWERABLE]),
    )


def _is_given(outcome: Outcome, confidence: float) -> bool:
    answer = outcome.answer
    return answer is not None and not answer.abstained and answer.confidence >= confidence


def _share(found: Sequence[bool]) -> float | None:
    return sum(found) / len(found) if found else None
