"""When to answer: abstentions that were right, and what each least confidence costs in questions left unanswered.

Source: risk-coverage curves, El-Yaniv and Wiener 2010, "On the Foundations of Noise-free Selective Classification".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eval.gold import UNANSWERABLE
from eval.result import Counted, Result
from eval.run import Outcome


def abstention_precision(outcome: Outcome) -> Counted | None:
    """Of the questions left unanswered, those that the documents do not answer."""
    if outcome.answer is None or not outcome.answer.abstained:
        return None
    return Counted(outcome.item.type == UNANSWERABLE, 1)


def abstention_recall(outcome: Outcome) -> Counted | None:
    """Of the questions that the documents do not answer, those left unanswered; one that failed is not."""
    if outcome.item.type != UNANSWERABLE:
        return None
    return Counted(outcome.answer is not None and outcome.answer.abstained, 1)


def wrongly_abstained(outcome: Outcome) -> Counted | None:
    """Of the questions that the documents answer, those left unanswered; one that failed is, as in the curve below."""
    if outcome.item.type == UNANSWERABLE:
        return None
    return Counted(outcome.answer is None or outcome.answer.abstained, 1)


class Level(NamedTuple):
    """What comes of answering only with some confidence and more. Shares are 0 to 1, None where nothing was there to measure."""

    confidence: float
    answered: float  # of all questions: the coverage
    right: float | None  # of those answered; the rest is the risk
    wrongly_abstained: float | None  # of the questions that the documents answer
    rightly_abstained: float | None  # of those that they do not


def levels(results: Sequence[Result]) -> list[Level]:
    """The curve, the least confidence first: one level for each confidence that an answer of the run has.

    The run is to be made with a least confidence of 0; what rules left unanswered is unanswered at every level.
    """
    given = {round(result.confidence, 3) for result in results if _is_given(result, 0.0)}
    return [level_at(results, confidence) for confidence in sorted({0.0, *given})]


def level_at(results: Sequence[Result], confidence: float) -> Level:
    """What comes of answering only with this confidence and more."""
    answered = [result for result in results if _is_given(result, confidence)]
    return Level(
        confidence,
        len(answered) / max(1, len(results)),
        _share([result.right for result in answered]),
        _share([not _is_given(result, confidence) for result in results if result.type != UNANSWERABLE]),
        _share([not _is_given(result, confidence) for result in results if result.type == UNANSWERABLE]),
    )


def _is_given(result: Result, confidence: float) -> bool:
    return not result.error and not result.abstained and result.confidence >= confidence


def _share(found: Sequence[bool]) -> float | None:
    return sum(found) / len(found) if found else None
