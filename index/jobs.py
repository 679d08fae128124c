"""Files to be taken in, batch after batch, by one thread of the application: it goes on when every browser is closed.

They are stored over a connection of their own, so that questions are answered from whole documents meanwhile.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread
from typing import NamedTuple, Protocol
from uuid import uuid4

from index.intake import FileReport, Status, take_one
from index.kept import is_kept, kept_name, throw_away
from index.library import Library
from index.pace import Pace
from index.waiting import left_waiting, note_waiting
from ingest.errors import GeungeoError
from ingest.log.noting import asked_now, at_work, format_of, note, note_failure

_REFRESH_SHARE = 0.1  # of the time: what was stored can be found that soon, and bringing level costs no more than that
ENDING = 30.0  # seconds for the file at hand when the application ends; beyond, what is half stored is undone
_WAITS = "다른 작업이 색인에 쓰고 있어 끝나기를 기다립니다. 저절로 이어집니다."
_NOT_STORED = "저장하지 못했습니다({}). 디스크의 빈 자리와 권한을 확인하고 다시 넣어 주십시오."
_REMEMBERED = 200  # batches that can still be asked for when they are done
_SYSTEM_ERRORS = (sqlite3.Error, OSError, MemoryError)


class Stage(StrEnum):
    """How far a file has come."""

    WAITING = "waiting"
    READING = "reading"
    STORING = "storing"
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    SKIPPED = "skipped"  # no reader is for it
    STOPPED = "stopped"  # its turn did not come


AT_HAND = frozenset({Stage.READING, Stage.STORING})
UNDONE = AT_HAND | {Stage.WAITING}


@dataclass(frozen=True, slots=True)
class Item:
    """A file of a batch; `reason` says why it failed and what to do, or what could not be read of it."""

    name: str
    stage: Stage = Stage.WAITING
    reason: str = ""
    size: int = 0  # bytes
    seconds: float = 0.0
    pages: int = 0  # 0 until it is read, and where the format records none
    passages: int = 0
    figures: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were handed over together, as far as they have come."""

    items: tuple[Item, ...]
    told: str = ""  # what it waits for
    is_stopping: bool = False
    seconds_left: float | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is left to do."""
        return not any(item.stage in UNDONE for item in self.items)


class Taking(Protocol):
    """Takes files into a library."""

    def take(self, file: Path, storing: Callable[[int], None], *, replaces: bool) -> FileReport:
        """Take one file in, as `take_one` does."""

    def refresh(self) -> None:
        """Bring the search structures level. Raises InUse where another writes who is not waited for."""


# Begins a batch; it is told what to ask where another process is writing: whether to wait for it still.
Begin = Callable[[Callable[[], bool]], AbstractContextManager[Taking]]


class Jobs:
    """The batches of a library. Any thread may call anything; `batches` are those since the thread was last idle."""

    def __init__(self, library: Library, begin: Begin | None = None) -> None:
        """`begin` says who takes files in (`taking_apart`); the thread itself where it is not given."""
        self._library = library
        self._begin: Begin = begin or partial(_here, library)
        self._lock = Lock()
        self._queue: list[_Running] = []
        self._named: dict[str, _Running] = {}  # by id, the last ones
        self._thread: Thread | None = None
        self._is_working = False
        self._is_closed = Event()
        self._pace = Pace()

    def put(self, files: Sequence[Path], refused: Iterable[Item] = ()) -> str:
        """Queue files as a batch; `refused` are told with it. Those kept in the data folder replace documents of their name.

        Gives the id under which `batch` tells of it.
        """
        with self._lock:
            if not self._is_working:
                self._queue = []
            id = uuid4().hex
            batch = _Running(id, list(files), [*(Item(self._name(file), size=_size(file)) for file in files), *refused])
            self._queue.append(batch)
            self._named = {**dict(list(self._named.items())[1 - _REMEMBERED :]), id: batch}
            if files and not self._is_working and not self._is_closed.is_set():
                self._is_working = True
                self._thread = Thread(target=self._work, name="ingest", daemon=True)
                self._thread.start()
            self._note_waiting()
        with at_work(id):
            note("queued", files=len(files), bytes=sum(item.size for item in batch.items))
        return id

    def resume(self) -> int:
        """Queue what waited when the program ended last, by a stop or a power cut; how many files that are."""
        files = left_waiting(self._library.folder)
        if files:
            self.put(files)
        return len(files)

    def stop(self, shows: Callable[[str], bool] = lambda name: True) -> None:
        """Take in no more of what is queued; the file at hand is finished.

        With `shows`, only of batches of which it lets one see every document.
        """
        with self._lock:
            for batch in self._queue:
                batch.is_stopping |= all(shows(item.name) for item in batch.items)
            self._note_waiting()

    def batches(self) -> tuple[Batch, ...]:
        """How far each batch has come."""
        with self._lock:
            return tuple(self._state(batch) for batch in self._queue)

    def batch(self, id: str) -> Batch | None:
        """How far the batch of an id has come; None where there was none since the program began, or it is long past."""
        with self._lock:
            found = self._named.get(id)
            return self._state(found) if found is not None else None

    @property
    def is_working(self) -> bool:
        """Whether anything is queued or at hand."""
        return self._is_working

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until nothing is left to do, or so many seconds; whether nothing is."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return not self._is_working

    def close(self, seconds: float = ENDING) -> None:
        """Stop, and wait so long for the file at hand. What is left stays noted, for `resume`."""
        self._is_closed.set()
        self.stop()
        self.wait(seconds)

    def _state(self, batch: _Running) -> Batch:
        """A batch as it stands, with a guess at the time left."""
        items = batch.items
        if batch.started and batch.at < len(items) and items[batch.at].stage in AT_HAND:
            items = [*items]
            items[batch.at] = replace(items[batch.at], seconds=time.monotonic() - batch.started)
        running = next(((_ending(item), item.size, item.seconds) for item in items if item.stage in AT_HAND), None)
        waiting = [(_ending(item), item.size) for item in items if item.stage is Stage.WAITING and not batch.is_stopping]
        return Batch(tuple(items), batch.told, batch.is_stopping, self._pace.left(running, waiting))

    # -- the thread -----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while (batch := self._next()) is not None:
            with at_work(batch.id, batch.asking):
                self._work_on(batch)

    def _work_on(self, batch: _Running) -> None:
        try:
            with self._begin(partial(self._waits, batch)) as taking:
                self._take_in(taking, batch)
        except (GeungeoError, *_SYSTEM_ERRORS) as error:
            note_failure("batch failed", error)
            self._end(batch, Stage.FAILED, _told_of(error))

    def _next(self) -> _Running | None:
        """The first batch with something left to do; without one the thread ends."""
        with self._lock:
            batch = next((batch for batch in self._queue if any(item.stage in UNDONE for item in batch.items)), None)
            self._is_working = batch is not None
            return batch

    def _take_in(self, taking: Taking, batch: _Running) -> None:
        """Take the files in one by one, bringing the search structures level every now and then, and at the end."""
        refreshed, took = time.monotonic(), 0.0
        for number, file in enumerate(batch.files):
            if batch.is_stopping:
                break
            self._take(taking, batch, number, file)
            if (time.monotonic() - refreshed) * _REFRESH_SHARE >= took:
                start = time.monotonic()
                self._refresh(taking)
                refreshed = time.monotonic()
                took = refreshed - start
        self._refresh(taking)
        self._end(batch, Stage.STOPPED, "")

    def _take(self, taking: Taking, batch: _Running, number: int, file: Path) -> None:
        """Take one file in; what fails is told with it."""
        self._note(batch, number, stage=Stage.READING)
        batch.at, batch.started = number, time.monotonic()
        library = self._library
        kept = is_kept(library.folder, file)
        try:
            report = taking.take(file, lambda pages: self._note(batch, number, stage=Stage.STORING, pages=pages), replaces=kept)
            gone = report.status is Status.FAILED and library.store.origin(batch.items[number].name) is None
            if kept and gone and not batch.is_stopping:
                throw_away(library.folder, file)  # nothing would name it, nor be there to remove
        except _SYSTEM_ERRORS as error:
            name = batch.items[number].name
            note_failure("not taken in", error, file=number, format=format_of(file), content={"name": name})
            report = FileReport(str(file), name, Status.FAILED, _told_of(error), seconds=time.monotonic() - batch.started)
        batch.told = ""
        self._report(batch, number, report)

    def _report(self, batch: _Running, number: int, report: FileReport) -> None:
        """Note what became of a file, and what it took if it was read."""
        item = batch.items[number]
        if report.status in {Status.ADDED, Status.REPLACED}:
            self._pace.note(_ending(item), item.size, report.seconds)
        note(
            "taken in",
            file=number,
            format=format_of(Path(item.name)),
            stage=report.status.value,
            bytes=item.size,
            seconds=round(report.seconds, 3),
            pages=report.pages,
            passages=report.passages,
            figures=report.figures,
            content={"name": item.name, "reason": report.reason},
        )
        self._note(
            batch,
            number,
            stage=Stage(report.status.value),
            reason=report.reason,
            seconds=report.seconds,
            pages=report.pages,
            passages=report.passages,
            figures=report.figures,
        )
        with self._lock:
            self._note_waiting()

    def _refresh(self, taking: Taking) -> None:
        """Let what was stored be found, here and by whoever asks now."""
        try:
            taking.refresh()
        except GeungeoError:  # stopped while another writes, who brings everything level
            note("level later")
        self._library.reload()

    def _end(self, batch: _Running, stage: Stage, reason: str) -> None:
        """Note of whatever of a batch is left that it is not to be done."""
        for number, item in enumerate(batch.items):
            if item.stage in UNDONE:
                self._note(batch, number, stage=stage, reason=reason)

    def _note(self, batch: _Running, number: int, **changed: object) -> None:
        with self._lock:
            batch.items[number] = replace(batch.items[number], **changed)  # type: ignore[arg-type]

    def _note_waiting(self) -> None:
        """Note for another start what is still to be taken in."""
        if not self._is_closed.is_set():
            batches = (batch for batch in self._queue if not batch.is_stopping)
            undone = (zip(batch.files, batch.items, strict=False) for batch in batches)
            note_waiting(self._library.folder, (file for pairs in undone for file, item in pairs if item.stage in UNDONE))

    def _name(self, file: Path) -> str:
        """The name of the document that a file is or will be."""
        return self._library.store.name_at(file.resolve()) or kept_name(self._library.folder, file) or file.name

    def _waits(self, batch: _Running) -> bool:
        """Told that another process writes: whether to wait on."""
        batch.told = _WAITS
        return not batch.is_stopping


class _Here(NamedTuple):
    """Takes files in where it is called."""

    own: Library

    def take(self, file: Path, storing: Callable[[int], None], *, replaces: bool) -> FileReport:
        return take_one(self.own, file, storing, replaces=replaces)

    def refresh(self) -> None:
        self.own.refresh()


@contextmanager
def _here(library: Library, waits: Callable[[], bool]) -> Iterator[_Here]:
    with library.again(waits) as own:
        yield _Here(own)


class _Running:
    """A batch on its way. Its first items are its files, in order."""

    def __init__(self, id: str, files: list[Path], items: list[Item]) -> None:
        self.id, self.files, self.items = id, files, items
        self.asking = asked_now()
        self.told, self.is_stopping = "", False
        self.at, self.started = 0, 0.0


def _told_of(error: BaseException) -> str:
    return str(error) if isinstance(error, GeungeoError) else _NOT_STORED.format(error or type(error).__name__)


def _ending(item: Item) -> str:
    return Path(item.name).suffix


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
