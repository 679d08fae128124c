"""`geungeo eval`: runs are kept, listed, compared and held to bars; what is wrong is told in Korean with the remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import answer
from eval.runs import runs_of
from tests.cli.program import KOREAN, QUESTION

ROW: dict[str, Any] = {
    "id": "g1",
    "question": QUESTION,
    "type": "figure",
    "answer": "2,500,000천원",
    "figures": [{"value": 2500000, "unit": "천원", "krw": 2500000000}],
    "evidence": [{"doc": "업무보고.txt", "quote": "별빛도서관 운영\t2,000,000\t2,500,000\t500,000\t25.0%"}],
}
WRONG = {**ROW, "id": "g2", "question": f"{QUESTION} 알려줘", "figures": [{"value": 1, "unit": "천원", "krw": 1000}]}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "gold.jsonl", ROW, WRONG)


def test_a_run_gives_the_measures_and_what_it_was_made_of(geungeo, own, gold):
    told = geungeo("eval", "run", "--data", own, gold, "--json")
    (row,) = told.rows
    assert told.status == 0
    assert (row["questions"], row["unasked"], row["run"]["gold"]["questions"]) == (2, 0, 2)
    assert row["measures"]["answered_right"] == {"value": 0.5, "low": 0.0, "high": 1.0, "part": 1.0, "whole": 2.0}
    assert set(row["run"]["index"]["documents"]) == {"업무보고.txt", "검토보고.txt"}
    assert row["run"]["models"]["embedding"].startswith("kiwi") and row["run"]["code"]["digest"]
    assert "llm_key" not in row["run"]["settings"]


def test_the_misses_are_shown_on_demand(geungeo, own, gold):
    told = geungeo("eval", "run", "--data", own, gold, "--misses", 5)
    assert "정답: 1/2 50.0%" in told.out
    assert "- g2" in told.out and "- g1" not in told.out
    machine = geungeo("eval", "run", "--data", own, gold, "--misses", 5, "--json")
    assert len(machine.rows) == 1 and "- g2" in machine.err


def test_documents_that_are_not_in_the_library_are_named(geungeo, tmp_path, gold):
    (tmp_path / "empty").mkdir()
    told = geungeo("eval", "run", "--data", tmp_path / "empty", gold)
    assert "업무보고.txt" in told.err and "geungeo ingest" in told.err


def test_runs_are_listed_shown_and_removed(geungeo, own, gold):
    geungeo("eval", "run", "--data", own, gold)
    geungeo("eval", "run", "--data", own, gold, "--name", "둘째")
    listed = geungeo("eval", "list", "--data", own, "--json").rows
    assert [(row["name"], row["asked"], row["right"]) for row in listed] == [("gold", 2, 1), ("둘째", 2, 1)]
    assert "둘째: 문항 2/2개, 정답 50.0%" in geungeo("eval", "list", "--data", own).out
    assert "정답: 1/2 50.0%" in geungeo("eval", "show", "둘째", "--data", own).out
    assert "지웠습니다" in geungeo("eval", "remove", listed[0]["id"], "--data", own).out
    assert [run.head.name for run in runs_of(own)] == ["둘째"]


def test_two_runs_are_compared_question_by_question(geungeo, own, gold, tmp_path):
    geungeo("eval", "run", "--data", own, gold, "--name", "앞")
    write(gold, ROW, {**WRONG, "figures": ROW["figures"]}, {**ROW, "id": "g3", "question": f"{QUESTION} 말해줘"})
    geungeo("eval", "run", "--data", own, gold, "--name", "뒤")
    told = geungeo("eval", "compare", "앞", "뒤", "--data", own)
    assert "맞게 된 문항 1개\n- g2" in told.out and "뒤의 평가에만 있는 문항 1개: g3" in told.out
    assert "달라진 것: 정답 파일" in told.out
    (row,) = geungeo("eval", "compare", "앞", "뒤", "--data", own, "--json").rows
    assert (row["questions"], row["only_after"], [pair["id"] for pair in row["better"]]) == (2, ["g3"], ["g2"])
    assert row["measures"]["answered_right"]["difference"] == 0.5


@pytest.mark.parametrize(
    ("bars", "status", "line"),
    [
        (["--min", "answered_right=0.5"], 0, "통과 정답(answered_right): 50.0%, 기준 50.0% 이상"),
        (["--min", "answered_right=60%"], 1, "미달 정답(answered_right): 50.0%, 기준 60.0% 이상"),
        (["--max", "errors=0", "--min", "evidence_recall@5=1"], 0, "통과 오류(errors): 0.0%, 기준 0.0% 이하"),
        (["--max", "latency_p95=0"], 1, "미달 응답 시간 95%(latency_p95): "),
        (["--min", "abstention_recall=0.1"], 1, "잴 것이 없음"),
    ],
)
def test_a_run_under_a_bar_ends_with_1(geungeo, own, gold, bars, status, line):
    geungeo("eval", "run", "--data", own, gold)
    told = geungeo("eval", "gate", "gold", *bars, "--data", own)
    assert told.status == status
    assert line in told.out


def test_a_gold_file_is_run_before_it_is_held_to_a_bar(geungeo, own, gold):
    told = geungeo("eval", "gate", gold, "--min", "answered_right.figure=0.9", "--data", own, "--json")
    assert (told.status, told.rows[-1]["value"], told.rows[-1]["held"]) == (1, 0.5, False)
    assert len(runs_of(own)) == 1


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("gate", "gold", "--min", "answerd_right=0.9"), "비슷한 지표: answered_right"),
        (("gate", "gold", "--max", "latency_p96=100"), "비슷한 지표: latency_p9"),
        (("gate", "gold", "--min", "answered_right=많이"), "지표=값"),
        (("gate", "gold", "--min", "answered_right=85"), "85%처럼"),
        (("gate", "gold"), "--min이나 --max"),
        (("show", "없음"), "geungeo eval list"),
        (("compare", "gold", "없음"), "geungeo eval list"),
        (("run", "없는.jsonl"), "경로와"),
    ],
)
def test_wrong_use_is_told_with_the_remedy(geungeo, own, gold, args, told):
    geungeo("eval", "run", "--data", own, gold)
    found = geungeo("eval", *args, "--data", own)
    assert found.status == 2
    assert told in found.err and KOREAN.search(found.err)


def test_eval_alone_shows_its_help(geungeo):
    found = geungeo("eval")
    assert found.status == 2
    assert all(f" {part} " in found.out for part in ("run", "list", "show", "compare", "gate", "remove"))


@pytest.mark.parametrize("part", ["run", "list", "show", "compare", "gate", "remove"])
def test_the_help_is_korean(geungeo, part):
    told = geungeo("eval", part, "--help").out
    assert f"eval {part} " in told and "쓰는 법: " in told and KOREAN.search(told.partition("╭")[0])


def test_a_run_that_is_stopped_is_gone_on_with(geungeo, own, gold, monkeypatch):
    asked = []

    def answer_once(*args):
        if asked:
            raise KeyboardInterrupt
        asked.append(args)
        return answer(*args)

    monkeypatch.setattr("eval.asking.answer", answer_once)
    told = geungeo("eval", "run", "--data", own, gold)
    assert told.status == 130 and "이어서 합니다" in told.err
    monkeypatch.undo()
    monkeypatch.chdir(own)
    assert "문항 1/2개, 정답 100.0% (끝나지 않음)" in geungeo("eval", "list", "--data", own).out
    told = geungeo("eval", "run", "--data", own, gold)
    assert "이미 푼 문항 1개" in told.err and "정답: 1/2 50.0%" in told.out
    assert len(runs_of(own)) == 1


def test_the_curve_is_drawn_beside_a_run(geungeo, own, gold, tmp_path):
    told = geungeo("eval", "run", "--data", own, gold, "--curve", tmp_path / "곡선.html")
    assert "← 지금" in told.out and (tmp_path / "곡선.html").stat().st_size > 1000
