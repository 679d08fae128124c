"""What is kept of one gold question in a run: what was wanted, what was given, how each measure counts it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from eval.gold import GoldEvidence


class Counted(NamedTuple):
    """What a question counts in a measure: over a run the measure is the sum of parts over the sum of wholes."""

    part: float
    whole: float


class Ranked(NamedTuple):
    """A passage that retrieval ranked, best first. `text` is its beginning."""

    document: str
    page: int
    place: str  # where a person finds it: 12쪽, 문단 34
    start: int
    end: int
    text: str


class Cited(NamedTuple):
    """A place that the answer cites, with its words to the letter."""

    document: str
    page: int
    place: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Result:
    """One question of a run. `measures` has those that it counts in, by name; times are milliseconds."""

    id: str
    question: str
    type: str
    wanted: str
    evidence: tuple[GoldEvidence, ...]
    given: str
    right: bool
    abstained: bool
    confidence: float
    milliseconds: float
    error: str = ""  # why there is no answer
    timings: dict[str, float] = field(default_factory=dict)  # by step
    measures: dict[str, Counted] = field(default_factory=dict)
    passages: tuple[Ranked, ...] = ()
    citations: tuple[Cited, ...] = ()
