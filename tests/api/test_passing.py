"""What every request passes: its number, bounds, other sites' pages; and how the program stands."""

from __future__ import annotations

import threading
import time

import httpx
import pytest
from starlette.testclient import TestClient

from api.app import whole_app
from api.routes import asking
from api.service import service_for
from assistant.settings import Settings
from eval.job import Job
from index.jobs import Jobs
from screen.kept import KeptAnswers
from tests.serving import served, service_over

QUESTION = {"question": "드론 배송 실증 지원 2023 예산현액은 얼마인가요?"}


def test_a_number_that_is_given_comes_back_and_another_is_made(client):
    assert client.get("/api/v1/documents", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    made = {client.get("/api/v1/documents").headers["x-request-id"] for _ in range(2)}
    assert len(made) == 2 and all(len(id) == 32 for id in made)
    for odd in ("가".encode(), b"a b", b"a" * 65, b"a\tb"):
        assert client.get("/api/v1/documents", headers={b"X-Request-ID": odd}).headers["x-request-id"].encode() != odd


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://elsewhere.example"}, {"Origin": "null"}]
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "ask"), ("POST", "check"), ("POST", "documents"), ("DELETE", "documents/업무보고.txt"), ("POST", "evaluations")],
)
def test_the_pages_of_others_are_refused(client, method, path, headers):
    reply = client.request(method, f"/api/v1/{path}", headers=headers, json=QUESTION if path == "ask" else None)
    assert reply.status_code == 403 and reply.headers["content-type"] == "application/problem+json"


def test_our_own_page_and_programs_are_not(client):
    for headers in ({}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://127.0.0.1"}):
        assert client.post("/api/v1/ask", json=QUESTION, headers=headers).status_code == 200


def test_a_body_is_bounded_whether_it_says_its_length_or_not(client):
    for content in (b" " * (3 << 20), (b" " * (1 << 20) for _ in range(3))):
        reply = client.post("/api/v1/ask", content=content, headers={"Content-Type": "application/json"})
        assert reply.status_code == 413 and "2 MB" in reply.json()["detail"] and reply.headers["x-request-id"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/v1/nothing", 404), ("GET", "/api/v1/ask", 405), ("PUT", "/api/v1/documents", 405), ("POST", "/healthz", 405)],
)
def test_what_is_not_there_is_a_problem_in_korean(client, method, path, status):
    reply = client.request(method, path)
    assert reply.status_code == status and reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["status"] == status and not any(letter.isascii() and letter.isalpha() for letter in reply.json()["title"])
    assert status != 405 or reply.headers["allow"]


def test_an_address_that_is_not_there_is_counted_under_no_name(client):
    client.get("/api/v1/비밀스러운-주소")
    told = client.get("/metrics").text
    assert 'route="(none)",status="404"' in told and "비밀" not in told


def test_it_lives_before_it_is_ready(small_library):
    settings = Settings()
    service = service_for(small_library, settings, Jobs(small_library), Job(small_library, settings))
    client = TestClient(whole_app(service), base_url="http://127.0.0.1")
    assert client.get("/healthz").status_code == 200
    reply = client.get("/readyz")
    assert reply.status_code == 503 and reply.headers["retry-after"] == "1" and "형태소" in reply.json()["detail"]
    service.warm.set()
    assert client.get("/readyz").json() == client.get("/api/v1/readyz").json() == {"status": "ready"}
    service.turns.close()


def test_the_description_of_the_api_asks_nothing_of_another_host(client):
    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    found = [piece.split('"')[0] for mark in ('src="', 'href="') for piece in page.text.split(mark)[1:]]
    assert len(found) >= 3 and all(address.startswith("/api/v1/") for address in found)
    assert all(client.get(address).status_code == 200 for address in found)
    assert "https://" not in page.text and '"validatorUrl": null' in page.text
    assert client.get("/docs").status_code == client.get("/openapi.json").status_code == 404


def test_screen_and_programs_are_served_together_and_stop(small_library):
    with served(service_over(small_library, Settings(today="2025-03-01")), KeptAnswers()) as url:
        assert "근거" in httpx.get(url).text
        assert httpx.get(f"{url}geungeo/alive").status_code == httpx.get(f"{url}readyz").status_code == 200
        reply = httpx.post(f"{url}api/v1/ask", json=QUESTION, timeout=30)
        assert "1,500,000천원" in reply.json()["answer"]
        assert httpx.get(f"{url}api/v1/nothing").json()["status"] == 404
        with httpx.stream("POST", f"{url}api/v1/ask/stream", json=QUESTION, timeout=30) as stream:
            assert [line for line in stream.iter_lines() if line.startswith("event:")][-1] == "event: answer"


def test_a_stop_finishes_what_is_under_way_and_waits_for_no_open_page(small_library, monkeypatch):
    begun, replies = threading.Event(), []

    def slow(*_: object) -> dict[str, object]:
        begun.set()
        time.sleep(1.0)
        return {"answer": "다 됐습니다"}

    def open_page(url: str) -> None:
        with httpx.stream("GET", f"{url}gradio_api/heartbeat/abc", timeout=60) as stream:
            replies.append(stream.status_code)
            for _ in stream.iter_raw():
                pass

    monkeypatch.setattr(asking, "_answer", slow)
    with served(service_over(small_library, Settings()), KeptAnswers()) as url:
        threads = [
            threading.Thread(target=open_page, args=(url,)),
            threading.Thread(target=lambda: replies.append(httpx.post(f"{url}api/v1/ask", json=QUESTION, timeout=30).json())),
        ]
        threads[0].start()
        while not replies:
            time.sleep(0.01)
        threads[1].start()
        assert begun.wait(20)
        stopped = time.monotonic()
    assert time.monotonic() - stopped < 8  # and not as long as a stop may take
    for thread in threads:
        thread.join(20)
    assert replies == [200, {"answer": "다 됐습니다"}]
