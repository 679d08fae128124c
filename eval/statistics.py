"""What a run says and how far that is chance: values of measures over questions drawn again, with replacement.

Source: Efron and Tibshirani 1993, "An Introduction to the Bootstrap", percentile intervals (ch. 13); of two runs over the
same questions both are drawn alike, as in Koehn 2004, "Statistical Significance Tests for Machine Translation Evaluation".
Where every question counts the same, so does every drawing: the interval of 100 % is 100 %, however few there are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from eval.result import Result

DRAWINGS = 2000  # the ends of the interval then move by about 0.1 % from seed to seed, for a set of 200 questions
_SEED = 20250301
_LEVEL = (2.5, 97.5)  # percent
_AT_ONCE = 4_000_000  # counts of questions in memory at once: 32 MB

Values: TypeAlias = NDArray[np.float64]
# How often each question was drawn, (drawings, questions), to the value of each drawing.
Statistic = Callable[[Values], Values]


class Interval(NamedTuple):
    """A value with the ends of its 95 % interval; None where nothing was there to measure."""

    value: float | None
    low: float | None
    high: float | None


def statistics_of(results: Sequence[Result]) -> dict[str, Statistic]:
    """The measures of a run by name: each share, right answers by type (`answered_right.date`), and times (`latency_p95`)."""
    names = dict.fromkeys(name for result in results for name in result.measures)
    types = sorted({result.type for result in results})
    steps = dict.fromkeys(step for result in results for step in result.timings)
    times = [result.milliseconds or math.nan for result in results]  # one that was not asked took none
    found = {name: _share(results, name) for name in names}
    found |= {f"answered_right.{type}": _share(results, "answered_right", type) for type in types}
    for percent in (50, 95):
        found[f"latency_p{percent}"] = percentile_of(times, percent / 100)
        for step in steps:
            found[f"latency_p{percent}.{step}"] = percentile_of([r.timings.get(step, math.nan) for r in results], percent / 100)
    return found


def share_of(parts: Sequence[float], wholes: Sequence[float]) -> Statistic:
    """The sum of parts over the sum of wholes."""
    part, whole = np.asarray(parts, float), np.asarray(wholes, float)

    def value(drawn: Values) -> Values:
        sums = drawn @ whole
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(sums > 0, (drawn @ part) / sums, np.nan)

    return value


def percentile_of(values: Sequence[float], share: float) -> Statistic:
    """The value within which `share` of the questions lie, by nearest rank; those without a value (NaN) do not count."""
    all_values = np.asarray(values, float)
    order = np.argsort(all_values)[: int(np.count_nonzero(~np.isnan(all_values)))]
    ordered = all_values[order]

    def value(drawn: Values) -> Values:
        if not len(ordered):
            return np.full(len(drawn), np.nan)
        upto = drawn[:, order].cumsum(axis=1)
        total = upto[:, -1]
        reached = upto >= np.ceil(share * total)[:, None]
        return np.where(total > 0, ordered[reached.argmax(axis=1)], np.nan)

    return value


def values(results: Sequence[Result]) -> dict[str, float | None]:
    """Every measure of a run, without its interval; None where there was nothing to measure."""
    as_it_is = np.ones((1, len(results)))
    found = {name: float(statistic(as_it_is)[0]) for name, statistic in statistics_of(results).items()}
    return {name: None if math.isnan(value) else value for name, value in found.items()}


def intervals(results: Sequence[Result], only: Sequence[str] | None = None) -> dict[str, Interval]:
    """Every measure of a run (or `only` some) with its interval."""
    found = statistics_of(results)
    names = list(found) if only is None else [name for name in only if name in found]
    return _intervals({name: found[name] for name in names}, len(results))


def differences(before: Sequence[Result], after: Sequence[Result]) -> dict[str, Interval]:
    """How much each measure that both runs have grew. Both are of the same questions, in the same order."""
    old, new = statistics_of(before), statistics_of(after)
    grown = {name: _difference(old[name], new[name]) for name in new if name in old}
    return _intervals(grown, len(before))


def _difference(old: Statistic, new: Statistic) -> Statistic:
    return lambda drawn: new(drawn) - old(drawn)


def _share(results: Sequence[Result], name: str, type: str | None = None) -> Statistic:
    counts = [result.measures.get(name) if type in (None, result.type) else None for result in results]
    return share_of([count.part if count else 0.0 for count in counts], [count.whole if count else 0.0 for count in counts])


def _intervals(statistics: dict[str, Statistic], questions: int) -> dict[str, Interval]:
    if not questions:
        return dict.fromkeys(statistics, Interval(None, None, None))
    drawn: dict[str, list[Values]] = {name: [] for name in statistics}
    for some in _drawings(questions):
        for name, statistic in statistics.items():
            drawn[name].append(statistic(some))
    as_it_is = np.ones((1, questions))
    return {name: _interval(float(statistic(as_it_is)[0]), drawn[name]) for name, statistic in statistics.items()}


def _interval(value: float, drawn: Sequence[Values]) -> Interval:
    values = np.concatenate(drawn)
    known = values[~np.isnan(values)]
    if math.isnan(value) or not len(known):
        return Interval(None, None, None)
    low, high = np.percentile(known, _LEVEL)
    return Interval(value, float(low), float(high))


def _drawings(questions: int) -> Iterator[Values]:
    """How often each question was drawn, some drawings at a time; the same for the same number of questions."""
    generator = np.random.default_rng(_SEED)
    at_once = max(1, min(DRAWINGS, _AT_ONCE // questions))
    for first in range(0, DRAWINGS, at_once):
        rows = min(at_once, DRAWINGS - first)
        places = generator.integers(0, questions, (rows, questions)) + np.arange(rows)[:, None] * questions
        yield np.bincount(places.ravel(), minlength=rows * questions).reshape(rows, questions).astype(float)
