"""The folded row in which the documents to look in are chosen. Wiring only."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import gradio as gr

from assistant.scope import choices_of, scope_of
from index.filters import ANYWHERE, Filters
from index.library import Library
from screen.shown import Shown


def scope_row(app: gr.Blocks, shown: Shown) -> tuple[gr.State, list[Any]]:
    """The folded row in which the documents to look in are chosen.

    Gives the state that holds the filters, and the dropdowns. The hearing desk has filters of its own.
    """
    filters = gr.State(ANYWHERE)
    with gr.Accordion("찾을 범위", open=False, elem_id="scope"):
        with gr.Row():
            chosen = [
                gr.Dropdown(label=label, choices=choices, multiselect=True, min_width=150, interactive=True)
                for label, choices in _choices(shown.least).items()
            ]
        told = gr.HTML(_scope_html(shown.least, ANYWHERE), elem_id="scope-told")
    choose = shown.handler(_choose)
    for dropdown in chosen:
        dropdown.change(choose, chosen, [filters, told], queue=False, show_progress="hidden", api_name="choose")
    app.load(shown.handler(refresh), chosen, chosen, queue=False, show_progress="hidden", api_name="refresh")
    return filters, chosen


def refresh(library: Library, *chosen: Sequence[Any] | None) -> list[Any]:
    """The dropdowns, filled with what is in the library now; of what was chosen, what is still there."""
    there = _choices(library).values()
    held = [
        [value for value in values or () if value in {other for _, other in choices}]
        for values, choices in zip(chosen, there, strict=True)
    ]
    return [gr.update(choices=choices, value=values) for choices, values in zip(there, held, strict=True)]


def _choices(library: Library) -> dict[str, Sequence[tuple[str, Any]]]:
    """What can be chosen of the documents that are there, by the name of its dropdown, in the order of `_choose`."""
    found = choices_of(library)
    return {
        "해": found.years,
        "종류": found.kinds,
        "발행 기관": found.bodies,
        "위원회": found.committees,
        "문서": found.documents,
    }


def _choose(
    library: Library,
    years: Sequence[int] | None,
    kinds: Sequence[str] | None,
    bodies: Sequence[str] | None,
    committees: Sequence[str] | None,
    documents: Sequence[str] | None,
) -> tuple[Filters, str]:
    """The filters that the dropdowns say, and what they leave to look in."""
    filters = Filters(
        tuple(kinds or ()), tuple(years or ()), tuple(committees or ()), tuple(documents or ()), tuple(bodies or ())
    )
    return filters, _scope_html(library, filters)


def _scope_html(library: Library, filters: Filters) -> str:
    count = len(library.store.allowed(filters))
    told = f"{scope_of(filters)}: 문서 {count}개에서 찾습니다." if filters else "모든 문서에서 찾습니다."
    if filters and not count:
        told = f"{scope_of(filters)}: 맞는 문서가 없습니다. 찾을 범위를 넓혀 주십시오."
    return f'<div class="geungeo"><p class="reading">{escape(told)}</p></div>'
