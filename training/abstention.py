"""Calibrate when to answer: `python -m training.abstention [--corpus DIR]` fits how sure an answer is, and writes it with its threshold.

Questions that the documents answer, and others of the same flavour that they do not, are asked; on what the rules let
through a logistic regression is fitted (`assistant/confidence.py`). Measured by cross-validation: a question is judged by
weights that were fitted without it. The threshold is the highest at which few enough answerable questions go unanswered.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

from assistant.answer import draft_for
from assistant.confidence import Calibration, save_calibration
from assistant.reading import read_question
from assistant.settings import Settings
from assistant.types import Signs
from eval.gold import UNANSWERABLE, GoldItem, read_gold
from index.intake import take_in
from index.library import open_library

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "eval" / "sample"
DATA = HERE.parent / "assistant" / "data"
# Of the answerable questions, so many may be left unanswered for want of confidence; as many again fall to the rules.
WRONGLY_ABSTAINED = 0.005
_FOLDS, _STRENGTH = 10, 0.1
_TODAY = "2025-03-01"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the signs of its answer; None where there is no answer, or one that is not judged by signs."""

    item: GoldItem
    abstained: bool  # by a rule
    signs: Signs | None

    @property
    def is_answerable(self) -> bool:
        """Whether the documents answer it."""
        return self.item.type != UNANSWERABLE


def main() -> None:
    """Ask all questions, fit, and write the calibration into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder with the documents of training/abstention/*.jsonl")
    corpus = parser.parse_args().corpus
    save_calibration(Calibration({}, 0.0, 0.0), DATA)  # the weights there are may be of other signs
    asked = list(_ask(SAMPLE / "documents", [SAMPLE / "gold.jsonl"]))
    if corpus is not None:
        asked += list(_ask(corpus, sorted((HERE / "abstention").glob("*.jsonl"))))
    left = [item for item in asked if item.signs is not None]
    fitted = _fit(left)
    probabilities = _held_out(left)
    threshold = _threshold(left, probabilities, sum(item.is_answerable for item in asked))
    _tell(asked, left, probabilities, threshold)
    save_calibration(Calibration(fitted.weights, fitted.intercept, threshold), DATA)


def _ask(documents: Path, gold: Sequence[Path]) -> Iterator[Asked]:
    settings = Settings(today=_TODAY, confidence="0")
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(Path(folder), settings.embedding)
        for _ in take_in(library, sorted(documents.glob("*.txt"))):
            pass
        for path in gold:
            for item in read_gold(path):
                question = read_question(library, item.question, settings.day())
                draft = draft_for(library, question, settings)
                yield Asked(item, draft.abstained, draft.signs)
        library.close()


def _fit(asked: Sequence[Asked]) -> Calibration:
    """A logistic regression over standardised signs, its weights put back to the signs as they are."""
    from sklearn.linear_model import LogisticRegression

    values = np.array([astuple(item.signs) for item in asked if item.signs is not None])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=_STRENGTH).fit((values - mean) / spread, [item.is_answerable for item in asked])
    weights = model.coef_[0] / spread
    names = [field.name for field in fields(Signs)]
    return Calibration(dict(zip(names, map(float, weights), strict=True)), float(model.intercept_[0] - weights @ mean), 0.0)


def _held_out(asked: Sequence[Asked]) -> list[float]:
    """The probability of each question by weights that were fitted without it and the others of its fold."""
    found = [0.0] * len(asked)
    for fold in range(_FOLDS):
        fitted = _fit([item for number, item in enumerate(asked) if number % _FOLDS != fold])
        for number, item in enumerate(asked):
            if number % _FOLDS == fold and item.signs is not None:
                found[number] = fitted.probability(item.signs)
    return found


def _threshold(asked: Sequence[Asked], probabilities: Sequence[float], answerable: int) -> float:
    """The highest threshold under which no more than the allowed share of all answerable questions lies."""
    lowest = sorted(found for item, found in zip(asked, probabilities, strict=True) if item.is_answerable)
    return lowest[int(WRONGLY_ABSTAINED * answerable)]


def _tell(asked: Sequence[Asked], left: Sequence[Asked], probabilities: Sequence[float], threshold: float) -> None:
    def share(answerable: bool) -> str:
        all_of_them = sum(item.is_answerable is answerable for item in asked)
        by_rule = sum(item.is_answerable is answerable and item.abstained for item in asked)
        by_score = sum(
            item.is_answerable is answerable and found < threshold for item, found in zip(left, probabilities, strict=True)
        )
        return f"{by_rule} by rule, {by_score} by confidence, of {all_of_them} ({(by_rule + by_score) / all_of_them:.1%})"

    print(f"unanswerable, left unanswered: {share(False)}")
    print(f"answerable, left unanswered: {share(True)}")
    print(f"threshold {threshold:.3f}, questions {len(asked)}")


if __name__ == "__main__":
    main()
