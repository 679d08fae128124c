"""Bound the memory of another process from outside, for systems where a process cannot bound its own (not Linux)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

_EVERY = 0.05  # seconds; a process fills some 2 MB a millisecond, so it is stopped within 100 MB of its limit


@contextmanager
def memory_watched(process_id: int, most: int, stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` once, from a thread, should the process grow by more than `most` bytes within."""
    import psutil

    try:
        process = psutil.Process(process_id)
        limit = _held(process) + most
    except psutil.Error:  # gone already, which whoever talks to it will notice
        yield
        return
    done = Event()

    def watch() -> None:
        while not done.wait(_EVERY):
            try:
                is_over = _held(process) > limit
            except psutil.Error:
                return
            if is_over:
                stop()
                return

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _held(process: object) -> int:
    """Bytes that only this process holds where the system counts them (Windows), else those it has in memory."""
    info = process.memory_info()  # type: ignore[attr-defined]
    return int(getattr(info, "private", info.rss))
