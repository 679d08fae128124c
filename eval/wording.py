"""What types of questions, measures and their values are called in Korean: for the terminal, the browser and reports."""

from __future__ import annotations

from eval.gold import UNANSWERABLE
from eval.measures.registry import LOWER, MEASURES, NEITHER
from eval.statistics import Interval

TYPES = {
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
_STEPS = {"understand": "질문 읽기", "retrieve": "찾기", "compose": "답 짓기", "verify": "확인", "generate": "언어 모델"}
TIMES = {"latency_p50": "응답 시간 중앙값", "latency_p95": "응답 시간 95%"}


def type_told(type: str) -> str:
    """The name of a type of question; as the gold set has it where it is the set's own."""
    return TYPES.get(type, type)


def step_told(step: str) -> str:
    """The name of a step of an answer."""
    return _STEPS.get(step, step)


def measure_told(name: str) -> str:
    """The name of a measure: `answered_right.date` → 정답: 날짜; `latency_p95.retrieve` → 응답 시간 95%: 찾기."""
    whole, _, part = name.partition(".")
    known = MEASURES.get(whole)  # a run may be older than the program
    told = TIMES.get(whole) or (known.told if known else whole)
    if not part:
        return told
    return f"{told}: {step_told(part) if whole in TIMES else type_told(part)}"


def better(name: str) -> int:
    """Which way is better: 1 for more, -1 for less, 0 for neither."""
    whole = name.partition(".")[0]
    known = MEASURES.get(whole)
    return LOWER if whole in TIMES else known.better if known else NEITHER


def value_told(name: str, value: float | None) -> str:
    """A value as a person reads it: 85.0%, 41ms, - where nothing was there to measure."""
    if value is None:
        return "-"
    return f"{value:,.0f}ms" if _is_time(name) else f"{100 * value:.1f}%"


def interval_told(name: str, found: Interval) -> str:
    """A value with its interval: 85.0% (81.2~88.5)."""
    if found.value is None or found.low is None or found.high is None:
        return "-"
    ends = f"{found.low:,.0f}~{found.high:,.0f}" if _is_time(name) else f"{100 * found.low:.1f}~{100 * found.high:.1f}"
    return f"{value_told(name, found.value)} ({ends})"


def difference_told(name: str, grown: Interval) -> str:
    """How much a measure grew, with the interval: +2.5%p (+0.6~+4.4)."""
    if grown.value is None or grown.low is None or grown.high is None:
        return "-"
    scale, unit, places = (1, "ms", 0) if _is_time(name) else (100, "%p", 1)
    value, low, high = (f"{scale * end + 0.0:+,.{places}f}" for end in (grown.value, grown.low, grown.high))
    return f"{value}{unit} ({low}~{high})"


def _is_time(name: str) -> bool:
    return name.partition(".")[0] in TIMES
