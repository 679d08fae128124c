"""Files handed over in the browser: kept under names that no system trips over, and nowhere but in the data folder."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from index.kept import is_kept, keep, kept_files, kept_folder, safe_name, throw_away
from ingest.errors import BadInput


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("2025년도 주요업무 보고(최종).hwp", "2025년도 주요업무 보고(최종).hwp"),
        ("../../etc/passwd", "passwd"),
        (r"C:\문서\보고.hwp", "보고.hwp"),
        ("..", "이름 없는 문서"),
        ("", "이름 없는 문서"),
        (".숨은 파일.txt", "숨은 파일.txt"),
        ("CON.txt", "_CON.txt"),
        ("예산: 1/2?.pdf", "2_.pdf"),
        ("보고\u202egpj.pdf\n", "보고gpj.pdf"),
        (unicodedata.normalize("NFD", "회의록.txt"), "회의록.txt"),
        ("보고.txt. ", "보고.txt"),
    ],
)
def test_a_name_is_made_safe_and_korean_stays(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_is_cut_between_letters_and_keeps_its_ending() -> None:
    safe = safe_name("가" * 200 + ".hwpx")
    assert safe.endswith("가.hwpx") and len(safe.encode()) <= 200


@pytest.mark.parametrize("name", ["../../밖.txt", "/밖.txt", "..\\밖.txt"])
def test_nothing_is_written_outside_the_data_folder(tmp_path: Path, name: str) -> None:
    data, file = tmp_path / "data", tmp_path / "올린 것"
    file.write_text("공원")
    kept = keep(data, file, name)
    assert kept == data / "documents" / "밖.txt" and kept.read_text() == "공원"
    assert not file.exists()


def test_the_same_name_takes_the_place_of_the_file(tmp_path: Path) -> None:
    for text in ("옛", "새"):
        (tmp_path / "올린 것").write_text(text)
        keep(tmp_path, tmp_path / "올린 것", "보고.txt")
    assert [file.read_text() for file in kept_files(tmp_path)] == ["새"]


def test_only_kept_files_are_thrown_away(tmp_path: Path) -> None:
    own, uploaded = tmp_path / "내 문서.txt", tmp_path / "올린 것"
    own.write_text("내 것")
    uploaded.write_text("올린 것")
    kept = keep(tmp_path, uploaded, "보고.txt")
    assert (is_kept(tmp_path, own), is_kept(tmp_path, kept)) == (False, True)
    assert (throw_away(tmp_path, own), throw_away(tmp_path, kept)) == (False, True)
    assert own.exists() and not kept.exists()


def test_a_folder_that_cannot_be_written_is_told_with_the_remedy(tmp_path: Path) -> None:
    kept_folder(tmp_path).write_text("no folder")
    (tmp_path / "올린 것").write_text("공원")
    with pytest.raises(BadInput, match=r"보고\.txt.*같은 이름이 이미 있음"):
        keep(tmp_path, tmp_path / "올린 것", "보고.txt")
