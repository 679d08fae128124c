"""What Gradio keeps for an open page is the person's who opened it: nobody else hears, ends or goes on with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from access.person import Role
from api.service import Service
from assistant.settings import Settings
from index.intake import take_in
from index.library import open_library
from screen.kept import KeptAnswers
from screen.pages import Pages
from tests.serving import served, service_over, with_token

_SESSION = "kims-page"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, small_documents: Path) -> Iterator[Service]:
    library = open_library(tmp_path_factory.mktemp("pages") / "data", "kiwi")
    list(take_in(library, [small_documents / "업무보고.txt"]))
    made = service_over(library, Settings(today="2025-03-01", users=True))
    assert made.register is not None
    for name, role in (("admin", Role.ADMIN), ("kim", Role.READER), ("lee", Role.READER), ("editor", Role.EDITOR)):
        made.register.accounts.add(name, None, role)
    yield made
    library.close()


@pytest.fixture(scope="module")
def url(service: Service) -> Iterator[str]:
    kept = KeptAnswers()
    with served(service, kept) as address:
        yield address
    kept.close()


def join(client: httpx.Client, name: str, data: list[Any], session: str = _SESSION) -> httpx.Response:
    """Ask for one of the page's calls."""
    config = client.get("/config").json()
    number = next(each["id"] for each in config["dependencies"] if each["api_name"] == name)
    return client.post("/gradio_api/queue/join", json={"data": data, "fn_index": number, "session_hash": session})


def heard(client: httpx.Client, session: str = _SESSION) -> str:
    """All that a page hears until its calls are done."""
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
        return "\n".join(events.iter_lines()) if events.status_code == 200 else str(events.status_code)


def test_nobody_uses_the_page_of_another(service: Service, url: str) -> None:
    kim, lee = with_token(service, url, "kim"), with_token(service, url, "lee")
    asked = join(kim, "figures", ["출연금", None])
    assert asked.status_code == 200
    event = asked.json()["event_id"]
    body = {"session_hash": _SESSION, "fn_index": 0, "event_id": event}
    refused = [
        lee.get("/gradio_api/queue/data", params={"session_hash": _SESSION}),
        lee.get(f"/gradio_api/queue/data?session_hash={_SESSION}&session_hash=lees"),
        lee.get(f"/gradio_api/queue/data?session_hash=lees&session_hash={_SESSION}"),
        lee.get(f"/gradio_api/heartbeat/{_SESSION}"),
        lee.get(f"/gradio_api/call/figures/{event}"),
        join(lee, "figures", ["출연금", None]),
        lee.post("/gradio_api/run/figures", json={"data": ["출연금", None], "session_hash": _SESSION}),
        lee.post("/gradio_api/call/figures", json={"data": ["출연금", None], "session_hash": _SESSION}),
        lee.post("/gradio_api/cancel", json=body),
        lee.post("/gradio_api/cancel", json={**body, "session_hash": "lees"}),
        lee.post("/gradio_api/reset", json={"event_id": event}),
    ]
    assert [reply.status_code for reply in refused] == [404] * len(refused)
    assert "process_completed" in heard(kim)


def test_a_call_without_a_page_is_its_callers(service: Service, url: str) -> None:
    kim, lee = with_token(service, url, "kim"), with_token(service, url, "lee")
    event = kim.post("/gradio_api/call/figures", json={"data": ["출연금", None]}).json()["event_id"]
    assert lee.get(f"/gradio_api/call/figures/{event}").status_code == 404
    assert lee.get("/gradio_api/queue/data", params={"session_hash": event}).status_code == 404
    with kim.stream("GET", f"/gradio_api/call/figures/{event}") as events:
        assert events.status_code == 200 and "event: complete" in "\n".join(events.iter_lines())


def test_an_upload_is_followed_by_who_sends_it(service: Service, url: str) -> None:
    kim, lee = with_token(service, url, "kim"), with_token(service, url, "lee")
    sent = kim.post("/gradio_api/upload", params={"upload_id": "kims-upload"}, files={"files": ("가.txt", b"x")})
    assert sent.status_code == 200
    assert lee.get("/gradio_api/upload_progress", params={"upload_id": "kims-upload"}).status_code == 404


def test_a_name_that_is_none_is_refused(service: Service, url: str) -> None:
    kim = with_token(service, url, "kim")
    for name in ("x" * 200, "a b", "../x", "", 7, ["x"]):
        assert kim.post("/gradio_api/run/figures", json={"data": ["출연금", None], "session_hash": name}).status_code == 404


def test_pages_are_bounded_and_nobody_drives_out_anothers() -> None:
    pages = Pages(most=3)
    assert pages.take("kims", "kim")
    for number in range(100):
        assert pages.take(f"lees{number}", "lee")
    assert not pages.take("kims", "lee") and pages.take("kims", "kim")
    assert len(pages) == 4  # of Lee's the last three
    assert pages.take("lees0", "kim") and not pages.take("lees99", "kim")


def test_a_page_that_is_used_stays_its_owners() -> None:
    pages = Pages(most=3)
    for number in range(10):
        assert pages.take("kims", "kim") and pages.take(f"event{number}", "kim")
    assert not pages.take("kims", "lee")


def test_a_role_that_is_taken_holds_at_the_next_call(service: Service, url: str) -> None:
    assert service.register is not None
    editor, session = with_token(service, url, "editor"), "editors-page"
    try:
        assert join(editor, "stop", [], session).status_code == 200
        assert '"success":true' in heard(editor, session)
        service.register.accounts.set_role("editor", Role.READER)
        assert join(editor, "stop", [], session).status_code == 200
        assert '"success":false' in heard(editor, session)
    finally:
        service.register.accounts.set_role("editor", Role.EDITOR)


def test_no_call_of_a_reader_changes_anything(service: Service, url: str) -> None:
    kim, library = with_token(service, url, "kim"), service.library
    before = library.store.documents(), library.store.stamp(), library.store.correction("업무보고.txt")
    path = kim.post("/gradio_api/upload", files={"files": ("새 문서.txt", "새 글이다.".encode())}).json()[0]
    file = {"path": path, "meta": {"_type": "gradio.FileData"}}
    config = kim.get("/config").json()
    kinds = {part["id"]: part["type"] for part in config["components"]}
    session = "kims-attack"
    opening = next(each for each in config["dependencies"] if each["api_name"] == "open_document")
    kim.post(
        "/gradio_api/run/open_document", json={"data": ["1 업무보고.txt"], "fn_index": opening["id"], "session_hash": session}
    )
    for call in config["dependencies"]:
        if call.get("backend_fn"):
            sent = [
                [file] if kinds[part] in {"file", "uploadbutton"} else "공격" if kinds[part] == "textbox" else None
                for part in call["inputs"]
            ]
            body = {"data": sent, "fn_index": call["id"], "session_hash": session}
            if kim.post("/gradio_api/queue/join", json=body).status_code == 200:
                heard(kim, session)
            kim.post("/gradio_api/run/predict", json=body)
    assert service.jobs.wait(20)
    assert (library.store.documents(), library.store.stamp(), library.store.correction("업무보고.txt")) == before
    assert service.jobs.batches() == ()
