"""`geungeo conflicts` as a person and as another program use it."""

from __future__ import annotations

from pathlib import Path

import pytest

PAPER = "{title}\n\n{day}\n\n□ 추진실적\n○ 2024년 돌봄로봇 보급 실적 : {value}개소\n"


@pytest.fixture
def filled(geungeo, tmp_path) -> Path:
    """A data folder with two documents that contradict each other and one that does not."""
    (tmp_path / "문서").mkdir()
    for name, year, value in (("먼저", 2025, "265"), ("나중", 2026, "256"), ("다른", 2025, "7")):
        text = PAPER.format(title=f"가람시 {year}년도 주요업무 보고", day=f"{year}. 2.", value=value)
        text = text.replace("돌봄로봇 보급", "드론 배송 실증") if name == "다른" else text
        (tmp_path / "문서" / f"{name}.txt").write_text(text, "utf-8")
    assert geungeo("ingest", "--data", tmp_path / "색인", tmp_path / "문서").status == 0
    return tmp_path / "색인"


def test_contradictions_are_listed_with_both_places(geungeo, filled):
    told = geungeo("conflicts", "--data", filled)
    assert told.status == 1
    assert all(
        part in told.out for part in ("돌봄로봇 보급", "265개소", "256개소", "먼저.txt", "나중.txt", "문단", "(나중 문서)")
    )
    assert "다른.txt" not in told.out and "서로 다른 값 1건" in told.out


def test_json_has_every_side(geungeo, filled):
    (row,) = geungeo("conflicts", "--data", filled, "--json").rows
    assert (row["year"], row["kind"], row["latest"]) == (2024, "실적", "나중.txt")
    assert [(side["doc"], side["value"], side["unit"]) for side in row["values"]] == [
        ("먼저.txt", "265", "개소"),
        ("나중.txt", "256", "개소"),
    ]


def test_a_document_without_contradictions_ends_with_zero(geungeo, filled):
    told = geungeo("conflicts", "--data", filled, "--document", "다른.txt")
    assert told.status == 0 and "찾지 못했습니다" in told.out


def test_an_unknown_document_is_wrong_use(geungeo, filled):
    told = geungeo("conflicts", "--data", filled, "--document", "없음.txt")
    assert (told.status, told.out) == (2, "") and "geungeo status" in told.err
