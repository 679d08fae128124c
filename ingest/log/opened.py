"""The log, open: what is noted is handed to a thread that writes it, so that nobody who works waits for the disk.

What cannot be written (a full disk, a folder that may not be written to) is dropped and counted; the count is written as
soon as anything can be. Of what comes faster than it can be written, the newest is dropped.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from logging.handlers import QueueHandler, QueueListener
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Any, NamedTuple

from ingest.log.file import LogFile
from ingest.log.lines import as_json, as_words, line_of
from ingest.log.noting import NAME, note_failure

OFF = "off"
_MOST_WAITING = 10_000  # lines
_PATIENCE = 5.0  # seconds for the lines that wait when the log is closed
_SHORTEST_SECRET = 6  # letters; a shorter one would be masked within other words


@contextmanager
def open_log(
    data: Path, level: str = "info", *, with_contents: bool = False, size: int = 50 << 20, secrets: Sequence[str] = ()
) -> Iterator[None]:
    """Write what is noted to the log of a data folder, and warnings to the terminal, until left; then all is written.

    `level` is one of Python's, or `off` for the terminal alone; `size` is the most that the files take, in bytes. Within a
    log that is open already nothing is opened.
    """
    root, ours = logging.getLogger(), logging.getLogger(NAME)
    if any(isinstance(handler, _Handing) for handler in root.handlers):
        yield
        return
    waiting: Queue[Any] = Queue(_MOST_WAITING)
    handing = _Handing(waiting, OpenedAs(data.absolute(), level, with_contents, size, tuple(secrets)))
    masked = [secret for secret in secrets if len(secret) >= _SHORTEST_SECRET]
    file = [_Filing(LogFile(data, size), masked, handing)] if level != OFF else []
    listener = _Listening(waiting, *file, _Telling(logging.WARNING), respect_handler_level=True)
    before = ours.level
    hook, threading.excepthook = threading.excepthook, _thread_failed  # it would print what the exception says
    ours.setLevel(logging.WARNING if level == OFF else level.upper())
    root.addHandler(handing)
    listener.start()
    try:
        yield
    finally:
        threading.excepthook = hook
        root.removeHandler(handing)
        ours.setLevel(before)
        listener.stop()
        for handler in file:
            handler.close()


class OpenedAs(NamedTuple):
    """With what a log was opened: another process that works for this one opens it alike."""

    data: Path
    level: str
    with_contents: bool
    size: int
    secrets: tuple[str, ...]

    def again(self) -> AbstractContextManager[None]:
        """The log, open in another process."""
        return open_log(self.data, self.level, with_contents=self.with_contents, size=self.size, secrets=self.secrets)


def opened_as() -> OpenedAs | None:
    """With what the log is open; None where none is."""
    return next((handler.opened_as for handler in logging.getLogger().handlers if isinstance(handler, _Handing)), None)


def _thread_failed(failed: threading.ExceptHookArgs) -> None:
    """Note what ended a thread that nobody waits for."""
    if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
        note_failure("thread failed", failed.exc_value, thread=failed.thread.name if failed.thread else "")


class _Handing(QueueHandler):
    """Takes of a record what is kept of it, and hands that on without waiting."""

    def __init__(self, waiting: Queue[Any], opened_as: OpenedAs) -> None:
        super().__init__(waiting)
        self.opened_as = opened_as
        self.lost = 0  # lines that were dropped since that was written

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        """The record as what is kept of it: neither arguments nor a trace, which would hold on to what they came from."""
        kept = logging.makeLogRecord({"levelno": record.levelno})
        kept.msg = line_of(record, self.opened_as.with_contents)
        return kept

    def enqueue(self, record: logging.LogRecord) -> None:
        """Hand a record on; where too many wait, it is dropped."""
        try:
            self.queue.put_nowait(record)
        except Full:
            self.lost += 1

    def handleError(self, record: logging.LogRecord) -> None:
        """What cannot be noted costs nobody the answer."""
        self.lost += 1


class _Listening(QueueListener):
    """Hands what waits to the handlers, in its thread."""

    queue: Queue[Any]

    def enqueue_sentinel(self) -> None:
        """Ask the thread to end when all is written; where it does not keep up, what waits is dropped."""
        try:
            self.queue.put(None, timeout=_PATIENCE)
        except Full:
            with suppress(Empty):
                self.queue.get_nowait()
            self.queue.put_nowait(None)


class _Filing(logging.Handler):
    """Writes lines to the file, and how many were dropped before."""

    def __init__(self, file: LogFile, secrets: Sequence[str], handing: _Handing) -> None:
        super().__init__()
        self._file, self._secrets, self._handing = file, secrets, handing

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; where the disk does not take it, it is dropped."""
        told: dict[str, Any] = record.msg  # type: ignore[assignment]
        try:
            if lost := self._handing.lost:
                self._file.write(as_json({"time": told["time"], "level": "warning", "event": "lost", "lines": lost}))
                self._handing.lost -= lost
            self._file.write(as_json(told, self._secrets))
        except (OSError, ValueError):
            self._handing.lost += 1

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


class _Telling(logging.Handler):
    """Tells the terminal in a few words; whoever reads it may be gone."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line to standard error."""
        with suppress(OSError, ValueError, AttributeError):
            print(as_words(record.msg), file=sys.stderr, flush=True)  # type: ignore[arg-type]
