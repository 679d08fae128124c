"""The tab of figures as the page uses it: table, picture and files."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import screen.figures
from assistant.settings import Settings
from index.filters import Filters
from index.intake import take_in
from index.library import open_library

REPORT = """가람시 2024년 주요업무 보고
□ 추진실적
(단위 : 명)
구분\t2021년\t2022년\t2023년
돌봄로봇 이용자\t3,384\t5,737\t9,121
별빛도서관 이용자\t211\t322\t533
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("documents") / "보고.txt"
    path.write_text(REPORT, encoding="utf-8")
    opened = open_library(tmp_path_factory.mktemp("tab"), "kiwi")
    list(take_in(opened, [path]))
    yield opened
    opened.close()


@pytest.fixture
def find(library, tmp_path):
    written = TemporaryDirectory(dir=tmp_path)
    return lambda text, filters=Filters(): screen.figures._find(library, Settings(), written, text, filters)  # noqa: B008


def test_measure_of_three_years_gives_table_picture_and_files(find):
    html, picture, *files = find("돌봄로봇 이용자")
    assert "9,121" in html and "2023년" in html
    assert 'data-source="series-1"' in html and 'id="series-3"' in html  # each point opens its place
    plot = json.loads(picture["value"].plot)
    assert picture["visible"] and plot["layout"]["title"]["text"] == "돌봄로봇 이용자"
    assert plot["config"]["displayModeBar"] is False  # Plotly's own buttons speak English
    assert [Path(file["value"]).name for file in files] == ["수치.csv", "수치.xlsx"]
    assert all(Path(file["value"]).stat().st_size for file in files)


@pytest.mark.parametrize("text", [None, "", "  "])
def test_empty_box_shows_the_hint_and_nothing_to_take_away(find, text):
    html, picture, *files = find(text)
    assert html == screen.figures.HINT_HTML
    assert not picture["visible"] and not any(file["interactive"] for file in files)


def test_what_is_not_there_is_said(find):
    html, picture, *files = find("우주정거장 승무원 연봉")
    assert "문서에 없습니다" in html
    assert not picture["visible"] and not any(file["interactive"] for file in files)


def test_filters_that_allow_nothing_are_told(find):
    html, *_ = find("돌봄로봇 이용자", Filters(documents=("없는 문서.txt",)))
    assert "notice" in html
