"""Files taken in by the process of its own: found here, whatever becomes of the process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from index.intake import Status
from index.jobs import Jobs
from index.library import Library, open_library
from index.taking_apart import Apart

Write = Callable[..., Path]
PARK = "가람시는 강변공원을 새로 꾸민다.\n"
LIGHT = "솔섬에 등대를 세운다.\n"
LONG = 60.0  # seconds: only a test that fails waits so long


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = open_library(tmp_path_factory.mktemp("apart"), "kiwi")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def apart(library: Library) -> Iterator[Apart]:
    """One for all tests: it takes two seconds to start."""
    made = Apart(library, "kiwi")
    yield made
    made.close()


def test_files_are_taken_in_there_and_found_here(
    apart: Apart, library: Library, write: Write, find: Callable[[Library, str], list[str]]
) -> None:
    jobs = Jobs(library, apart.batch)
    jobs.put([write("공원.txt", PARK), write("빈 파일.txt", "")])
    assert jobs.wait(LONG)
    (batch,) = jobs.batches()
    assert [item.stage.value for item in batch.items] == ["added", "failed"]
    assert batch.items[0].passages == 1 and "주십시오" in batch.items[1].reason
    assert find(library, "강변공원") == ["공원.txt"]
    assert apart.process_id not in (None, os.getpid())


def test_its_stages_are_told_as_they_come(apart: Apart, write: Write) -> None:
    stored: list[int] = []
    report = apart.take(write("등대.txt", LIGHT), stored.append, replaces=False)
    assert report.status is Status.ADDED and stored == [0]  # of text no pages are known


@pytest.mark.skipif(sys.platform == "win32", reason="priorities have no numbers there")
def test_it_gives_way_to_whoever_answers(apart: Apart, write: Write) -> None:
    apart.take(write("공원.txt", PARK), lambda pages: None, replaces=True)
    assert apart.process_id is not None
    assert os.getpriority(os.PRIO_PROCESS, apart.process_id) >= os.getpriority(os.PRIO_PROCESS, 0) + 10


def test_another_writer_is_waited_for_as_long_as_is_wanted(apart: Apart, library: Library, write: Write) -> None:
    asked: list[bool] = []

    def waits() -> bool:
        asked.append(True)
        return False

    with library.writing(), apart.batch(waits) as batch:
        report = batch.take(write("나루.txt", "달섬에 나루를 놓는다.\n"), lambda pages: None, replaces=False)
    assert report.status is Status.FAILED and "다른 작업" in report.reason and asked


def test_where_it_ends_over_a_file_that_file_fails_and_the_next_is_taken(apart: Apart, library: Library, write: Write) -> None:
    def crash() -> None:
        time.sleep(0.5)
        assert apart.process_id is not None
        os.kill(apart.process_id, 9)

    with library.writing(), apart.batch(lambda: True) as batch:  # so that it waits in the midst of the file
        killer = Thread(target=crash)
        killer.start()
        report = batch.take(write("다리.txt", "달섬에 다리를 놓는다.\n"), lambda pages: None, replaces=False)
        killer.join()
    assert report.status is Status.FAILED and "멈추었습니다" in report.reason
    report = apart.take(write("다리.txt", "달섬에 다리를 놓는다.\n"), lambda pages: None, replaces=False)
    assert report.status is Status.ADDED


def test_one_that_ended_between_two_files_is_started_again_unnoticed(apart: Apart, write: Write) -> None:
    apart.take(write("공원.txt", PARK), lambda pages: None, replaces=True)
    first = apart.process_id
    assert first is not None
    os.kill(first, 9)
    assert apart.take(write("배.txt", "배가 하루 네 번 다닌다.\n"), lambda pages: None, replaces=False).status is Status.ADDED
    assert apart.process_id != first


def test_a_closed_one_starts_nothing_more(library: Library, write: Write) -> None:
    made = Apart(library, "kiwi")
    made.close()
    assert made.take(write("공원.txt", PARK), lambda pages: None, replaces=False).status is Status.FAILED
    assert made.process_id is None
