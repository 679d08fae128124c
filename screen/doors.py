"""The addresses of Gradio that the page needs, within bounds: every other is closed, and nothing comes in without end.

Gradio has more than a screen needs: it fetches from other hosts, calls what components offer, streams, edits. All of that
would have to be defended. What is not listed here is not there.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingest.log.noting import note_failure
from screen.called import Called, event_of, read_called
from screen.guard import HEADERS, is_ours
from screen.pages import Pages
from screen.user import account_of

LARGEST_FILE = 512 << 20  # bytes of one file
_LARGEST_UPLOAD = 2 << 30  # bytes of all files of one upload: a folder
_LARGEST_CALL = 2 << 20  # bytes of what a call is given: the longest draft as JSON, with every letter escaped
_KEPT_FREE = 1 << 30  # bytes of the disk that no upload takes: the library needs them
_NAME = r"[\w-]{1,128}"
_READ = re.compile(
    rf"/(?:|config/?|theme\.css|favicon\.ico|robots\.txt|manifest\.json|(?:assets|static)/[\w./-]{{1,200}}"
    rf"|gradio_api/(?:info/?|app_id/?|startup-events|heartbeat/{_NAME}|queue/(?:data|status)|upload_progress|call/{_NAME}/{_NAME}"
    rf"|file=(?!https?:|//).{{1,4000}}))",
    re.DOTALL,
)
_CALLED = re.compile(rf"/gradio_api/(?:queue/join|(?:run|call)/{_NAME}|reset|cancel)/?")
_BEGUN = re.compile(rf"/gradio_api/(?:queue/join|call/{_NAME})/?")  # what is answered with the name of a call
_UPLOAD = re.compile(r"/gradio_api/upload/?")
_LISTENED = re.compile(rf"/gradio_api/(?:heartbeat|call/{_NAME})/({_NAME})")
_NAMED = ("session_hash", "event_id", "upload_id")  # in an address
_ONE = re.compile(_NAME)
_UPWARDS = re.compile(r"(?:^|[/\\=])\.\.(?:[/\\]|$)")


class Doors:
    """Before Gradio's own application: what is not asked for by our page is refused before Gradio sees it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages = Pages()

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What lies behind, for whoever looks at all that is served."""
        found: Sequence[BaseRoute] = getattr(self._app, "routes", ())
        return found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it (400, 403, 404, 413, 500, 507)."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            else:  # a socket: the page opens none
                await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope)
        status, largest = _decided(request)
        if status:
            await _refusal(status)(scope, receive, send)
            return
        going = _Going(receive, send, largest)
        try:
            is_call = request.method == "POST" and not _UPLOAD.fullmatch(_path(scope))
            called = read_called(await going.whole()) if is_call else Called()
            if called.is_refused or not self._takes(request, called):
                await _refusal(400 if called.is_refused else 404)(scope, receive, send)
                return
            if _BEGUN.fullmatch(_path(scope)):
                going.heard = lambda piece: self._begun(request, piece)
            await self._app(scope, going.receive, going.send)
        except Exception as error:
            if not isinstance(error, _TooLarge):
                note_failure("failed", error, route="/gradio_api")
            if going.has_begun:
                raise
            await _refusal(413 if isinstance(error, _TooLarge) else 500)(scope, receive, send)

    def _takes(self, request: Request, called: Called) -> bool:
        """Whether all pages, calls and uploads that a request names are those of who asks; without accounts there is nobody else."""
        owner = account_of(request)
        names = [*called.names, *_named(request)] if owner else []
        return all(isinstance(name, str) and _ONE.fullmatch(name) and self._pages.take(name, owner) for name in names)

    def _begun(self, request: Request, reply: bytes) -> None:
        """Note whose the call is that a reply names."""
        if (owner := account_of(request)) and (event := event_of(reply)):
            self._pages.take(event, owner)


def _decided(request: Request) -> tuple[int, int]:
    """The status that a request is refused with, 0 where it is not, and how many bytes it may bring."""
    path = _path(request.scope)
    if request.method in {"GET", "HEAD"}:
        return 0 if _READ.fullmatch(path) and not _leads_upwards(path) else 404, 0
    if request.method != "POST" or not (_CALLED.fullmatch(path) or _UPLOAD.fullmatch(path)):
        return 404, 0
    if not is_ours(request):
        return 403, 0
    is_upload = _UPLOAD.fullmatch(path) is not None
    largest = _LARGEST_UPLOAD if is_upload else _LARGEST_CALL
    said = _length(request.headers)
    if said > largest:
        return 413, 0
    if is_upload and shutil.disk_usage(tempfile.gettempdir()).free - said < _KEPT_FREE:
        return 507, 0
    return 0, largest


def _named(request: Request) -> list[str]:
    """The pages, calls and uploads that an address names."""
    query, path = request.query_params, _LISTENED.fullmatch(_path(request.scope))
    return [*(path.groups() if path else ()), *(value for name in _NAMED for value in query.getlist(name))]


def _path(scope: Scope) -> str:
    """The address below where Gradio is mounted; the framework has decoded it once."""
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return path if path.startswith("/") else f"/{path}"


def _leads_upwards(path: str) -> bool:
    """Whether a path goes to a folder above, however often it was encoded, or ends at a NUL."""
    for _ in range(3):
        if _UPWARDS.search(path) or "\0" in path:
            return True
        path = unquote(path)
    return False


def _length(headers: Headers) -> int:
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() and len(said) < 20 else 0


_TOLD = {
    400: "읽을 수 없는 요청입니다. 화면을 새로 고치고 다시 해 주십시오.",
    403: "다른 사이트의 화면에서 온 요청은 받지 않습니다.",
    404: "그런 주소가 없습니다.",
    500: "요청을 처리하지 못했습니다. 화면을 새로 고치고 다시 해 주십시오.",
    413: "보낸 것이 너무 큽니다. 나누어 보내 주십시오.",
    507: "디스크에 빈 자리가 없어 파일을 받지 못합니다. 자리를 비우고 다시 넣어 주십시오.",
}


def _refusal(status: int) -> PlainTextResponse:
    return PlainTextResponse(_TOLD[status], status, headers=HEADERS)


class _TooLarge(Exception):
    """More came than a request may bring."""


class _Going:
    """One request on its way to Gradio, within its bound."""

    def __init__(self, receive: Receive, send: Send, largest: int) -> None:
        self._receive, self._send, self._largest = receive, send, largest
        self.heard: Callable[[bytes], None] = lambda piece: None  # told each piece of the response
        self._came = 0
        self._read: bytes | None = None
        self.has_begun = False
        self._has_failed = False

    async def whole(self) -> bytes:
        """All that the request brings, which is handed on from here afterwards. Raises _TooLarge."""
        pieces = bytearray()
        while True:
            message = await self._receive_bounded()
            pieces += message.get("body", b"")
            if not message.get("more_body", False):
                self._read = bytes(pieces)
                return self._read

    async def receive(self) -> Message:
        """A piece of the request. Raises _TooLarge where there were too many."""
        if self._read is None:
            return await self._receive_bounded()
        body, self._read = self._read, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def _receive_bounded(self) -> Message:
        message = await self._receive()
        self._came += len(message.get("body", b""))
        if self._came > self._largest:
            raise _TooLarge
        return message

    async def send(self, message: Message) -> None:
        """A piece of the response, which is of the kind that it says it is."""
        if self._is_over_now(message):  # what went wrong is told by us: it is raised next
            return
        if message["type"] == "http.response.start":
            self.has_begun = True
            MutableHeaders(scope=message)["X-Content-Type-Options"] = "nosniff"
        self.heard(message.get("body", b""))
        await self._send(message)

    def _is_over_now(self, message: Message) -> bool:
        """Whether a message is of the page that the framework makes of an error of its own before it raises it."""
        headers = dict(message.get("headers", ()))
        self._has_failed |= message.get("status", 0) == 500 and headers.get(b"content-type", b"").startswith(b"text/plain")
        return self._has_failed and not self.has_begun
