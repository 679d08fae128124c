"""The number that every request has, and who it is from: over HTTP, and within Gradio, whose queue answers apart from the request.

Whatever goes wrong and is not told by a handler is noted here, and whoever waits is told so in Korean with the number.
"""

from __future__ import annotations

import hashlib
import inspect
import logging
import re
import time
from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import unquote_plus

import gradio as gr
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.person import person_of
from ingest.errors import INDEX_TROUBLE, TELL_KEEPER, GeungeoError, IndexMismatch
from ingest.log.noting import asked, new_number, note, note_failure, told_number
from screen.guard import HEADERS
from screen.user import user_of

REQUEST_ID = "X-Request-ID"
SCREEN, API = "screen", "api"
_GIVEN = re.compile(r"[\w.:-]{1,64}", re.ASCII)  # what is taken for a number of the caller's own: it goes into the log
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_API = "/api/"
_OFTEN = frozenset({"/geungeo/alive", "/healthz", "/readyz", "/metrics"})  # asked for all the time, by whoever watches
_NOWHERE = "(none)"  # the route of an address that there is not
_FAILED = "프로그램 오류가 났습니다. 잠시 뒤에 다시 해 보고, 되풀이되면 관리하는 사람에게 알려 주십시오"


class Numbered:
    """The outermost part of all that is served: it gives each request its number, and notes how it ended."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number, path = number_given(Headers(scope=scope)), scope["path"]
        scope.setdefault("state", {})["request_id"] = number
        going, began = _Going(send, number), time.perf_counter()
        with asked(number, face=API if path.startswith(_API) else SCREEN, who=partial(who, HTTPConnection(scope))):
            try:
                await self._app(scope, receive, going.send)
            except Exception as error:
                note_failure("failed", error, route=route_of(scope, path))
                if going.status:  # what was begun cannot be taken back
                    raise
                response = Response(failed_told(number), 500, headers=HEADERS, media_type="text/plain")
                await response(scope, receive, going.send)
            finally:
                _note_request(scope, path, going.status, time.perf_counter() - began)


class NumberedBlocks(gr.Blocks):
    """Gradio's screen, whose every event is worked on under the number of the request that asked for it.

    Gradio takes what was asked into its queue and works on it apart; and what goes wrong there it would tell in its own
    words, which are those of the exception.
    """

    async def process_api(self, block_fn: Any, *arguments: Any, request: Any = None, **named: Any) -> dict[str, Any]:
        """Work on an event, or the next piece of its answer. Raises gr.Error, which the page shows."""
        of = request[0] if isinstance(request, Sequence) and request else request
        connection = getattr(of, "request", None)
        state = connection.scope.get("state", {}) if isinstance(connection, HTTPConnection) else {}
        about = partial(who, connection) if isinstance(connection, HTTPConnection) else str
        with asked(state.get("request_id", ""), face=SCREEN, who=about) as number:
            try:
                found: dict[str, Any] = await super().process_api(block_fn, *arguments, request=request, **named)
            except gr.Error:
                raise
            except Exception as error:
                note_failure("failed", error, handler=_name(block_fn))
                said = f"{INDEX_TROUBLE} {TELL_KEEPER}" if isinstance(error, IndexMismatch) else str(error)
                told = f"{said} ({told_number(number)})" if isinstance(error, GeungeoError) else failed_told(number)
                raise gr.Error(told, title="오류", print_exception=False) from None
            return found


def number_given(headers: Headers) -> str:
    """The number of a request: the caller's own where it gives one that may be one, else a new one."""
    given = headers.get(REQUEST_ID, "")
    return given if _GIVEN.fullmatch(given) else new_number()


def failed_told(number: str) -> str:
    """What is told of a mistake of the program's own."""
    return f"{_FAILED}({told_number(number)})."


def who(connection: HTTPConnection) -> str:
    """Who a request is from, as the log has it: the account; without one a digest of the browser's name, which is a secret."""
    try:
        if name := person_of(connection).name:
            return name
    except PermissionError:  # it has not come so far
        pass
    name = user_of(Request(connection.scope)) if connection.scope["type"] == "http" else ""
    return f"브라우저 {hashlib.blake2b(name.encode(), digest_size=4).hexdigest()}" if name else ""


def route_of(scope: Scope, path: str) -> str:
    """The address less what was put into it (names of documents, keys of answers), and less what was asked."""
    if found := getattr(scope.get("route"), "path", ""):
        return f"{scope.get('root_path', '')}{found}"
    if not inspect.isroutine(scope.get("endpoint")):  # nothing, or a part of the program that has no such address
        return f"{scope.get('root_path', '')}{_NOWHERE}"
    for name, value in scope.get("path_params", {}).items():
        if str(value):
            path = path.replace(str(value), f"{{{name}}}")
    return path


def _note_request(scope: Scope, path: str, status: int, seconds: float) -> None:
    """Note a request that was done with. Those of Gradio's own are many, and tell little."""
    route = route_of(scope, path)
    is_told = path.startswith((_API, "/geungeo/")) and path not in _OFTEN
    # 503 is a crowd that is told to come again, or a start: nothing to warn of, and there may be thousands.
    is_wrong = status >= 500 and status != 503
    level = logging.WARNING if is_wrong else logging.INFO if is_told else logging.DEBUG
    method = scope["method"] if scope["method"] in _METHODS else "OTHER"
    content = {"path": path, "query": unquote_plus(scope.get("query_string", b"").decode("latin-1"))}
    note("request", level, method=method, route=route, status=status, seconds=round(seconds, 4), content=content)


def _name(block_fn: Any) -> str:
    """What a handler of Gradio's is called."""
    work = getattr(block_fn, "fn", None)
    work = getattr(work, "func", work)  # of a partial one
    return f"{getattr(work, '__module__', '')}.{getattr(work, '__qualname__', '')}".strip(".")


class _Going:
    """A response on its way: whether it has begun, and its number on it."""

    def __init__(self, send: Send, number: str) -> None:
        self._send, self._number = send, number
        self.status = 0  # until it begins

    async def send(self, message: Message) -> None:
        """A piece of the response."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[REQUEST_ID] = self._number
        await self._send(message)
