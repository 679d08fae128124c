"""The tab of evaluations: an empty shell, which its script fills from the addresses of `evaluation_routes`. Wiring only."""

from __future__ import annotations

import gradio as gr

from screen.render.evaluation import SHELL_HTML

_OPEN = "() => window.geungeoEvaluation?.open()"


def evaluation_tab(tab: gr.Tab) -> None:
    """The shell; it is filled anew whenever the tab is opened."""
    gr.HTML(SHELL_HTML, elem_id="evaluation", padding=False)
    tab.select(None, None, None, js=_OPEN, queue=False, show_progress="hidden", api_name=False)
