"""A disk that is full, and one that can only be read: real ones, mounted for one process."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from index.intake import take_in
from index.library import open_library
from tests.faults.conftest import QUESTION, mounted

KINDS = ("store", "lexical", "vectors", "kept", "history", "backup", "restore")


@pytest.fixture(scope="module")
def full(mounts: None, whole: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What every kind of write says of a full disk, what it leaves, and how it goes on."""
    disk, outside = tmp_path_factory.mktemp("disk"), tmp_path_factory.mktemp("outside")
    script = (Path(__file__).with_name("full_disk.py")).read_text(encoding="utf-8")
    told = mounted(f"mount -t tmpfs -o size=24m none '{disk}'", script, disk, whole, outside)
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_is_told(full: dict[str, Any], kind: str) -> None:
    assert "공간" in full["full"][kind], full["full"][kind]


def test_a_full_disk_loses_nothing_and_leaves_nothing_half_written(full: dict[str, Any]) -> None:
    assert full["left"] == dict.fromkeys(full["left"], True)


@pytest.mark.parametrize("kind", KINDS)
def test_it_goes_on_when_there_is_room_again(full: dict[str, Any], kind: str) -> None:
    assert full["again"][kind] == ""


def test_what_was_done_then_is_there(full: dict[str, Any]) -> None:
    assert full["after"] == dict.fromkeys(full["after"], True)


_READ = """
import json, sys
from pathlib import Path
from assistant.answer import answer
from assistant.cite import look_up
from assistant.settings import Settings
from index.history import FILE, History
from index.intake import take_one
from index.library import open_library
from ingest.errors import GeungeoError

question, other = sys.argv[1], Path(sys.argv[2])
settings = Settings(today="2025-03-01")
for data in map(Path, sys.argv[3:]):
    library = open_library(data, "kiwi")
    try:
        History(data / FILE)
        history = "open"
    except GeungeoError as error:
        history = str(error)
    print(json.dumps({
        "answer": answer(library, question, settings).text,
        "cite": len(look_up(library, "별빛도서관").places),
        "ingest": take_one(library, other).reason,
        "history": history,
        "count": library.lexical.count(),
    }, ensure_ascii=False))
"""
LEFT = ("at rest", "with a log", "without search structures")


def _left(whole: Path, home: Path) -> dict[str, Path]:
    """Data folders as a program left one, as a kill did, and where what can be made again is gone."""
    found = {name: Path(shutil.copytree(whole, home / name)) for name in LEFT}
    document = home / "등대.txt"
    document.write_text("솔섬에 등대를 세운다.\n", encoding="utf-8")
    library = open_library(found["with a log"], "kiwi")
    list(take_in(library, [document]))
    found["with a log"] = Path(shutil.copytree(found["with a log"], home / "killed"))
    library.close()
    assert (found["with a log"] / "library.sqlite-wal").stat().st_size
    for name in ("lexical", "vectors"):
        shutil.rmtree(found["without search structures"] / name)
    return found


@pytest.fixture(scope="module")
def read_only(mounts: None, whole: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What is answered from folders that can only be read."""
    home = tmp_path_factory.mktemp("read-only")
    left = _left(whole, home)
    other = home / "나루.txt"
    other.write_text("달섬에 나루를 놓는다.\n", encoding="utf-8")
    told = mounted(f"mount --bind '{home}' '{home}' && mount -o remount,ro,bind '{home}'", _READ, QUESTION, other, *left.values())
    return dict(zip(LEFT, map(json.loads, told.splitlines()[-len(LEFT) :]), strict=True))


@pytest.mark.parametrize("left", LEFT)
def test_a_folder_that_can_only_be_read_is_answered_from(read_only: dict[str, dict[str, Any]], whole: Path, left: str) -> None:
    library = open_library(whole, "kiwi")
    assert read_only[left]["answer"] == answer(library, QUESTION, Settings(today="2025-03-01")).text
    assert read_only[left]["cite"] and read_only[left]["count"] == library.store.passage_count() + (left == "with a log")
    library.close()


@pytest.mark.parametrize("left", LEFT)
def test_what_would_write_there_says_why_not(read_only: dict[str, dict[str, Any]], left: str) -> None:
    assert "쓸 수 없는 드라이브" in read_only[left]["ingest"]
    assert "쓸 수 없는 드라이브" in read_only[left]["history"]
