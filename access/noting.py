"""Noting what is asked, behind the answer: one thread writes, nothing waits for it, and no trouble of it reaches who asks.

The hearing desk asks at every key. Of such a burst the last is noted, once nothing more was typed for `_BURST` seconds.
"""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from starlette.requests import HTTPConnection

from access.asked import Asked, AskedLog
from access.person import person_of
from assistant.types import Answer
from ingest.errors import BadInput

_KEY = "noting"
_BURST = 3.0  # seconds
_DAY = 86_400.0  # seconds between two deletions of what is too old
_WAITING = 10_000  # of what is not written yet; beyond, with a disk that refuses it, it is lost
_TOGETHER = 200  # written in one transaction


class _Given(NamedTuple):
    asked: Asked
    is_burst: bool


class Noting:
    """The thread that notes."""

    def __init__(self, folder: Path, days: int, burst: float = _BURST) -> None:
        """Note to the log of a data folder, from which what is older than so many days is deleted, now and every day."""
        self._folder, self._days, self._burst = folder, days, burst
        self._given: queue.Queue[_Given | None] = queue.Queue(_WAITING)
        self._pending: dict[tuple[str, str], tuple[float, Asked]] = {}
        self._log: AskedLog | None = None
        self._cleared = -_DAY
        self._is_told = False
        self._thread = Thread(target=self._work, name="asked", daemon=True)
        self._thread.start()

    def put(self, asked: Asked, is_burst: bool = False) -> None:
        """Note what was asked. Returns at once and raises nothing."""
        try:
            self._given.put_nowait(_Given(asked, is_burst))
        except queue.Full:
            self._tell("too much is waiting to be noted")

    def close(self) -> None:
        """Write what is not written yet, and end."""
        self._given.put(None)
        self._thread.join()

    def _work(self) -> None:
        is_going = True
        while is_going:
            rows, is_going = self._next()
            try:
                self._write(rows)
            except BadInput as error:
                self._tell(str(error))
            except Exception:  # whatever it is, what is asked next is to be noted
                logging.getLogger(__name__).exception("what was asked was not noted")
        if self._log is not None:
            self._log.close()

    def _next(self) -> tuple[list[Asked], bool]:
        """What is to be written now, and whether more will come."""
        rows: list[Asked] = []
        is_going, wait = True, self._patience()
        while len(rows) < _TOGETHER:
            try:
                given = self._given.get(timeout=wait)
            except queue.Empty:
                break
            if given is None:
                is_going = False
                break
            wait = 0.0
            if given.is_burst:
                self._pending[given.asked.person, given.asked.face] = time.monotonic() + self._burst, given.asked
            else:
                rows.append(given.asked)
        now = time.monotonic()
        ripe = [key for key, (due, _) in self._pending.items() if due <= now or not is_going]
        return [*rows, *(self._pending.pop(key)[1] for key in ripe)], is_going

    def _patience(self) -> float:
        now = time.monotonic()
        return max(0.01, min([_DAY - (now - self._cleared), *(due - now for due, _ in self._pending.values())]))

    def _write(self, rows: Sequence[Asked]) -> None:
        if self._log is None:
            self._log = AskedLog(self._folder)
        if rows:
            self._log.add(rows)
        if time.monotonic() - self._cleared >= _DAY:
            self._cleared = time.monotonic()
            self._log.remove_older(self._days)
        self._is_told = False

    def _tell(self, trouble: str) -> None:
        if not self._is_told:
            self._is_told = True
            logging.getLogger(__name__).warning("what is asked is not noted: %s", trouble)


def take_notes(scope_state: dict[str, object], noting: Noting) -> None:
    """Have what a request asks be noted. The gate does it, before any handler."""
    scope_state[_KEY] = noting


def note(
    connection: HTTPConnection | None,
    face: str,
    text: str,
    documents: Sequence[str] = (),
    answered: bool = True,
    burst: bool = False,
) -> None:
    """Note what a request asked, and the names of the documents that it was shown; nothing where no notes are taken."""
    noting = connection.scope.get("state", {}).get(_KEY) if connection is not None else None
    if connection is None or not isinstance(noting, Noting):
        return
    request = str(connection.scope["state"].get("request_id", ""))
    names = list(dict.fromkeys(documents))
    noting.put(Asked(time.time(), person_of(connection).name, face, text, request, names, answered), burst)


def note_answer(connection: HTTPConnection | None, face: str, text: str, found: Sequence[Answer]) -> None:
    """Note a question with the documents that its answer cites; one that was stopped before there was an answer has none."""
    if text.strip():
        cited = [citation.document for answer in found for citation in answer.citations]
        note(connection, face, text, cited, any(not answer.abstained for answer in found))
