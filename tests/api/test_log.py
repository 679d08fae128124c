"""From a complaint to its lines: the whole program is served, asked and made to fail; the number on the screen finds what happened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

import screen.chat as chatting
import screen.check as checking
from api.problem import of_error
from assistant.opening import log_of
from assistant.settings import Settings
from index.library import Library
from ingest.errors import IndexMismatch
from ingest.log.file import FILE, FOLDER
from ingest.log.noting import asked
from ingest.log.reading import lines_about
from screen.kept import KeptAnswers
from tests.serving import served, service_over

QUESTION = "드론 배송 실증 지원 2023 예산현액은 얼마인가요?"
SEARCHED = "별빛도서관 운영"
DRAFT = "별빛도서관 운영에 24억원을 쓴다."
COOKIE = "0123456789abcdef" * 2
NUMBER = re.compile(r"문의 번호 ([0-9a-f]{8})")


@contextmanager
def logged(library: Library, settings: Settings) -> Iterator[str]:
    """The program served with its log open; gives the address."""
    with log_of(settings):
        service, kept = service_over(library, settings), KeptAnswers()
        with served(service, kept) as url:
            yield url
        kept.close()


def use_everything(url: str) -> dict[str, str]:
    """Ask, look up and check by every face; the numbers of the requests to programs."""
    with httpx.Client(base_url=url, cookies={"geungeo-user": COOKIE}, trust_env=False) as client:
        asked = client.post("api/v1/ask", json={"question": QUESTION})
        streamed = client.post("api/v1/ask/stream", json={"question": QUESTION})
        checked = client.post("api/v1/check", json={"text": DRAFT})
        cited = client.get("api/v1/cite", params={"q": SEARCHED})
        desk = client.get("geungeo/cite", params={"q": SEARCHED})
        missing = client.get(f"api/v1/nothing/{SEARCHED}")
        assert [reply.status_code for reply in (asked, streamed, checked, cited, desk, missing)] == [200] * 5 + [404]
        replies = {"asked": asked, "streamed": streamed, "checked": checked, "cited": cited, "desk": desk}
    screen = Client(url, verbose=False)
    list(screen.submit(QUESTION, api_name="/reply"))
    screen.predict(DRAFT, None, api_name="/check")
    return {name: reply.headers["X-Request-ID"] for name, reply in replies.items()}


def text_of(data: Path) -> str:
    return (data / FOLDER / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("with_contents", [False, True])
def test_what_was_asked_searched_and_written_stands_in_the_log_only_where_it_is_asked_for(small_library, tmp_path, with_contents):
    settings = Settings(data=tmp_path, log="debug", log_questions=with_contents)
    with logged(small_library, settings) as url:
        numbers = use_everything(url)
    text = text_of(tmp_path)
    words = ("드론 배송", "예산현액은", SEARCHED, "24억원")
    assert [word for word in words if word in text] == (list(words) if with_contents else [])
    assert COOKIE not in text
    lines = [json.loads(line) for line in text.splitlines()]
    answered = [line for line in lines if line["event"] == "answered"]
    assert [line["face"] for line in answered] == ["api", "api", "screen"]
    assert [line["request"] for line in answered[:2]] == [numbers["asked"], numbers["streamed"]]
    assert answered[0]["person"].startswith("브라우저 ") and answered[0]["sentences"] and answered[0]["steps"]["retrieve"] >= 0
    assert len([line for line in lines if line["event"] == "checked"]) == 2
    requests = {line["request"]: line["route"] for line in lines if line["event"] == "request"}
    assert [requests[numbers[name]] for name in ("asked", "cited", "desk")] == ["/api/v1/ask", "/api/v1/cite", "/geungeo/cite"]
    assert all(line["request"] for line in lines)


def test_a_failure_in_the_chat_is_told_with_a_number_that_finds_where_it_happened(small_library, tmp_path, monkeypatch, capfd):
    def fail(library: Library, text: str, *rest: object) -> None:
        raise KeyError(f"no answer to {text}")

    monkeypatch.setattr(chatting, "answer_in_steps", fail)
    monkeypatch.setattr(checking, "check_text", fail)
    settings = Settings(data=tmp_path)
    told = []
    with logged(small_library, settings) as url:
        screen = Client(url, verbose=False)
        told.append(list(screen.submit(QUESTION, api_name="/reply"))[-1])
        with pytest.raises(AppError) as raised:
            screen.predict(DRAFT, None, api_name="/check")
        told.append(str(raised.value))
    for said in told:
        found = NUMBER.search(said if isinstance(said, str) else str(said))
        assert found and "프로그램 오류" in said and "no answer" not in said
        (line,) = [line for line in lines_about(tmp_path, found.group(1)) if line["event"] == "failed"]
        assert line["error"]["type"] == "KeyError" and line["error"]["at"][-1].endswith(" fail")
    everything = text_of(tmp_path) + "".join(capfd.readouterr())
    assert "드론 배송" not in everything and "24억원" not in everything


def test_a_failure_of_an_address_is_told_with_its_number(small_library, tmp_path, monkeypatch):
    def fail(*rest: object) -> None:
        raise RuntimeError(SEARCHED)

    monkeypatch.setattr("screen.desk.look_up", fail)
    monkeypatch.setattr("api.routes.asking.answer_in_steps", fail)
    with logged(small_library, Settings(data=tmp_path)) as url, httpx.Client(base_url=url, trust_env=False) as client:
        desk = client.get("geungeo/cite", params={"q": SEARCHED})
        ask = client.post("api/v1/ask", json={"question": QUESTION})
        with suppress(httpx.HTTPError):
            client.get("nowhere/at/all")
    assert desk.status_code == ask.status_code == 500
    assert NUMBER.search(desk.text).group(1) == desk.headers["X-Request-ID"][:8]
    assert ask.json()["request_id"] == ask.headers["X-Request-ID"]
    for number in (desk.headers["X-Request-ID"], ask.json()["request_id"]):
        events = [line["event"] for line in lines_about(tmp_path, number)]
        assert sorted(events) == ["failed", "request"]
    assert SEARCHED not in text_of(tmp_path)


def test_documents_that_are_taken_in_have_the_number_of_the_request_that_brought_them(own_service, tmp_path):
    with log_of(Settings(data=tmp_path / "data")), served(own_service, KeptAnswers()) as url:
        with httpx.Client(base_url=url, trust_env=False) as client:
            reply = client.post("api/v1/documents", files=[("files", ("비밀문서.txt", "한 줄\n두 줄".encode()))])
        assert reply.status_code == 202 and own_service.jobs.wait(20)
    lines = list(lines_about(tmp_path / "data", reply.headers["X-Request-ID"]))
    assert {"queued", "taken in", "request"} == {line["event"] for line in lines}
    (taken,) = [line for line in lines if line["event"] == "taken in"]
    assert (taken["job"], taken["format"], taken["stage"]) == (reply.json()["id"], ".txt", "added")
    assert "비밀문서" not in text_of(tmp_path / "data")


def test_an_index_that_is_broken_is_told_without_its_path_and_leads_to_the_log(small_library, tmp_path, monkeypatch):
    broken = IndexMismatch(f"색인 파일이 깨졌습니다: {tmp_path}/library.sqlite", "`geungeo restore`")
    monkeypatch.setattr(chatting, "answer_in_steps", raising(broken))
    settings = Settings(data=tmp_path)
    with log_of(settings), asked("abcd1234" * 4):
        status, *told = of_error(broken)
        *_, (messages, _) = chatting._reply(small_library, settings, QUESTION, [])
    assert status == 503 and str(tmp_path) not in str(told) + str(messages) and "색인을 읽을 수 없어" in str(messages)
    found = [json.loads(line) for line in (tmp_path / FOLDER / FILE).read_text(encoding="utf-8").splitlines()]
    assert [(line["level"], line["event"]) for line in found] == [("error", "index failed")] * 2


def raising(error: Exception):
    def raise_it(*_args, **_named):
        raise error

    return raise_it
