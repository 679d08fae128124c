"""What making gold items asks for: proposals, and to check, take and refuse them."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from eval.drafting.filled import filled, held_in, hold_against, take
from eval.drafting.proposal import Origin, Proposal
from eval.drafting.propose import propose, refuse
from eval.gold_folder import gold_files, new_gold_file
from index.library import Library
from ingest.errors import BadInput
from screen.guard import changing, guarded
from screen.render.drafts import drafts_html, held_html

_EACH = 20  # proposals of an origin
_LARGEST_FORM = 64 << 10  # bytes
_NEW_NAME = "문항.jsonl"


def drafting_routes(library: Library) -> list[BaseRoute]:
    """The addresses under `geungeo/eval/` of proposals."""
    post = {
        "draft/check": partial(_check, library),
        "draft/take": partial(_take, library),
        "draft/refuse": partial(_refuse, library),
    }
    return [
        Route("/geungeo/eval/drafts", guarded(partial(_drafts, library))),
        *(Route(f"/geungeo/eval/{path}", changing(handle, _LARGEST_FORM), methods=["POST"]) for path, handle in post.items()),
    ]


def _drafts(library: Library, request: Request) -> Response:
    """The proposals for a gold file, judged questions first."""
    files = [path.name for path in gold_files(library.folder)]
    chosen = request.query_params.get("gold") or next(iter(files), _NEW_NAME)
    origin = request.query_params.get("origin", "")
    wanted = [Origin[origin]] if origin in Origin.__members__ else list(Origin)
    found = list(propose(library, held_in(new_gold_file(library.folder, chosen)), _EACH, wanted))
    names = sorted(row.name for row in library.store.documents())
    return HTMLResponse(drafts_html(found, files, new_gold_file(library.folder, chosen).name, origin, names))


def _check(library: Library, request: Request, body: bytes) -> Response:
    """What an item that is being filled in lacks, and what is wrong or doubtful in it."""
    try:
        item = filled(_form(body))
    except BadInput as error:
        return HTMLResponse(held_html([str(error)], []))
    held = hold_against(item, held_in(_gold(library, request)), library)
    return HTMLResponse(held_html(held.lacking, held.problems))


def _take(library: Library, request: Request, body: bytes) -> Response:
    """Take an item into a gold file."""
    path = _gold(library, request)
    take(path, filled(_form(body)), library)
    return PlainTextResponse(f"받았습니다: {path.name} (문항 {len(held_in(path))}개)")


def _refuse(library: Library, request: Request, body: bytes) -> Response:
    """Never propose an item again."""
    refuse(library.folder, Proposal(filled(_form(body)), Origin.JUDGED))
    return PlainTextResponse("거절했습니다. 다시 제안하지 않습니다.")


def _gold(library: Library, request: Request) -> Any:
    """The gold file that items are taken into; it may still have to be made."""
    return new_gold_file(library.folder, request.query_params.get("gold") or _NEW_NAME)


def _form(body: bytes) -> dict[str, Any]:
    """The fields of a form. Raises ValueError for anything else."""
    row = json.loads(body)
    if not isinstance(row, dict):
        raise ValueError(row)
    return row
