"""The picture says years, unit and the number of each source, and is drawn only where there is a course to see."""

from __future__ import annotations

import json

import pytest

from assistant.chart import chart, marks_of
from ingest.document import FigureKind
from tests.assistant.made_series import point, series

YEARS = series(point(2021, "300"), point(2022, "400"), point(2023, "500"))


@pytest.mark.parametrize("years", [(), (2021,), (2021, 2022), (2021, 2022, 2022), (2021, 2022, None)])
def test_fewer_than_three_years_give_no_picture(years):
    assert chart(series(*(point(year, str(300 + number)) for number, year in enumerate(years)))) is None


def test_axis_names_each_year_and_the_unit():
    shown = json.loads(chart(YEARS).to_json())["layout"]
    assert shown["xaxis"]["ticktext"] == ["2021년", "2022년", "2023년"]
    assert shown["yaxis"]["title"]["text"] == "명"
    assert shown["title"]["text"] == "이용자"


def test_each_point_bears_the_number_of_its_source():
    drawn = json.loads(chart(YEARS, first=4).to_json())["data"]
    (points,) = [trace for trace in drawn if "text" in trace["mode"]]
    assert list(zip(points["x"], points["y"], points["text"], strict=True)) == [
        (2021, 300, "[4]"),
        (2022, 400, "[5]"),
        (2023, 500, "[6]"),
    ]


def test_places_that_state_the_same_are_one_point_in_the_series_unit():
    said = series(point(2022, "850", "백만원"), point(2023, "980", "백만원"), point(2023, "980000", "천원"), unit="백만원")
    assert [(mark.year, mark.value, mark.label) for mark in marks_of(said)] == [(2022, 850, "[1]"), (2023, 980, "[2][3]")]


def test_places_that_differ_are_both_shown():
    marks = marks_of(series(point(2023, "256"), point(2023, "265")))
    assert [(mark.value, mark.label) for mark in marks] == [(256, "[1]"), (265, "[2]")]


def test_what_is_planned_is_hollow_and_named():
    mixed = series(point(2022, "300"), point(2023, "400"), point(2024, "900", kind=FigureKind.TARGET))
    drawn = json.loads(chart(mixed).to_json())["data"]
    assert {trace["name"]: trace["marker"]["symbol"].endswith("-open") for trace in drawn if "text" in trace["mode"]} == {
        "실적": False,
        "목표": True,
    }


def test_numbers_of_two_kinds_with_one_value_do_not_cover_each_other():
    said = series(point(2022, "3"), point(2023, "4"), point(2023, "4", kind=FigureKind.TARGET), point(2024, "5"))
    drawn = [trace for trace in json.loads(chart(said).to_json())["data"] if "text" in trace["mode"]]
    assert len({trace["textposition"] for trace in drawn}) == len(drawn) == 2


def test_gradio_takes_the_picture_as_one_of_plotly():
    import gradio as gr

    assert gr.Plot().postprocess(chart(YEARS)).type == "plotly"
