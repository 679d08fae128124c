"""Past conversations over the wire and back in the chat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

import screen.routes
from assistant.settings import Settings
from index.history import FILE
from screen import chat as chatting
from screen.history import reopened
from screen.kept import KeptAnswers, Whose, new_key
from screen.shown import Shown
from screen.user import user_of

QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"
COOKIE = "geungeo-user"
USER, OTHER, CONVERSATION, KEY = (letter * 32 for letter in "abcd")


@pytest.fixture
def kept(tmp_path: Path, ask) -> Iterator[KeptAnswers]:
    opened = KeptAnswers(tmp_path / FILE, 365)
    opened.put(KEY, ask(QUESTION), Whose(USER, CONVERSATION), QUESTION)
    yield opened
    opened.close()


@pytest.fixture
def app(small_library, kept) -> Starlette:
    return Starlette(routes=screen.routes.routes(Shown(small_library), Settings(), kept))


@pytest.fixture
def client(app) -> TestClient:
    return TestClient(app, cookies={COOKIE: USER})


@pytest.fixture
def other(app) -> TestClient:
    return TestClient(app, cookies={COOKIE: OTHER})


# Who asks


def test_a_browser_gets_a_name_and_keeps_it(app):
    client = TestClient(app)
    reply = client.get("/geungeo/user")
    assert reply.status_code == 204 and reply.headers["cache-control"] == "no-store"
    set_cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in set_cookie and "samesite=strict" in set_cookie and "max-age=" in set_cookie
    name = client.cookies[COOKIE]
    assert len(name) == 32
    client.get("/geungeo/user")
    assert client.cookies[COOKIE] == name
    another = TestClient(app)
    another.get("/geungeo/user")
    assert another.cookies[COOKIE] != name


@pytest.mark.parametrize("name", ["", "x", "A" * 32, "a" * 31, "a" * 33, f"{'a' * 31}' "])
def test_no_other_name_is_taken(name):
    request = Request({"type": "http", "headers": [(b"cookie", f"{COOKIE}={name}".encode())]})
    assert user_of(request) == "" and user_of(None) == ""


# The list


def test_the_list_has_what_was_asked_and_marks_what_is_open(client):
    html = client.get("/geungeo/history", params={"answer": KEY}).text
    assert QUESTION in html and f'data-conversation="{CONVERSATION}"' in html and "aria-current" in html
    assert "aria-current" not in client.get("/geungeo/history", params={"answer": "none"}).text


def test_what_is_sought_is_listed(client):
    assert QUESTION in client.get("/geungeo/history", params={"sought": "2,500,000천원"}).text
    assert QUESTION not in client.get("/geungeo/history", params={"sought": "<b>"}).text
    assert "<b>" not in client.get("/geungeo/history", params={"sought": "<b>"}).text


def test_another_user_gets_nothing_of_it(client, other, app):
    for stranger in (other, TestClient(app)):
        assert QUESTION not in stranger.get("/geungeo/history", params={"answer": KEY}).text
        assert stranger.get(f"/geungeo/answer/{KEY}/txt").status_code == 404
        assert stranger.get(f"/geungeo/further/{KEY}").status_code == 404
        assert stranger.post(f"/geungeo/judge/{KEY}", content=b"1").status_code == 404
        assert stranger.delete(f"/geungeo/judge/{KEY}").status_code == 404
        assert stranger.delete(f"/geungeo/history/{CONVERSATION}").status_code == 404
        assert stranger.delete("/geungeo/history").status_code == 404
    assert client.get(f"/geungeo/answer/{KEY}/txt").status_code == 200


def test_a_conversation_is_deleted_with_its_answers(client):
    assert client.delete(f"/geungeo/history/{CONVERSATION}").status_code == 204
    assert client.delete(f"/geungeo/history/{CONVERSATION}").status_code == 404
    assert client.get(f"/geungeo/answer/{KEY}/txt").status_code == 404
    assert "아직 지난 대화가 없습니다" in client.get("/geungeo/history").text


def test_all_are_deleted(client):
    assert client.delete("/geungeo/history").status_code == 204
    assert client.get(f"/geungeo/answer/{KEY}/txt").status_code == 404


def test_a_file_that_fails_is_told(client, kept):
    kept.listing(USER)
    kept._history._connection.close()
    reply = client.get("/geungeo/history")
    assert reply.status_code == 200 and 'class="notice"' in reply.text
    assert client.delete("/geungeo/history").status_code == 503


# Reopened


def test_a_conversation_comes_back_as_it_was_shown(small_library, kept):
    asked = [{"role": "user", "content": f"<div>{QUESTION}</div>"}]
    whose = Whose(USER, "새 것")
    *_, (shown, turns) = chatting._reply(small_library, Settings(), QUESTION, asked, kept=kept, whose=whose)
    follow_up = "드론 배송 실증 지원은?"
    asked = [*shown, {"role": "user", "content": f"<div>{follow_up}</div>"}]
    *_, (shown, turns) = chatting._reply(small_library, Settings(), follow_up, asked, turns=turns, kept=kept, whose=whose)
    messages, again, conversation = reopened(small_library, kept, USER, "새 것")
    assert conversation == "새 것" and messages == shown
    assert list(again) == list(turns) and len(turns) == 2


def test_one_can_go_on_asking(small_library, kept):
    messages, turns, _ = reopened(small_library, kept, USER, CONVERSATION)
    *_, (last, _) = chatting._reply(small_library, Settings(), "드론 배송 실증 지원은?", messages, turns=turns)
    assert "앞 질문에 이어" in last[-1]["content"] and "1,500,000천원" in last[-1]["content"]


@pytest.mark.parametrize(("user", "conversation"), [(OTHER, CONVERSATION), ("", CONVERSATION), (USER, "none"), (USER, "")])
def test_what_is_not_there_is_told_and_a_new_conversation_begins(small_library, kept, user, conversation):
    messages, turns, new = reopened(small_library, kept, user, conversation)
    assert "지워졌습니다" in messages[0]["content"] and QUESTION not in str(messages)
    assert turns == [] and new != conversation


def test_an_answer_that_cannot_be_read_is_told_in_its_place(small_library, kept):
    kept.listing(USER)
    kept._history.put(USER, CONVERSATION, "2" * 32, "옛 <물음>", "", b"of another version")
    messages, turns, _ = reopened(small_library, kept, USER, CONVERSATION)
    assert "옛 &lt;물음&gt;" in messages[2]["content"] and "읽을 수 없습니다" in messages[3]["content"]
    assert len(turns) == 1


def test_that_nothing_is_kept_is_said_with_one_answer(small_library, tmp_path):
    (tmp_path / FILE).write_bytes(b"?" * 5000)
    kept = KeptAnswers(tmp_path / FILE, 365)
    kept.listing(USER)
    whose = Whose(USER, new_key())
    said = []
    for _ in range(2):
        *_, (messages, _) = chatting._reply(small_library, Settings(), QUESTION, [], kept=kept, whose=whose)
        said.append(messages[-1]["content"])
    assert ["저장하지 못하고" in each for each in said] == [True, False]
    assert all("2,500,000천원" in each for each in said)
    kept.close()
