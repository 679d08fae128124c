"""What the browser asks for beside the chat: pages of citations, the desk, answers as files, judgements, what to ask next. Wiring only."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from assistant.judgements import judge, undo
from assistant.settings import Settings
from assistant.types import Answer
from eval.job import Job
from index.library import Library
from ingest.document import Span
from screen.desk import desk_addresses
from screen.drafting_routes import drafting_routes
from screen.evaluation_routes import evaluation_routes
from screen.further import further_questions
from screen.guard import Handle, changing, guarded
from screen.history import forgotten, listed
from screen.kept import KeptAnswers, new_key
from screen.page_view import Asked, page_view
from screen.pins import LARGEST, held_against, read_hearing
from screen.render.page import page_html
from screen.render.tools import LONGEST_REASON, further_html
from screen.save import pins as save_pins
from screen.save.answer import FORMATS
from screen.shown import Shown, may_see
from screen.user import named, user_of

_LARGEST_NUMBER = 1 << 32  # no page, no place and no check is beyond it
_LARGEST_BODY = 8 << 10  # bytes of a judgement


def routes(shown: Shown, settings: Settings, kept: KeptAnswers, job: Job | None = None) -> list[BaseRoute]:
    """The addresses under `geungeo/` that the page's script asks for, to be served with the chat. `job` performs evaluations."""
    run = new_key()  # of this program from its start to its end: a page of another run has lost what the program knew of it
    get: dict[str, Handle] = {
        "alive": lambda request: Response(run, media_type="text/plain"),
        "page": shown.address(_page),
        "answer/{key}/{format}": shown.address(_save, kept),
        "further/{key}": shown.address(_further, settings, kept),
        "history": partial(listed, kept),
        "user": named,
    }
    get |= desk_addresses(shown, settings)
    found: list[BaseRoute] = [Route(f"/geungeo/{path}", guarded(handle)) for path, handle in get.items()]
    judged = changing(shown.address(_judge, kept), _LARGEST_BODY)
    taken = changing(shown.address(_take_pins, settings), LARGEST)
    forget = changing(partial(forgotten, kept), 0)
    found += [Route(path, forget, methods=["DELETE"]) for path in ("/geungeo/history", "/geungeo/history/{conversation}")]
    found += [*evaluation_routes(shown.whole, job or Job(shown.whole, settings)), *drafting_routes(shown.whole)]  # for admins
    return [
        *found,
        Route("/geungeo/judge/{key}", judged, methods=["POST", "DELETE"]),
        Route("/geungeo/hearing/{format}", taken, methods=["POST"]),
    ]


def _page(library: Library, request: Request) -> Response:
    """The picture of the page that a card names, as a piece of HTML; empty where its document has no pages to show."""
    asked = request.query_params
    page, start, end, check = (int(asked.get(name, "")) for name in ("page", "start", "end", "check"))
    if not all(0 <= number < _LARGEST_NUMBER for number in (page, start, end, check)):
        raise ValueError(asked)
    return HTMLResponse(page_html(page_view(library, Asked(asked.get("document", ""), page, Span(start, end), check))))


def _answer(library: Library, kept: KeptAnswers, request: Request) -> Answer:
    """The answer that an address names. Raises LookupError where it is kept no more, another user's, or of what is not to be seen."""
    found = kept.get(request.path_params["key"], user_of(request))
    if found is None or not may_see(library, found):
        raise LookupError(request.path_params["key"])
    return found


def _save(library: Library, kept: KeptAnswers, request: Request) -> Response:
    """An answer as a file to take away."""
    format = request.path_params["format"]
    write, media_type = FORMATS[format]
    name = f"attachment; filename=\"answer.{format}\"; filename*=UTF-8''%EA%B7%BC%EA%B1%B0%20%EB%8B%B5.{format}"  # 근거 답
    return Response(write(_answer(library, kept, request)), media_type=media_type, headers={"Content-Disposition": name})


def _further(library: Library, settings: Settings, kept: KeptAnswers, request: Request) -> Response:
    """What may be asked after an answer."""
    return HTMLResponse(further_html(further_questions(library, _answer(library, kept, request), settings)))


def _judge(library: Library, kept: KeptAnswers, request: Request, body: bytes) -> Response:
    """Keep what is thought of an answer, `1` or `0` and behind it the reason; or take it back."""
    found, key = _answer(library, kept, request), request.path_params["key"]
    if request.method == "DELETE":
        undo(library.folder, key)
        return Response(status_code=204)
    said = body.decode("utf-8")
    if said[:1] not in {"0", "1"}:
        raise ValueError(said)
    judge(library.folder, key, found, said[0] == "1", " ".join(said[1:].split())[:LONGEST_REASON])
    return Response(status_code=204)


def _take_pins(library: Library, settings: Settings, request: Request, body: bytes) -> Response:
    """The pins of a hearing, which the browser keeps, as a file; each held against the documents."""
    write, media_type = save_pins.FORMATS[request.path_params["format"]]
    hearing = read_hearing(body)
    return Response(write(hearing, held_against(library, hearing), settings.day()), media_type=media_type)
