"""The tab of figures: looking one up over the years, the audit of tables, and what documents state otherwise. Wiring only."""

from __future__ import annotations

import gradio as gr

from assistant.settings import Settings
from screen.audit import audit_tab
from screen.conflicts import conflicts_tab
from screen.figures import figures_tab
from screen.shown import Shown


def numbers_tab(shown: Shown, settings: Settings, filters: gr.State, tab: gr.Tab) -> None:
    """The three parts; what is shown of the documents is read anew when `tab` or the part is opened."""
    with gr.Tabs(elem_id="numbers"):
        with gr.Tab("찾기", elem_id="number-lookup"):
            figures_tab(shown, settings, filters)
        with gr.Tab("표 점검", elem_id="auditing") as audit:
            audit_tab(shown, (tab, audit))
        with gr.Tab("서로 다른 값", elem_id="differing") as differing:
            conflicts_tab(shown, (tab, differing))
