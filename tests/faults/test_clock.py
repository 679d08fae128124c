"""A clock that was put back: what is newest is what came last, and nothing waits for the time to come again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from index.history import History
from index.intake import take_in
from index.jobs import Jobs
from index.library import Library
from tests.faults.conftest import QUESTION

_YEAR = 365 * 86_400.0

Open = Callable[[Path], Library]
Write = Callable[[str, str], Path]


@pytest.fixture
def put_back(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Put the clock back by a year; what has passed since something is counted without it."""
    now = time.time

    def back() -> None:
        monkeypatch.setattr(time, "time", lambda: now() - _YEAR)
        monkeypatch.setattr("index.store.now", lambda: "2020-01-01T00:00:00+00:00")

    return back


def test_a_document_is_replaced_by_the_one_that_came_later(
    data: Path, opened: Open, write: Write, put_back: Callable[[], None]
) -> None:
    library = opened(data)
    list(take_in(library, [write("공고.txt", "솔섬에 등대를 세운다.\n")]))
    put_back()
    (report,) = take_in(library, [write("공고.txt", "달섬에 나루를 놓는다.\n")])
    assert report.status == "replaced" and report.seconds >= 0
    again = opened(data)
    assert again.store.document_text("공고.txt") == "달섬에 나루를 놓는다.\n"
    assert again.lexical.search(["나루"], [], 5) and not again.lexical.search(["등대"], [], 5)
    assert answer(again, QUESTION, Settings(today="2025-03-01")).citations


def test_files_older_than_what_they_replace_are_read(data: Path, opened: Open, write: Write) -> None:
    import os

    library = opened(data)
    list(take_in(library, [write("등대.txt", "솔섬에 등대를 세운다.\n")]))
    older = write("등대.txt", "달섬에 나루를 놓는다.\n")
    os.utime(older, (0, 0))
    (report,) = take_in(library, [older])
    assert report.status == "replaced"


def test_another_process_sees_vectors_written_by_an_older_clock(data: Path, opened: Open, write: Write) -> None:
    import os

    reader, writer = opened(data), opened(data)
    list(take_in(writer, [write("등대.txt", "솔섬에 등대를 세운다.\n")]))
    os.utime(data / "vectors" / "vectors.json", (1, 1))
    reader.reload()
    assert reader.vectors.count() == writer.vectors.count() == reader.store.passage_count()


def test_the_conversation_that_was_asked_last_is_the_first(tmp_path: Path, put_back: Callable[[], None]) -> None:
    history = History(tmp_path / "history.sqlite")
    history.put("가", "앞", "1", "앞의 질문", "답", b"")
    put_back()
    history.put("가", "뒤", "2", "뒤의 질문", "답", b"")
    assert [found.id for found in history.conversations("가")] == ["뒤", "앞"]
    assert not history.forget_older(365 * 2)
    history.put("가", "앞", "3", "더 물음", "답", b"")
    assert [found.id for found in history.conversations("가")] == ["앞", "뒤"]
    history.close()


def test_a_batch_ends_though_the_clock_goes_back(data: Path, opened: Open, write: Write, put_back: Callable[[], None]) -> None:
    library = opened(data)
    jobs = Jobs(library)
    id = jobs.put([write(f"{number}.txt", f"솔섬 등대 {number}호를 고친다.\n") for number in range(3)])
    put_back()
    assert jobs.wait(30)
    batch = jobs.batch(id)
    assert batch is not None and {item.stage.value for item in batch.items} == {"added"}
    assert all(item.seconds >= 0 for item in batch.items)
    jobs.close()
