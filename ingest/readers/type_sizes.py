"""Headings told by the size of their type: what is set larger than the text that most of the document is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

_LARGER = 1.12  # times the body's size; 11 on 10 points is a heading, a rounding is not
_STEP = 0.5  # points; sizes nearer than this are one
_DEEPEST = 6
_MOST = 0.35  # of the characters; where more is large, size tells no headings


def levels_by_size(sized: Iterable[tuple[float, int]]) -> Mapping[float, int]:
    """The heading level, from 1 for the largest, of each size (`rounded`) that heads, given sizes with their characters."""
    counts: Counter[float] = Counter()
    for size, characters in sized:
        if size > 0:
            counts[rounded(size)] += characters
    if not counts:
        return {}
    body = max(counts, key=lambda size: (counts[size], -size))
    large = sorted((size for size in counts if size >= body * _LARGER), reverse=True)
    if sum(counts[size] for size in large) > _MOST * counts.total():
        return {}
    return {size: min(level, _DEEPEST) for level, size in enumerate(large, start=1)}


def rounded(size: float) -> float:
    """A size to the nearest half point."""
    return round(size / _STEP) * _STEP
