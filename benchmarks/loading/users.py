"""Users in a process of their own, a thread each: `python -m benchmarks.loading.users`, told by one line of JSON what to do.

It writes a line of JSON for every question, as it ends.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Lock, Thread
from typing import Any, NamedTuple

from benchmarks.loading.faces import FACES, Asked, Face

_ROOT = Path(__file__).parents[2]
_IN_CHAT = 0.4  # share of the users who ask in the chat
_SESSION = 6  # questions until one asks anew, in another conversation
_ENDS_WITHIN = 150.0  # seconds behind the last question; an answer is waited for at most 60


class Crowd(NamedTuple):
    """Who asks: so many users for so many seconds, who pause between two questions as long as people read, on the mean."""

    url: str
    users: int
    seconds: float
    think: float  # seconds; the pause is exponential
    questions: tuple[str, ...]
    seed: int = 1
    once: bool = False  # each asks one question, all at the same time


class Asking:
    """Users at work: what they told so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.told: list[Asked] = []
        self._process = process
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.told.append(Asked(*json.loads(line)))

    @property
    def is_over(self) -> bool:
        """Whether all of them are done."""
        return not self._reader.is_alive()

    def end(self) -> Sequence[Asked]:
        """Wait until all are done; what they told. Raises RuntimeError where they do not end."""
        self._reader.join(_ENDS_WITHIN)
        if self._reader.is_alive() or self._process.wait(_ENDS_WITHIN):
            raise RuntimeError("the users did not end")
        return self.told


@contextmanager
def asking(crowd: Crowd) -> Iterator[Asking]:
    """Users who begin to ask, in a process of their own, which ends with the block."""
    command = [sys.executable, "-m", "benchmarks.loading.users"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps(crowd._asdict()) + "\n")
            process.stdin.flush()
            yield Asking(process)
        finally:
            process.kill()


def main() -> None:
    """Ask as standard input says."""
    told: dict[str, Any] = json.loads(sys.stdin.readline())
    crowd, lock, began = Crowd(**told), Lock(), time.perf_counter()

    def tell(asked: Asked) -> None:
        with lock:
            print(json.dumps(asked), flush=True)

    threads = [Thread(target=_work, args=(crowd, number, began, tell)) for number in range(crowd.users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _work(crowd: Crowd, number: int, began: float, tell: Any) -> None:
    """One user, from beginning to end. Users come in over one pause, not all at once."""
    random = Random(crowd.seed * 10_000 + number)
    face = FACES["chat" if number % 10 < _IN_CHAT * 10 else "API"]
    if crowd.once:
        tell(face(crowd.url).ask(random.choice(crowd.questions), began))
        return
    time.sleep(random.random() * crowd.think)
    way: Face | None = None
    asked = 0
    while time.perf_counter() - began < crowd.seconds:
        if way is None or asked % _SESSION == 0:
            way = face(crowd.url)
        tell(way.ask(random.choice(crowd.questions), began))
        asked += 1
        pause = random.expovariate(1 / crowd.think) if crowd.think else 0.0
        time.sleep(max(0.0, min(pause, crowd.seconds - (time.perf_counter() - began))))


if __name__ == "__main__":
    main()
