"""The gate round all that is served: which name was called, from whose page, who asks, and whether that one may."""

from __future__ import annotations

import logging
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.entering import Entrance, Unknown, Who
from access.may import NotAllowed, need
from access.noting import Noting, take_notes
from access.person import admit
from access.register import Register
from access.rules import needed, rule_of
from access.where import Hosts, is_secure, networks
from api.problem import problem_response
from assistant.settings import Settings
from ingest.errors import BadInput
from ingest.log.noting import note, note_failure
from screen.guard import HEADERS, is_ours
from screen.numbered import REQUEST_ID, number_given
from screen.render.sign import told_page

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_PAGES = frozenset({"/", "/account", "/api/v1/docs"})  # opened by people, who are shown where to log in
_AGAIN = "로그인이 끝났습니다. 다시 로그인해 주십시오."
_NO_TOKEN = "토큰이 없거나 끝난 로그인입니다."
_WRONG_TOKEN = "쓸 수 없는 토큰입니다. 틀렸거나, 못 쓰게 했거나, 그 계정을 막았습니다."
_NO_RULE = "없는 주소이거나, 이 방식으로 쓸 수 없거나, 관리 권한이 있어야 하는 주소입니다."
_FOREIGN = "다른 사이트의 화면에서 온 요청은 받지 않습니다."
_NO_HOST = "이 프로그램의 주소가 아닌 이름으로 온 요청은 받지 않습니다."
# Gradio's page writes scripts and styles into itself and makes functions of text; nothing may come from or go to another host.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_ON_ALL = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",  # with none at all, a form's own page would be told as `null`
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Gate:
    """The outermost part of all; without a `register` everybody is let in as nobody in particular."""

    def __init__(self, app: ASGIApp, register: Register | None, settings: Settings, noting: Noting | None = None) -> None:
        self._app, self._noting = app, noting
        self._trusted = networks(settings.sso_proxies)
        self._hosts = Hosts(settings.host, settings.hosts)
        self._entrance = Entrance(register, settings.sso_header, self._trusted)
        self._has_accounts = register is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        if scope["scheme"] in {"http", "ws"} and is_secure(scope, self._trusted):
            scope["scheme"] += "s"
        scope.setdefault("state", {})
        refused = await self._refusal(HTTPConnection(scope))
        if refused is None:
            await self._app(scope, receive, self._with_headers(scope, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refused(scope, receive, self._with_headers(scope, send))

    async def _refusal(self, asked: HTTPConnection) -> Response | None:
        """Why a request is refused; None where it may go on, with who it is from in its state."""
        method, path = asked.scope.get("method", "WEBSOCKET"), asked.scope["path"]
        if not self._hosts.know(asked.headers):
            return _refused(asked, 421, _NO_HOST)
        if method not in _READING and not is_ours(asked):
            return _refused(asked, 403, _FOREIGN)
        role = needed(method, path)
        try:
            who = self._entrance.who(asked)
        except Unknown as unknown:
            return None if role is None else _unknown(asked, unknown)
        except BadInput as error:
            note_failure("accounts failed", error)
            return None if role is None else _refused(asked, 503, error.reason, error.remedy)
        if who is None:
            return None if role is None else _not_in(asked)
        await self._admit(asked, who)
        if role is not None:
            try:
                need(who.person, role)
            except NotAllowed as error:
                known = rule_of(method, path) is not None
                return _refused(asked, 403, *((error.reason, error.remedy) if known else (_NO_RULE, "주소를 확인해 주십시오.")))
        return None

    async def _admit(self, asked: HTTPConnection, who: Who) -> None:
        admit(asked.scope["state"], who.person)
        asked.scope["state"]["entered_by"] = who.by
        if self._noting is not None:
            take_notes(asked.scope["state"], self._noting)
        if who.touch is not None:
            try:
                await run_in_threadpool(who.touch)
            except BadInput as error:  # a full disk shuts nobody out
                note("accounts failed", logging.WARNING, error=error)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ON_ALL.items():
                    headers.setdefault(name, value)
                if self._has_accounts and scope["path"] in _PAGES | {"/config"}:
                    headers["Cache-Control"] = "no-store"  # nor does it come back with the button after a logout
            await send(message)

        return sending


def _not_in(asked: HTTPConnection) -> Response:
    """To a person where to log in, to a program that it has to, to the page's script what to say."""
    path = asked.scope["path"]
    if asked.scope.get("method") in {"GET", "HEAD"} and path in _PAGES:
        query = asked.scope.get("query_string", b"").decode("latin-1")
        return RedirectResponse(f"/login?next={quote(f'{path}?{query}' if query else path)}", 303, headers=HEADERS)
    told = _AGAIN
    if path.startswith("/api/") or path == "/metrics":
        told = _WRONG_TOKEN if "authorization" in asked.headers else _NO_TOKEN
    return _refused(asked, 401, told, headers={"WWW-Authenticate": "Bearer"})


def _unknown(asked: HTTPConnection, unknown: Unknown) -> Response:
    """Single sign-on told of somebody who is not known here, or of two at once."""
    if asked.scope["path"] in _PAGES:
        return HTMLResponse(told_page("들어올 수 없습니다", str(unknown)), 403, headers=HEADERS)
    return _refused(asked, 403, unknown.reason, unknown.remedy)


def _refused(asked: HTTPConnection, status: int, told: str, remedy: str = "", headers: dict[str, str] | None = None) -> Response:
    """A refusal: a problem to programs, plain Korean to the page's script."""
    path = asked.scope["path"]
    if path.startswith("/api/") or path in {"/healthz", "/readyz", "/metrics"}:
        number = asked.scope["state"].setdefault("request_id", number_given(Headers(scope=asked.scope)))
        return problem_response(asked, status, told, remedy, headers={**HEADERS, REQUEST_ID: number, **(headers or {})})
    return PlainTextResponse(f"{told} {remedy}".strip(), status, headers={**HEADERS, **(headers or {})})
