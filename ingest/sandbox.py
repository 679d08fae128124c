"""Read files in a process of its own, with bounded time and memory, so that no file can take the program down.

It guards against accidents: a reader that hangs, eats the memory or crashes. It is no wall against a file made to take
the process over, which has the user's rights.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import subprocess
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from ingest.apart import start_apart
from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.log.noting import note
from ingest.log.trace import written_trace
from ingest.memory_watch import memory_watched
from ingest.worker import BOUNDS_ITSELF, DIVIDE, Reply, Request, out_of_memory, receive, send

_TARGET = "ingest.readers:read_source"
_START_SECONDS = 60.0  # a start takes 0.4 s; from a cold disk, with a virus scanner at work, some ten times that
_DYING_SECONDS = 2.0  # between the end of a process's pipe and its own end lie milliseconds
_FILES_A_WORKER = 200  # a start takes 0.4 s, so 2 ms a file; what the libraries leak in 200 files is little
_MEGABYTE = 1 << 20
_KILLED = -9  # how a process ends that was killed (POSIX)
_AGAIN = "원본을 다시 받거나 PDF로 다시 저장해 넣어 주십시오."


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may take to read. Time grows with its size."""

    memory: int = 2048 * _MEGABYTE  # bytes more than the process has at the start of the file
    # The longest that a reader may take by its own limits: a PDF of MAX_WORK, 60 to 90 s, on a machine half as fast.
    seconds: float = 180.0
    seconds_per_megabyte: float = 1.0  # text is read at 20 MB a second

    def seconds_for(self, path: Path) -> float:
        """The seconds for a file; one that cannot be looked at takes none to refuse."""
        try:
            return self.seconds + self.seconds_per_megabyte * path.stat().st_size / _MEGABYTE
        except OSError:
            return self.seconds


DEFAULT_LIMITS = Limits()


