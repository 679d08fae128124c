"""What a manager reads first of a run: one sentence, and the few figures that decide."""

from __future__ import annotations

from typing import NamedTuple

from eval.report import Report
from eval.wording import interval_told, measure_told, value_told

DECIDING = (
    "answered_right",
    "right_source_cited",
    "quotes_verbatim",
    "numbers_unsupported",
    "wrongly_abstained",
    "abstention_recall",
    "latency_p50",
    "latency_p95",
)


class Line(NamedTuple):
    """A measure in words: its name, its value, and its 95 % interval; the counts behind it where it counts things."""

    name: str
    value: str
    interval: str
    counts: str


def sentence(found: Report) -> str:
    """`161문항 가운데 145문항을 맞혔습니다(90.1%, 95% 신뢰구간 85.1~94.4).`"""
    right = found.counts["answered_right"]
    interval = found.measures["answered_right"]
    low, high = 100 * (interval.low or 0), 100 * (interval.high or 0)
    share = value_told("answered_right", interval.value)
    told = f"{right.whole:,.0f}문항 가운데 {right.part:,.0f}문항을 맞혔습니다({share}, 95% 신뢰구간 {low:.1f}~{high:.1f})."
    return f"{told} 묻지 못한 {found.unasked}문항은 틀린 것으로 셌습니다." if found.unasked else told


def lines(found: Report, names: tuple[str, ...] = DECIDING) -> list[Line]:
    """The measures of these names that there are."""
    return [_line(found, name) for name in names if name in found.measures and found.measures[name].value is not None]


def _line(found: Report, name: str) -> Line:
    interval = found.measures[name]
    count = found.counts.get(name)
    told = f"{count.part:,.0f}/{count.whole:,.0f}" if count is not None and float(count.part).is_integer() else ""
    return Line(measure_told(name), value_told(name, interval.value), interval_told(name, interval), told)
