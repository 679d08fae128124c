"""The runs that are kept, each in a line: how many of its questions were asked, and how many answered right."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from eval.runs import RESULTS, Run, runs_of


@dataclass(frozen=True, slots=True)
class Summary:
    """A run, the questions that have a result, and of these the right ones."""

    run: Run
    asked: int
    right: int


def summaries(data: Path) -> list[Summary]:
    """The runs of a data folder, the newest first."""
    return [summary_of(run) for run in reversed(runs_of(data))]


def summary_of(run: Run) -> Summary:
    """A run in short."""
    path = run.folder / RESULTS
    return Summary(run, *_counted(path, path.stat().st_size if path.is_file() else 0))


class _Short(msgspec.Struct):
    """What is read of a result: a twentieth of the time of reading all."""

    id: str
    right: bool


@lru_cache(maxsize=500)  # lines are only ever added
def _counted(path: Path, size: int) -> tuple[int, int]:
    if not size:
        return 0, 0
    found: dict[str, bool] = {}
    for line in path.read_bytes()[:size].split(b"\n")[:-1]:
        with suppress(msgspec.DecodeError):  # a broken line is none
            short = _DECODER.decode(line)
            found[short.id] = short.right
    return len(found), sum(found.values())


_DECODER = msgspec.json.Decoder(_Short)
