"""The plots of a report, with plotly: right answers by type and by document, risk over coverage, times by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eval.measures.abstention import levels
from eval.report import Report
from eval.result import Result
from eval.statistics import Interval
from eval.wording import step_told, type_told

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_RIGHT, _WRONG = "#0072B2", "#D55E00"  # of Okabe and Ito: told apart by everyone
_BAR = 26  # of screen points a bar
_LONGEST = 34  # characters of a document's name along the axis


def by_type(found: Report) -> Figure:
    """The share of right answers of each type, with its interval and how many there are."""
    shares = {type_told(type): found.measures[f"answered_right.{type}"] for type in found.types}
    counts = {type_told(type): found.counts[f"answered_right.{type}"].whole for type in found.types}
    return _bars("유형별 정답", shares, counts)


def by_document(results: Sequence[Result]) -> Figure:
    """The share of right answers by the document that the gold evidence stands in."""
    rights: dict[str, list[bool]] = defaultdict(list)
    for result in results:
        for document in dict.fromkeys(place.document for place in result.evidence):
            rights[document].append(result.right)
    shares = {_short(name): Interval(sum(found) / len(found), None, None) for name, found in sorted(rights.items())}
    return _bars("문서별 정답", shares, {_short(name): len(found) for name, found in rights.items()})


def risk_over_coverage(results: Sequence[Result]) -> Figure:
    """How many of the answers are wrong, were only the surest so many given."""
    from plotly.graph_objects import Figure, Scatter

    curve = [level for level in levels(results) if level.right is not None]
    points = Scatter(
        x=[level.answered for level in curve],
        y=[1 - (level.right or 0) for level in curve],
        mode="lines+markers",
        marker={"size": 4},
        line={"color": _RIGHT},
        hovertemplate="답한 비율 %{x:.1%}, 틀린 비율 %{y:.1%}<extra></extra>",
    )
    figure = Figure(points)
    figure.update_xaxes(title_text="답한 비율", tickformat=".0%", range=[0, 1.02])
    figure.update_yaxes(title_text="답한 것 가운데 틀림", tickformat=".0%", rangemode="tozero")
    return _laid_out(figure, "확실한 것부터 답하면", 340)


def times(results: Sequence[Result]) -> Figure:
    """How long answers took: the whole and each step, as boxes from quarter to quarter."""
    from plotly.graph_objects import Box, Figure

    steps = dict.fromkeys(step for result in results for step in result.timings)
    taken = {step_told(step): [result.timings[step] for result in results if step in result.timings] for step in steps}
    taken = {"모두": [result.milliseconds for result in results], **taken}
    figure = Figure(
        [Box(x=values, name=name, boxpoints="outliers", marker_color=_RIGHT) for name, values in [*taken.items()][::-1]]
    )
    figure.update_xaxes(title_text="밀리초", rangemode="tozero")
    figure.update_layout(showlegend=False)
    return _laid_out(figure, "응답 시간", 340)


def _bars(title: str, shares: Mapping[str, Interval], counts: Mapping[str, float]) -> Figure:
    from plotly.graph_objects import Bar, Figure

    names = sorted(shares, key=lambda name: shares[name].value or 0)
    values = [shares[name].value or 0 for name in names]
    bar = Bar(
        x=values,
        y=[f"{name} ({counts[name]:,.0f})" for name in names],
        orientation="h",
        marker_color=_RIGHT,
        error_x=_whiskers([shares[name] for name in names]),
        hovertemplate="%{y}: %{x:.1%}<extra></extra>",
    )
    figure = Figure(bar)
    figure.update_xaxes(tickformat=".0%", range=[0, 1.02])
    figure.update_yaxes(automargin=True)
    return _laid_out(figure, title, 110 + _BAR * len(names))


def _whiskers(found: Sequence[Interval]) -> dict[str, Any] | None:
    """The ends of the intervals, for plotly; None where there are none."""
    if any(interval.value is None or interval.low is None or interval.high is None for interval in found):
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": [(interval.high or 0) - (interval.value or 0) for interval in found],
        "arrayminus": [(interval.value or 0) - (interval.low or 0) for interval in found],
        "color": "#555",
        "thickness": 1,
    }


def _laid_out(figure: Figure, title: str, height: int) -> Figure:
    figure.update_layout(
        title=title,
        height=height,
        margin={"l": 10, "r": 20, "t": 46, "b": 46},
        template="plotly_white",
        font={"family": "Malgun Gothic, Apple SD Gothic Neo, NanumGothic, sans-serif"},
    )
    return figure


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
