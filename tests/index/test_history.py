"""The file of conversations: each user's own, searched, deleted, aged, and written by many at once."""

from __future__ import annotations

import os
import sqlite3
import time
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import history
from index.history import History, normal
from ingest.errors import BadInput

ANNE, BORI = "a" * 32, "b" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / history.FILE


@pytest.fixture
def opened(path: Path) -> Iterator[History]:
    """Two conversations of one user, one of another."""
    store = History(path)
    store.put(ANNE, "공원", "k1", "공원 예산은?", "공원 예산은 1,500,000천원입니다. [1]", b"1")
    store.put(ANNE, "공원", "k2", "그럼 2023년은?", "1,200,000천원입니다. [1]", b"2")
    store.put(ANNE, "등대", "k3", "등대는 어디에?", "솔섬에 세웁니다. [1]", b"3")
    store.put(BORI, "공원", "k4", "몰래 물은 것", "공원의 비밀", b"4")
    yield store
    store.close()


def test_a_user_s_conversations_come_latest_first(opened: History) -> None:
    first, second = opened.conversations(ANNE)
    assert (first.id, first.question, first.answers) == ("등대", "등대는 어디에?", 1)
    assert (second.id, second.question, second.hit, second.answers) == ("공원", "공원 예산은?", "공원 예산은?", 2)
    assert abs(first.at - time.time()) < 60 and opened.count(ANNE) == 2
    opened.put(ANNE, "공원", "k5", "더 있어?", "", b"5")
    assert [found.id for found in opened.conversations(ANNE)] == ["공원", "등대"]
    assert [found.id for found in opened.conversations(ANNE, limit=1)] == ["공원"]


def test_a_conversation_comes_whole_and_in_order(opened: History) -> None:
    assert opened.entries(ANNE, "공원") == [("k1", "공원 예산은?", b"1"), ("k2", "그럼 2023년은?", b"2")]
    assert opened.get(ANNE, "k2") == b"2" and opened.holding(ANNE, "k2") == "공원"


def test_nothing_of_another_user_is_seen_found_or_deleted(opened: History) -> None:
    assert opened.get(BORI, "k1") is None and opened.holding(BORI, "k1") == ""
    assert [key for key, *_ in opened.entries(BORI, "공원")] == ["k4"]
    assert [found.question for found in opened.conversations(BORI)] == ["몰래 물은 것"]
    assert opened.conversations(ANNE, "비밀") == []
    assert not opened.forget(BORI, "등대")
    assert opened.forget(BORI, "공원") and opened.count(BORI) == 0
    assert opened.count(ANNE) == 2 and opened.get(ANNE, "k1") == b"1"
    assert opened.conversations("") == [] and opened.get("", "k1") is None and not opened.forget_all("")


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("등대", ["등대"]),
        ("솔 섬", ["등대"]),  # every word, and spaces do not matter
        ("1500000", ["공원"]),
        ("1,200,000천원", ["공원"]),
        (unicodedata.normalize("NFD", "공원"), ["공원"]),
        ("공원 등대", []),
        ("없는말", []),
        ("%", ["등대", "공원"]),  # no letter, so nothing is sought
        ("_", ["등대", "공원"]),
        ("' OR 1 --", []),
    ],
)
def test_what_stands_in_questions_and_answers_is_found(opened: History, sought: str, found: list[str]) -> None:
    assert [each.id for each in opened.conversations(ANNE, sought)] == found


def test_it_is_said_at_which_question_it_stands(opened: History) -> None:
    (found,) = opened.conversations(ANNE, "1,200,000")
    assert (found.question, found.hit) == ("공원 예산은?", "그럼 2023년은?")


def test_case_and_composition_do_not_matter() -> None:
    assert normal(unicodedata.normalize("NFD", "서울 AI 허브")) == normal("서울ai허브") == "서울ai허브"


def test_what_is_deleted_is_gone_from_the_disk(opened: History, path: Path) -> None:
    opened.put(ANNE, "비밀", "k9", "지울물음", "지울답", "지울바이트".encode())
    assert opened.forget(ANNE, "비밀") and not opened.forget(ANNE, "비밀")
    on_disk = b"".join(file.read_bytes() for file in path.parent.iterdir())
    for letters in ("지울물음", "지울답", "지울바이트"):
        assert letters.encode() not in on_disk
    assert "등대는 어디에?".encode() in on_disk


def test_all_of_a_user_are_deleted_and_no_other_s(opened: History) -> None:
    assert opened.forget_all(ANNE) and not opened.forget_all(ANNE)
    assert opened.conversations(ANNE) == [] and opened.get(ANNE, "k1") is None and opened.get(BORI, "k4") == b"4"


def test_conversations_go_when_nothing_was_asked_in_them_for_so_long(opened: History, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 20 * 86_400)
    opened.put(ANNE, "공원", "k5", "그럼 2022년은?", "", b"5")
    monkeypatch.setattr(time, "time", lambda: now + 31 * 86_400)
    assert opened.forget_older(30) and not opened.forget_older(30)
    assert [found.id for found in opened.conversations(ANNE)] == ["공원"]
    assert len(opened.entries(ANNE, "공원")) == 3 and opened.count(BORI) == 0


def test_it_is_there_when_opened_again(opened: History, path: Path) -> None:
    again = History(path)
    assert again.get(ANNE, "k3") == b"3" and again.count(ANNE) == 2
    again.close()


@pytest.mark.skipif(os.name != "posix", reason="this system gives files to accounts in another way")
def test_no_other_account_of_the_machine_reads_it(opened: History, path: Path) -> None:
    assert {file.stat().st_mode & 0o077 for file in path.parent.iterdir()} == {0}


def test_many_write_at_once(opened: History, path: Path) -> None:
    def write(number: int) -> None:
        own = History(path)
        for each in range(10):
            own.put(ANNE, f"대화{number}", f"{number}-{each}", f"물음 {each}", "답", b"x")
        own.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    assert opened.count(ANNE) == 6
    assert all(len(opened.entries(ANNE, f"대화{number}")) == 10 for number in range(4))


def test_a_key_is_used_once_and_what_fails_leaves_nothing(opened: History) -> None:
    with pytest.raises(BadInput):
        opened.put(BORI, "다른", "k1", "물음", "답", b"x")
    assert opened.get(ANNE, "k1") == b"1" and opened.count(BORI) == 1
    opened.put(BORI, "다른", "k8", "물음", "답", b"x")
    assert opened.count(BORI) == 2


def test_a_damaged_file_is_told_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 100)
    with pytest.raises(BadInput, match=r"history\.sqlite.*깨진 파일"):
        History(path)
    assert path.read_bytes() == b"no database at all " * 100


def test_a_place_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(BadInput, match=r"이미 있음|경로"):
        History(tmp_path / "data" / history.FILE)


def test_a_full_disk_is_told(opened: History) -> None:
    opened._connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(BadInput, match="남은 공간 없음"):
        opened.put(ANNE, "큰", "k7", "물음", "답", b"x" * 100_000)
    assert opened.count(ANNE) == 2


def test_a_file_of_a_newer_program_is_not_touched(path: Path) -> None:
    History(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(BadInput):
        History(path)
