"""Derived figures: only in the way that the words tell, and only from figures that the documents state."""

from __future__ import annotations

import pytest

BUDGET = "찾아가는 디지털교실 예산은 2024년 1,050백만원에서 2025년 1,180백만원으로 "
DERIVED = [
    (BUDGET + "{} 늘었다.", "1억 3천만원"),
    ("찾아가는 디지털교실 예산은 2023년 820백만원에서 2025년 1,180백만원으로 {} 늘었다.", "43.9%"),
    ("찾아가는 디지털교실 예산은 2023년 820백만원에서 2025년 1,180백만원으로 {}가 되었다.", "1.4배"),
    ("2025년 찾아가는 디지털교실 예산 1,180백만원과 청년 디지털 인턴 예산 760백만원을 합하면 {}이다.", "1,940백만원"),
    ("국비 매칭비율이 50%에서 30%로 {} 낮아졌다.", "20%p"),
]


@pytest.mark.parametrize(("text", "figure"), DERIVED)
def test_figure_that_follows_is_derived(check, text, figure):
    (finding,) = (finding for finding in check(text.format(figure)).findings if finding.text == figure)
    assert finding.verdict in {"derived", "verified"}
    assert finding.formula or finding.grounds


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (BUDGET + "{} 늘었다.", "1억 4천만원"),
        ("찾아가는 디지털교실 예산은 2023년 820백만원에서 2025년 1,180백만원으로 {} 늘었다.", "53.9%"),
        ("찾아가는 디지털교실 예산은 2023년 820백만원에서 2025년 1,180백만원으로 {}가 되었다.", "2.4배"),
        ("2025년 찾아가는 디지털교실 예산 1,180백만원과 청년 디지털 인턴 예산 760백만원을 합하면 {}이다.", "2,040백만원"),
        ("국비 매칭비율이 50%에서 30%로 {} 낮아졌다.", "25%p"),
        ("2025년 찾아가는 디지털교실 예산은 {}이다.", "1,050백만원"),  # a cell less another is a third cell
    ],
)
def test_figure_that_does_not_follow_is_not(verdict, text, figure):
    assert verdict(text.format(figure), figure) in {"contradicted", "not_found"}


def test_formula_shows_the_figures_of_the_documents(check):
    found = check("시 출연금은 2024년 62억 4천만원에서 2025년 67억 5백만원으로 4억 6,470만원 늘었다.").findings
    assert [finding.formula for finding in found if finding.verdict == "derived"] == [
        "6,705,000천원 - 6,240,300천원 = 4억 6,470만 원"
    ]
