"""Answers that are kept: on disk for as long as is set, else in memory while the program runs; to each user their own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.history import FILE
from ingest.errors import BadInput
from screen.kept import KeptAnswers, Whose, new_key

QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"
USER, OTHER = new_key(), new_key()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptAnswers]:
    opened = KeptAnswers(tmp_path / FILE, 365)
    yield opened
    opened.close()


def test_without_a_file_the_last_are_in_memory_and_the_oldest_goes_first(ask):
    kept, found = KeptAnswers(most=2), ask(QUESTION)
    keys = [new_key() for _ in range(3)]
    for key in keys:
        kept.put(key, found)
    assert kept.get(keys[0]) is None
    assert kept.get(keys[1]) == kept.get(keys[2]) == found
    assert kept.get("") is None and kept.trouble("") == ""
    assert len(set(keys)) == 3 and all(len(key) == 32 and key.isalnum() for key in keys)
    kept.close()


def test_an_answer_is_found_by_its_user_and_after_a_restart(ask, tmp_path):
    kept, key, found = KeptAnswers(tmp_path / FILE, 365), new_key(), ask(QUESTION)
    kept.put(key, found, Whose(USER, "대화"), f" {QUESTION} ")
    assert kept.get(key, USER) == found
    assert kept.get(key, OTHER) is None and kept.get(key) is None
    kept.close()
    again = KeptAnswers(tmp_path / FILE, 365)
    assert again.get(key, USER) == found and again.get(key, OTHER) is None
    assert again.exchanges(USER, "대화") == [(key, f" {QUESTION} ", found)]
    assert again.exchanges(OTHER, "대화") == []
    listing = again.listing(USER, key=key)
    assert [each.id for each in listing.conversations] == [listing.open] == ["대화"] and listing.total == 1
    again.close()


def test_what_is_put_is_written_when_it_is_closed(ask, tmp_path):
    kept, found = KeptAnswers(tmp_path / FILE, 365), ask(QUESTION)
    for number in range(20):
        kept.put(f"{number:032}", found, Whose(USER, "대화"), QUESTION)
    kept.close()
    again = KeptAnswers(tmp_path / FILE, 365)
    assert len(again.exchanges(USER, "대화")) == 20
    again.close()


def test_many_put_at_once(kept, ask):
    found, keys = ask(QUESTION), [new_key() for _ in range(40)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda key: kept.put(key, found, Whose(USER, key[:1]), QUESTION), keys))
    assert all(kept.get(key, USER) == found for key in keys)


def test_an_answer_does_not_wait_until_it_is_written(kept, ask, monkeypatch):
    found = ask(QUESTION)
    assert kept.listing(USER).total == 0  # the file is open
    put = kept._history.put
    monkeypatch.setattr(kept._history, "put", lambda *row: (time.sleep(0.3), put(*row)))
    before = time.perf_counter()
    kept.put("k" * 32, found, Whose(USER, "대화"), QUESTION)
    assert time.perf_counter() - before < 0.1
    assert kept.get("k" * 32, USER) == found  # and yet it is there for who asks then


def test_of_one_without_a_name_nothing_comes_to_the_disk(kept, ask, tmp_path):
    found = ask(QUESTION)
    kept.put("k" * 32, found, Whose("", "대화"), QUESTION)
    assert kept.get("k" * 32) == found and kept.get("k" * 32, USER) is None
    assert kept.listing("") == ([], 0, "", "") and kept.exchanges("", "대화") == [] and not kept.forget("")
    again = KeptAnswers(tmp_path / FILE, 365)
    assert again.get("k" * 32) is None
    again.close()


def test_what_is_deleted_is_found_no_more(kept, ask):
    found = ask(QUESTION)
    for key, conversation in (("1" * 32, "하나"), ("2" * 32, "둘"), ("3" * 32, "셋")):
        kept.put(key, found, Whose(USER, conversation), QUESTION)
    assert not kept.forget(OTHER, "하나") and not kept.forget(OTHER)
    assert kept.forget(USER, "하나") and not kept.forget(USER, "하나")
    assert kept.get("1" * 32, USER) is None and kept.get("2" * 32, USER) == found
    assert kept.forget(USER) and kept.listing(USER).total == 0


@pytest.mark.parametrize("damage", ["garbage", "folder"])
def test_where_the_file_cannot_be_used_answers_are_in_memory_and_it_is_said_once(ask, tmp_path, damage):
    path = tmp_path / FILE
    path.mkdir() if damage == "folder" else path.write_bytes(b"?" * 5000)
    kept, found = KeptAnswers(path, 365), ask(QUESTION)
    kept.put("k" * 32, found, Whose(USER, "대화"), QUESTION)
    assert kept.get("k" * 32, USER) == found and kept.get("k" * 32, OTHER) is None
    told = kept.trouble(USER)
    assert "저장하지 못하고" in told and FILE in told
    assert kept.trouble(USER) == "" and kept.trouble(OTHER)
    assert kept.listing(USER).trouble and kept.exchanges(USER, "대화") == []
    assert kept.forget(USER, "대화") and kept.get("k" * 32, USER) is None
    kept.close()


def test_when_the_disk_takes_it_again_nothing_is_wrong_any_more(kept, ask):
    found = ask(QUESTION)
    kept.listing(USER)
    kept._history._connection.execute("PRAGMA max_page_count = 1")
    kept.put("1" * 32, found, Whose(USER, "대화"), QUESTION)
    assert kept.get("1" * 32, USER) == found and "남은 공간" in kept.trouble(USER)
    kept._history._connection.execute("PRAGMA max_page_count = 1000000")
    kept.put("2" * 32, found, Whose(USER, "대화"), QUESTION)
    assert kept.get("2" * 32, USER) == found and kept.listing(USER).trouble == "" and kept.trouble(OTHER) == ""


def test_an_answer_that_cannot_be_read_does_not_hide_the_others(kept, ask):
    found = ask(QUESTION)
    kept.put("1" * 32, found, Whose(USER, "대화"), "하나")
    kept.listing(USER)
    kept._history.put(USER, "대화", "2" * 32, "둘", "", b"of another version")
    assert [(each.question, each.answer) for each in kept.exchanges(USER, "대화")] == [("하나", found), ("둘", None)]
    with pytest.raises(BadInput, match="저장된 답"):
        kept.get("2" * 32, USER)


def test_old_conversations_go_at_the_start(ask, tmp_path, monkeypatch):
    kept, found, now = KeptAnswers(tmp_path / FILE, 30), ask(QUESTION), time.time()
    kept.put("1" * 32, found, Whose(USER, "대화"), QUESTION)
    kept.close()
    monkeypatch.setattr(time, "time", lambda: now + 31 * 86_400)
    again = KeptAnswers(tmp_path / FILE, 30)
    assert again.get("1" * 32, USER) is None
    again.close()
