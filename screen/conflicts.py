"""The part of the figures' tab in which documents that contradict each other are shown. Wiring only."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

import gradio as gr

from assistant.contradictions import Contradiction, find_contradictions
from index.library import Library
from screen.audit import names_of
from screen.render.conflicts import WAITING_HTML, conflicts_html
from screen.shown import Shown


class Contradictions:
    """The contradictions of a store, found again only when its documents have changed."""

    def __init__(self, library: Library) -> None:
        """Nothing is looked for before it is asked for."""
        self._store = library.store
        self._lock = Lock()
        self._found: tuple[str, Sequence[Contradiction]] | None = None

    def of(self, document: str = "") -> list[Contradiction]:
        """All of them, or those in which the document of this name takes part."""
        with self._lock:  # two who open the page at once need not both look
            state = self._store.state()
            if self._found is None or self._found[0] != state:
                self._found = state, find_contradictions(self._store)
            found = self._found[1]
        return [item for item in found if not document or document in item.documents]


def conflicts_tab(shown: Shown, tabs: Sequence[gr.Tab]) -> None:
    """The box in which a document is chosen, and what others state otherwise; read anew when one of the tabs is opened."""
    chosen = gr.Dropdown(
        label="견줄 문서", choices=names_of(shown.least), value="", interactive=True, elem_id="compared-document"
    )
    found = gr.HTML(WAITING_HTML, elem_id="differences")
    chosen.change(shown.handler(_found, shown), chosen, found, queue=False, show_progress="hidden", api_name="conflicts")
    for tab in tabs:
        tab.select(shown.handler(_again, shown), chosen, [chosen, found], queue=False, show_progress="hidden", api_name=False)


def _found(library: Library, shown: Shown, document: str | None) -> str:
    return conflicts_html(shown.once(library, Contradictions).of(document or ""), len(library.store.documents()))


def _again(library: Library, shown: Shown, document: str | None) -> tuple[dict[str, Any], str]:
    """The documents that are there now, and what differs from the one chosen; from all where it is gone."""
    names = names_of(library)
    still = document if document in {name for _, name in names} else ""
    return gr.update(choices=names, value=still), _found(library, shown, still)
