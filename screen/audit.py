"""The tab of the table audit: a document, or all, and what does not add up in it. Wiring only."""

from __future__ import annotations

from functools import partial
from typing import Any

import gradio as gr

from index.library import Library
from screen.render.audit import audit_html


def audit_tab(library: Library, tab: gr.Tab) -> None:
    """The box in which a document is chosen, and its findings; both are read anew when the tab is opened."""
    chosen = gr.Dropdown(label="점검할 문서", choices=_names(library), value="", interactive=True, elem_id="audited-document")
    found = gr.HTML(_found(library, ""), elem_id="audited")
    show = partial(_found, library)
    chosen.change(show, chosen, found, queue=False, show_progress="hidden", api_name="audit")
    tab.select(partial(_again, library), chosen, [chosen, found], queue=False, show_progress="hidden", api_name="audit_again")


def _names(library: Library) -> list[tuple[str, str]]:
    """The documents as they can be chosen, all of them first."""
    return [("모든 문서", ""), *((f"{row.title} ({row.name})", row.name) for row in library.store.documents())]


def _found(library: Library, document: str | None) -> str:
    """What does not add up in a document, or in all where none is named."""
    documents = 1 if document else len(library.store.documents())
    return audit_html(library.store.findings(document or None), documents)


def _again(library: Library, document: str | None) -> tuple[dict[str, Any], str]:
    """The documents that are there now, and the findings of the one chosen; of all where it is gone."""
    names = _names(library)
    kept = document if document in {name for _, name in names} else ""
    return gr.update(choices=names, value=kept), _found(library, kept)
