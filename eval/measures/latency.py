"""Latency: percentiles of the time from question to answer."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percentile(milliseconds: Sequence[float], share: float) -> float:
    """The time within which `share` (0 to 1) of the questions were answered, by nearest rank; 0 for none."""
    ordered = sorted(milliseconds)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0
