"""Pictures kept on disk: found again, bounded, and lost without harm."""

from __future__ import annotations

import os
from pathlib import Path

from index.pictures import Pictures


def test_a_picture_is_found_by_file_page_and_scale(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "pictures")
    assert pictures.get("ab", 1, 1.5) == b""
    pictures.put("ab", 1, 1.5, b"one")
    assert pictures.get("ab", 1, 1.5) == b"one"
    assert pictures.get("ab", 2, 1.5) == pictures.get("ab", 1, 2.0) == pictures.get("cd", 1, 1.5) == b""


def test_those_unseen_longest_go_first(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path, most_bytes=250)
    for page in (1, 2):
        pictures.put("ab", page, 1, b"x" * 100)
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    assert pictures.get("ab", 1, 1)  # seen now
    pictures.put("ab", 3, 1, b"x" * 100)
    assert [page for page in (1, 2, 3) if pictures.get("ab", page, 1)] == [1, 3]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 250


def test_one_that_is_larger_than_all_may_be_stays_alone(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path, most_bytes=10)
    pictures.put("ab", 1, 1, b"x" * 100)
    pictures.put("ab", 2, 1, b"y" * 100)
    assert [path.read_bytes()[:1] for path in tmp_path.iterdir()] == [b"y"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    pictures = Pictures(tmp_path / "file" / "pictures")
    pictures.put("ab", 1, 1, b"x")
    assert pictures.get("ab", 1, 1) == b""
