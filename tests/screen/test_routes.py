"""What the browser asks for beside the chat, over the wire."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import screen.routes
from assistant.answer import answer
from assistant.judgements import read_judgements
from assistant.settings import Settings
from index.library import Library
from screen.kept import KeptAnswers, Whose
from screen.page_view import check_of
from screen.shown import Shown
from tests.pdf_library import QUESTION, pdf_library

KEY = "b" * 32
USER = "a" * 32


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with pdf_library(tmp_path_factory.mktemp("pdf")) as opened:
        yield opened


@pytest.fixture(scope="module")
def kept(library: Library) -> KeptAnswers:
    answers = KeptAnswers()
    answers.put(KEY, answer(library, QUESTION, Settings()), Whose(USER))
    return answers


@pytest.fixture(scope="module")
def client(library: Library, kept: KeptAnswers) -> TestClient:
    app = Starlette(routes=screen.routes.routes(Shown(library), Settings(), kept))
    return TestClient(app, cookies={"geungeo-user": USER})


def test_the_page_of_a_citation_is_shown(client: TestClient, library: Library) -> None:
    cited = answer(library, QUESTION, Settings()).citations[0]
    start, end = cited.span
    asked = {"document": cited.document, "page": cited.page, "start": start, "end": end, "check": check_of(cited.quote)}
    reply = client.get("/geungeo/page", params=asked)
    assert reply.status_code == 200 and reply.headers["cache-control"] == "no-store"
    assert "data:image/png" in reply.text and 'class="mark"' in reply.text


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"document": "보고.pdf", "page": "1", "start": "0", "end": "5"},
        {"document": "보고.pdf", "page": "x", "start": "0", "end": "5", "check": "1"},
        {"document": "보고.pdf", "page": "-1", "start": "0", "end": "5", "check": "1"},
        {"document": "보고.pdf", "page": "9" * 5000, "start": "0", "end": "5", "check": "1"},
    ],
)
def test_what_makes_no_sense_is_refused(client: TestClient, asked: dict[str, str]) -> None:
    assert client.get("/geungeo/page", params=asked).status_code == 400


def test_a_name_is_never_a_path(client: TestClient) -> None:
    reply = client.get("/geungeo/page", params={"document": "/etc/passwd", "page": 1, "start": 0, "end": 0, "check": 0})
    assert (reply.status_code, reply.text) == (200, "")


@pytest.mark.parametrize(("format", "begins"), [("txt", "질문:".encode()), ("html", b"<!DOCTYPE html>"), ("docx", b"PK")])
def test_an_answer_is_saved_as_a_file_to_take_away(client: TestClient, format: str, begins: bytes) -> None:
    reply = client.get(f"/geungeo/answer/{KEY}/{format}")
    assert reply.status_code == 200 and reply.content.startswith(begins)
    assert reply.headers["content-disposition"].startswith("attachment") and reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["answer/{key}/exe", "answer/none/txt", "further/none", "answer/{key}"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/geungeo/{path.format(key=KEY)}").status_code == 404


def test_what_may_be_asked_next_comes_as_buttons(client: TestClient) -> None:
    assert client.get(f"/geungeo/further/{KEY}").text.count('class="ask"') in {1, 2, 3}


def test_a_judgement_is_kept_changed_and_taken_back(client: TestClient, library: Library) -> None:
    assert client.post(f"/geungeo/judge/{KEY}", content=b"1").status_code == 204
    assert client.post(f"/geungeo/judge/{KEY}", content="0 답이  틀림\n".encode()).status_code == 204
    (judgement,) = read_judgements(library.folder)
    assert (judgement.is_good, judgement.reason, judgement.typed) == (False, "답이 틀림", QUESTION)
    assert client.delete(f"/geungeo/judge/{KEY}").status_code == 204
    assert read_judgements(library.folder) == []


@pytest.mark.parametrize(
    ("key", "body", "status"),
    [(KEY, b"", 400), (KEY, b"x", 400), (KEY, b"1\xff", 400), (KEY, b"1" * 10_000, 413), ("none", b"1", 404)],
)
def test_no_other_judgement_is_taken(client: TestClient, library: Library, key: str, body: bytes, status: int) -> None:
    assert client.post(f"/geungeo/judge/{key}", content=body).status_code == status
    assert read_judgements(library.folder) == []


def test_a_reason_is_cut_and_a_get_judges_nothing(client: TestClient, library: Library) -> None:
    assert client.get(f"/geungeo/judge/{KEY}").status_code == 405
    assert client.post(f"/geungeo/judge/{KEY}", content=b"1" + b"a" * 2_000).status_code == 204
    assert len(read_judgements(library.folder)[0].reason) == 500
    client.delete(f"/geungeo/judge/{KEY}")


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", f"judge/{KEY}"), ("DELETE", f"judge/{KEY}"), ("POST", "hearing/html"), ("DELETE", "history")],
)
def test_the_page_of_another_changes_nothing(client: TestClient, library: Library, method: str, path: str) -> None:
    for told in ({"sec-fetch-site": "cross-site"}, {"origin": "http://another.example"}):
        assert client.request(method, f"/geungeo/{path}", content=b"1", headers=told).status_code == 403
    assert read_judgements(library.folder) == []
