"""The benchmark of ingest: the same documents many times, and a page that says what is wanted and what was found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.stored import content_of, digest_of
from benchmarks.taking_in import Row, as_markdown, write_documents

ROWS = [
    Row("one process on one core", 20.0, 20.0, 600_000_000, "a"),
    Row("one process", 15.0, 20.0, 600_000_000, "a"),
    Row("two processes", 10.0, 21.0, 1_200_000_000, "a"),
]


def test_documents_are_written_as_often_as_was_asked_for(tmp_path: Path) -> None:
    size = write_documents(tmp_path / "documents", 2)
    files = list((tmp_path / "documents").iterdir())
    assert len(files) % 2 == 0 and size == sum(file.stat().st_size for file in files)


def test_the_page_tells_how_much_faster_two_are_than_one() -> None:
    page = as_markdown(ROWS, 25, 2_000_000, "a machine")
    assert "| two processes | 10.0 | 0.20 | 1.50 | 2.00 | 21.0 | 1200 |" in page
    assert "at least 1.8 times as fast as one: 1.50, as one on one core 2.00." in page
    assert "The stores are the same" in page


def test_the_page_tells_where_a_store_is_another() -> None:
    assert "**The stores are not the same**" in as_markdown([*ROWS[:2], ROWS[2]._replace(stored="b")], 25, 2_000_000, "a machine")


def _store(folder: Path, text: str, added_at: str, stamp: str) -> Path:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("CREATE TABLE document (text TEXT, added_at TEXT)")
        connection.execute("CREATE TABLE setting (name TEXT, value TEXT)")
        connection.execute("INSERT INTO document VALUES (?,?)", (text, added_at))
        connection.execute("INSERT INTO setting VALUES ('stamp', ?)", (stamp,))
        connection.commit()
    return folder


def test_stores_are_compared_but_for_times_and_stamps(tmp_path: Path) -> None:
    one, two = _store(tmp_path / "1", "가", "2026-01-01", "x"), _store(tmp_path / "2", "가", "2026-01-02", "y")
    other = _store(tmp_path / "3", "나", "2026-01-01", "x")
    assert content_of(one) == content_of(two) != content_of(other)
    assert digest_of(one) == digest_of(two) != digest_of(other)
