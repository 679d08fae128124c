"""How sure an answer is: the probability that the documents answer the question, calibrated on questions that they do and do not.

A logistic regression over a few signs, fitted by `python -m training.abstention`, which writes `data/confidence.json`. What
rules find to be missing (`unsaid/`) never comes here: this is for what no rule tells.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from assistant.evidence import Evidence
from assistant.points import Point
from assistant.types import Draft, Hit, Signs

NOT_SURE = "이 질문에 답할 만큼 뚜렷한 근거를 찾지 못했습니다."
MODEL_FILE = "confidence.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted weights, by the name of the sign, and the least confidence with which an answer is given."""

    weights: dict[str, float]
    intercept: float
    threshold: float

    def probability(self, signs: Signs) -> float:
        """0 to 1."""
        total = self.intercept + sum(weight * getattr(signs, name) for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-total))


def sure_enough(draft: Draft, least: float | None = None) -> Draft:
    """A draft, or one that abstains where it is less sure than `least`, or than the threshold that was measured."""
    if draft.abstained:
        return draft
    if draft.signs is None:  # what was computed, or found by the rules of its kind
        return replace(draft, confidence=1.0)
    fitted = calibration()
    confidence = fitted.probability(draft.signs)
    if confidence >= (fitted.threshold if least is None else least):
        return replace(draft, confidence=confidence)
    return Draft(draft.question, (), (), draft.hits, abstained=True, missing=NOT_SURE, confidence=confidence)


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The weights that come with the program."""
    return msgspec.json.decode((files("assistant") / "data" / MODEL_FILE).read_bytes(), type=Calibration)


def save_calibration(fitted: Calibration, folder: Path) -> None:
    """Write weights into a folder, in numbers short enough to be read."""
    rounded = {name: round(weight, 4) for name, weight in fitted.weights.items()}
    content = Calibration(rounded, round(fitted.intercept, 4), round(fitted.threshold, 4))
    (folder / MODEL_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(content)) + b"\n")


def signs_of(evidence: Sequence[Evidence], hits: Sequence[Hit], points: Sequence[Point]) -> Signs:
    """The signs of an answer made of some points out of some evidence, strongest first."""
    answers = [point for point in points if point.role == "answer"]
    cited = {(point.hit.document, span) for point in answers for span in point.spans}
    stated = [item for item in evidence if (item.hit.document, item.statement.span) in cited]
    scores = [hit.score for hit in hits]
    spread = statistics.pstdev(scores) if len(scores) > 1 else 0.0
    return Signs(
        score=evidence[0].score if evidence else 0.0,
        stated_score=max((item.score for item in stated), default=0.0),
        stated_coverage=max((item.coverage for item in stated), default=0.0),
        passage=(scores[0] - statistics.fmean(scores)) / spread if spread else 0.0,
        passage_margin=scores[0] - scores[min(4, len(scores) - 1)] if scores else 0.0,
        cells=float(any(point.cells for point in answers)),
        sentences=float(min(len(answers), 5)),
    )
