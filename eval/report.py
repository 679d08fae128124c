"""The report of a run: measures gathered from its outcomes, as numbers and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.types import FigureStatus
from eval.gold import UNANSWERABLE
from eval.measures.citations import cites_evidence, verbatim_quotes
from eval.measures.figures import figures_by_status, unsupported_numbers
from eval.measures.latency import percentile
from eval.measures.recall import evidence_recall
from eval.measures.right import is_right
from eval.run import Outcome

_RECALL_AT = (1, 5, 10)
_TYPES = {
    "figure": "수치",
    "list": "목록",
    "date": "날짜",
    "person": "사람·부서",
    "person_org": "사람·부서",
    "reason": "이유·의견",
    "yesno": "예·아니오",
    "compare": "비교",
    "derived": "계산",
    "conflict": "상충",
    "definition": "뜻",
    "legal": "법적 근거",
    "statement": "발언",
    "summary": "요약",
    "table": "표",
    UNANSWERABLE: "답 없음",
}
_STATUS = {
    FigureStatus.VERIFIED: "확인됨",
    FigureStatus.DERIVED: "계산됨",
    FigureStatus.CONFLICT: "상충",
    FigureStatus.UNVERIFIED: "미확인",
}


@dataclass(frozen=True, slots=True)
class Report:
    """The measures of a run. Shares are 0 to 1, None where nothing was there to measure; times in milliseconds."""

    items: int
    answered_right: float
    right_by_type: dict[str, tuple[int, int]]
    evidence_recall: dict[int, float | None]
    right_source_cited: float | None
    quotes_verbatim: float | None
    figures: dict[str, int]
    numbers_unsupported: int
    wrongly_abstained: int
    errors: int
    latency_p50: float
    latency_p95: float


def report(outcomes: Sequence[Outcome], text_of: Callable[[str], str | None]) -> Report:
    """The measures of some outcomes. `text_of` gives a document's canonical text by its name."""
    verdicts = [(outcome.item.type, is_right(outcome)) for outcome in outcomes]
    by_type = {name: [right for type, right in verdicts if type == name] for name in dict.fromkeys(type for type, _ in verdicts)}
    quotes = [verbatim_quotes(outcome, text_of) for outcome in outcomes]
    statuses = sum((figures_by_status(outcome) for outcome in outcomes), Counter[FigureStatus]())
    milliseconds = [outcome.milliseconds for outcome in outcomes]
    return Report(
        items=len(outcomes),
        answered_right=_mean(right for _, right in verdicts) or 0.0,
        right_by_type={type: (sum(rights), len(rights)) for type, rights in sorted(by_type.items())},
        evidence_recall={k: _mean(evidence_recall(outcome, k) for outcome in outcomes) for k in _RECALL_AT},
        right_source_cited=_mean(cites_evidence(outcome) for outcome in outcomes),
        quotes_verbatim=_ratio(sum(right for right, _ in quotes), sum(count for _, count in quotes)),
        figures={status.value: statuses[status] for status in FigureStatus},
        numbers_unsupported=sum(len(unsupported_numbers(outcome)) for outcome in outcomes),
        wrongly_abstained=sum(_wrongly_abstained(outcome) for outcome in outcomes),
        errors=sum(outcome.answer is None for outcome in outcomes),
        latency_p50=round(percentile(milliseconds, 0.5), 1),
        latency_p95=round(percentile(milliseconds, 0.95), 1),
    )


def as_dict(found: Report) -> dict[str, Any]:
    """The report for programs."""
    return asdict(found)


def as_text(found: Report) -> str:
    """The report as a terminal shows it."""
    lines = [f"문항 {found.items}개, 정답 {_percent(found.answered_right)}"]
    lines += [
        f"  {_TYPES.get(type, type)}: {right}/{count} ({_percent(right / count)})"
        for type, (right, count) in found.right_by_type.items()
    ]
    lines += [f"근거 찾음 @{k}: {_percent(share)}" for k, share in found.evidence_recall.items()]
    lines += [
        f"정답 근거를 인용함: {_percent(found.right_source_cited)}",
        f"인용이 원문과 같음: {_percent(found.quotes_verbatim)}",
        "수치: " + ", ".join(f"{_STATUS[FigureStatus(status)]} {count}" for status, count in found.figures.items()),
        f"근거 없는 수: {found.numbers_unsupported}",
        f"답이 있는데 답하지 않음: {found.wrongly_abstained}",
        f"오류: {found.errors}",
        f"응답 시간: 중앙값 {found.latency_p50:,.0f}ms, 95% {found.latency_p95:,.0f}ms",
    ]
    return "\n".join(lines)


def misses_as_text(outcomes: Iterable[Outcome], limit: int) -> str:
    """The first wrong answers: question, what was wanted, what was given."""
    missed = [outcome for outcome in outcomes if not is_right(outcome)][:limit]
    return "\n".join(
        f"- {outcome.item.id} [{_TYPES.get(outcome.item.type, outcome.item.type)}] {outcome.item.question}\n"
        f"    정답: {outcome.item.answer}\n    답: {_given(outcome)}"
        for outcome in missed
    )


def _given(outcome: Outcome) -> str:
    return " ".join(outcome.answer.text[:300].split()) if outcome.answer else f"오류 {outcome.error}"


def _wrongly_abstained(outcome: Outcome) -> bool:
    return outcome.item.type != UNANSWERABLE and outcome.answer is not None and outcome.answer.abstained


def _mean(values: Iterable[float | bool | None]) -> float | None:
    """The mean of what could be measured."""
    known = [float(value) for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}%"
