"""Runs are kept as they come, gone on with after a stop where nothing has changed, and begun anew with the reason where it has."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.head import changed, code, settings_kept
from eval.perform import perform, start
from eval.runs import all_results, find_run, is_being_made, remove, results_of, runs_of, writing
from eval.workers import workers_for
from index.library import open_library
from ingest.errors import BadInput

QUESTIONS = ("별빛도서관 운영 예산현액은?", "현원은 몇 명인가요?", "화성 기지의 급식 단가는?")
SETTINGS = Settings(today="2025-03-01")


def write_gold(path: Path, questions=QUESTIONS) -> Path:
    rows = [{"id": f"g{number}", "question": text, "type": "figure", "answer": "답"} for number, text in enumerate(questions)]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path):
    return write_gold(tmp_path / "문항.jsonl")


@pytest.fixture
def library(tmp_path, small_library):
    """The small library with a folder of its own for runs."""
    folder = tmp_path / "data"
    folder.mkdir()
    return replace(small_library, folder=folder)


def stop_after(run, library, settings, number):
    coming = perform(run, library, settings)
    for _ in range(number):
        next(coming)
    coming.close()


def test_a_run_is_kept_whole(library, gold):
    started = start(gold, library, SETTINGS, name="첫 평가")
    given = list(perform(started.run, library, SETTINGS))
    (kept,) = runs_of(library.folder)
    assert kept.is_done and kept.head.name == "첫 평가" and kept.head.id.endswith("-첫-평가")
    assert results_of(kept) == given
    assert given[0].passages and given[0].timings and given[0].measures["errors"] == (0, 1)
    assert all(library.store.document_text(c.document)[c.start : c.end] == c.quote for c in given[0].citations)


def test_a_stopped_run_is_gone_on_with(library, gold):
    run = start(gold, library, SETTINGS).run
    stop_after(run, library, SETTINGS, 1)
    (stopped,) = runs_of(library.folder)
    assert not stopped.is_done and [result.id for result in results_of(stopped)] == ["g0"]
    results, unasked = all_results(stopped)
    assert unasked == 2 and [result.right for result in results[1:]] == [False, False]
    again = start(gold, library, SETTINGS)
    assert "이어서 합니다(이미 푼 문항 1개)" in again.told
    assert [result.id for result in perform(again.run, library, SETTINGS)] == ["g1", "g2"]
    (kept,) = runs_of(library.folder)
    assert kept.is_done and all_results(kept)[1] == 0


def test_a_line_that_was_cut_off_is_asked_again(library, gold):
    run = start(gold, library, SETTINGS).run
    stop_after(run, library, SETTINGS, 2)
    path = run.folder / "results.jsonl"
    first, second, _ = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join((first, "깨진 줄".encode(), second[:-40])))
    assert [result.id for result in perform(start(gold, library, SETTINGS).run, library, SETTINGS)] == ["g1", "g2"]
    assert [result.id for result in results_of(run)] == ["g0", "g1", "g2"]


@pytest.mark.parametrize("what", ["passages", "today", "gold", "index", "words"])
def test_a_run_is_begun_anew_where_something_changed(library, gold, what):
    stop_after(start(gold, library, SETTINGS).run, library, SETTINGS, 1)
    settings = SETTINGS
    if what == "passages":
        settings = replace(SETTINGS, passages=5)
    elif what == "today":
        settings = replace(SETTINGS, today="2025-03-02")
    elif what == "gold":
        write_gold(gold, QUESTIONS[:2])
    elif what == "words":
        (library.folder / "synonyms.txt").write_text("도서관 = 책방\n", encoding="utf-8")
    else:
        kept = runs_of(library.folder)[0].folder / "run.json"
        kept.write_text(kept.read_text(encoding="utf-8").replace('"업무보고.txt": "', '"업무보고.txt": "0'), encoding="utf-8")
    again = start(gold, library, settings)
    named = {"gold": "정답 파일", "index": "색인", "words": "색인"}.get(what, f"설정 {what}")
    assert "처음부터 합니다. 달라진 것: " in again.told and named in again.told
    assert len(runs_of(library.folder)) == 2 and not results_of(again.run)


def test_a_stopped_run_is_left_where_that_is_wanted_or_the_name_is_another(library, gold):
    stop_after(start(gold, library, SETTINGS).run, library, SETTINGS, 1)
    assert start(gold, library, SETTINGS, anew=True).told == ""
    assert start(gold, library, SETTINGS, name="다른 이름").told == ""
    assert len({run.head.id for run in runs_of(library.folder)}) == 3


def test_a_run_that_is_being_made_is_left_alone(library, gold):
    run = start(gold, library, SETTINGS).run
    with writing(run):
        assert is_being_made(run)
        with pytest.raises(BadInput, match="지금 돌고"):
            next(perform(run, library, SETTINGS))
        with pytest.raises(BadInput, match="지금 돌고"):
            remove(run)
        assert start(gold, library, SETTINGS).run.head.id != run.head.id
    remove(run)
    assert run.head.id not in {kept.head.id for kept in runs_of(library.folder)}


def test_ids_are_sorted_by_time_and_found_by_their_beginning(library, gold):
    first, second = (start(gold, library, SETTINGS, name=name, anew=True).run for name in ("가", "나"))
    assert [run.head.id for run in runs_of(library.folder)] == sorted((first.head.id, second.head.id))
    assert find_run(library.folder, "나").head.id == second.head.id
    assert find_run(library.folder, first.head.id).head.name == "가"
    with pytest.raises(BadInput, match="여럿"):
        find_run(library.folder, first.head.id[:4])
    with pytest.raises(BadInput, match="그런 평가가 없습니다"):
        find_run(library.folder, "없음")


def test_a_folder_that_is_no_run_is_passed_over(library, gold):
    start(gold, library, SETTINGS)
    (library.folder / "runs" / "0-깨짐").mkdir()
    (library.folder / "runs" / "0-깨짐" / "run.json").write_text("{", encoding="utf-8")
    assert len(runs_of(library.folder)) == 1


def test_a_key_and_a_password_are_not_kept():
    kept = settings_kept(Settings(llm_key="비밀", llm_url="http://user:숨은말@server:8000/v1"))
    assert "비밀" not in str(kept) and "숨은말" not in str(kept)
    assert kept["llm_url"] == "http://server:8000/v1"


def test_code_without_git_has_a_digest(monkeypatch, tmp_path):
    monkeypatch.setattr("eval.head._ROOT", tmp_path)
    code.cache_clear()
    try:
        assert code().commit == "" and code().digest
    finally:
        code.cache_clear()


def test_other_code_is_a_change(library, gold):
    head = start(gold, library, SETTINGS).run.head
    assert changed(head, head) == []
    assert "프로그램" in changed(head, replace(head, code=replace(head.code, digest="다름")))[0]


@pytest.mark.parametrize(
    ("questions", "settings", "most"), [(10, SETTINGS, 1), (100_000, SETTINGS, 8), (1000, Settings(llm="ollama"), 1)]
)
def test_no_more_processes_than_are_worth_their_start(questions, settings, most):
    assert 1 <= workers_for(questions, settings) <= most


@pytest.mark.slow
def test_processes_give_the_same_results_as_one(tmp_path, small_library, gold):
    shutil.copytree(small_library.folder, tmp_path / "own")
    library = open_library(tmp_path / "own", "kiwi")
    alone = list(perform(start(gold, library, SETTINGS, workers=1).run, library, SETTINGS))
    run = start(gold, library, SETTINGS, workers=2).run
    list(perform(run, library, SETTINGS))
    together = results_of(find_run(library.folder, run.head.id))
    assert [(one.id, one.given, one.measures) for one in together] == [(one.id, one.given, one.measures) for one in alone]
    library.close()
