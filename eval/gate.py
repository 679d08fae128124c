"""Bars that a run must hold: the least or the most of a measure, before a change is let through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from eval.measures.registry import MEASURES
from eval.report import Report
from eval.wording import TIMES, measure_told, value_told
from ingest.errors import BadInput

_TIME = "latency"
_EXAMPLE = "예: --min answered_right=0.85 --max latency_p95=150"


class Bar(NamedTuple):
    """A measure's least or most: a share of 0 to 1, or milliseconds."""

    name: str
    value: float
    is_least: bool


class Held(NamedTuple):
    """A bar with what the run has of its measure; None, which holds no bar, where there was nothing to measure."""

    bar: Bar
    value: float | None

    @property
    def is_held(self) -> bool:
        """Whether the run is not under the least, or not over the most."""
        if self.value is None:
            return False
        return self.value >= self.bar.value if self.bar.is_least else self.value <= self.bar.value


def read_bars(least: Iterable[str], most: Iterable[str]) -> list[Bar]:
    """Bars written as `answered_right=0.85` or `=85%`. Raises BadInput for one that is not."""
    bars = [_bar(text, is_least=True) for text in least] + [_bar(text, is_least=False) for text in most]
    if not bars:
        raise BadInput("기준이 없습니다.", f"--min이나 --max를 하나 이상 주십시오. {_EXAMPLE}")
    return bars


def check_names(bars: Sequence[Bar], known: Iterable[str]) -> None:
    """Raises BadInput for a measure that is not known, with the nearest that is."""
    names = list(known)
    for bar in bars:
        if bar.name not in names:
            near = get_close_matches(bar.name, names, n=1, cutoff=0.0)
            raise BadInput(f"모르는 지표입니다: {bar.name}", f"비슷한 지표: {near[0]}" if near else "")


def check_bases(bars: Sequence[Bar]) -> None:
    """Raises BadInput for a measure that no run can have. What is behind a dot, a type or a step, is told by a run alone."""
    check_names([bar._replace(name=bar.name.partition(".")[0]) for bar in bars], (*MEASURES, *TIMES))


def hold(bars: Sequence[Bar], found: Report) -> list[Held]:
    """Each bar with the run's value. Raises BadInput for a measure that the run does not have."""
    check_names(bars, dict.fromkeys((*found.measures, *MEASURES)))
    return [Held(bar, found.value(bar.name)) for bar in bars]


def held_as_text(held: Held) -> str:
    """`미달 정답(answered_right): 82.0%, 기준 85.0% 이상`."""
    bar = held.bar
    value = "잴 것이 없음" if held.value is None else value_told(bar.name, held.value)
    asked = f"{value_told(bar.name, bar.value)} {'이상' if bar.is_least else '이하'}"
    return f"{'통과' if held.is_held else '미달'} {measure_told(bar.name)}({bar.name}): {value}, 기준 {asked}"


def _bar(text: str, *, is_least: bool) -> Bar:
    name, _, number = (part.strip() for part in text.partition("="))
    try:
        value = float(number.removesuffix("%")) / (100 if number.endswith("%") else 1)
    except ValueError as error:
        raise BadInput(f"기준을 읽을 수 없습니다: {text}", f"지표=값으로 적어 주십시오. {_EXAMPLE}") from error
    most = float("inf") if name.startswith(_TIME) else 1.0
    if not 0 <= value <= most:
        raise BadInput(f"기준이 0~1을 벗어났습니다: {text}", f"비율은 0.85나 85%처럼 적어 주십시오. {_EXAMPLE}")
    return Bar(name, value, is_least)
