"""The hearing desk: what is found as one types. Wiring only."""

from __future__ import annotations

from functools import partial
from typing import Any

import gradio as gr

from assistant.cite import look_up
from assistant.scope import scope_of
from assistant.settings import Settings
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.errors import GeungeoError
from screen.render.documents import EMPTY_HTML
from screen.render.lookup import HINT_HTML, lookup_html, notice_html

_FOUND = 20  # places shown of a lookup
_LONGEST = 200  # characters; what is pasted beyond would only slow it down


def desk_tab(library: Library, settings: Settings, filters: gr.State, chosen: list[Any]) -> None:
    """The box to look up in, and what is found as one types; looked up anew when other documents were chosen."""
    box = gr.Textbox(
        placeholder='찾을 말, "그대로 찾을 구절", -뺄말',
        show_label=False,
        container=False,
        label="찾을 말",
        max_lines=1,
        elem_id="sought",
    )
    found = gr.HTML(HINT_HTML, elem_id="found")
    look = partial(_look, library, settings)
    # Not `input`: Gradio does not send it while an input method puts a syllable together.
    box.change(look, [box, filters], found, queue=False, show_progress="hidden", trigger_mode="always_last", api_name="look")
    for event in chosen:
        event.then(look, [box, filters], found, queue=False, show_progress="hidden", api_name="look")


def _look(library: Library, settings: Settings, text: str | None, filters: Filters = ANYWHERE) -> str:
    """What is found of what was typed so far."""
    if not text or not text.strip():  # a box that nothing was typed in yet has no text at all
        return HINT_HTML if library.store.passage_count() else EMPTY_HTML
    if not library.store.passage_count():
        return EMPTY_HTML
    try:
        return lookup_html(look_up(library, text[:_LONGEST], _FOUND, filters, settings.day()), scope_of(filters))
    except GeungeoError as error:
        return notice_html(str(error))
