"""The table of figures shows value, year, kind and place, and lets nothing of a document into the page."""

from __future__ import annotations

import pytest

from assistant.series import FoundSeries
from ingest.document import FigureKind, Qualifier
from screen.render.figures import NOTHING, figures_html, shown, year_line
from tests.assistant.made_series import point, series


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "16662명"),
        ({"text": "16,662명"}, "16,662명"),
        ({"qualifier": Qualifier.AT_LEAST}, "16662명 이상"),
        ({"qualifier": Qualifier.ABOUT}, "약 16662명"),
        ({"text": "16,662여 명", "qualifier": Qualifier.AND_MORE}, "16,662여 명"),
    ],
)
def test_value_is_shown_as_written_with_unit_and_words(fields, text):
    assert shown(point(2022, "16662", **fields)) == text


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "2022년"),
        ({"date": "2022-09"}, "2022-09"),
        ({"as_of": "2022-12-31"}, "2022년 (2022-12-31 기준)"),
        ({"year": None}, "-"),
    ],
)
def test_year_is_shown_with_the_date_of_counting(fields, line):
    assert year_line(point(2022, "3")._replace(row=point(2022, "3").row._replace(**fields))) == line


def test_each_figure_has_number_kind_source_and_place():
    html = figures_html(
        FoundSeries((series(point(2022, "300"), point(2023, "400", kind=FigureKind.TARGET)), series(point(2022, "5"))))
    )
    assert [f"[{number}]" in html for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert all(part in html for part in ("실적", "목표", "업무보고", "보고.txt", "3쪽", "이용자 400"))


def test_amount_is_said_in_plain_words_too():
    assert "129억 9,708만 원" in figures_html(FoundSeries((series(point(2024, "12997080", "천원"), unit="천원"),)))


def test_nothing_of_a_document_becomes_markup():
    evil = "<script>alert(1)</script>"
    html = figures_html(
        FoundSeries((series(point(2022, "3", title=evil, document=evil, place=evil, quote=evil), measure=evil),), (evil,))
    )
    assert "<script" not in html


def test_nothing_found_is_said():
    assert NOTHING in figures_html(FoundSeries(()))
