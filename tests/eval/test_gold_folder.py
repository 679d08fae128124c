"""Gold files of a data folder: kept as they were handed over, never one in place of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.gold_folder import gold_file, gold_files, keep_gold, new_gold_file
from ingest.errors import BadInput

ONE = '{"id": "1", "question": "질문", "type": "figure"}\n'.encode()
OTHER = ONE.replace(b'"1"', b'"2"')


def test_a_file_is_kept_once_and_never_in_place_of_another(tmp_path: Path) -> None:
    names = [keep_gold(tmp_path, "문항.jsonl", content).name for content in (ONE, ONE, OTHER, OTHER)]
    assert names == ["문항.jsonl", "문항.jsonl", "문항 (2).jsonl", "문항 (2).jsonl"]
    assert gold_file(tmp_path, "문항.jsonl").read_bytes() == ONE
    assert [path.name for path in gold_files(tmp_path)] == ["문항 (2).jsonl", "문항.jsonl"]


@pytest.mark.parametrize("name", ["../밖.jsonl", "/etc/밖.jsonl", "..\\밖.jsonl", ".jsonl", "밖.exe"])
def test_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    path = keep_gold(tmp_path / "data", name, ONE)
    assert path.parent == tmp_path / "data" / "gold" and path.suffix == ".jsonl"


def test_what_is_no_gold_file_is_refused_by_its_name_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"나쁜\.jsonl") as told:
        keep_gold(tmp_path, "나쁜.jsonl", b'{"id": "1"}')
    assert str(tmp_path) not in str(told.value)
    assert list((tmp_path / "gold").iterdir()) == []


@pytest.mark.parametrize("name", ["없는.jsonl", "../library.sqlite", ""])
def test_only_kept_files_are_found(tmp_path: Path, name: str) -> None:
    keep_gold(tmp_path, "문항.jsonl", ONE)
    with pytest.raises(BadInput):
        gold_file(tmp_path, name)


def test_a_new_file_has_its_ending(tmp_path: Path) -> None:
    assert new_gold_file(tmp_path, "내 문항").name == "내 문항.jsonl"
    assert new_gold_file(tmp_path, " ").name == "문항.jsonl"
