"""`geungeo eval check` and `draft` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

from eval.gold import read_gold

GOLD = {
    "id": "a",
    "question": "2023년 별빛도서관 운영 예산은?",
    "type": "figure",
    "answer": "25억",
    "figures": [{"value": 2500000, "unit": "천원", "krw": 2500000000}],
    "evidence": [{"doc": "업무보고.txt", "quote": "별빛도서관 운영\t2,000,000\t2,500,000"}],
}


def test_what_is_wrong_is_told_with_the_remedy(geungeo, filled, tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_text(
        json.dumps({**GOLD, "evidence": [{"doc": "업무보고.txt", "quote": "없는 구절입니다"}]}) + "\n", encoding="utf-8"
    )
    done = geungeo("eval", "check", path, "--data", filled)
    assert done.status == 1 and "인용이 문서에 없음" in done.out and "→" in done.out


def test_a_sound_set_passes(geungeo, filled, tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    done = geungeo("eval", "check", path, "--json", "--data", filled)
    assert done.status == 0 and "NO_" not in done.out


def test_proposals_are_written_as_gold_that_can_be_run(geungeo, filled, tmp_path: Path):
    out = tmp_path / "draft.jsonl"
    done = geungeo("eval", "draft", tmp_path / "new.jsonl", "--out", out, "--limit", "3", "--data", filled)
    assert done.status == 0 and "적었습니다" in done.out
    assert read_gold(out) and geungeo("eval", "check", out, "--data", filled).status == 0


def test_without_a_terminal_nobody_can_be_asked(geungeo, filled, tmp_path: Path):
    done = geungeo("eval", "draft", tmp_path / "new.jsonl", "--data", filled)
    assert done.status == 1 and "--out" in done.err
