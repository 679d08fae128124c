"""`geungeo eval check` and `draft` as a user runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

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


def test_proposals_written_twice_are_one_gold_set(geungeo, filled, tmp_path: Path):
    out = tmp_path / "draft.jsonl"
    command = ("eval", "draft", tmp_path / "new.jsonl", "--out", out, "--limit", "3", "--data", filled)
    assert geungeo(*command).status == geungeo(*command).status == 0
    assert read_gold(out)  # no id is there twice


@pytest.fixture
def asked(geungeo, filled, own, tmp_path: Path, monkeypatch):
    """Draft on a terminal, these answers given and these texts left in the editor; gives what was printed and the file's items."""

    def run(keys: list[str], texts: list[Callable[[str], str | None]] = ()):
        path, given, left = tmp_path / "new.jsonl", iter(keys), iter(texts)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("typer.prompt", lambda *_, **__: next(given))
        monkeypatch.setattr("typer.confirm", lambda *_, **__: True)
        monkeypatch.setattr("click.edit", lambda text, **_: next(left)(text))
        done = geungeo("eval", "draft", path, "--limit", "5", "--data", own)
        return done, read_gold(path) if path.exists() else []

    return run


def test_a_proposal_taken_in_other_words_does_not_come_back(asked):
    done, items = asked(["e", "q"], [lambda text: text.replace('"question": "', '"question": "고친 ')])
    assert done.status == 0 and items[0].question.startswith("고친 ")
    again, items = asked(["y", "q"])
    assert again.status == 0 and len({item.id for item in items}) == len(items) == 2


def test_what_is_broken_in_the_editor_is_told_in_korean_and_may_be_mended(asked):
    texts = [lambda _: "{", lambda _: "[1]", lambda _: "{}", lambda _: None]
    done, items = asked(["x", "e", "q"], texts)
    assert (done.status, items) == (0, [])
    assert "1번째 줄이 JSON에 맞지 않습니다" in done.err and "객체" in done.err and "id에 적힌 것이 없거나" in done.err
    assert "가운데 하나" in done.err and "고친 것이 없어" in done.err
