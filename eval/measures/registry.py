"""Every measure by the name that reports, comparisons and gates call it by, with what a question counts in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from assistant.types import FigureStatus
from eval.measures.abstention import abstention_precision, abstention_recall, wrongly_abstained
from eval.measures.attribution import attribution
from eval.measures.citations import cites_evidence, verbatim_quotes
from eval.measures.figures import figures_by_status, numbers_shown, unsupported_numbers
from eval.measures.ranking import ndcg, reciprocal_rank
from eval.measures.recall import evidence_recall
from eval.measures.right import is_right
from eval.result import Counted
from eval.run import Outcome

TextOf = Callable[[str], str | None]  # a document's canonical text, by its name
Counts = Callable[[Outcome, TextOf], Counted | None]
HIGHER, LOWER, NEITHER = 1, -1, 0  # which way is better


class Measure(NamedTuple):
    """A share over the questions of a run, or over what their answers state."""

    told: str  # Korean
    counts: Counts
    better: int = HIGHER


def counted(outcome: Outcome, text_of: TextOf) -> dict[str, Counted]:
    """What a question counts in each measure, by name; those that do not concern it are left out."""
    found = {name: measure.counts(outcome, text_of) for name, measure in MEASURES.items()}
    return {name: Counted(float(count.part), float(count.whole)) for name, count in found.items() if count is not None}


def _mean(value: Callable[[Outcome], float | None], outcome: Outcome, _: TextOf) -> Counted | None:
    """A value of 0 to 1 that counts once a question."""
    found = value(outcome)
    return None if found is None else Counted(found, 1)


def _attribution(part: str, outcome: Outcome, _: TextOf) -> Counted | None:
    found = attribution(outcome)
    return None if found is None else Counted(getattr(found, part), 1)


def _some(part: float, whole: float) -> Counted | None:
    """A count of things in the answer; None where it has none."""
    return Counted(part, whole) if whole else None


def _figures(status: FigureStatus, outcome: Outcome, _: TextOf) -> Counted | None:
    found = figures_by_status(outcome)
    return _some(found[status], found.total())


MEASURES: dict[str, Measure] = {
    "answered_right": Measure("정답", lambda outcome, _: Counted(is_right(outcome), 1)),
    "evidence_recall@1": Measure("근거 찾음 @1", partial(_mean, partial(evidence_recall, k=1))),
    "evidence_recall@5": Measure("근거 찾음 @5", partial(_mean, partial(evidence_recall, k=5))),
    "evidence_recall@10": Measure("근거 찾음 @10", partial(_mean, partial(evidence_recall, k=10))),
    "mrr@10": Measure("첫 근거의 순위(MRR@10)", partial(_mean, reciprocal_rank)),
    "ndcg@10": Measure("근거의 순위(nDCG@10)", partial(_mean, ndcg)),
    "right_source_cited": Measure("정답 근거를 인용함", partial(_mean, cites_evidence)),
    "citation_recall": Measure("문장을 인용이 뒷받침함", partial(_attribution, "recall")),
    "citation_precision": Measure("인용이 문장에 필요함", partial(_attribution, "precision")),
    "quotes_verbatim": Measure("인용이 원문과 같음", lambda outcome, text_of: _some(*verbatim_quotes(outcome, text_of))),
    "figures_verified": Measure("수치 확인됨", partial(_figures, FigureStatus.VERIFIED), NEITHER),
    "figures_derived": Measure("수치 계산됨", partial(_figures, FigureStatus.DERIVED), NEITHER),
    "figures_conflict": Measure("수치 상충", partial(_figures, FigureStatus.CONFLICT), NEITHER),
    "figures_unverified": Measure("수치 미확인", partial(_figures, FigureStatus.UNVERIFIED), LOWER),
    "numbers_unsupported": Measure(
        "근거 없는 수",
        lambda outcome, _: _some(len(unsupported_numbers(outcome)), len(numbers_shown(outcome))),
        LOWER,
    ),
    "abstention_precision": Measure("답하지 않은 것 가운데 답이 없음", lambda outcome, _: abstention_precision(outcome)),
    "abstention_recall": Measure("답이 없는 것 가운데 답하지 않음", lambda outcome, _: abstention_recall(outcome)),
    "wrongly_abstained": Measure("답이 있는데 답하지 않음", lambda outcome, _: wrongly_abstained(outcome), LOWER),
    "errors": Measure("오류", lambda outcome, _: Counted(outcome.answer is None, 1), LOWER),
}
