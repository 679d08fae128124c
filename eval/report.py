"""The report of a run: every measure with its interval, as numbers and as text. Pure functions of results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from eval.measures.registry import MEASURES
from eval.result import Counted, Result
from eval.statistics import Interval, intervals
from eval.wording import interval_told, measure_told, type_told

_BY_TYPE = "answered_right."
_IN_A_LINE = 300  # characters of an answer that a list of misses shows


@dataclass(frozen=True, slots=True)
class Report:
    """The measures of a run, by name. `counts` are the sums behind the shares: parts and wholes over all questions."""

    questions: int
    unasked: int  # of these, counted as wrong: the run was stopped before them
    measures: dict[str, Interval]  # shares 0 to 1, times in milliseconds
    counts: dict[str, Counted]

    def value(self, name: str) -> float | None:
        """The value of a measure; None where there was nothing to measure."""
        found = self.measures.get(name)
        return found.value if found else None

    def part(self, name: str) -> float:
        """How many there were, where a measure counts things: errors, numbers without a source."""
        return self.counts[name].part if name in self.counts else 0.0

    @property
    def types(self) -> list[str]:
        """The types of questions."""
        return [name.removeprefix(_BY_TYPE) for name in self.measures if name.startswith(_BY_TYPE)]


def report(results: Sequence[Result], unasked: int = 0) -> Report:
    """The measures of all questions of a run, of which some may not have been asked."""
    types = dict.fromkeys(sorted(result.type for result in results))
    counts = {name: _sum(result.measures.get(name) for result in results) for name in MEASURES}
    counts |= {f"{_BY_TYPE}{type}": _sum(r.measures.get("answered_right") for r in results if r.type == type) for type in types}
    return Report(len(results), unasked, intervals(results), {name: count for name, count in counts.items() if count.whole})


def as_dict(found: Report) -> dict[str, Any]:
    """The report for programs: of each measure value, low and high end of the 95 % interval, part and whole."""
    measures = {
        name: {
            "value": _short(interval.value),
            "low": _short(interval.low),
            "high": _short(interval.high),
            **({"part": _short(count.part), "whole": count.whole} if (count := found.counts.get(name)) else {}),
        }
        for name, interval in found.measures.items()
    }
    return {"questions": found.questions, "unasked": found.unasked, "measures": measures}


def as_text(found: Report) -> str:
    """The report as a terminal shows it; the numbers in brackets are the 95 % interval."""
    left = f" (묻지 않은 {found.unasked}개는 틀린 것으로 셉니다)" if found.unasked else ""
    lines = [f"문항 {found.questions}개{left}, 괄호 안은 95% 신뢰구간"]
    for name, interval in found.measures.items():
        if name in MEASURES:
            lines.append(f"{measure_told(name)}: {_counted(found, name)}{interval_told(name, interval)}")
            if name == "answered_right":
                lines += [f"  {type_told(type)}: {_of_type(found, type)}" for type in found.types]
    times = [name for name in found.measures if name.startswith("latency")]
    lines += [f"{measure_told(name)}: {interval_told(name, found.measures[name])}" for name in times]
    return "\n".join(lines)


def misses_as_text(results: Iterable[Result], limit: int) -> str:
    """The first wrong answers: question, what was wanted, what was given."""
    missed = [result for result in results if not result.right][:limit]
    return "\n".join(
        f"- {result.id} [{type_told(result.type)}] {result.question}\n    정답: {result.wanted}\n    답: {given(result)}"
        for result in missed
    )


def given(result: Result) -> str:
    """What was answered, in one line; or why there is no answer."""
    return f"오류 {result.error}" if result.error else " ".join(result.given[:_IN_A_LINE].split())


def _of_type(found: Report, type: str) -> str:
    name = f"{_BY_TYPE}{type}"
    return f"{_counted(found, name)}{interval_told(name, found.measures[name])}"


def _counted(found: Report, name: str) -> str:
    """`12/15 `, for measures that count things."""
    count = found.counts.get(name)
    if count is None or not float(count.part).is_integer():
        return ""
    return f"{count.part:,.0f}/{count.whole:,.0f} "


def _sum(counts: Iterable[Counted | None]) -> Counted:
    known = [count for count in counts if count is not None]
    return Counted(sum(count.part for count in known), sum(count.whole for count in known))


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
