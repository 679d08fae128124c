"""The hearing desk: what is found as one types, and where is looked. Wiring only.

What is typed is asked for over an address of its own (`static/desk.js`): a turn through Gradio takes longer than the search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import gradio as gr
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from access.noting import note
from assistant.cite import LookedUp, look_up
from assistant.lookup import without_half_typed
from assistant.scope import choices_of, scope_of
from assistant.settings import Settings
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.errors import GeungeoError
from ingest.plain import one_line
from screen.named import NamedDocuments
from screen.render.desk import desk_html, filters_html, searched_line
from screen.render.documents import EMPTY_HTML
from screen.render.lookup import HINT_HTML, lookup_html, notice_html
from screen.shown import Shown

_FOUND = 20  # places shown of a lookup
_LONGEST = 200  # characters; what is pasted beyond would only slow it down


class Asked(NamedTuple):
    """What the desk asks for: what was typed, where to look, and of documents what their title or file name has."""

    text: str = ""
    filters: Filters = ANYWHERE
    document: str = ""
    is_exact: bool = False
    is_composed: bool = False  # a syllable is still being put together


def desk_tab() -> None:
    """The desk, which `static/desk.js` and `static/pins.js` bring to life."""
    gr.HTML(desk_html(), elem_id="desk-tab", padding=False)


def desk_addresses(shown: Shown, settings: Settings) -> dict[str, Callable[[Request], Response]]:
    """What the desk asks for under `geungeo/`: the places of what was typed, and the filters that there are."""
    return {"cite": shown.address(_cite, shown, settings), "desk": shown.address(_filters, shown)}


def read_asked(query: Mapping[str, str]) -> Asked:
    """What the parameters of an address ask for. Raises ValueError for a year that is none."""
    query = {name: one_line(value[:_LONGEST]) for name, value in query.items()}
    one = {name: (query[name],) if query.get(name) else () for name in ("kind", "committee", "body")}
    year = query.get("year", "")
    filters = Filters(one["kind"], (int(year[:4]),) if year else (), one["committee"], (), one["body"])
    return Asked(
        query.get("q", ""),
        filters,
        query.get("document", "").strip(),
        is_exact=bool(query.get("exact")),
        is_composed=bool(query.get("typing")),
    )


def found_html(
    library: Library, settings: Settings, named: NamedDocuments, asked: Asked, heard: Callable[[Sequence[str]], object] = len
) -> str:
    """What is found of what was typed so far; what may be typed, where nothing was. `heard` is told the documents of it."""
    count = library.store.passage_count()
    if not asked.text.strip() or not count:
        return HINT_HTML if count else EMPTY_HTML
    try:
        filters = asked.filters
        if asked.document:
            filters = replace(filters, documents=named.of(asked.document))
        found, text = _look(library, settings, asked, filters)
    except GeungeoError as error:
        return notice_html(str(error))
    heard([place.document for place in found.places])
    told = searched_line(scope_of(asked.filters), asked.document, len(library.store.allowed(filters)), len(found.places), _FOUND)
    return lookup_html(found, told, is_shortened=text != asked.text)


def _look(library: Library, settings: Settings, asked: Asked, filters: Filters) -> tuple[LookedUp, str]:
    """What is found, and of which text: where a syllable put together so far finds nothing, of it less its last consonant."""
    text = asked.text
    found = look_up(library, text, _FOUND, filters, settings.day(), exact=asked.is_exact)
    if asked.is_composed and not found.places and (shorter := without_half_typed(text)) != text:
        text, found = shorter, look_up(library, shorter, _FOUND, filters, settings.day(), exact=asked.is_exact)
    return found, text


def _cite(library: Library, shown: Shown, settings: Settings, request: Request) -> Response:
    asked, named = read_asked(request.query_params), shown.once(library, NamedDocuments)
    headers = {"X-Library": named.state()}
    found: list[str] = []
    html = found_html(library, settings, named, asked, found.extend)
    if asked.text.strip():
        note(request, "desk", asked.text, found, bool(found), burst=True)
    return HTMLResponse(html, headers=headers)


def _filters(library: Library, shown: Shown, request: Request) -> Response:
    named = shown.once(library, NamedDocuments)
    return HTMLResponse(filters_html(choices_of(library), named.labels()), headers={"X-Library": named.state()})
