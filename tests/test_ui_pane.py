"""What the browser asks for beside the chat, over the wire."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import ui_pane
from assistant.answer import answer
from assistant.page_view import check_of
from assistant.settings import Settings
from index.library import Library
from tests.pdf_library import QUESTION, pdf_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with pdf_library(tmp_path_factory.mktemp("pdf")) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(library: Library) -> TestClient:
    return TestClient(Starlette(routes=ui_pane.pane_routes(library)))


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
