"""Questions over HTTP: the same answer as everywhere, in one piece or in events."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import whole_app
from api.routes import asking
from api.service import Service, service_for
from api.stream import Told, events_of, streamed
from api.turns import Turns
from assistant.answer import answer
from assistant.contract import as_json
from assistant.settings import Settings
from eval.job import Job
from index.filters import Filters
from index.jobs import Jobs
from tests.llm_server import saying, serving
from tests.serving import service_over

QUESTION = "드론 배송 실증 지원 2023 예산현액은 얼마인가요?"
ASK = "/api/v1/ask"
EVENTS = {"Accept": "text/event-stream"}
TIMES = {"latency_ms", "made"}


def events_in(text: str) -> list[tuple[str, Any]]:
    """The events of a stream, comments left out."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def same(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in TIMES}


def test_an_answer_is_that_of_the_batch_contract(client, service):
    reply = client.post(ASK, json={"question": QUESTION, "id": "q1"})
    assert reply.status_code == 200
    expected = as_json("q1", answer(service.library, QUESTION, service.settings))
    assert same(reply.json()) == same(json.loads(json.dumps(expected)))
    assert "1,500,000천원" in reply.json()["answer"]


def test_filters_keep_to_some_documents(client, service):
    reply = client.post(ASK, json={"question": QUESTION, "document": ["검토보고.txt"]}).json()
    assert {item["doc"] for item in reply["passages"]} == {"검토보고.txt"}
    expected = answer(service.library, QUESTION, service.settings, Filters(documents=("검토보고.txt",)))
    assert reply["answer"] == expected.text


def test_a_question_goes_on_from_those_before_it(client):
    reply = client.post(ASK, json={"question": "별빛도서관 운영은?", "after": [QUESTION]}).json()
    assert "2,500,000천원" in reply["answer"] and reply["understood"]["followed"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "question: 빠졌습니다."),
        ({"question": "가" * 2001}, "2000자 안으로"),
        ({"question": "  "}, "비어 있습니다"),
        ({"question": QUESTION, "years": [2023]}, "years: 모르는 이름입니다."),
        ({"question": QUESTION, "year": [1990]}, "맞는 문서가 없습니다"),
        ({"question": QUESTION, "after": ["앞"] * 13}, "12개까지"),
        ({"question": "\ud800"}, "question"),
    ],
)
@pytest.mark.parametrize("path", [ASK, f"{ASK}/stream"])
def test_what_is_no_question_is_a_problem_with_the_remedy(client, sent, told, path):
    reply = client.post(path, content=json.dumps(sent), headers={"Content-Type": "application/json"})
    assert reply.status_code == 422 and reply.headers["content-type"] == "application/problem+json"
    assert told in reply.json()["detail"] and reply.json()["remedy"]


def test_events_come_in_order_and_end_with_the_answer(client):
    whole = client.post(ASK, json={"question": QUESTION}).json()
    for path, headers in ((f"{ASK}/stream", {}), (ASK, EVENTS)):
        reply = client.post(path, json={"question": QUESTION}, headers=headers)
        assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/event-stream")
        found = events_in(reply.text)
        names = [name for name, _ in found]
        assert names == ["sentence"] * (len(names) - 1) + ["answer"] and len(names) > 1
        assert [data["number"] for name, data in found if name == "sentence"] == list(range(len(names) - 1))
        assert all(data["citations"] for name, data in found[:-1])
        assert same(found[-1][1]) == same(whole)


def test_a_models_sentences_come_as_they_hold_and_its_unchecked_words_never(small_library):
    question = "2023년 별빛도서관 운영 예산현액 얼마야?"
    with serving(saying("2023년 별빛도서관 운영의 예산현액은 2,500,000천원입니다. [1]")) as server:
        service = service_over(small_library, server.settings())
        found = events_in(
            TestClient(whole_app(service), base_url="http://127.0.0.1").post(f"{ASK}/stream", json={"question": question}).text
        )
        service.turns.close()
    names = [name for name, _ in found]
    assert names[0] == "step" and "언어 모델" in found[0][1]["told"]
    assert names.index("sentence") < names.index("answer") == len(names) - 1
    assert all("unsettled" not in data for _, data in found)
    assert found[-1][1]["made"]["llm"] == "m"


