"""What the tab of evaluations asks for, over the wire: gold files, runs, misses, comparisons, proposals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import eval.job
from assistant.answer import answer
from assistant.judgements import judge
from assistant.settings import Settings
from eval.gold import read_gold
from eval.job import Job
from eval.runs import runs_of
from index.library import Library, open_library
from screen.kept import KeptAnswers
from screen.page_view import check_of
from screen.routes import routes
from screen.shown import Shown
from tests.pdf_library import QUESTION, pdf_library

SETTINGS = Settings(today="2025-03-01")
QUOTE = "스마트상점 보급\t212개소\t265개소\t220개소"
HOSTILE = "<script>alert(1)</script>"
EVIDENCE = [{"doc": "보고.pdf", "quote": QUOTE}]
RIGHT = {"id": "g1", "question": QUESTION, "type": "figure", "answer": "265개소", "figures": [{"value": 265, "unit": "개소"}]}
WRONG = {
    **RIGHT,
    "id": HOSTILE,
    "type": HOSTILE,
    "answer": HOSTILE,
    "question": f"{QUESTION} {HOSTILE}",
    "must_contain": [HOSTILE],
}
LONG = 60.0  # seconds: only a test that fails waits so long


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with pdf_library(tmp_path_factory.mktemp("pdf")) as opened:
        yield opened


@pytest.fixture(scope="module")
def job(library: Library) -> Iterator[Job]:
    made = pytest.MonkeyPatch()
    made.setattr(eval.job, "KIWI", "another")  # asked in this process, which is ready
    job = Job(library, SETTINGS)
    yield job
    job.close()
    made.undo()


@pytest.fixture(scope="module")
def client(library: Library, job: Job) -> TestClient:
    return TestClient(Starlette(routes=routes(Shown(library), SETTINGS, KeptAnswers(), job)))


@pytest.fixture(scope="module")
def gold(client: TestClient) -> str:
    rows = [{**RIGHT, "evidence": EVIDENCE}, {**WRONG, "figures": [], "evidence": EVIDENCE}]
    content = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    reply = client.post("/geungeo/eval/gold", params={"name": "우리 문항.jsonl"}, content=content)
    assert reply.status_code == 200
    return reply.text


@pytest.fixture(scope="module")
def run(client: TestClient, gold: str, job: Job, library: Library) -> str:
    """The id of a run of two questions, one of which is answered right; its name is hostile."""
    reply = client.post("/geungeo/eval/start", params={"gold": gold, "name": HOSTILE})
    assert reply.status_code == 200 and job.wait(LONG)
    return runs_of(library.folder)[-1].head.id


def test_the_form_names_the_files_and_the_way_to_the_first(client: TestClient, gold: str) -> None:
    assert gold in client.get("/geungeo/eval/runs").text
    assert client.get(f"/geungeo/eval/gold/{gold}").content.startswith(b'{"id": "g1"')


def test_flaws_are_told_before_a_run(client: TestClient, gold: str) -> None:
    told = client.get("/geungeo/eval/flaws", params={"gold": gold}).text
    assert HOSTILE not in told and ("찾지 못했습니다" in told or "problems" in told)


def test_a_run_is_listed_and_opened(client: TestClient, run: str) -> None:
    listed = client.get("/geungeo/eval/list").text
    opened = client.get(f"/geungeo/eval/run/{run}").text
    progress = client.get("/geungeo/eval/progress").text
    assert "50.0%" in listed and 'data-working="0"' in progress and "1/2" in progress
    assert "50.0%" in opened and opened.count('class="miss"') == 1
    assert all(HOSTILE not in html for html in (listed, opened, progress))


def test_misses_are_those_of_a_type(client: TestClient, run: str) -> None:
    asked = f"/geungeo/eval/misses/{run}"
    assert client.get(asked, params={"type": HOSTILE}).text.count('class="miss"') == 1
    assert client.get(asked, params={"type": "figure"}).text.count('class="miss"') == 0
    assert client.get(asked, params={"from": "-1"}).status_code == 400


def test_two_runs_are_compared(client: TestClient, run: str, gold: str, job: Job, library: Library) -> None:
    client.post("/geungeo/eval/start", params={"gold": gold})
    assert job.wait(LONG)
    ids = [run.head.id for run in runs_of(library.folder)]
    told = client.get("/geungeo/eval/compare", params=[("id", id) for id in ids[-2:]]).text
    assert "함께 견준 2문항" in told and HOSTILE not in told
    assert client.get("/geungeo/eval/compare", params={"id": run}).status_code == 400
    assert client.post(f"/geungeo/eval/remove/{ids[-1]}").status_code == 200
    assert [found.head.id for found in runs_of(library.folder)] == ids[:-1]


def test_a_passage_opens_by_its_place_or_its_words(client: TestClient, library: Library) -> None:
    text = library.store.document_text("보고.pdf") or ""
    start = text.index(QUOTE)
    place = {"document": "보고.pdf", "start": start, "end": start + len(QUOTE), "check": check_of(QUOTE), "id": '"><b>'}
    for asked in (place, {"document": "보고.pdf", "quote": "스마트상점 보급 212개소", "id": '"><b>'}):
        reply = client.get("/geungeo/eval/card", params=asked)
        assert reply.status_code == 200 and "<mark>스마트상점 보급" in reply.text and '"><b>' not in reply.text
    whole = client.get("/geungeo/eval/card", params={**place, "whole": 1})
    assert "265개소" in whole.text and "<mark>" not in whole.text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"document": "보고.pdf", "start": 0, "end": 5, "check": 1}, 404),  # other words stand there
        ({"document": "없는.pdf", "quote": "말"}, 404),
        ({"document": "보고.pdf", "quote": "문서에 없는 말"}, 404),
        ({"document": "보고.pdf", "start": "x", "end": 5, "check": 1}, 400),
        ({"document": "보고.pdf", "start": 9999999, "end": 5, "check": 1}, 404),
        ({"document": "보고.pdf", "start": "9" * 50, "end": 5, "check": 1}, 400),
    ],
)
def test_no_other_passage_is_shown(client: TestClient, asked: dict[str, Any], status: int) -> None:
    assert client.get("/geungeo/eval/card", params=asked).status_code == status


@pytest.mark.parametrize("path", ["run/none", "misses/none", "gold/none.jsonl", "flaws?gold=none", "gold/..%2Flibrary.sqlite"])
def test_what_is_not_there_is_told_in_words(client: TestClient, path: str) -> None:
    reply = client.get(f"/geungeo/eval/{path}")
    assert reply.status_code in {404, 503} and "SQLite" not in reply.text


def test_a_file_that_is_no_gold_set_is_refused(client: TestClient, library: Library) -> None:
    before = sorted((library.folder / "gold").iterdir()) if (library.folder / "gold").is_dir() else []
    reply = client.post("/geungeo/eval/gold", params={"name": "나쁜.jsonl"}, content=b"{")
    assert reply.status_code == 503 and "나쁜.jsonl" in reply.text
    assert sorted((library.folder / "gold").iterdir()) == before


@pytest.mark.parametrize(
    "headers", [{"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_pages_of_others_change_nothing(client: TestClient, gold: str, headers: dict[str, str], library: Library) -> None:
    before = len(runs_of(library.folder))
    assert client.post("/geungeo/eval/start", params={"gold": gold}, headers=headers).status_code == 403
    assert client.get("/geungeo/eval/start", params={"gold": gold}).status_code == 405
    assert len(runs_of(library.folder)) == before


def test_a_judged_answer_is_checked_taken_and_proposed_no_more(client: TestClient, library: Library) -> None:
    judge(library.folder, "k1", answer(library, QUESTION, SETTINGS), True, HOSTILE)
    listed = client.get("/geungeo/eval/drafts", params={"gold": "새.jsonl", "origin": "JUDGED"}).text
    assert QUESTION in listed and HOSTILE not in listed and "새.jsonl (새로 만듦)" in listed
    item = {"id": "d-1", "question": QUESTION, "type": "figure", "answer": "265개소", "figures": "265개소", "evidence": EVIDENCE}
    lacking = client.post("/geungeo/eval/draft/check", params={"gold": "새.jsonl"}, json={**item, "answer": ""}).text
    assert 'data-wrong="1"' in lacking and "정답을 적어" in lacking
    unread = client.post("/geungeo/eval/draft/check", params={"gold": "새.jsonl"}, json={**item, "figures": HOSTILE}).text
    assert 'data-wrong="1"' in unread and HOSTILE not in unread
    assert 'data-wrong="0"' in client.post("/geungeo/eval/draft/check", params={"gold": "새.jsonl"}, json=item).text
    assert client.post("/geungeo/eval/draft/take", params={"gold": "새.jsonl"}, json={**item, "answer": ""}).status_code == 503
    assert client.post("/geungeo/eval/draft/take", params={"gold": "새.jsonl"}, json=item).status_code == 200
    assert [found.id for found in read_gold(library.folder / "gold" / "새.jsonl")] == ["d-1"]
    assert QUESTION not in client.get("/geungeo/eval/drafts", params={"gold": "새.jsonl", "origin": "JUDGED"}).text


def test_what_is_refused_is_proposed_no_more(client: TestClient, library: Library) -> None:
    listed = client.get("/geungeo/eval/drafts", params={"origin": "LEDGER"}).text
    id = listed.split('data-id="')[1].split('"')[0]
    assert client.post("/geungeo/eval/draft/refuse", json={"id": id, "question": "질문"}).status_code == 200
    assert f'data-id="{id}"' not in client.get("/geungeo/eval/drafts", params={"origin": "LEDGER"}).text


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"id": 1}', b'{"question": ["x"]}'])
def test_what_is_no_form_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post("/geungeo/eval/draft/take", content=body).status_code == 400


def test_a_library_without_documents_says_what_to_do(tmp_path: Path) -> None:
    empty = open_library(tmp_path / "data", "kiwi")
    client = TestClient(Starlette(routes=routes(Shown(empty), SETTINGS, KeptAnswers())))
    assert "‘문서’ 탭에서" in client.get("/geungeo/eval/runs").text
    assert "제안할 문항이 없습니다" in client.get("/geungeo/eval/drafts").text
    empty.close()
