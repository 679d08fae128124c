"""Processes that ask: one that ends costs its question only, one that cannot begin is told, and stopping ends them all."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace

import psutil
import pytest

from assistant.settings import Settings
from eval import workers
from eval.workers import results_apart
from ingest.apart import start_apart
from ingest.errors import BadInput

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(small_library):
    return Settings(data=small_library.folder, today="2025-03-01")


def items(make, number):
    return [replace(make.item(id=f"g{place}"), question="현원은 몇 명인가요?") for place in range(number)]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_process_that_ends_costs_one_question(make, settings, monkeypatch):
    started = []

    def start(*args, **options):
        started.append(start_apart(*args, **options))
        return started[-1]

    monkeypatch.setattr(workers, "start_apart", start)
    coming = results_apart(items(make, 4), settings, 1)
    found = [next(coming)]
    os.kill(started[0].pid, signal.SIGKILL)
    found += coming
    assert sorted(result.id for result in found) == ["g0", "g1", "g2", "g3"]
    failed = [result for result in found if result.error]
    assert len(failed) <= 1 and all("멈추었습니다" in result.error for result in failed)
    assert len(started) == 2 and all(process.poll() is not None for process in started)


def test_closing_ends_the_processes(make, settings):
    coming = results_apart(items(make, 50), settings, 1)
    next(coming)
    (worker,) = [child for child in psutil.Process().children() if "eval.worker" in " ".join(child.cmdline())]
    coming.close()
    psutil.wait_procs([worker], timeout=5)
    assert not worker.is_running()


def test_a_library_that_cannot_be_opened_is_told(make, settings, tmp_path):
    (tmp_path / "파일").touch()
    with pytest.raises(BadInput) as raised:
        list(results_apart(items(make, 2), replace(settings, data=tmp_path / "파일"), 1))
    assert raised.value.remedy
