"""Logging in and out in the browser, over the wire."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from argon2 import PasswordHasher

from access import passwords
from access.entering import BROWSER, SESSION
from access.person import Role
from access.sessions import IDLE
from api import signing
from api.signing import local_path
from tests.api.accounts import PASSWORD, accounts_over, client_of, log_in

NEW = "새로 정한 비밀번호"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def service(tmp_path, small_library) -> Iterator:
    with accounts_over(small_library, tmp_path) as made:
        yield made


@pytest.fixture
def client(service):
    return client_of(service)


def cookie_of(reply, name):
    """The flags of a cookie that a reply sets."""
    jar = SimpleCookie()
    for value in reply.headers.get_list("set-cookie"):
        jar.load(value)
    return jar[name]


def test_a_page_leads_to_the_login_and_back(service):
    client = client_of(service, screen=True)
    reply = client.get("/?view=light")
    assert reply.status_code == 303 and reply.headers["location"] == "/login?next=/%3Fview%3Dlight"
    page = client.get(reply.headers["location"])
    assert page.status_code == 200 and 'value="/?view=light"' in page.text
    reply = log_in(client, "reader", next="/?view=light")
    assert reply.status_code == 303 and reply.headers["location"] == "/?view=light"
    page = client.get("/")
    assert page.status_code == 200 and "gradio" in page.text and page.headers["cache-control"] == "no-store"
    assert client.get("/login").headers["location"] == "/"  # who is in need not log in


def test_the_cookies_are_for_the_browser_and_this_site_alone(service):
    for base, is_secure in (("http://127.0.0.1", ""), ("https://127.0.0.1", True)):
        client = client_of(service)
        client.base_url = base
        reply = log_in(client, "reader")
        session, browser = cookie_of(reply, SESSION), cookie_of(reply, BROWSER)
        assert (session["httponly"], session["samesite"], session["secure"], session["path"]) == (True, "lax", is_secure, "/")
        assert session["max-age"] == "" and session["expires"] == ""  # it ends with the browser
        assert (browser["httponly"], browser["samesite"], browser["secure"]) == (True, "strict", is_secure)


def test_what_is_wrong_is_not_told(client):
    texts = {log_in(client, name, "틀린 비밀번호 하나").text.replace(name, "") for name in ("reader", "nobody")}
    assert len(texts) == 1 and "이름이나 비밀번호가 맞지 않습니다" in texts.pop()
    reply = log_in(client, "<script>alert(1)</script>", "틀린 비밀번호 하나")
    assert reply.status_code == 401 and "<script" not in reply.text and SESSION not in reply.cookies
    assert "틀린 비밀번호" not in reply.text


def test_a_session_that_somebody_else_gave_is_not_taken_over(client, service):
    client.cookies.set(SESSION, "planted" * 6)
    log_in(client, "reader")
    assert service.register.sessions.find("planted" * 6) is None
    own = service.register.sessions.begin("editor")
    client.cookies.clear()
    client.cookies.set(SESSION, own)  # an attacker's session, put into the browser of another
    reply = log_in(client, "reader")
    assert cookie_of(reply, SESSION).value != own and service.register.sessions.find(own) is None


def test_logging_out_ends_the_session_and_not_only_the_cookie(client, service):
    token = cookie_of(log_in(client, "reader"), SESSION).value
    assert client.get("/geungeo/alive").status_code == 200
    reply = client.post("/logout")
    assert reply.status_code == 303 and reply.headers["location"] == "/login"
    assert cookie_of(reply, SESSION)["expires"] or cookie_of(reply, SESSION)["max-age"] == "0"
    client.cookies.set(SESSION, token)
    assert client.get("/geungeo/alive").status_code == 401
    assert client.get("/logout").status_code in {403, 404, 405, 303, 401}
    assert client.post("/logout").status_code == 303  # of nobody: nothing happens


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
@pytest.mark.parametrize(
    "path", ["/login", "/logout", "/account", "/gradio_api/queue/join", "/geungeo/judge/a", "/geungeo/eval/stop"]
)
def test_other_sites_pages_are_refused(client, headers, path):
    log_in(client, "admin")
    reply = client.post(path, data={"name": "reader", "password": PASSWORD}, headers=headers)
    assert reply.status_code == 403 and "다른 사이트" in reply.text
    assert client.get("/geungeo/alive").status_code == 200


@pytest.mark.parametrize(
    ("given", "gone"),
    [("/", "/"), ("/api/v1/docs", "/api/v1/docs"), ("/?a=1#b", "/?a=1#b"), ("//evil.example", "/"), ("///evil.example", "/"),
     ("/\\evil.example", "/"), ("\\\\evil.example", "/"), ("https://evil.example", "/"), ("javascript:alert(1)", "/"), ("", "/"),
     ("evil", "/"), ("/\t/evil.example", "/"), ("/a\r\nSet-Cookie: a=b", "/"), (" //evil.example", "/"), ("/login", "/"),
     ("/logout", "/"), ("http:/evil", "/"), ("/" + "a" * 600, "/"), ("//[", "/")],
)  # fmt: skip
def test_one_is_sent_on_to_our_own_pages_alone(client, given, gone):
    assert local_path(given) == gone
    reply = log_in(client, "reader", next=given)
    assert reply.status_code == 303 and reply.headers["location"] == gone


def test_guessing_is_answered_with_when_to_come_again(client):
    statuses = [log_in(client, "reader", "틀린 비밀번호 하나").status_code for _ in range(5)]
    reply = log_in(client, "reader")
    assert statuses == [401] * 5 and reply.status_code == 429 and reply.headers["retry-after"] == "1"
    assert "초 뒤에" in reply.text and SESSION not in reply.cookies


def test_a_flood_of_logins_is_bounded(service, monkeypatch):
    going, most, lock = [], [], threading.Lock()

    def slow(*given):
        with lock:
            going.append(1)
            most.append(len(going))
        time.sleep(0.2)
        with lock:
            going.pop()
        return None

    monkeypatch.setattr(signing, "sign_in", slow)
    import httpx

    from screen.kept import KeptAnswers
    from tests.serving import served

    with served(service, KeptAnswers()) as url:
        replies: list[httpx.Response] = []
        post = lambda: replies.append(httpx.post(f"{url}login", data={"name": "a", "password": "b"}, timeout=30))  # noqa: E731
        threads = [threading.Thread(target=post) for _ in range(20)]
        for thread in threads:
            thread.start()
        assert httpx.get(f"{url}healthz").status_code == 200
        for thread in threads:
            thread.join(30)
    statuses = [reply.status_code for reply in replies]
    assert max(most) <= 2 and statuses.count(401) >= 10 and statuses.count(429) == 20 - statuses.count(401) > 0
    assert all(reply.headers["retry-after"].isdigit() for reply in replies if reply.status_code == 429)


def test_a_form_that_is_too_large_or_no_form_is_refused(client):
    assert client.post("/login", content=b"name=" + b"a" * 20_000).status_code == 413
    for odd in (b"", b"\xff\xfe", b"name", b"name=%ff&password=%00", b"{}", b"&" * 100):
        assert client.post("/login", content=odd).status_code in {401, 429}


def test_another_password_ends_every_session_but_the_new_one(client, service):
    other = client_of(service)
    log_in(client, "reader"), log_in(other, "reader")
    for old, new, again, status in (
        ("틀린 비밀번호 하나", NEW, NEW, 401),
        (PASSWORD, NEW, NEW + "!", 422),
        (PASSWORD, "짧다", "짧다", 422),
        (PASSWORD, "reader1234", "reader1234", 422),
        (PASSWORD, NEW, NEW, 303),
    ):
        reply = client.post("/account", data={"old": old, "new": new, "again": again})
        assert reply.status_code == status
    assert "바꾸었습니다" in client.get(reply.headers["location"]).text
    assert client.get("/geungeo/alive").status_code == 200 and other.get("/geungeo/alive").status_code == 401
    assert log_in(other, "reader").status_code == 401 and log_in(other, "reader", NEW).status_code == 303


def test_a_session_that_has_ended_is_told_to_the_page_in_plain_korean(client, service, monkeypatch):
    log_in(client, "reader")
    clock = time.time() + IDLE + 60
    monkeypatch.setattr(service.register.sessions, "_clock", lambda: clock)
    for path in ("/geungeo/alive", "/geungeo/cite?q=a", "/gradio_api/queue/data?session_hash=a", "/config"):
        reply = client.get(path)
        assert reply.status_code == 401 and "다시 로그인해 주십시오" in reply.text
        assert reply.headers["content-type"].startswith("text/plain")
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401
    reply = client.post("/api/v1/ask", json={"question": "무엇?"})
    assert reply.status_code == 401 and reply.headers["www-authenticate"] == "Bearer"
    assert (
        reply.headers["content-type"] == "application/problem+json"
        and reply.json()["request_id"] == reply.headers["x-request-id"]
    )


def test_who_is_in_stands_in_the_title(client, service):
    log_in(client, "editor")
    reply = client.get("/geungeo/me")
    assert 'data-name="editor"' in reply.text and "편집" in reply.text and 'action="/logout"' in reply.text
    service.register.accounts.add("portal", None, Role.READER)
    assert "통합 로그인" not in client.get("/account").text


def test_the_history_is_the_accounts(client, service):
    log_in(client, "reader")
    reply = client.get("/geungeo/user")
    assert reply.status_code == 204 and "set-cookie" not in reply.headers


@pytest.mark.parametrize("path", ["/login", "/login.css", "/", "/healthz", "/api/v1/ask", "/geungeo/alive"])
def test_every_reply_has_the_headers_of_a_safe_page(client, path):
    headers = client.get(path).headers
    assert "frame-ancestors" in headers["content-security-policy"] and headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin" and "x-frame-options" in headers
    if path == "/login":
        assert "default-src 'none'" in headers["content-security-policy"] and "script" not in client.get(path).text
