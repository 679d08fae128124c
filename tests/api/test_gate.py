"""The gate: every route of the application asks for a role, and nothing gets past it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from fastapi.routing import APIRoute
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDisconnect

import ui
from access import passwords
from access.may import may
from access.person import Person, Role, person_of
from access.rules import needed, rule_of
from api.app import whole_app
from assistant.settings import Settings
from screen.kept import KeptAnswers
from tests.api.accounts import HERE, accounts_over, client_of, log_in
from tests.serving import service_over

# Gradio's own that our page has no use for: for nobody but admins, who may do more than that anyway.
UNUSED = re.compile(
    r".*/(user|login_check|token|dev/reload|monitoring|vibe-.*|undo-vibe.*|profiling|run-history|proxy=.*|stream|api|openapi\.json"
    r"|custom_component|process_recording|deep_link|logout|login|runs)(/.*)?"
)
OPEN = {"/healthz", "/readyz", "/api/v1/healthz", "/api/v1/readyz", "/login", "/login.css", "/logout"}
ROLES: dict[Role, dict[str, str]] = {
    Role.EDITOR: {
        "/api/v1/documents": "POST",
        "/api/v1/documents/a": "PATCH DELETE",
        "/api/v1/jobs/a": "GET",
    },
    Role.ADMIN: {
        "/metrics": "GET",
        "/api/v1/metrics": "GET",
        "/api/v1/evaluations": "GET POST",
        "/api/v1/evaluations/a": "GET",
    },
}


@pytest.fixture(scope="module", autouse=True)
def quick_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        passwords._nobodys.cache_clear()
        yield


@pytest.fixture(scope="module")
def users(tmp_path_factory, small_library) -> Iterator:
    """A service with accounts."""
    with accounts_over(small_library, tmp_path_factory.mktemp("gate")) as made:
        yield made


@pytest.fixture(scope="module")
def own_program(users):
    """All that is served."""
    return ui.application(users, KeptAnswers())


@pytest.fixture(scope="module")
def clients(users, own_program) -> dict[Role | None, TestClient]:
    """Who has not logged in, and one of each role."""
    found = {role: TestClient(own_program, base_url=HERE, follow_redirects=False) for role in (None, *Role)}
    for role in Role:
        assert log_in(found[role], role.value).status_code == 303
    return found


def routes_of(app, prefix="") -> Iterator[tuple[str, str]]:
    """Every method and address of an application, with something in the place of each parameter."""
    for route in app.routes:
        path = prefix + re.sub(r"\{[^}]*\}", "a", getattr(route, "path", "")).rstrip("/")
        if isinstance(route, Mount):
            inner = route.app if hasattr(route.app, "routes") else None
            if inner is None:
                yield "GET", f"{path}/a"
            else:
                yield from routes_of(inner, path)
        elif isinstance(route, WebSocketRoute):
            yield "WEBSOCKET", path or "/"
        elif isinstance(route, Route | APIRoute):
            yield from ((method, path or "/") for method in sorted(route.methods or {"GET"}))
        elif hasattr(route, "original_router"):  # FastAPI's way of keeping what was included
            yield from routes_of(route.original_router, prefix + route.include_context.prefix)
        else:
            raise AssertionError(f"a route of no kind that is known: {route}")


@pytest.fixture(scope="module")
def every_route(own_program) -> list[tuple[str, str]]:
    """Every method and address that is served."""
    found = sorted(set(routes_of(own_program)))
    paths = {path for _, path in found}
    assert {"/", "/api/v1/ask", "/geungeo/alive", "/geungeo/eval/start", "/gradio_api/queue/join", "/metrics"} <= paths
    return found


def expected(method: str, path: str) -> Role | None:
    """The role that an address is to ask for, as this test has it."""
    if path in OPEN:
        return None
    if path.startswith("/geungeo/eval/"):
        return Role.ADMIN
    for role, paths in ROLES.items():
        if method.replace("HEAD", "GET") in paths.get(path, "").split():
            return role
    return Role.READER


def test_every_route_has_a_rule_of_its_own(every_route):
    without = [
        (method, path)
        for method, path in every_route
        if rule_of(method, path) is None and not UNUSED.fullmatch(path) and not path.startswith("/geungeo/me")
    ]
    assert without == []


def test_every_rule_is_the_one_that_is_meant(every_route):
    wrong = [
        (method, path, needed(method, path))
        for method, path in every_route
        if rule_of(method, path) is not None and needed(method, path) is not expected(method, path)
    ]
    assert wrong == []


def test_what_has_no_rule_is_closed():
    for method, path in (
        ("GET", "/geungeo/new"),
        ("POST", "/api/v1/new"),
        ("PUT", "/api/v1/documents"),
        ("GET", "/gradio_api/new"),
    ):
        assert needed(method, path) is Role.ADMIN
    for path in (
        "/login/",
        "/healthz/x",
        "//healthz",
        "/healthz\n",
        "/api/v1//healthz",
        "/Login",
        "/api/v1/healthz/../documents",
    ):
        assert needed("GET", path) is not None


def test_who_may_not_govern_is_told_that_an_address_may_not_be_there(users, clients):
    for method, path in (("GET", "/api/v1/nope"), ("PUT", "/api/v1/ask")):
        reply = clients[Role.EDITOR].request(method, path)
        assert reply.status_code == 403 and "없는 주소이거나" in reply.json()["detail"]
    assert "운영 지표" in clients[Role.EDITOR].get("/metrics").json()["detail"]


def test_nobody_gets_past_the_gate_and_each_role_as_far_as_it_goes(every_route, clients):
    """All but what is admitted is sent to a person: what an admitted request does is not this test's affair."""
    wrong = []
    for method, path in every_route:
        role = needed(method, path)
        if method == "WEBSOCKET" or path in {"/logout", "/login"}:
            continue
        for asker in (None, *Role):
            is_in = role is None or (asker is not None and may(Person("", asker), role))
            if is_in:
                continue
            reply = clients[asker].request(method, path)
            told = {303, 401} if asker is None else {403}
            if reply.status_code not in told or (
                reply.status_code == 303 and not reply.headers["location"].startswith("/login?")
            ):
                wrong.append((method, path, asker, reply.status_code))
            elif method != "HEAD" and path.startswith("/api/") and reply.status_code != 303:
                assert reply.headers["content-type"] == "application/problem+json" and reply.json()["detail"]
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "least"),
    [("/api/v1/documents", Role.READER), ("/api/v1/cite?q=드론", Role.READER), ("/metrics", Role.ADMIN), ("/api/v1/metrics", Role.ADMIN),
     ("/api/v1/evaluations", Role.ADMIN), ("/geungeo/eval/runs", Role.ADMIN), ("/geungeo/desk", Role.READER), ("/", Role.READER)],
)  # fmt: skip
def test_whose_role_reaches_gets_what_it_asks_for(clients, path, least):
    for role in Role:
        assert clients[role].get(path).status_code == (200 if may(Person("", role), least) else 403)


