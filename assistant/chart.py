"""A series of figures as a picture: years along the axis, the unit beside it, each point with the number of its source."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from assistant.cells import column_name, row_name
from assistant.series import Point, Series
from assistant.types import Answer, Sentence
from ingest.document import Cell, FigureKind
from ingest.figure_kinds import kind_of_labels
from ingest.figures import agrees
from ingest.units import UNITS
from ingest.years import years_of

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_HEIGHT = 320  # of screen points: the answer stays in sight above it
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
    return picture(series.name, series.unit, marks_of(series, first))


def chart_of_answer(answer: Answer) -> Figure | None:
    """The picture of what an answer states of one row over three years or more, numbered as its citations; else None."""
    for sentence in answer.sentences:
        dated = [(years[0], cell) for cell in sentence.cells if cell.quantity and len(years := _years(cell)) == 1]
        units = {(cell.quantity.unit, _name(cell)) for _, cell in dated if cell.quantity}
        if sentence.role != "answer" or len(units) != 1:
            continue
        unit, name = units.pop()
        marks = [
            Mark(year, _value(cell), kind_of_labels(cell.col_path), (_number(answer, sentence, cell),)) for year, cell in dated
        ]
        if (figure := picture(name, unit, marks)) is not None:
            return figure
    return None


def _years(cell: Cell) -> tuple[int, ...]:
    return years_of(" ".join(cell.col_path)) or years_of(
        " ".join(f"{name}년" if name.isdigit() else name for name in cell.row_path)
    )


def _name(cell: Cell) -> str:
    """What is measured: the row, or where the rows are years the column."""
    return column_name(cell) if years_of(row_name(cell)) else row_name(cell)


def _number(answer: Answer, sentence: Sentence, cell: Cell) -> int:
    """The number of the citation in which a cell stands."""
    within = (index for index in sentence.citations if answer.citations[index].span.holds(cell.span))
    return next(within, sentence.citations[0]) + 1


def _value(cell: Cell) -> float:
    assert cell.quantity is not None
    return float(cell.quantity.value)


def picture(name: str, unit: str, marks: Sequence[Mark]) -> Figure | None:
    """The picture of some points; None where they are of fewer than three years."""
    years = sorted({mark.year for mark in marks})
    if len(years) < FEWEST_YEARS:
        return None
    from plotly import graph_objects

    figure = graph_objects.Figure()
    figure.add_trace(_line(marks))
    for number, kind in enumerate(dict.fromkeys(mark.kind for mark in marks)):
        figure.add_trace(_points([mark for mark in marks if mark.kind is kind], kind, number, unit))
    figure.update_layout(
        title={"text": _label(name), "font": {"size": 15}},
        xaxis={"title": "해", "tickmode": "array", "tickvals": years, "ticktext": [f"{year}년" for year in years]},
        yaxis={"title": _label(unit), "tickformat": ",", "rangemode": "tozero", "exponentformat": "none"},
        template="plotly_white",
        paper_bgcolor="rgba(0,0,0,0)",  # the page's own: it may be dark
        plot_bgcolor="rgba(0,0,0,0)",
        height=_HEIGHT,
        margin={"l": 60, "r": 20, "t": 50, "b": 50},
        hovermode="closest",
        showlegend=len({mark.kind for mark in marks}) > 1,
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
        "name": _label(str(kind)) or _UNNAMED,
        "x": [mark.year for mark in marks],
        "y": [mark.value for mark in marks],
        "text": [mark.label for mark in marks],
        "cliponaxis": False,  # the number of the highest point stands above the axis's end
        "textposition": _BESIDE[number % len(_BESIDE)],
        "marker": {
            "size": 10,
            "symbol": f"{shape}-open" if kind in _PLANNED else shape,
            "color": _COLOURS[number % len(_COLOURS)],
        },
        "hovertemplate": f"%{{x}}년 %{{y:,}}{_label(unit)} %{{text}}<extra></extra>",
    }


def _label(text: str) -> str:
    """A label as plain text: in those of Plotly tags make links and lines, `%{` takes a value in, and `$` begins a formula."""
    return escape(" ".join(text.split()), quote=False).replace("%{", "% {").replace("$", "＄")
