"""What every request passes on its way in and out: a number to be asked about it, bounds, other sites' pages refused, meters."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.meters import Meters
from api.problem import Refused, problem_response
from screen.guard import HEADERS, is_ours

REQUEST_ID = "X-Request-ID"
_GIVEN = re.compile(r"[\w.:-]{1,64}", re.ASCII)  # what is taken for a number of the caller's own: it goes into the log
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_NOWHERE = "(none)"  # the route of an address that there is not: addresses themselves would be without end


class Passing:
    """The outermost part of the application. `largest` has the bytes that a path takes, where it is not `usual`."""

    def __init__(self, app: ASGIApp, meters: Meters, usual: int, largest: Mapping[str, int]) -> None:
        self._app, self._meters, self._usual, self._largest = app, meters, usual, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, began = Request(scope), time.perf_counter()
        request.state.request_id = request_id(request.headers)
        going = _Going(receive, send, request.state.request_id, self._bound(scope))
        try:
            going.check_length(request.headers)
            if request.method not in _READING and not is_ours(request):
                raise Refused(403, "다른 사이트의 화면에서 온 요청은 받지 않습니다.")
            await self._app(scope, going.receive, going.send)
        except Refused as refused:
            response = problem_response(request, refused.status_code, refused.detail, refused.remedy)
            await response(scope, receive, going.send)
        except Exception:
            logging.getLogger(__name__).exception("request %s failed", request.state.request_id)
            if going.status:  # what was begun cannot be taken back
                raise
            await problem_response(request, 500, "")(scope, receive, going.send)
        finally:
            route = getattr(scope.get("route"), "path", _NOWHERE)
            self._meters.passed(route, _method(request.method), going.status, time.perf_counter() - began)

    def _bound(self, scope: Scope) -> int:
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        return self._largest.get(path, self._usual)


class _Going:
    """One request on its way: what was sent of it, and what came back."""

    def __init__(self, receive: Receive, send: Send, id: str, largest: int) -> None:
        self._receive, self._send, self._id, self._largest = receive, send, id, largest
        self._came = 0
        self.status = 0  # 0 until the response begins

    def check_length(self, headers: Headers) -> None:
        """Raises Refused where a request says of itself that it is too large."""
        said = headers.get("content-length", "")
        if said.isdecimal() and len(said) < 20:
            self._check(int(said))

    async def receive(self) -> Message:
        """A piece of the request. Raises Refused where there were too many."""
        message = await self._receive()
        self._came += len(message.get("body", b""))
        self._check(self._came)
        return message

    async def send(self, message: Message) -> None:
        """A piece of the response, with what stands over every one."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers.update({**HEADERS, REQUEST_ID: self._id})
        await self._send(message)

    def _check(self, size: int) -> None:
        if size > self._largest:
            raise Refused(413, f"한 번에 {_told(self._largest)}까지 받습니다.")


def request_id(headers: Headers) -> str:
    """The number that a request is asked about by: the caller's own where it will do, else a new one."""
    given = headers.get(REQUEST_ID, "")
    return given if _GIVEN.fullmatch(given) else uuid4().hex


def _method(method: str) -> str:
    return method if method in _READING | {"POST", "PATCH", "DELETE", "PUT"} else "OTHER"


def _told(size: int) -> str:
    return f"{size >> 20} MB" if size >> 20 else f"{size >> 10} KB"