def read_safely(path: Path, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a file as `read_source` does, in the process that is kept for it.

    Raises UnreadableFile as `read_source` does, and for a file that takes too long or too much memory, or crashes.
    """
    return _sandbox(os.getpid()).read(path, limits)


@lru_cache(maxsize=1)
def _sandbox(process_id: int) -> Sandbox:
    """The sandbox of this process. A forked process must not talk into its parent's pipes: it gets its own."""
    return Sandbox()


class Sandbox:
    """Reads files one at a time in a worker process, which is started at need and replaced when a file has broken it.

    Any thread may call `read`. `target` names the function that reads, as "module:function"; `watches_memory` says
    whether the worker's memory is bounded from here, as it must be where the worker cannot do so itself.
    """

    def __init__(
        self, target: str = _TARGET, files_a_worker: int = _FILES_A_WORKER, watches_memory: bool = not BOUNDS_ITSELF
    ) -> None:
        self._target = target
        self._files_a_worker = files_a_worker
        self._watches_memory = watches_memory
        self._worker: _Worker | None = None
        self._lock = Lock()
        atexit.register(self.close)

    def read(self, path: Path, limits: Limits = DEFAULT_LIMITS) -> Source:
        """Read a file. Raises UnreadableFile for one that gives no text within the limits."""
        found = self.run(path, limits)
        assert isinstance(found, Source)
        return found

    def run(self, path: Path, limits: Limits, *asked: Any) -> Any:
        """What the target makes of a file and of what else is `asked`. Raises UnreadableFile as `read` does."""
        request = Request(path.absolute(), limits.memory, limits.seconds_for(path), not self._watches_memory, asked)
        with self._lock:
            reply = self._ask(request)
        if reply.trace:
            note("not read", logging.ERROR, content={"file": path, "trace": reply.trace}, trace=written_trace(reply.trace))
        if reply.source is None:
            raise UnreadableFile(reply.reason, reply.remedy)
        return reply.source

    def close(self) -> None:
        """End the worker process. The next file starts another."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    @property
    def worker_id(self) -> int | None:
        """The process id of the worker, if there is one."""
        return self._worker.process.pid if self._worker is not None else None

    def _ask(self, request: Request) -> Reply:
        """The reply to a request; whatever interrupts it, no worker is left with a half-read file."""
        try:
            worker = self._ready_worker()
            was_used = worker.files > 0
            reply = worker.ask(request)
            if reply is None and was_used and not (worker.ran_out_of_time or worker.ran_out_of_memory):
                # It may have died of what a file before had done to it, or between the files.
                self.close()
                worker = self._ready_worker()
                reply = worker.ask(request)
            reply = reply or worker.post_mortem(request)
        except BaseException:
            self.close()
            raise
        if reply.is_spent:
            self.close()
        return reply

    def _ready_worker(self) -> _Worker:
        """The worker at hand, or a new one. Raises UnreadableFile where none can be started."""
        if self._worker is not None and (self._worker.files >= self._files_a_worker or self._worker.process.poll() is not None):
            self.close()
        if self._worker is None:
            self._worker = _Worker(self._target)
            self._worker.wait_until_ready()
        return self._worker


class _Worker:
    """A worker process and the pipes to it."""

    def __init__(self, target: str) -> None:
        self.files = 0
        self.ran_out_of_time = False
        self.ran_out_of_memory = False
        try:
            self.process = start_apart("ingest.worker", target)
        except OSError as error:
            raise _cannot_start() from error
        assert self.process.stdin is not None and self.process.stdout is not None
        self._requests, self._replies = self.process.stdin, self.process.stdout
        self._own_id = self.process.pid

    def wait_until_ready(self) -> None:
        """Wait until the readers are imported. Raises UnreadableFile if that fails."""
        own_id = self._receive(_START_SECONDS)
        if own_id is None:
            raise _cannot_start()
        self._own_id = int(own_id)

    def ask(self, request: Request) -> Reply | None:
        """The reply, or None where the process has died or was killed over it."""
        self.files += 1
        watch = nullcontext() if request.bounds_itself else memory_watched(self._own_id, request.memory, self._stop_for_memory)
        with watch:
            try:
                send(self._requests, pickle.dumps(request))
            except OSError:
                return None
            message = self._receive(request.seconds)
        return None if message is None else pickle.loads(message)

    def post_mortem(self, request: Request) -> Reply:
        """What to tell of the file over which the process died."""
        status = self._own_end()
        if self.ran_out_of_time:
            reason = f"읽는 데 시간이 너무 오래 걸려 그만두었습니다(한도 {request.seconds:,.0f}초)."
            return Reply(reason=reason, remedy=DIVIDE, is_spent=True)
        if self.ran_out_of_memory:
            return out_of_memory(request)
        if status == _KILLED:  # not by us: the system does so when memory runs out
            return Reply(reason="읽는 데 메모리를 너무 많이 써서 시스템이 멈추게 했습니다.", remedy=DIVIDE, is_spent=True)
        reason = f"깨진 파일인지, 해석하다가 프로그램이 멈추었습니다(상태 {status})."
        return Reply(reason=reason, remedy=_AGAIN, is_spent=True)

    def _own_end(self) -> int | None:
        """The exit status of the process that has closed its pipe, or None if it had to be killed after that."""
        try:
            return self.process.wait(_DYING_SECONDS)
        except subprocess.TimeoutExpired:
            return None
        finally:
            self.end()

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self.process.kill()
        self.process.wait()
        for pipe in (self._requests, self._replies):
            with suppress(OSError):  # a request that could not be sent is still in its buffer
                pipe.close()

    def _receive(self, seconds: float) -> bytes | None:
        """The next message of the process, or None where it has died or was killed for taking longer."""
        watch = Timer(seconds, self._stop_for_time)
        watch.daemon = True
        watch.start()
        try:
            return receive(self._replies)
        except EOFError:
            return None
        finally:
            watch.cancel()
            watch.join()

    def _stop_for_time(self) -> None:
        self.ran_out_of_time = True
        self.process.kill()

    def _stop_for_memory(self) -> None:
        self.ran_out_of_memory = True
        self.process.kill()


def _cannot_start() -> UnreadableFile:
    return UnreadableFile(
        "파일을 읽는 프로세스를 시작하지 못했습니다.", "다시 설치하거나(`make setup`) 컴퓨터를 다시 켜고 해 보십시오."
    )
