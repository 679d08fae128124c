"""Ask gold questions in several processes at once, each with the library open and Kiwi loaded.

They are started anew, not forked: FAISS, PyTorch and Kiwi have threads, which a fork would leave half of behind. A process
that ends over a question costs that question, which counts as wrong with the reason, and no other.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import time
from collections.abc import Generator, Sequence
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

from assistant.settings import Settings
from eval.asking import results_here
from eval.gold import GoldItem
from eval.measured import without_answer
from eval.result import Result
from eval.worker import READY
from index.embed import KIWI
from index.library import Library
from ingest.apart import start_apart
from ingest.errors import BadInput
from ingest.worker import receive, send

_DYING_SECONDS = 2.0  # between the end of a process's pipe and its own end lie milliseconds
_GLANCE = 0.2  # seconds; a wait without end would keep Ctrl+C waiting on Windows
# Another process imports for 1.1 s what this one has at hand, as long as 25 questions take: with few for each, one is done as
# soon. (Kiwi loads in each alike.)
_WORTH_A_START = 60
_MOST = 8  # by default: each holds 570 MB, most of them Kiwi's


def workers_for(questions: int, settings: Settings) -> int:
    """How many processes to ask with where the user has not said it.

    One where a language model answers (its server is one), or a transformer embeds (each process would load it).
    """
    if settings.llm or settings.embedding != KIWI:
        return 1
    return max(1, min(os.cpu_count() or 1, _MOST, questions // _WORTH_A_START))


def results(items: Sequence[GoldItem], library: Library, settings: Settings, workers: int) -> Generator[Result, None, None]:
    """The result of each question as it comes: in this process for one worker, else in so many others, in no certain order."""
    if min(workers, len(items)) > 1:
        return results_apart(items, replace(settings, data=library.folder), min(workers, len(items)))
    return results_here(items, library, settings)


def results_apart(items: Sequence[GoldItem], settings: Settings, workers: int) -> Generator[Result, None, None]:
    """The result of each question as it comes, in no certain order. Closing the iterator ends the processes.

    Raises GeungeoError where the library cannot be opened or a process cannot be started.
    """
    todo: SimpleQueue[GoldItem | None] = SimpleQueue()
    done: SimpleQueue[Result | Exception] = SimpleQueue()
    for item in (*items, *[None] * workers):
        todo.put(item)
    hands = [_Hand(settings, todo, done) for _ in range(workers)]
    try:
        for hand in hands:
            hand.thread.start()
        for _ in items:
            found = _next(done)
            if isinstance(found, Exception):
                raise found
            yield found
    finally:
        for hand in hands:
            hand.stop()


def _next(done: SimpleQueue[Result | Exception]) -> Result | Exception:
    while True:
        try:
            return done.get(timeout=_GLANCE)
        except Empty:
            continue


class _Hand:
    """A thread with a process that it gives one question after the other."""

    def __init__(self, settings: Settings, todo: SimpleQueue[GoldItem | None], done: SimpleQueue[Result | Exception]) -> None:
        self.thread = Thread(target=self._work, daemon=True)
        self._settings, self._todo, self._done = settings, todo, done
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._lock = Lock()

    def stop(self) -> None:
        """End the process, in the midst of a question if need be."""
        with self._lock:
            self._is_stopped = True
            self._end()

    def _work(self) -> None:
        try:
            while not self._is_stopped and (item := self._todo.get()) is not None:
                self._done.put(self._ask(item))
        except Exception as error:  # told by whoever waits for the results
            self._done.put(error)
        finally:
            self.stop()

    def _ask(self, item: GoldItem) -> Result:
        start = time.perf_counter()
        if self._process is None:
            self._begin()
            start = time.perf_counter()
        try:
            found = self._exchange(item)
            assert isinstance(found, Result)
            return found
        except (OSError, EOFError):
            with self._lock:
                status = self._end(_DYING_SECONDS)
            reason = f"답하던 프로세스가 도중에 멈추었습니다(상태 {status})."
            return without_answer(item, reason, (time.perf_counter() - start) * 1000)

    def _begin(self) -> None:
        """Start the process and wait until its library is open."""
        with self._lock:
            if self._is_stopped:
                raise EOFError
            try:
                self._process = start_apart("eval.worker", one_thread=True)
            except OSError as error:
                raise _cannot_start() from error
        try:
            reply = self._exchange(self._settings)
        except (OSError, EOFError) as error:
            raise _cannot_start() from error
        if reply != READY:
            raise BadInput(*reply)

    def _exchange(self, message: Any) -> Any:
        process = self._process
        if process is None:
            raise EOFError
        assert process.stdin is not None and process.stdout is not None
        send(process.stdin, pickle.dumps(message))
        return pickle.loads(receive(process.stdout))

    def _end(self, patience: float = 0.0) -> int | None:
        """End the process, killed if it has not ended by itself in time, and give its exit status. The lock is held."""
        process, self._process = self._process, None
        if process is None:
            return None
        try:
            return process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _cannot_start() -> BadInput:
    return BadInput("질문에 답하는 프로세스를 시작하지 못했습니다.", "`--workers 1`로 다시 해 주십시오.")
