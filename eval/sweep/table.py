"""The table of a sweep: a row a combination with its measures, what is best, and whether it differs from the first row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eval.compare import Change, compare
from eval.head import Head
from eval.result import Result
from eval.runs import Run, all_results
from eval.statistics import Interval, intervals
from eval.sweep.combining import Combination
from eval.sweep.plan import Sweep
from eval.wording import better

NOTHING = Interval(None, None, None)


class Cell(NamedTuple):
    """A measure of a combination; `change` is against the first, None in its own row and where nothing can be compared."""

    measure: str
    interval: Interval
    change: Change | None
    is_best: bool


class Row(NamedTuple):
    """A combination with its measures."""

    combination: Combination
    head: Head
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """All rows of a sweep, the baseline first."""

    sweep: Sweep
    rows: tuple[Row, ...]


def table_of(sweep: Sweep, runs: Sequence[Run]) -> Table:
    """The table of the runs of a sweep's combinations, in their order."""
    results = [all_results(run)[0] for run in runs]
    measured = [intervals(some, sweep.measures) for some in results]
    best = {name: _best(name, [one.get(name, NOTHING).value for one in measured]) for name in sweep.measures}
    rows = []
    for combination, run, some, one in zip(sweep.combinations, runs, results, measured, strict=True):
        changes = _changes(results[0], some) if run != runs[0] else {}
        cells = (_cell(name, one.get(name, NOTHING), changes.get(name), best[name]) for name in sweep.measures)
        rows.append(Row(combination, run.head, tuple(cells)))
    return Table(sweep, tuple(rows))


def _changes(first: Sequence[Result], some: Sequence[Result]) -> dict[str, Change]:
    return {change.name: change for change in compare(first, some).changes}


def _cell(name: str, found: Interval, change: Change | None, best: float | None) -> Cell:
    return Cell(name, found, change, best is not None and found.value == best)


def _best(name: str, values: Sequence[float | None]) -> float | None:
    """The best value of a column; None where all are the same, or neither way is better."""
    known = [value for value in values if value is not None]
    if not better(name) or len(set(known)) < 2:
        return None
    return max(known) if better(name) > 0 else min(known)
