"""A run in the background: its way is told, it is stopped and gone on with, one at a time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Semaphore
from typing import Any

import pytest

import eval.job
import eval.workers
from assistant.settings import Settings
from eval.job import Job, Stage
from eval.measured import without_answer
from eval.runs import find_run, results_of, runs_of
from eval.summary import summaries
from index.intake import take_in
from index.library import Library, open_library
from ingest.errors import BadInput

LONG = 30.0  # seconds: only a test that fails waits so long
SETTINGS = Settings(today="2025-03-01")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "공원.txt").write_text("가람시는 강변공원을 새로 꾸민다.\n", encoding="utf-8")
    opened = open_library(tmp_path / "data", "kiwi")
    assert [report.reason for report in take_in(opened, [tmp_path / "공원.txt"])] == [""]
    yield opened
    opened.close()


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "문항.jsonl"
    rows = [{"id": f"g{number}", "question": f"질문 {number}", "type": "figure", "answer": "답"} for number in range(4)]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> Semaphore:
    """How many questions may be asked; they are asked here, and nobody answers them."""
    semaphore = Semaphore(0)

    def asked(items: Any, *_: Any) -> Iterator[Any]:
        for item in items:
            assert semaphore.acquire(timeout=LONG)
            yield without_answer(item, "")

    monkeypatch.setattr(eval.job, "KIWI", "another")
    monkeypatch.setattr(eval.workers, "results_here", asked)
    return semaphore


@pytest.fixture
def job(library: Library, allowed: Semaphore) -> Iterator[Job]:
    job = Job(library, SETTINGS)
    yield job
    allowed.release(100)
    job.close()


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


def asked(job: Job) -> int:
    progress = job.progress()
    assert progress is not None
    return len(progress.results)


def stopped_run(job: Job, gold: Path, allowed: Semaphore) -> str:
    """A run that was stopped with two of its four questions asked."""
    run = job.begin(gold, "첫")
    allowed.release()
    until(lambda: asked(job) == 1)
    job.stop()
    allowed.release()
    assert job.wait(LONG)
    return run.head.id


def test_a_run_tells_how_far_it_is_and_ends(job: Job, gold: Path, allowed: Semaphore, library: Library) -> None:
    assert job.progress() is None
    run = job.begin(gold, "첫")
    allowed.release()
    until(lambda: asked(job) == 1)
    progress = job.progress()
    assert progress is not None and progress.is_working and progress.stage is Stage.ASKING
    assert progress.seconds_left is not None and progress.run.head.id == run.head.id
    allowed.release(3)
    assert job.wait(LONG)
    progress = job.progress()
    assert progress is not None and (progress.stage, len(progress.results), progress.seconds_left) == (Stage.DONE, 4, None)
    assert find_run(library.folder, "첫").is_done


def test_a_stopped_run_is_gone_on_with_where_it_was(job: Job, gold: Path, allowed: Semaphore, library: Library) -> None:
    id = stopped_run(job, gold, allowed)
    assert job.progress().stage is Stage.STOPPED  # type: ignore[union-attr]
    (summary,) = summaries(library.folder)
    assert (summary.asked, summary.right, summary.run.is_done) == (2, 0, False)
    allowed.release(2)
    assert job.resume(id).head.id == id
    assert job.wait(LONG)
    (run,) = runs_of(library.folder)
    assert run.is_done and [result.id for result in results_of(run)] == ["g0", "g1", "g2", "g3"]


def test_a_run_is_gone_on_with_on_another_day_as_of_its_own(library: Library, gold: Path, allowed: Semaphore) -> None:
    job = Job(library, SETTINGS)
    id = stopped_run(job, gold, allowed)
    later = Job(library, replace(SETTINGS, today="2025-03-02"))
    allowed.release(2)
    later.resume(id)
    assert later.wait(LONG) and later.progress().stage is Stage.DONE  # type: ignore[union-attr]


def test_what_has_changed_since_is_not_mixed_in(job: Job, gold: Path, allowed: Semaphore, library: Library) -> None:
    id = stopped_run(job, gold, allowed)
    assert library.remove("공원.txt")
    with pytest.raises(BadInput, match="색인"):
        job.resume(id)


def test_one_run_at_a_time(job: Job, gold: Path) -> None:
    job.begin(gold)
    with pytest.raises(BadInput, match="다른 평가가 돌고 있습니다"):
        job.begin(gold)


def test_a_run_that_fails_says_why(job: Job, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> Iterator[Any]:
        raise BadInput("디스크가 가득 찼습니다.", "비워 주십시오.")
        yield

    monkeypatch.setattr(eval.workers, "results_here", fails)
    job.begin(gold)
    assert job.wait(LONG)
    progress = job.progress()
    assert progress is not None and progress.stage is Stage.FAILED and "디스크가 가득 찼습니다." in progress.told


def test_a_removed_run_is_told_no_more(job: Job, gold: Path, allowed: Semaphore) -> None:
    id = stopped_run(job, gold, allowed)
    job.forget("another")
    assert job.progress() is not None
    job.forget(id)
    assert job.progress() is None
