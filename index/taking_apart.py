"""Files taken into a library by a process of its own that gives way to all others, so that who asks does not wait for it.

Taking in is half Python, which one process runs on one core: in the process that answers, an answer waited 6 s for it.
Requests go out on its standard input and what it tells comes back on its standard output, as for `ingest.worker`.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO, Any, NamedTuple

from index.intake import FileReport, Status, take_one
from index.library import Library, open_library
from index.ranking import Ranking
from ingest.apart import give_way, start_apart
from ingest.errors import GeungeoError, InUse
from ingest.log.noting import asked, asking, note, note_failure
from ingest.log.opened import OpenedAs, opened_as
from ingest.worker import receive, send, take_pipes

_IDLE = 60.0  # seconds without a file, after which the process ends: it holds some 500 MB
_BROKE = "문서를 넣던 프로세스가 멈추었습니다. 다시 넣어 보시고, 되풀이되면 파일과 함께 개발자에게 알려 주십시오."

Waits = Callable[[], bool]


class _Opening(NamedTuple):
    """The library that files are taken into."""

    folder: Path
    model: str
    passage_length: int
    ranking: Ranking
    log: OpenedAs | None = None  # the parent's, when the process is begun


class _Request(NamedTuple):
    """A file to take in; without one, the search structures are to be brought level."""

    file: Path | None = None
    replaces: bool = False
    number: str = ""  # of the request that the file came with
    job: str = ""


class _Told(NamedTuple):
    """What the process tells of a request: `waits` is answered with whether to wait on, `storing` and `idle` are not."""

    kind: str  # storing, waits, done, in use, failed
    given: Any = None


class Apart:
    """Takes files in through the process, which is started at the first of them. One thread at a time may use it."""

    def __init__(self, library: Library, model: str) -> None:
        """`model` is the setting that the library was opened with."""
        self._opening = _Opening(library.folder.absolute(), model, library.passage_length, library.ranking)
        self._worker: _Worker | None = None
        self._lock = Lock()
        self._is_closed = False
        self._waits: Waits = lambda: True

    @contextmanager
    def batch(self, waits: Waits) -> Iterator[Apart]:
        """For a batch of files; `waits` is asked where another process is writing: whether to wait for it still."""
        self._waits = waits
        yield self

    def take(self, file: Path, storing: Callable[[int], None], *, replaces: bool) -> FileReport:
        """Take one file in, as `take_one` does. Raises OSError where it could not be stored."""
        told = self._ask(_Request(file, replaces, asking().number, asking().job), storing)
        if told is None:
            return FileReport(str(file), file.name, Status.FAILED, _BROKE)
        if told.kind == "failed":
            raise OSError(told.given)
        assert isinstance(told.given, FileReport)
        return told.given

    def refresh(self) -> None:
        """Bring the search structures level. Raises InUse where another writes who is not waited for."""
        told = self._ask(_Request(), lambda pages: None)
        if told is not None and told.kind == "in use":
            raise InUse(told.given)
        if told is None or told.kind == "failed":
            note("not level", logging.ERROR, content={"told": told.given if told else "the process ended"})

    @property
    def process_id(self) -> int | None:
        """The process, if there is one."""
        return self._worker.process.pid if self._worker is not None else None

    def close(self) -> None:
        """End the process, and start no other; what it has not stored whole is undone."""
        with self._lock:
            self._is_closed = True
            self._end()

    def _ask(self, request: _Request, storing: Callable[[int], None]) -> _Told | None:
        """What came of a request; None where the process ended over it."""
        worker = self._ready()
        if worker is None:
            return None
        told = worker.ask(request, storing, self._waits)
        if told is None and worker.is_used and not worker.has_told:  # it had ended before, of having nothing to do
            worker = self._ready(anew=True)
            told = worker.ask(request, storing, self._waits) if worker is not None else None
        if worker is not None:
            worker.is_used = True
        if told is None:
            with self._lock:
                self._end()
        return told

    def _ready(self, anew: bool = False) -> _Worker | None:
        with self._lock:
            if self._is_closed:
                return None
            if anew or (self._worker is not None and self._worker.process.poll() is not None):
                self._end()
            if self._worker is None:
                self._worker = _Worker(self._opening)
            return self._worker

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class _Worker:
    """The process and the pipes to it."""

    def __init__(self, opening: _Opening) -> None:
        self.is_used = False
        self.has_told = False  # something of the request at hand
        self.process: subprocess.Popen[bytes] = start_apart("index.taking_apart")
        assert self.process.stdin is not None and self.process.stdout is not None
        self._requests, self._tells = self.process.stdin, self.process.stdout
        with suppress(OSError):
            send(self._requests, pickle.dumps(opening._replace(log=opened_as())))

    def ask(self, request: _Request, storing: Callable[[int], None], waits: Waits) -> _Told | None:
        """What came of a request; None where the process ended."""
        self.has_told = False
        try:
            send(self._requests, pickle.dumps(request))
            while True:
                told: _Told = pickle.loads(receive(self._tells))
                self.has_told = True
                if told.kind == "storing":
                    storing(told.given)
                elif told.kind == "waits":
                    send(self._requests, pickle.dumps(waits()))
                else:
                    return told
        except (OSError, EOFError, ValueError):  # ended, or closed by another thread
            return None

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self.process.kill()
        self.process.wait()
        for pipe in (self._requests, self._tells):
            with suppress(OSError, ValueError):
                pipe.close()


# -- in the process -------------------------------------------------------------------------------------------------


def serve(_: str) -> None:
    """Take in what comes until the parent closes the pipe or is no more, or nothing has come for a while."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # to stop is the parent's to decide, who lets the file at hand be finished
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    give_way()
    requests, tells = take_pipes()
    inbox: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    opening: _Opening = inbox.get()
    log = opening.log.again() if opening.log is not None else nullcontext()
    log.__enter__()  # never left: the process ends at once

    def tell(kind: str, given: Any = None) -> None:
        send(tells, pickle.dumps(_Told(kind, given)))

    def waits() -> bool:
        tell("waits")
        return bool(inbox.get())

    library: Library | None = None
    while True:
        try:
            request: _Request = inbox.get(timeout=_IDLE)
        except Empty:
            os._exit(0)
        with asked(request.number, job=request.job):
            try:
                library = library or _opened(opening, waits)
                tell("done", _done(library, request, tell))
            except InUse as error:
                tell("in use", error.reason)
            except Exception as error:
                note_failure("not taken in", error)
                tell("failed", str(error) if isinstance(error, GeungeoError) else str(error) or type(error).__name__)


def _opened(opening: _Opening, waits: Waits) -> Library:
    library = open_library(opening.folder, opening.model, passage_length=opening.passage_length, ranking=opening.ranking)
    return replace(library, waits=waits)


def _done(library: Library, request: _Request, tell: Callable[..., None]) -> FileReport | None:
    if request.file is not None:
        return take_one(library, request.file, lambda pages: tell("storing", pages), replaces=request.replaces)
    library.reload()  # another may have taken documents out meanwhile
    library.refresh()
    return None


def _listen(requests: IO[bytes], inbox: SimpleQueue[Any]) -> None:
    """Take in what the parent says; end as soon as it is gone: what is half stored then is undone."""
    try:
        while True:
            inbox.put(pickle.loads(receive(requests)))
    finally:
        os._exit(0)
