"""A picture as Gradio's `Plot` takes it: without Plotly's own buttons, whose words are English."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gradio.components.plot import PlotData

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_CONFIG = {"displayModeBar": False, "displaylogo": False, "showTips": False, "doubleClick": "reset"}


def plotted(figure: Figure) -> PlotData:
    """The figure with what `Figure.to_json` leaves out: how Plotly is to behave."""
    return PlotData(type="plotly", plot=json.dumps({**json.loads(figure.to_json()), "config": _CONFIG}))