def test_what_is_struck_is_told_once_and_the_composed_answer_stands(small_library):
    question = "2023년 별빛도서관 운영 예산현액 얼마야?"
    with serving(saying("2023년 별빛도서관 운영의 예산현액은 9,999,000천원입니다. [1]")) as server:
        steps = asking._steps(service_over(small_library, server.settings()), asking.Ask(question=question))
        found = list(events_of(steps, ""))
    assert [name for name, *_ in found].count("struck") == 1
    assert "2,500,000천원" in found[-1].data["answer"]


def test_who_comes_when_no_place_is_left_is_told_when_to_come_again(small_library, monkeypatch):
    settings = Settings(serve_at_once=1, serve_waiting=1)
    service = service_for(small_library, settings, Jobs(small_library), Job(small_library, settings))
    client, going, go_on = TestClient(whole_app(service), base_url="http://127.0.0.1"), threading.Semaphore(0), threading.Event()

    def slow(*_: object) -> dict[str, object]:
        going.release()
        assert go_on.wait(20)
        return {}

    monkeypatch.setattr(asking, "_answer", slow)
    post = partial(client.post, ASK, json={"question": QUESTION})
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(post().status_code)) for _ in range(2)]
    threads[0].start()
    assert going.acquire(timeout=20)
    threads[1].start()
    while service.turns.waiting < 1:
        threading.Event().wait(0.01)
    refused, streamed = post(), client.post(f"{ASK}/stream", json={"question": QUESTION})
    for reply in (refused, streamed):
        assert reply.status_code == 429 and int(reply.headers["retry-after"]) >= 1
        assert reply.json()["type"] == "urn:geungeo:problem:crowded"
    assert client.get("/healthz").status_code == client.get("/api/v1/documents").status_code == 200
    go_on.set()
    for thread in threads:
        thread.join(20)
    assert statuses == [200, 200] and service.turns.working == service.turns.waiting == 0
    service.turns.close()


def test_an_error_of_ours_is_a_problem_and_gives_nothing_away(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise RuntimeError("비밀 /home/secret")

    monkeypatch.setattr(asking, "_answer", broken)
    monkeypatch.setattr(asking, "_steps", broken)
    for path in (ASK, f"{ASK}/stream"):
        reply = client.post(path, json={"question": QUESTION}, headers={"X-Request-ID": "r-1"})
        assert reply.status_code == 500 and "비밀" not in reply.text
        assert reply.json()["request_id"] == reply.headers["x-request-id"] == "r-1"


def test_answers_are_counted_by_step_and_their_questions_are_not_there(client: TestClient, service: Service):
    client.post(ASK, json={"question": QUESTION})
    told = client.get("/metrics").text
    assert 'geungeo_requests_total{method="POST",route="/ask",status="200"}' in told
    assert 'geungeo_step_seconds_bucket{le="0.005",step="retrieve"}' in told
    assert 'geungeo_answers_total{outcome="answered"}' in told and "드론" not in told


def test_when_nobody_listens_any_more_no_further_event_is_made(small_library):
    turns, made, seen = Turns(1, 0), [], threading.Event()

    def events() -> Iterator[Told]:
        for number in range(1000):
            made.append(number)
            yield Told("step", {"told": str(number)})
            seen.wait(0.02)

    async def listen_to_two() -> None:
        reply = await streamed(turns, events, "r")
        async for _ in aiter(reply.body_iterator):
            if len(made) > 2:
                break
        await reply.body_iterator.aclose()

    asyncio.run(listen_to_two())
    deadline = time.monotonic() + 10
    while turns.working and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not turns.working and len(made) < 100
    turns.close()
