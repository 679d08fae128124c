"""A series of figures as a picture: years along the axis, the unit beside it, each point with the number of its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.series import Point, Series
from ingest.document import FigureKind
from ingest.figures import agrees
from ingest.units import UNITS

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

FEWEST_YEARS = 3  # two points are a difference, no course
# Colours of Okabe and Ito, which colour-blind readers tell apart; the shapes say the same. What is planned is hollow.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_SHAPES = ("circle", "square", "diamond", "triangle-up", "pentagon", "star")
# Where the numbers stand at the points of each kind, so that those of one value do not cover each other.
_BESIDE = ("top center", "bottom center", "middle right", "middle left", "top right", "bottom left")
_PLANNED = frozenset({FigureKind.PLAN, FigureKind.TARGET, FigureKind.FORECAST, FigureKind.PROPOSED_BUDGET, FigureKind.REQUESTED})
_UNNAMED = "구분 없음"


class Mark(NamedTuple):
    """A point of the picture: what is stated of a year, and the numbers of all the places that state it."""

    year: int
    value: float  # where it stands in the picture, in the series' unit; the figure itself stays a Decimal in its row
    kind: FigureKind
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        """The numbers of its sources: [1][3]."""
        return "".join(f"[{number}]" for number in self.numbers)


def marks_of(series: Series, first: int = 1) -> list[Mark]:
    """The points of a series by year; places that state the same are one. `first` is the number of its first figure."""
    gathered: list[tuple[Point, list[int]]] = []
    for number, point in enumerate(series.points, first):
        if point.row.year is None:
            continue
        same = next((numbers for other, numbers in gathered if _is_same(other, point)), None)
        if same is None:
            gathered.append((point, [number]))
        else:
            same.append(number)
    return [
        Mark(point.row.year or 0, _height(series, point), point.row.kind, tuple(numbers))
        for point, numbers in sorted(gathered, key=lambda item: (item[0].row.year or 0, item[1]))
    ]


def chart(series: Series, first: int = 1) -> Figure | None:
    """The picture of a series, for Gradio's `Plot`; None where it has a figure for fewer than three years."""
    if len(series.years) < FEWEST_YEARS:
        return None
    from plotly import graph_objects

    marks = marks_of(series, first)
    figure = graph_objects.Figure()
    figure.add_trace(_line(marks))
    for number, kind in enumerate(dict.fromkeys(mark.kind for mark in marks)):
        figure.add_trace(_points([mark for mark in marks if mark.kind is kind], kind, number, series.unit))
    figure.update_layout(
        title={"text": series.name, "font": {"size": 15}},
        xaxis={"title": "해", "tickmode": "array", "tickvals": series.years, "ticktext": [f"{year}년" for year in series.years]},
        yaxis={"title": series.unit, "tickformat": ",", "rangemode": "tozero", "exponentformat": "none"},
        template="plotly_white",
        margin={"l": 60, "r": 20, "t": 50, "b": 50},
        hovermode="closest",
    )
    return figure


def _is_same(one: Point, other: Point) -> bool:
    return (one.row.year, one.row.kind) == (other.row.year, other.row.kind) and agrees(one.quantity, other.quantity)


def _height(series: Series, point: Point) -> float:
    """Where a figure stands in the picture: its value in the series' unit."""
    size = UNITS[series.unit].size if series.unit in UNITS else 1
    return float(point.row.base / size)


def _line(marks: Sequence[Mark]) -> dict[str, object]:
    """The line through the years: of several figures of a year through the last, which is the nearest to what came of it."""
    by_year = {mark.year: mark.value for mark in marks}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(by_year),
        "y": list(by_year.values()),
        "line": {"color": "#999999", "width": 1.5},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _points(marks: Sequence[Mark], kind: FigureKind, number: int, unit: str) -> dict[str, object]:
    """The points of one kind."""
    shape = _SHAPES[number % len(_SHAPES)]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": str(kind) or _UNNAMED,
        "x": [mark.year for mark in marks],
        "y": [mark.value for mark in marks],
        "text": [mark.label for mark in marks],
        "textposition": _BESIDE[number % len(_BESIDE)],
        "marker": {
            "size": 10,
            "symbol": f"{shape}-open" if kind in _PLANNED else shape,
            "color": _COLOURS[number % len(_COLOURS)],
        },
        "hovertemplate": f"%{{x}}년 %{{y:,}}{unit} %{{text}}<extra></extra>",
    }
