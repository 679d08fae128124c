"""What the browser asks for beside the chat: the picture of a cited page. Wiring only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from assistant.page_view import Asked, page_view
from assistant.render_page import page_html
from index.library import Library
from ingest.document import Span

_MOST = 1 << 31  # no page and no place is beyond it


def pane_routes(library: Library) -> list[BaseRoute]:
    """The addresses under `geungeo/` that the page's script asks for, to be served with the chat."""
    return [Route("/geungeo/page", _told(partial(_page, library)))]


def _told(handle: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """A handler that answers what makes no sense with status 400, and lets nobody keep what it gives."""

    def guarded(request: Request) -> Response:
        try:
            response = handle(request)
        except (KeyError, ValueError):
            response = Response(status_code=400)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return guarded


def _page(library: Library, request: Request) -> Response:
    """The picture of the page that a card names, as a piece of HTML; empty where its document has no pages to show."""
    asked = request.query_params
    numbers = [int(asked[name]) for name in ("page", "start", "end", "check")]
    if not all(0 <= number <= _MOST * 2 for number in numbers):
        raise ValueError(numbers)
    page, start, end, check = numbers
    return HTMLResponse(page_html(page_view(library, Asked(asked["document"], page, Span(start, end), check))))
