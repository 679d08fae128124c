"""Two runs side by side: how much each measure grew and whether that is more than chance, and which questions changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from eval.result import Result
from eval.statistics import Interval, differences, values
from eval.wording import TIMES, better

_LEAST = 6  # questions: by the exact sign test fewer that all moved one way may be chance (2 × 0.5⁵ > 5 %)


class Verdict(StrEnum):
    """What became of a measure. It is the same where the difference is not real."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"  # more or less, where neither is better
    SAME = "same"


class Change(NamedTuple):
    """A measure in both runs, over the questions of both."""

    name: str
    before: float | None
    after: float | None
    grown: Interval
    moved: int  # questions that count otherwise in it than before

    @property
    def is_real(self) -> bool:
        """Whether the interval of the difference leaves 0 out, and not for want of questions: of two it knows no chance."""
        return (
            self.moved >= _LEAST
            and self.grown.low is not None
            and self.grown.high is not None
            and (self.grown.low > 0 or self.grown.high < 0)
        )

    @property
    def verdict(self) -> Verdict:
        """Better, worse, or the same as far as can be told."""
        if not self.is_real or self.grown.value is None:
            return Verdict.SAME
        way = better(self.name) * self.grown.value
        return Verdict.OTHER if way == 0 else Verdict.BETTER if way > 0 else Verdict.WORSE


class Pair(NamedTuple):
    """A question in both runs."""

    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the questions that both have; a question is the same where id and words are."""

    questions: int
    changes: tuple[Change, ...]
    better: tuple[Pair, ...]  # wrong before, right after
    worse: tuple[Pair, ...]
    otherwise: tuple[Pair, ...]  # as right or wrong as before, in other words
    reworded: tuple[Pair, ...]  # the same id asks something else: not compared
    only_before: tuple[Result, ...]
    only_after: tuple[Result, ...]


def compare(before: Sequence[Result], after: Sequence[Result]) -> Comparison:
    """Compare two runs. Questions that one of them lacks count in no measure, and are named."""
    new = {result.id: result for result in after}
    shared = [Pair(old, new[old.id]) for old in before if old.id in new]
    pairs = [pair for pair in shared if pair.before.question == pair.after.question]
    known = {pair.before.id for pair in shared}
    return Comparison(
        len(pairs),
        _changes([pair.before for pair in pairs], [pair.after for pair in pairs]),
        tuple(pair for pair in pairs if pair.after.right and not pair.before.right),
        tuple(pair for pair in pairs if pair.before.right and not pair.after.right),
        tuple(pair for pair in pairs if pair.before.right == pair.after.right and pair.before.given != pair.after.given),
        tuple(pair for pair in shared if pair.before.question != pair.after.question),
        tuple(result for result in before if result.id not in known),
        tuple(result for result in after if result.id not in known),
    )


def _changes(before: Sequence[Result], after: Sequence[Result]) -> tuple[Change, ...]:
    if not before:
        return ()
    old, new = values(before), values(after)
    return tuple(
        Change(name, old[name], new[name], grown, _moved(name, before, after))
        for name, grown in differences(before, after).items()
    )


def _moved(name: str, before: Sequence[Result], after: Sequence[Result]) -> int:
    """How many questions count otherwise in a measure; a time is another for every question."""
    measure, _, type = name.partition(".")
    if measure in TIMES:
        return len(before)
    pairs = [pair for pair in zip(before, after, strict=True) if type in ("", pair[0].type)]
    return sum(old.measures.get(measure) != new.measures.get(measure) for old, new in pairs)
