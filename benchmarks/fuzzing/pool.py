"""Mutations through limited processes, two at a time, and what became of them counted."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from benchmarks.fuzzing.samples import FORMATS
from ingest.errors import UnreadableFile
from ingest.sandbox import Limits, Sandbox

TIME, MEMORY, CRASH = "time", "memory", "crash"
LIMITS = Limits(memory=768 << 20, seconds=30.0, seconds_per_megabyte=0.0)
_PROCESSES = 2
_FILES_A_WORKER = 1_000  # a start takes Kiwi some seconds
_TARGET = "benchmarks.fuzzing.target:read"
_SIGNS = {"시간이 너무 오래": TIME, "메모리를 너무 많이": MEMORY}


@dataclass(slots=True)
class Tally:
    """What became of the mutations of a format; the worst of each measure with the number of its mutation."""

    format: str
    outcomes: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    found: list[tuple[int, str, str]] = field(default_factory=list)  # number, outcome, detail of whatever is no good end
    seconds: float = 0.0
    slowest_reading: tuple[float, int] = (0.0, -1)
    slowest_understanding: tuple[float, int] = (0.0, -1)
    most_megabytes: tuple[float, int] = (0.0, -1)

    def add(self, number: int, told: dict[str, object]) -> None:
        """Count what became of a mutation."""
        outcome, detail = str(told["outcome"]), str(told.get("detail", ""))
        self.outcomes[outcome] += 1
        if outcome == "refused":
            self.refusals[detail] += 1
        elif outcome not in ("read", "deep"):
            self.found.append((number, outcome, detail))
        self.slowest_reading = max(self.slowest_reading, (_number(told, "reading"), number))
        self.slowest_understanding = max(self.slowest_understanding, (_number(told, "understanding"), number))
        self.most_megabytes = max(self.most_megabytes, (_number(told, "megabytes"), number))


def run(samples: Path, format: str, numbers: Iterable[int]) -> Tally:
    """Read the mutations with these numbers."""
    assert format in FORMATS, format
    sandboxes: SimpleQueue[Sandbox] = SimpleQueue()
    for _ in range(_PROCESSES):
        sandboxes.put(Sandbox(_TARGET, files_a_worker=_FILES_A_WORKER))
    tally, began = Tally(format), time.monotonic()

    def ask(number: int) -> tuple[int, dict[str, object]]:
        sandbox = sandboxes.get()
        try:
            return number, _told(sandbox, samples / format / str(number))
        finally:
            sandboxes.put(sandbox)

    with ThreadPoolExecutor(_PROCESSES) as threads:
        for number, told in threads.map(ask, numbers):
            tally.add(number, told)
    for _ in range(_PROCESSES):
        sandboxes.get().close()
    tally.seconds = time.monotonic() - began
    return tally


def _told(sandbox: Sandbox, path: Path) -> dict[str, object]:
    try:
        told: dict[str, object] = json.loads(sandbox.read(path, LIMITS).text)
    except UnreadableFile as error:
        return {"outcome": next((name for sign, name in _SIGNS.items() if sign in error.reason), CRASH), "detail": error.reason}
    return told


def _number(told: dict[str, object], name: str) -> float:
    value = told.get(name, 0.0)
    return float(value) if isinstance(value, int | float) else 0.0
