"""`geungeo eval sweep`: the table on the terminal, for programs and in a file; mistakes told in Korean."""

from __future__ import annotations

import json

import pytest

from tests.cli.program import QUESTION

ROW = {"id": "g1", "question": QUESTION, "type": "figure", "answer": "2,500,000천원", "figures": [], "evidence": []}


@pytest.fixture
def file(tmp_path):
    (tmp_path / "gold.jsonl").write_text(json.dumps(ROW, ensure_ascii=False), encoding="utf-8")
    path = tmp_path / "비교.toml"
    path.write_text('gold = "gold.jsonl"\n[vary]\ndense_weight = [0.1, 0]\n', encoding="utf-8")
    return path


def test_a_sweep_ends_with_its_table_and_its_runs_are_kept(geungeo, own, file, tmp_path):
    told = geungeo("eval", "sweep", file, "--data", own, "--out", tmp_path / "표.md")
    assert told.status == 0 and "dense_weight" in told.out and "정답" in told.out and "≈" in told.out
    assert "| dense_weight | 정답 |" in (tmp_path / "표.md").read_text(encoding="utf-8")
    listed = geungeo("eval", "list", "--data", own, "--json").rows
    assert {(row["name"], row["asked"]) for row in listed} == {("비교 기준", 1), ("비교 dense_weight=0", 1)}
    (row,) = geungeo("eval", "sweep", file, "--data", own, "--json").rows
    assert {one["run"] for one in row["combinations"]} == {one["id"] for one in listed}


def test_on_a_narrow_terminal_every_value_is_whole(geungeo, own, file, monkeypatch):
    wide = geungeo("eval", "sweep", file, "--data", own).out
    monkeypatch.setenv("COLUMNS", "60")
    narrow = geungeo("eval", "sweep", file, "--data", own).out
    assert "2. dense_weight=0\n" in narrow and "…" not in narrow + wide and "│" in wide


def test_mistakes_are_told_before_anything_is_asked(geungeo, own, file):
    told = geungeo("eval", "sweep", file, "--data", own, "--out", "표.xlsx")
    assert told.status == 2 and ".md나 .csv" in told.err
    file.write_text('gold = "gold.jsonl"\n[vary]\ndens_weight = [0.1, 0]\n', encoding="utf-8")
    told = geungeo("eval", "sweep", file, "--data", own)
    assert told.status == 2 and "비슷한 설정: dense_weight" in told.err
    assert not (own / "runs").exists()


def test_a_library_of_another_passage_length_is_refused(geungeo, own, monkeypatch):
    monkeypatch.setenv("GEUNGEO_PASSAGE_LENGTH", "300")
    told = geungeo("ask", "--data", own, QUESTION)
    assert told.status == 2 and "780자" in told.err and "300자" in told.err and "geungeo ingest --rebuild" in told.err
