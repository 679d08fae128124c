"""What every address beside the chat keeps to: it refuses what makes no sense, and nobody keeps its replies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from ingest.errors import BadInput

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}

Handle = Callable[[Request], Response]
Changing = Callable[[Request, bytes], Response]


def guarded(handle: Handle) -> Handle:
    """A handler that refuses what makes no sense (400) and what is not there (404), and whose replies nobody keeps."""

    def guard(request: Request) -> Response:
        try:
            response = handle(request)
        except LookupError:
            response = Response(status_code=404)
        except ValueError:
            response = Response(status_code=400)
        except BadInput as error:
            response = Response(str(error), status_code=503, media_type="text/plain")
        response.headers.update(HEADERS)
        return response

    return guard


def changing(handle: Changing, largest: int) -> Callable[[Request], Awaitable[Response]]:
    """A handler of what changes something, given the body: refused from the pages of others (403) and over `largest` bytes (413)."""

    async def receive(request: Request) -> Response:
        if not is_ours(request):
            return Response(status_code=403, headers=HEADERS)
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > largest:
                return Response(status_code=413, headers=HEADERS)
        return await run_in_threadpool(guarded(lambda asked: handle(asked, bytes(body))), request)

    return receive


def is_ours(request: HTTPConnection) -> bool:
    """Whether a request comes from our own page, or from no page at all: any page that is open may send to this machine."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
