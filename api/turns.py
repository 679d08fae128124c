"""Whose turn it is: so many requests are worked on at the same time, so many wait, and who comes then is told to come again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from ingest.log.noting import carried

_FIRST_GUESS = 0.2  # seconds that a request takes, until one was seen
_NEWEST = 0.2  # what the last one counts in the mean
_MOST_PATIENCE = 60  # seconds that anyone is told to wait

_Made = TypeVar("_Made")


class Crowded(Exception):
    """No room to wait in. `seconds` is when there may be."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Turns:
    """A pool of threads with a bounded queue before it. Any thread and any event loop may use it."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once, self._waiting = at_once, waiting
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="api")
        self._lock = Lock()
        self._inside = 0
        self._each = _FIRST_GUESS

    def start(self, work: Callable[[], _Made]) -> Future[_Made]:
        """Have something done when its turn comes. Raises Crowded where too many wait already."""
        with self._lock:
            if self._inside >= self._at_once + self._waiting:
                raise Crowded(self._patience())
            self._inside += 1
        future = self._pool.submit(carried(self._timed), work)
        future.add_done_callback(self._leave)
        return future

    @property
    def working(self) -> int:
        """How many are worked on."""
        return min(self._inside, self._at_once)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return max(0, self._inside - self._at_once)

    def close(self) -> None:
        """Take nobody in any more; what waits is dropped, what is worked on is not waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _patience(self) -> int:
        """Seconds until those that wait now will have been worked on."""
        return max(1, min(_MOST_PATIENCE, math.ceil(self._each * (self._waiting + 1) / self._at_once)))

    def _timed(self, work: Callable[[], _Made]) -> _Made:
        start = time.monotonic()
        try:
            return work()
        finally:
            self._each += _NEWEST * (time.monotonic() - start - self._each)

    def _leave(self, _: Future[_Made]) -> None:
        with self._lock:
            self._inside -= 1
