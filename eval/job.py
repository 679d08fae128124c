"""A run performed by a thread of the application: it goes on when every browser is closed. One run at a time.

The questions are asked by other processes, so that whoever asks in the chat meanwhile has this one for himself.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock, Thread

from assistant.settings import Settings
from eval.gold import read_gold
from eval.perform import go_on, perform, start
from eval.result import Result
from eval.runs import Run, find_run, results_of
from eval.workers import workers_for
from index.embed import KIWI
from index.library import Library
from ingest.errors import GeungeoError, InUse
from ingest.log.noting import Asking, asked_now, at_work, note, note_failure

_ANSWERS_AGAIN = 30.0  # seconds for the question at hand when the application ends
_BUSY = "다른 평가가 돌고 있습니다."


class Stage(StrEnum):
    """How far a run has come."""

    ASKING = "asking"
    STOPPING = "stopping"  # once the questions at hand are answered
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """A run as far as it has come. `told` says why it failed."""

    run: Run
    stage: Stage
    results: tuple[Result, ...]  # in the order they came
    seconds_left: float | None = None
    told: str = ""

    @property
    def is_working(self) -> bool:
        """Whether questions are being asked."""
        return self.stage in {Stage.ASKING, Stage.STOPPING}


class Job:
    """The run of a library that is being made, or was last. Any thread may call anything."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library, self._settings = library, settings
        self._lock = Lock()
        self._thread: Thread | None = None
        self._progress: Progress | None = None
        self._stopping = Event()

    def begin(self, gold: Path, name: str = "") -> Run:
        """Begin a run of a gold file. Raises BadInput while another is being made, or where it cannot be begun."""
        with self._lock:
            self._refuse_while_working()
            workers = gentle_workers(len(read_gold(gold)), self._settings)
            run = start(gold, self._library, self._settings, name=name, workers=workers, anew=True).run
            self._go(run, self._settings)
        return run

    def resume(self, id: str) -> Run:
        """Go on with a run that was stopped. Raises BadInput while another is being made, or where something has changed."""
        with self._lock:
            self._refuse_while_working()
            run = find_run(self._library.folder, id)
            self._go(run, go_on(run, self._library, self._settings))
        return run

    def stop(self) -> None:
        """Ask no more; the questions at hand are answered and kept."""
        with self._lock:
            if self._progress is not None and self._progress.is_working:
                self._stopping.set()
                self._progress = replace(self._progress, stage=Stage.STOPPING)

    def progress(self) -> Progress | None:
        """How far the run has come that is being made or was last; None where none was begun since the program was."""
        return self._progress

    def forget(self, id: str) -> None:
        """Tell no more of a run that was removed."""
        with self._lock:
            if self._progress is not None and self._progress.run.head.id == id and not self._progress.is_working:
                self._progress = None

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the run is done or stopped, or so many seconds; whether it is."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._progress is None or not self._progress.is_working

    def close(self) -> None:
        """Stop, and wait for the questions at hand."""
        self.stop()
        self.wait(_ANSWERS_AGAIN)

    def _refuse_while_working(self) -> None:
        if self._progress is not None and self._progress.is_working:
            raise InUse(_BUSY, "끝나거나 멈춘 뒤에 시작해 주십시오.")

    def _go(self, run: Run, settings: Settings) -> None:
        """Start the thread. The lock is held."""
        self._stopping.clear()
        self._progress = Progress(run, Stage.ASKING, tuple(results_of(run)))
        self._thread = Thread(target=self._begun, args=(run, settings, asked_now()), name="evaluation", daemon=True)
        self._thread.start()

    # -- the thread -----------------------------------------------------------------------------------------------

    def _begun(self, run: Run, settings: Settings, on: Asking) -> None:
        with at_work(run.head.id, on):
            began = time.monotonic()
            note("run begun", questions=run.head.gold.questions, workers=run.head.workers, content={"name": run.head.name})
            self._work(run, settings)
            note(
                "run ended",
                stage=self._progress.stage.value if self._progress else "",
                seconds=round(time.monotonic() - began, 1),
            )

    def _work(self, run: Run, settings: Settings) -> None:
        try:
            with closing(perform(run, self._library, settings, apart=settings.embedding == KIWI)) as coming:
                is_whole = self._ask(coming)
            self._end(Stage.DONE if is_whole else Stage.STOPPED)
        except Exception as error:  # told on the screen: nobody waits for this thread
            number = note_failure("run failed", error)
            told = str(error) if isinstance(error, GeungeoError) else f"{type(error).__name__}: {error}"
            self._end(Stage.FAILED, f"{told} ({number})" if number else told)

    def _ask(self, coming: Generator[Result, None, None]) -> bool:
        """Take in one result after the other; whether all came."""
        began, came = time.monotonic(), 0
        while not self._stopping.is_set():
            result = next(coming, None)
            if result is None:
                return True
            came += 1
            self._note(result, (time.monotonic() - began) / came)
        return False

    def _note(self, result: Result, seconds_each: float) -> None:
        with self._lock:
            assert self._progress is not None
            results = (*self._progress.results, result)
            left = (self._progress.run.head.gold.questions - len(results)) * seconds_each
            self._progress = replace(self._progress, results=results, seconds_left=left)

    def _end(self, stage: Stage, told: str = "") -> None:
        with self._lock:
            assert self._progress is not None
            self._progress = replace(self._progress, stage=stage, told=told, seconds_left=None)


def gentle_workers(questions: int, settings: Settings) -> int:
    """How many processes to ask with beside a chat that is to answer: one core is left to it."""
    return max(1, min(workers_for(questions, settings), (os.cpu_count() or 1) - 1))
