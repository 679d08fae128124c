"""One writer at a time over all processes: a lock on a file, which the system gives back when its holder is killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.refused import not_stored
from ingest.errors import InUse

LOCK = "writer.lock"
_PATIENCE = 2.0  # seconds; a reader that catches up when it opens holds the lock for less


@contextmanager
def writing(folder: Path, waits: Callable[[], bool] | None = None) -> Iterator[None]:
    """Be the one who writes in a data folder. `waits` is asked every two seconds where another does: whether to wait on.

    Raises InUse where it does not, BadInput where nothing can be written there.
    """
    lock = FileLock(folder / LOCK)
    while not lock.is_locked:
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout as error:
            if waits is None or not waits():
                raise InUse("다른 작업이 색인에 쓰고 있습니다.", "그 작업이 끝난 뒤 다시 실행해 주십시오.") from error
        except OSError as error:
            raise not_stored(folder, error) from error
    try:
        yield
    finally:
        lock.release()
