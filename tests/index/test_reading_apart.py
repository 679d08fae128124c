"""Files read by several processes: the same store as by one, whatever becomes of the processes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

from benchmarks.stored import content_of
from index.intake import Status, take_in
from index.library import open_library
from index.reading_apart import Pool, workers_for

SAMPLE = Path(__file__).parents[2] / "eval" / "sample" / "documents"
GIGABYTE = 1 << 30
LONG = 60.0  # seconds: only a test that fails waits so long
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals")


@pytest.fixture(scope="module")
def documents() -> list[Path]:
    return sorted(SAMPLE.iterdir())


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory, documents: list[Path]) -> Path:
    """A library of the sample documents that were read one by one."""
    return _taken_in(tmp_path_factory.mktemp("one"), documents, None)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """One for all tests: its processes take some seconds to start."""
    made = Pool(2, "kiwi", tmp_path_factory.mktemp("models"))
    yield made
    made.close()


def _taken_in(folder: Path, documents: list[Path], pool: Pool | None, *, meanwhile: Callable[[int], None] | None = None) -> Path:
    with closing(open_library(folder, "kiwi")) as library:
        for number, report in enumerate(take_in(library, documents, reader=pool)):
            assert report.status in {Status.ADDED, Status.UNCHANGED}, report.reason
            if meanwhile is not None:
                meanwhile(number)
    return folder


def test_the_store_is_the_same_to_the_byte(tmp_path: Path, documents: list[Path], one_by_one: Path, pool: Pool) -> None:
    assert content_of(_taken_in(tmp_path, documents, pool)) == content_of(one_by_one)
    assert len(pool.process_ids) == 2


def test_a_process_that_is_killed_costs_no_document(tmp_path: Path, documents: list[Path], one_by_one: Path, pool: Pool) -> None:
    def kill(number: int) -> None:
        if number in {1, 5}:
            os.kill(pool.process_ids[0], 9)

    assert content_of(_taken_in(tmp_path, documents, pool, meanwhile=kill)) == content_of(one_by_one)


def test_a_document_over_which_two_processes_die_is_told_and_the_rest_goes_in(tmp_path: Path, pool: Pool) -> None:
    long = tmp_path / "긴.txt"
    file = tmp_path / "공원.txt"
    file.write_text("강변공원을 꾸민다.\n")
    long.write_text("솔섬에 등대를 세운다.\n" * 200_000)  # some minutes of work
    stopped = False

    def kill() -> None:
        while not stopped:
            time.sleep(1.0)
            for id in pool.process_ids:
                with suppress(ProcessLookupError):
                    os.kill(id, 9)

    killer = Thread(target=kill)
    killer.start()
    with closing(open_library(tmp_path / "data", "kiwi")) as library:
        reports = take_in(library, [long, file], reader=pool)
        first = next(reports)
        stopped = True
        killer.join()
        assert first.status is Status.FAILED and "두 번 멈추어" in first.reason and "주십시오" in first.reason
        rest = list(reports)
        # The killer may have met the second file twice as well; taken in again it goes in.
        again = list(take_in(library, [file], reader=pool))
        assert Status.FAILED not in {report.status for report in again}
        assert len(rest) == 1


def test_what_is_stopped_goes_on_where_it_was(tmp_path: Path, documents: list[Path], one_by_one: Path) -> None:
    made = Pool(2, "kiwi", tmp_path / "models")
    with closing(made), closing(open_library(tmp_path, "kiwi")) as library:
        reports = take_in(library, documents, reader=made)
        assert [next(reports).status for _ in range(3)] == [Status.ADDED] * 3
        ids, start = made.process_ids, time.monotonic()
        reports.close()
        made.close()
        assert time.monotonic() - start < LONG
        assert not any(_is_alive(id) for id in ids)
    again = _taken_in(tmp_path, documents, None)
    assert content_of(again) == content_of(one_by_one)


def _is_alive(id: int) -> bool:
    try:
        os.kill(id, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("cores", "memory", "workers"),
    [(1, 64 * GIGABYTE, 1), (8, 64 * GIGABYTE, 8), (64, 8 * GIGABYTE, 6), (8, 2 * GIGABYTE, 1), (8, 0, 1)],
)
def test_processes_are_as_many_as_cores_and_memory_allow(cores: int, memory: int, workers: int) -> None:
    assert workers_for(cores, memory) == workers
