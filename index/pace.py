"""How long files take to be read and stored, learned from those that were: the time left is a guess from these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_ALL = ""


class Pace:
    """Seconds a byte, by the ending of the files' names: a PDF takes longer than a text of its size."""

    def __init__(self) -> None:
        self._bytes: dict[str, int] = defaultdict(int)
        self._seconds: dict[str, float] = defaultdict(float)

    def note(self, ending: str, size: int, seconds: float) -> None:
        """Note what a file of so many bytes took."""
        for key in (ending.lower(), _ALL):
            self._bytes[key] += max(size, 1)
            self._seconds[key] += seconds

    def expect(self, ending: str, size: int) -> float | None:
        """The seconds that a file will take: at the pace of its kind, else of all; None before anything was measured."""
        key = ending.lower() if self._bytes.get(ending.lower()) else _ALL
        return self._seconds[key] / self._bytes[key] * size if self._bytes.get(key) else None

    def left(self, running: tuple[str, int, float] | None, waiting: Iterable[tuple[str, int]]) -> float | None:
        """The seconds left for the file at hand (ending, size, seconds so far) and those that wait; None if nothing tells."""
        expected = [self.expect(*file) for file in waiting]
        if running is not None:
            whole = self.expect(*running[:2])
            expected.append(None if whole is None else max(0.0, whole - running[2]))
        known = [seconds for seconds in expected if seconds is not None]
        return sum(known) if known else None
