"""Gradio's own addresses, attacked: what the page does not need is closed, and what is open takes no more than it should."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from gradio.utils import get_upload_folder

import screen.doors
import ui
from assistant.settings import Settings
from index.library import Library
from screen.doors import _TOLD
from screen.kept import KeptAnswers
from tests.serving import served, service_over

_CLOSED = (
    "/gradio_api/proxy=http://127.0.0.1:1/", "/proxy=http://127.0.0.1:1/", "/gradio_api/file=http://127.0.0.1:1/x",
    "/gradio_api/file=https:/127.0.0.1:1/x", "/gradio_api/file=//127.0.0.1/x", "/gradio_api/custom_component/1/client/component/x.js",
    "/gradio_api/stream/a/1/1/playlist.m3u8", "/monitoring", "/monitoring/summary", "/gradio_api/openapi.json", "/gradio_api/deep_link",
    "/gradio_api/runs", "/gradio_api/run-history/buckets", "/gradio_api/dev/reload", "/gradio_api/token", "/docs", "/openapi.json",
    "/login", "/svelte/x", "/pwa_icon",
)  # fmt: skip
_CLOSED_TO_POST = (
    "/gradio_api/component_server", "/gradio_api/vibe-edit", "/gradio_api/process_recording", "/gradio_api/stream/abc",
    "/gradio_api/run-history/connect", "/login", "/monitoring", "/", "/config",
)  # fmt: skip
_WRONG = (
    [], {}, [None] * 12, ["\ud800"] * 9, ["\0" * 99, {"a": {"b": []}}, -1, 1e308, True], [{"__type__": "update", "value": "x"}] * 9,
    ["가" * 300_000] * 3,
)  # fmt: skip


@pytest.fixture(scope="module")
def url(small_library: Library) -> Iterator[str]:
    kept = KeptAnswers()
    with served(service_over(small_library, Settings(today="2025-03-01")), kept) as address:
        yield address
    kept.close()


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=20) as opened:
        yield opened


@pytest.mark.parametrize("path", _CLOSED)
def test_what_the_page_does_not_need_is_closed(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", _CLOSED_TO_POST)
def test_what_the_page_does_not_send_to_is_closed(client, path):
    assert client.post(path, json={}).status_code == 404


def test_what_it_needs_is_open(client):
    assert client.get("/").status_code == client.get("/config").status_code == client.get("/theme.css").status_code == 200


def test_no_file_of_this_machine_is_served(client, small_library):
    library = small_library.folder.resolve() / "library.sqlite"
    assert library.is_file()
    for path in (str(library), "/etc/passwd", "pyproject.toml"):
        for shown in (path, f"/../..{path}", f"..%2f..%2f{path}", f"%252e%252e%252f{path}", f"..\\..\\{path}", f"{path}%00.txt"):
            for address in (f"/gradio_api/file={shown}", f"/static/{shown}", f"/assets/{shown}", f"/static/..{shown}"):
                reply = client.get(address)
                assert reply.status_code in {403, 404, 400}, (address, reply.status_code)
                assert "root:" not in reply.text and "SQLite" not in reply.text and "build-system" not in reply.text


def test_the_page_says_nothing_of_where_it_runs(client, small_library):
    told = client.get("/config").text + client.get("/gradio_api/info").text + client.get("/").text
    for path in (str(small_library.folder), str(Path.cwd()), str(Path.home()) + "/"):
        assert path not in told


def test_pages_of_others_may_not_send(client):
    for path in ("/gradio_api/upload", "/gradio_api/queue/join", "/gradio_api/run/predict"):
        assert client.post(path, headers={"Sec-Fetch-Site": "cross-site"}, files={"files": b"x"}).status_code == 403
        assert client.post(path, headers={"Origin": "http://evil.example"}, files={"files": b"x"}).status_code == 403


def test_a_call_of_megabytes_is_refused(client):
    large = json.dumps({"data": ["x" * (3 << 20)], "fn_index": 0, "session_hash": "abc"})
    reply = client.post("/gradio_api/queue/join", content=large, headers={"Content-Type": "application/json"})
    assert reply.status_code == 413 and "너무 큽니다" in reply.text
    pieces = (b"x" * (1 << 20) for _ in range(4))  # without a length
    assert client.post("/gradio_api/queue/join", content=pieces).status_code in {400, 413}


def test_an_upload_is_bounded(client, monkeypatch):
    monkeypatch.setattr(screen.doors, "_LARGEST_UPLOAD", 1 << 20)
    assert client.post("/gradio_api/upload", files={"files": b"x" * (2 << 20)}).status_code == 413
    monkeypatch.setattr(screen.doors, "_KEPT_FREE", 1 << 60)
    assert client.post("/gradio_api/upload", files={"files": b"x"}).status_code == 507


def test_names_of_uploads_stay_in_their_folder(client):
    for name in (
        "../../../../tmp/geungeo-escaped.txt",
        "..\\..\\geungeo-escaped.txt",
        "/tmp/geungeo-escaped.txt",
        "CON",
        "가" * 300,
    ):
        reply = client.post("/gradio_api/upload", files={"files": (name, b"x")})
        if reply.status_code == 200:
            where = Path(reply.json()[0])
            assert ".." not in where.parts and len(where.parts) > 3 and where.resolve() == where
    assert not Path("/tmp/geungeo-escaped.txt").exists()


@pytest.mark.parametrize("name", ["reply", "figures", "check", "hand_over", "choose", "open_document"])
def test_no_call_fetches_a_file_to_be_handed_out(client, small_library, tmp_path, name):
    """Gradio keeps a copy of every `path` that a call names, and serves it to who asks."""
    secret = tmp_path / f"secret-{name}.txt"
    secret.write_text("비밀")
    for path in (
        str(secret),
        f"{tempfile.gettempdir()}/gradio/../{secret}",
        f"file://{secret}",
        "http://127.0.0.1:1/x.txt",
        "x.txt",
    ):
        file = {"path": path, "meta": {"_type": "gradio.FileData"}}
        for data in ([file] * 5, [[file]] * 5, [{"a": [{"b": file}]}] * 5):
            assert client.post(f"/gradio_api/call/{name}", json={"data": data, "session_hash": "z"}).status_code == 400
    assert not list(Path(get_upload_folder()).rglob(secret.name))


def test_gradio_itself_knows_that_it_serves(small_library):
    """Its own bound on what a call may name holds only once it is said to be launched."""
    kept = KeptAnswers()
    assert ui.application(service_over(small_library, Settings()), kept).state.blocks.has_launched
    kept.close()


def _endpoints(client: httpx.Client) -> list[str]:
    """The names of what may be called; of several for one handler the first."""
    return [name.lstrip("/") for name in client.get("/gradio_api/info").json()["named_endpoints"] if not name[-1].isdigit()]


def test_no_handler_falls_over_what_it_did_not_expect(client):
    """Whatever type a call brings, the reply is no 5xx of the server and tells nothing of its inside."""
    names = [*_endpoints(client), "nothing", "..%2f..", "reply%00"]
    assert len(names) > 8
    for name in names:
        for wrong in _WRONG:
            body = json.dumps({"data": wrong, "session_hash": "s" * 50})
            begun = client.post(f"/gradio_api/call/{name}", content=body, headers={"Content-Type": "application/json"})
            assert begun.status_code < 500 or begun.text == _TOLD[500], (name, str(wrong)[:60], begun.text[:200])
            told = begun.text
            if begun.status_code == 200:
                told += client.get(f"/gradio_api/call/{name}/{begun.json()['event_id']}").text
            assert "Traceback" not in told and "site-packages" not in told and "root:" not in told, (name, str(wrong)[:60])


def test_what_is_no_call_is_refused_quietly(client):
    for path in (
        "/gradio_api/queue/join",
        "/gradio_api/run/predict",
        "/gradio_api/call/reply",
        "/gradio_api/reset",
        "/gradio_api/cancel",
    ):
        for body in (
            b"",
            b"[]",
            b"null",
            b"{",
            b"\xff\xfe",
            b'{"fn_index": 99999, "data": [], "session_hash": null}',
            b"[" * 50_000,
        ):
            reply = client.post(path, content=body, headers={"Content-Type": "application/json"})
            assert "Traceback" not in reply.text and "site-packages" not in reply.text
            assert reply.status_code < 500 or reply.text == _TOLD[500], (path, body[:50], reply.text)
