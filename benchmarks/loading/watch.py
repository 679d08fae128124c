"""The program as it is seen from outside: its memory over time, and the documents that are handed to it while it is asked."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import psutil

_PATIENCE = 60.0  # seconds
_BATCH = 20  # files handed over together
_LOOKED_EVERY = 3.0  # seconds between two looks at the jobs
_DONE = frozenset({"added", "replaced", "unchanged"})
_UNDONE = frozenset({"waiting", "reading", "storing"})


class Seen(NamedTuple):
    """How it stood at a time: seconds since the users began, megabytes resident, documents taken in and failed."""

    at: float
    program: float
    children: float
    documents: int
    failed: int


class Watch:
    """Looks at a program every second or so, and hands documents over at an even pace."""

    def __init__(self, url: str, pid: int, papers: Sequence[Path], seconds: float) -> None:
        """The papers are handed over in batches, the last of them by `seconds`."""
        self._client = httpx.Client(base_url=url, timeout=_PATIENCE)
        self._process = psutil.Process(pid)
        batches = [papers[at : at + _BATCH] for at in range(0, len(papers), _BATCH)]
        self._waiting = [(number * seconds / len(batches), batch) for number, batch in enumerate(batches)]
        self._jobs: dict[str, tuple[int, int, bool]] = {}  # by id: documents taken in and failed, whether it is done
        self._looked_at = 0.0
        self.seen: list[Seen] = []
        self.reasons: list[str] = []

    @property
    def is_done(self) -> bool:
        """Whether every paper was handed over and dealt with."""
        return not self._waiting and all(done for _, _, done in self._jobs.values())

    def look(self, at: float) -> Seen:
        """Hand over what is due, look, and note what is seen."""
        while self._waiting and self._waiting[0][0] <= at:
            self._hand_over(self._waiting.pop(0)[1])
        if time.monotonic() - self._looked_at > _LOOKED_EVERY:
            self._looked_at = time.monotonic()
            self._ask_jobs()
        children = sum(_resident(child) for child in self._process.children(recursive=True))
        taken, failed = (sum(job[part] for job in self._jobs.values()) for part in (0, 1))
        self.seen.append(Seen(at, _resident(self._process), children, taken, failed))
        return self.seen[-1]

    def _hand_over(self, batch: Sequence[Path]) -> None:
        with ExitStack() as stack:
            files: list[Any] = [("files", (path.name, stack.enter_context(path.open("rb")))) for path in batch]
            reply = self._client.post("api/v1/documents", files=files).raise_for_status()
        self._jobs[reply.json()["id"]] = (0, 0, False)

    def _ask_jobs(self) -> None:
        for id, (_, _, done) in self._jobs.items():
            if not done:
                job = self._client.get(f"api/v1/jobs/{id}").raise_for_status().json()
                stages = [file["stage"] for file in job["files"]]
                failed = [file for file in job["files"] if file["stage"] not in _DONE | _UNDONE]
                self.reasons += [f"{file['name']}: {file['reason']}" for file in failed if job["done"]]
                self._jobs[id] = (sum(stage in _DONE for stage in stages), len(failed), job["done"])


def _resident(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / 1e6
    except psutil.Error:
        return 0.0  # it ended meanwhile


def slope(seen: Sequence[Seen]) -> float:
    """Megabytes a minute by which the program's memory grew, by least squares."""
    if len(seen) < 2:
        return 0.0
    mean_at = sum(one.at for one in seen) / len(seen)
    mean = sum(one.program for one in seen) / len(seen)
    spread = sum((one.at - mean_at) ** 2 for one in seen)
    return sum((one.at - mean_at) * (one.program - mean) for one in seen) / spread * 60 if spread else 0.0


def by_minute(seen: Sequence[Seen]) -> Iterator[Seen]:
    """The last look of every minute."""
    for minute in range(int(seen[-1].at // 60) + 1 if seen else 0):
        within = [one for one in seen if one.at // 60 == minute]
        if within:
            yield within[-1]
