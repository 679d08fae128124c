"""Files read by processes of their own, one a core.

Each is asked by a thread of its own that waits for it, so that when one dies it is known over which file, and that file is
read again by another; a pool of which all files fail, or none is known to be at fault, would not do (docs/dependencies.md).
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import subprocess
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread, local
from typing import IO, Any, NamedTuple

import psutil

from index.embed import open_embedder
from index.reading import Wanted, given_up, reply_to
from ingest.apart import give_way, start_apart
from ingest.errors import BadInput
from ingest.korean import use_threads
from ingest.log.noting import format_of, note
from ingest.log.opened import OpenedAs, opened_as
from ingest.worker import receive, send, take_pipes

_TRIES = 2  # a file over which two processes have died is given up
# Bytes a process: Kiwi has 500 MB, the process that parses for it 100 MB, and a file up to 2 GB, which few take at once.
_MEMORY = 1 << 30
_KEPT_FREE = 2 << 30  # for the writer, and for others
_LIMIT = Path("/sys/fs/cgroup/memory.max")  # of a container


def workers_for(cores: int, memory: int) -> int:
    """How many processes are to read where there are so many cores, and bytes of memory that are free; at least one."""
    return max(1, min(cores, (memory - _KEPT_FREE) // _MEMORY))


def usual_workers() -> int:
    """How many processes are to read on this machine, as far as it is free."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    free = psutil.virtual_memory().available
    limit = _LIMIT.read_text().strip() if _LIMIT.is_file() else ""
    return workers_for(cores, min(free, int(limit)) if limit.isdigit() else free)


class _Opening(NamedTuple):
    """What a process is told when it begins: with which model it embeds, if it does, and the parent's log."""

    model: str
    models: Path
    log: OpenedAs | None


class Pool:
    """Reads so many files at once, each in a process that is started when it is first needed."""

    def __init__(self, workers: int, model: str, models: Path) -> None:
        """`model` is the setting that vectors are made with; empty where they are for the writer to make."""
        self.at_once = workers
        self._opening = _Opening(model, models.absolute(), opened_as())
        self._threads = ThreadPoolExecutor(workers, "reading")
        self._own = local()
        self._processes: set[_Process] = set()
        self._lock = Lock()
        self._is_closed = False

    def submit(self, wanted: Wanted) -> Future[bytes]:
        """Have a file read."""
        return self._threads.submit(self._read, wanted)

    def close(self) -> None:
        """End the processes, in the midst of a file too."""
        with self._lock:
            self._is_closed = True
            for process in self._processes:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.end()

    @property
    def process_ids(self) -> list[int]:
        """The processes that there are."""
        with self._lock:
            return [process.id for process in self._processes]

    def _read(self, wanted: Wanted) -> bytes:
        for _ in range(_TRIES):
            reply = self._process().ask(wanted)
            if reply is not None:
                return reply
            if self._is_closed:
                raise _closed()
            note("reading ended", logging.WARNING, format=format_of(wanted.file), content={"file": str(wanted.file)})
        return given_up(wanted.file)

    def _process(self) -> _Process:
        """The process of this thread; another where it is no more. Raises BadInput where none can be started."""
        known: _Process | None = getattr(self._own, "process", None)
        if known is not None and known.is_alive:
            return known
        with self._lock:
            if known is not None:
                self._processes.discard(known)
                known.end()
            if self._is_closed:
                raise _closed()
            self._own.process = _Process(self._opening)
            self._processes.add(self._own.process)
            process: _Process = self._own.process
        return process


class _Process:
    """A process that reads, and the pipes to it."""

    def __init__(self, opening: _Opening) -> None:
        try:
            self._process: subprocess.Popen[bytes] = start_apart("index.reading_apart", one_thread=True)
        except OSError as error:
            raise BadInput("파일을 읽는 프로세스를 시작하지 못했습니다.", "컴퓨터를 다시 켜고 해 보십시오.") from error
        assert self._process.stdin is not None and self._process.stdout is not None
        self._requests, self._replies = self._process.stdin, self._process.stdout
        self.id = self._process.pid
        with suppress(OSError):
            send(self._requests, pickle.dumps(opening))

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, wanted: Wanted) -> bytes | None:
        """The pickled reply for a file; None where the process died over it."""
        try:
            send(self._requests, pickle.dumps(wanted))
            return receive(self._replies)
        except (OSError, EOFError, ValueError):
            self.kill()
            self._process.wait()
            return None

    def kill(self) -> None:
        """End it without waiting for that."""
        self._process.kill()

    def end(self) -> None:
        """End it, wait until it is gone, and close the pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._replies):
            with suppress(OSError, ValueError):
                pipe.close()


def _closed() -> BadInput:
    return BadInput("파일을 읽는 프로세스를 끝냈습니다.")


# -- in the process -------------------------------------------------------------------------------------------------


def serve(_: str) -> None:
    """Read what comes until the parent closes the pipe or is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # to stop is the parent's to decide, who then ends us
    give_way()
    use_threads(1)
    requests, replies = take_pipes()
    inbox: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    opening: _Opening = inbox.get()
    log = opening.log.again() if opening.log is not None else nullcontext()
    log.__enter__()  # never left: the process ends at once
    embedder = open_embedder(opening.model, opening.models) if opening.model else None
    while True:
        send(replies, reply_to(inbox.get(), embedder))


def _listen(requests: IO[bytes], inbox: SimpleQueue[Any]) -> None:
    """Take in what the parent says; end as soon as it is gone."""
    try:
        while True:
            inbox.put(pickle.loads(receive(requests)))
    finally:
        os._exit(0)