def test_an_editor_keeps_documents_and_a_reader_does_not(clients):
    for role, status in ((Role.READER, 403), (Role.EDITOR, 422), (Role.ADMIN, 422)):
        assert clients[role].post("/api/v1/documents").status_code == status  # nothing is handed over
    assert clients[Role.READER].delete("/api/v1/documents/업무보고.txt").status_code == 403
    assert "편집 권한" in clients[Role.READER].delete("/api/v1/documents/업무보고.txt").json()["detail"]


def test_a_websocket_is_closed_to_who_has_not_logged_in(clients):
    with pytest.raises(WebSocketDisconnect), clients[None].websocket_connect("/gradio_api/anything"):
        pass


# Tokens


def test_a_token_is_its_accounts_and_a_wrong_one_is_nobodys(users, clients):
    service, client = users, client_of(users)
    for role in Role:
        headers = {"Authorization": f"Bearer {service.register.tokens.make(role.value)}"}
        assert client.get("/api/v1/documents", headers=headers).status_code == 200
        assert client.get("/metrics", headers=headers).status_code == (200 if role is Role.ADMIN else 403)
    token = service.register.tokens.make("admin")
    for wrong in ("", "Bearer", "Bearer x", f"Basic {token}", f"Bearer {token}x", "Bearer 가".encode()):
        reply = client.get("/api/v1/documents", headers={"Authorization": wrong})
        assert reply.status_code == 401 and reply.headers["www-authenticate"] == "Bearer"
        assert "쓸 수 없는 토큰" in reply.json()["detail"]
    assert "토큰이 없거나" in client.get("/api/v1/documents").json()["detail"]
    # A request that brings a wrong token is not taken for its browser's instead.
    assert clients[Role.ADMIN].get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 401
    two = [("Authorization", f"Bearer {token}"), ("Authorization", "Bearer x")]
    assert client.get("/metrics", headers=two).status_code == 401


# Single sign-on


@pytest.fixture
def behind(tmp_path, small_library) -> Iterator:
    more = {
        "sso_header": "X-Remote-User",
        "sso_proxies": "10.0.0.5",
        "host": "0.0.0.0",
    }
    with accounts_over(small_library, tmp_path, **more) as made:
        made.register.accounts.add("김가람", None, Role.READER)
        yield made


