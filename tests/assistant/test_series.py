"""A measure's figures are gathered over years and documents, each with its place, and only what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.series import Series, find_series
from index.filters import Filters
from index.intake import take_in
from index.library import Library, open_library
from ingest.document import FigureKind
from ingest.errors import BadInput

PAPERS = {
    "보고_2023.txt": """가람시 2023년 주요업무 보고
□ 사업별 예산
(단위 : 백만원)
구분\t2022년 예산\t2023년 예산
돌봄로봇 보급\t850\t980
별빛도서관 운영\t410\t530
□ 추진실적
(단위 : 명)
구분\t2021년\t2022년\t합계
돌봄로봇 이용자\t3,384\t5,737\t9,121
별빛도서관 이용자\t211\t322\t533
""",
    "보고_2024.txt": """가람시 2024년 주요업무 보고
□ 사업별 예산
(단위 : 천원)
구분\t2023년 예산\t2024년 예산(안)
돌봄로봇 보급\t980,000\t1,120,000
별빛도서관 운영\t530,000\t610,000
□ 산출근거
○ 돌봄로봇 보급 설치비 : 500천원 X 12명 X 3개월
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("papers")
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    opened = open_library(tmp_path_factory.mktemp("series"), "kiwi")
    assert [report.reason for report in take_in(opened, sorted(folder.iterdir()))] == ["", ""]
    yield opened
    opened.close()


def first(library: Library, text: str, **options: object) -> Series:
    return find_series(library, text, **options).series[0]  # type: ignore[arg-type]


def test_budget_of_several_documents_is_one_series(library):
    series = first(library, "돌봄로봇 보급 예산")
    assert series.years == (2022, 2023, 2024)
    assert [(point.row.year, point.row.document, int(point.row.base)) for point in series.points] == [
        (2022, "보고_2023.txt", 850_000_000),
        (2023, "보고_2023.txt", 980_000_000),
        (2023, "보고_2024.txt", 980_000_000),
        (2024, "보고_2024.txt", 1_120_000_000),
    ]


def test_each_figure_has_its_kind_and_is_quoted_to_the_letter(
    library,
):
    for point in first(library, "돌봄로봇 보급 예산").points:
        text = library.store.document_text(point.row.document)
        assert point.quote in text
        assert text[point.row.start : point.row.end] == point.row.text
        assert point.row.text in point.quote
    kinds = {point.row.year: point.row.kind for point in first(library, "돌봄로봇 보급 예산").points}
    assert (kinds[2022], kinds[2024]) == (FigureKind.BUDGET, FigureKind.PROPOSED_BUDGET)


def test_persons_and_money_are_not_mixed(library):
    series = first(library, "돌봄로봇 이용자")
    assert (series.unit, series.years) == ("명", (2021, 2022))
    assert [point.row.text for point in series.points] == ["3,384", "5,737"]


def test_total_of_several_years_stands_in_no_year(library):
    totals = [
        point for item in find_series(library, "돌봄로봇 이용자").series for point in item.points if point.row.text == "9,121"
    ]
    assert [point.row.year for point in totals] == [None]


def test_factors_of_a_product_are_no_figures_of_the_measure(library):
    texts = {point.row.text for item in find_series(library, "돌봄로봇 보급 설치비", limit=9).series for point in item.points}
    assert not texts & {"500천원", "12명", "3개월"}


def test_year_that_is_asked_for_is_kept_to(library):
    series = first(library, "2024년 돌봄로봇 보급 예산")
    assert {point.row.year for point in series.points} == {2024}


def test_filters_keep_other_documents_out(library):
    series = first(library, "돌봄로봇 보급 예산", filters=Filters(documents=("보고_2023.txt",)))
    assert {point.row.document for point in series.points} == {"보고_2023.txt"}


def test_filters_that_allow_nothing_are_told(library):
    with pytest.raises(BadInput):
        find_series(library, "돌봄로봇 보급 예산", filters=Filters(documents=("없는 문서.txt",)))


@pytest.mark.parametrize("text", ["", "?", "우주정거장 승무원 연봉"])
def test_what_no_document_has_gives_nothing(library, text):
    assert find_series(library, text).series == ()


def test_general_name_is_not_carried_from_one_body_to_another(tmp_path: Path):
    for name, people in (("갑재단", 45), ("을재단", 48)):
        (tmp_path / f"{name}_2024.txt").write_text(
            f"{name} 2024년 주요업무 보고\n□ 인력\n(단위 : 명)\n구분\t정원\t현원\n사무처\t{people}\t41\n기획과\t7\t6\n",
            encoding="utf-8",
        )
    opened = open_library(tmp_path / "data", "kiwi")
    list(take_in(opened, sorted(tmp_path.glob("*.txt"))))
    found = find_series(opened, "사무처 정원", limit=9).series
    opened.close()
    assert all(len({point.row.document for point in item.points}) == 1 for item in found)
    assert {point.row.text for item in found for point in item.points} >= {"45", "48"}
