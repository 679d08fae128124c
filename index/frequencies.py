"""In how many of the passages that one sees a term stands, kept for as long as the index is what it was: to count takes a search."""

from __future__ import annotations

import math
from collections.abc import Callable

Counts = Callable[[str, str], int]  # passages in which a term of a field stands; without a field, all
Weighs = Callable[[str, str], float]  # what a term of a field weighs
_MOST = 50_000  # terms, some 200 bytes each; beyond, all are counted anew


def rarity(count: int, frequency: int) -> float:
    """The inverse document frequency of BM25: of a term in so many of so many passages."""
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def weighing(seen: Counts, whole: Counts) -> Weighs:
    """What makes of a weight by all passages one by those that are seen."""
    count, of = seen("", ""), whole("", "")

    def weighs(field: str, term: str) -> float:
        frequency = seen(field, term)  # a term that is not seen finds nothing, whatever it weighs
        return rarity(count, frequency) / rarity(of, whole(field, term)) if frequency else 1.0

    return weighs


def as_counted(field: str, term: str) -> float:
    """A weight by all passages as it is, where all are seen."""
    return 1.0


class Frequencies:
    """The terms that were counted. Any thread may ask."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep so many."""
        self._most = most
        self._state = ""
        self._kept: dict[tuple[str, str], int] = {}

    def of(self, field: str, term: str, state: str, count: Counts) -> int:
        """In how many passages a term of a field stands, as long as the index is in a state, or as `count` finds it now."""
        kept = self._kept
        if state != self._state or len(kept) >= self._most:
            self._state, self._kept = state, (kept := {})
        found = kept.get((field, term))
        if found is None:
            found = kept[field, term] = count(field, term)
        return found
