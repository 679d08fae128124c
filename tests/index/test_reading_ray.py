"""Files read over Ray: the same store as by one, whatever becomes of the workers; and what is told where there is no Ray."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest

from benchmarks.stored import content_of
from index.intake import Status, take_in
from index.library import open_library
from index.reading_ray import RayReader
from ingest.errors import BadInput

SAMPLE = Path(__file__).parents[2] / "eval" / "sample" / "documents"
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed: pip install 'geungeo[ray]'")


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:80", "127.0.0.1", "127.0.0.1:port", "ray://"])
def test_what_is_no_address_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="주소가 아닙니다"):
        RayReader(address, 1, "kiwi", tmp_path)


@pytest.mark.parametrize("form", ["127.0.0.1:{}", "ray://127.0.0.1:{}"])
def test_where_nobody_answers_that_is_told_at_once(form: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(BadInput, match="응답 없음"):
            RayReader(form.format(free.getsockname()[1]), 1, "kiwi", tmp_path)


def test_without_ray_it_is_told_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(BadInput, match="pip install"):
        RayReader("local", 1, "kiwi", tmp_path)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RayReader]:
    """A Ray of two workers, one for all tests: it takes some ten seconds to start."""
    made = RayReader("local", 2, "kiwi", tmp_path_factory.mktemp("models"))
    yield made
    made.close()


def _taken_in(folder: Path, reader: RayReader | None, meanwhile: Callable[[int], None] = lambda number: None) -> Path:
    with closing(open_library(folder, "kiwi")) as library:
        for number, report in enumerate(take_in(library, sorted(SAMPLE.iterdir()), reader=reader)):
            assert report.status is Status.ADDED, report.reason
            meanwhile(number)
    return folder


def _kill_a_worker(names: set[str]) -> bool:
    """Kill a process of Ray that has one of these names; whether there was one."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if names.intersection(process.cmdline()[:1]):
                os.kill(process.pid, 9)
                return True
    return False


@needs_ray
def test_the_store_is_the_same_to_the_byte_though_workers_are_killed(tmp_path: Path, reader: RayReader) -> None:
    killed: list[int] = []

    def kill(number: int) -> None:
        names = {"ray::_read_there"} if number < 8 else {"ray::_read_there", "ray::IDLE"}  # it may have read all that soon
        if len(killed) < 2 and number >= 1 and _kill_a_worker(names):
            killed.append(number)

    assert reader.at_once == 2
    over_ray = _taken_in(tmp_path / "ray", reader, kill)
    assert killed
    assert content_of(over_ray) == content_of(_taken_in(tmp_path / "one", None))
