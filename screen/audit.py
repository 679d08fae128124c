"""The part of the figures' tab for the table audit: a document, or all, and what does not add up in it. Wiring only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.places import place_figures
from index.library import Library
from screen.render.audit import audit_html
from screen.shown import Shown


def audit_tab(shown: Shown, tabs: Sequence[gr.Tab]) -> None:
    """The box in which a document is chosen, and its findings; both are read anew when one of the tabs is opened."""
    chosen = gr.Dropdown(
        label="점검할 문서", choices=names_of(shown.least), value="", interactive=True, elem_id="audited-document"
    )
    found = gr.HTML("", elem_id="audited")
    chosen.change(shown.handler(_found), chosen, found, queue=False, show_progress="hidden", api_name="audit")
    for tab in tabs:
        tab.select(shown.handler(_again), chosen, [chosen, found], queue=False, show_progress="hidden", api_name=False)


def names_of(library: Library) -> list[tuple[str, str]]:
    """The documents as they can be chosen, all of them first."""
    return [("모든 문서", ""), *((f"{row.title} ({row.name})", row.name) for row in library.store.documents())]


def _found(library: Library, document: str | None) -> str:
    """What does not add up in a document, or in all where none is named."""
    documents = 1 if document else len(library.store.documents())
    rows = library.store.findings(document or None)
    places = place_figures(library.store, [(row.document, row.start, row.end) for row in rows])
    return audit_html(rows, documents, places)


def _again(library: Library, document: str | None) -> tuple[dict[str, Any], str]:
    """The documents that are there now, and the findings of the one chosen; of all where it is gone."""
    names = names_of(library)
    kept = document if document in {name for _, name in names} else ""
    return gr.update(choices=names, value=kept), _found(library, kept)
