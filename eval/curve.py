"""The curve by which the least confidence is chosen: as lines of a terminal, and as a page that needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.measures.abstention import Level

_SHOWN = 10  # levels in a terminal
_TITLES = ("답한 것 가운데 맞음", "답이 있는데 답하지 않음", "답이 없어 답하지 않음")


def curve_as_text(curve: Sequence[Level], chosen: Level) -> str:
    """Some levels from the least confidence to the highest, and the one that is set."""
    step = max(1, len(curve) // _SHOWN)
    rows = sorted({*curve[::step], chosen})
    lines = ["확신 이상  답함  답한 것 가운데 맞음  답이 있는데 답하지 않음  답이 없어 답하지 않음"]
    for row in rows:
        mark = "  ← 지금" if row == chosen else ""
        lines.append(
            f"{row.confidence:9.3f} {_percent(row.answered):>6} {_percent(row.right):>14} {_percent(row.wrongly_abstained):>18}"
            f" {_percent(row.rightly_abstained):>18}{mark}"
        )
    return "\n".join(lines)


def save_curve(curve: Sequence[Level], chosen: Level, path: Path) -> None:
    """One HTML file with the plot: shares over the least confidence, and risk over coverage; the level that is set is marked."""
    from plotly.graph_objects import Scatter
    from plotly.subplots import make_subplots

    figure = make_subplots(rows=1, cols=2, subplot_titles=("확신의 문턱에 따라", "답한 비율에 따른 틀림"))
    confidences = [level.confidence for level in curve]
    for title, values in zip(_TITLES, zip(*(level[2:] for level in curve), strict=True), strict=True):
        figure.add_trace(Scatter(x=confidences, y=values, name=title, mode="lines"), row=1, col=1)
    figure.add_vline(x=chosen.confidence, line_dash="dot", annotation_text="지금", row=1, col=1)
    risk = [None if level.right is None else 1 - level.right for level in curve]
    figure.add_trace(Scatter(x=[level.answered for level in curve], y=risk, name="틀림", mode="lines"), row=1, col=2)
    if chosen.right is not None:
        figure.add_trace(
            Scatter(x=[chosen.answered], y=[1 - chosen.right], name="지금", mode="markers", marker={"size": 11}), row=1, col=2
        )
    figure.update_yaxes(tickformat=".0%", rangemode="tozero")
    figure.update_xaxes(title_text="확신", row=1, col=1)
    figure.update_xaxes(title_text="답한 비율", tickformat=".0%", row=1, col=2)
    figure.update_layout(title="언제 답할 것인가", legend={"orientation": "h", "y": -0.2})
    figure.write_html(path, include_plotlyjs=True, full_html=True)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}%"