def test_a_trusted_proxy_is_believed_and_nobody_else(behind):
    for name in ("admin", "김가람"):
        header = {"X-Remote-User": name.encode()}
        assert client_of(behind, "10.0.0.5").get("/geungeo/me", headers=header).text.count(name) >= 1
        for elsewhere in ("10.0.0.6", "127.0.0.1", "testclient"):
            assert client_of(behind, elsewhere).get("/geungeo/me", headers=header).status_code == 401
    forged = {
        "X-Remote-User": "admin",
        "X-Forwarded-For": "10.0.0.5",
        "Forwarded": "for=10.0.0.5",
        "X-Real-IP": "10.0.0.5",
    }
    assert client_of(behind, "10.0.0.6").get("/metrics", headers=forged).status_code == 401


def test_a_proxys_word_goes_before_a_session_and_without_it_one_logs_in(behind):
    client = client_of(behind, "10.0.0.5")
    assert log_in(client, "admin").status_code == 303
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", headers={"X-Remote-User": "reader"}).status_code == 403
    assert client.get("/geungeo/me", headers={"X-Remote-User": "reader"}).text.count("logout") == 0


def test_two_names_or_an_unknown_or_a_disabled_one_are_refused_clearly(behind):
    client = client_of(behind, "10.0.0.5")
    two = client.get(
        "/",
        headers=[
            ("X-Remote-User", "reader"),
            ("X-Remote-User", "admin"),
        ],
    )
    assert two.status_code == 403 and "두 번" in two.text
    behind.register.accounts.set_disabled("editor", True)
    for name in ("nobody", "reader, admin", "editor", "<b>x</b>"):
        reply = client.get("/", headers={"X-Remote-User": name})
        assert reply.status_code == 403 and "계정이 없거나" in reply.text and "<b>" not in reply.text
        assert client.get("/api/v1/documents", headers={"X-Remote-User": name}).json()["status"] == 403
    assert client.get("/healthz", headers={"X-Remote-User": "nobody"}).status_code == 200


def test_it_is_off_by_default(users):
    assert client_of(users).get("/metrics", headers={"X-Remote-User": "admin"}).status_code == 401


def test_tls_before_the_proxy_makes_the_cookie_secure(behind):
    for peer, is_secure in (("10.0.0.5", True), ("10.0.0.6", False)):
        reply = client_of(behind, peer, **{"X-Forwarded-Proto": "https"}).post(
            "/login", data={"name": "reader", "password": "x" * 12}
        )
        assert reply.status_code == 401
        reply = log_in(
            client_of(behind, peer, **{"X-Forwarded-Proto": "https"}),
            "reader",
        )
        set_cookies = reply.headers.get_list("set-cookie")
        assert len(set_cookies) == 2 and all(("Secure" in value) == is_secure for value in set_cookies), set_cookies


# Without accounts


@pytest.fixture(scope="module")
def alone(small_library) -> Iterator[TestClient]:
    """A program without accounts."""
    made = service_over(small_library, Settings())
    yield client_of(made)
    made.turns.close()


def test_without_accounts_everybody_is_let_in_on_this_machine(alone):
    client = alone
    assert client.get("/metrics").status_code == client.get("/api/v1/evaluations").status_code == 200
    assert client.get("/geungeo/me").status_code == 204 and client.get("/login").status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.5", ""])
def test_a_name_that_was_turned_to_this_machine_is_refused(alone, host):
    client = alone
    for path in ("/metrics", "/api/v1/documents", "/healthz", "/geungeo/me"):
        reply = client.get(path, headers={"Host": host})
        assert reply.status_code == 421 and re.search("[가-힣]", reply.text)


def test_a_request_that_has_not_passed_the_gate_is_nobodys():
    from starlette.requests import Request

    with pytest.raises(PermissionError):
        person_of(Request({"type": "http", "headers": []}))


def test_a_disk_that_refuses_lets_nobody_in(users, monkeypatch):
    from ingest.errors import BadInput

    def broken(*_):
        raise BadInput("users.sqlite 파일을 쓸 수 없습니다(장치 오류).")

    client = TestClient(whole_app(users), base_url=HERE)
    headers = {"Authorization": f"Bearer {users.register.tokens.make('admin')}"}
    monkeypatch.setattr(users.register.tokens, "find", broken)
    assert client.get("/metrics", headers=headers).status_code == 503
    assert client.get("/healthz", headers=headers).status_code == 200
