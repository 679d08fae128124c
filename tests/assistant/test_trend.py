"""How a figure went over the years: in one row, in rows that are years, over documents; and its picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.chart import chart_of_answer
from assistant.types import Answer, FigureStatus

ROWS = """2025년도 솔바람시 도서관 현황

□ 이용 현황

(단위: 명)
구분\t2021년\t2022년\t2023년\t2024년
대출 회원\t1,200\t1,350\t1,410\t1,620
독서교실 수료자\t80\t95\t90\t120

□ 장서 구입비

(단위: 천원)
연도\t구입비\t증감
2022\t31,000\t-
2023\t35,500\t4,500
2024\t34,200\t△1,300
"""
PAPERS = {
    year: f"""{year}년도 솔바람시 주요업무 보고

                          {year}. 1. 10.

□ 사업별 예산

(단위: 백만원)
사업명\t{year}년 예산
골목길 정비\t{amount}
하천 쉼터 조성\t{amount + 35}
"""
    for year, amount in ((2022, 410), (2023, 455), (2024, 430))
}

SETTLED = """2023회계연도 솔바람시 결산 보고

                          2024. 5. 10.

□ 사업별 집행현황

(단위: 백만원)
사업명\t최종예산\t집행액
골목길 정비\t470\t440
하천 쉼터 조성\t490\t480
"""


@pytest.fixture(scope="module")
def ask(asking: Callable[[dict[str, str]], Callable[[str], Answer]]) -> Callable[[str], Answer]:
    return asking({"현황.txt": ROWS, **{f"업무보고_{year}.txt": text for year, text in PAPERS.items()}})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("대출 회원이 해마다 어떻게 변했어?", ["2021년 1,200명", "2022년 1,350명", "2023년 1,410명", "2024년 1,620명"]),
        ("독서교실 수료자 추이 알려줘", ["2021년 80명", "2024년 120명"]),
        ("장서 구입비 연도별로", ["2022년 31,000천원", "2023년 35,500천원", "2024년 34,200천원"]),
        ("골목길 정비 예산 추이", ["2022년 410백만원", "2023년 455백만원", "2024년 430백만원"]),
        ("하천 쉼터 조성 예산이 매년 어떻게 바뀌었나요?", ["2022년 445백만원", "2024년 465백만원"]),
    ],
)
def test_every_year_is_stated_and_verified(ask: Callable[[str], Answer], question: str, values: list[str]) -> None:
    found = ask(question)
    said = found.sentences[0].text
    assert [value for value in values if value not in said] == []
    assert {figure.status for figure in found.figures if figure.end <= len(said)} == {FigureStatus.VERIFIED}


def test_years_are_told_by_one_kind_of_budget(ask: Callable[[str], Answer]) -> None:
    """2023 has a 예산 and a 최종예산: the trend is of what every year has, and is not called 최종예산."""
    said = ask("골목길 정비 예산 추이").sentences[0].text
    assert said.startswith("골목길 정비 예산은") and "최종예산" not in said and "470" not in said


def test_only_the_years_asked_for_are_stated_and_the_others_told_to_be_missing(ask: Callable[[str], Answer]) -> None:
    found = ask("2022년부터 2025년까지 골목길 정비 예산 추이")
    assert "2022년 410백만원" in found.sentences[0].text
    assert any("2025년의 값은 이 답에 없습니다" in notice for notice in found.notices)


@pytest.mark.parametrize(
    ("question", "unit", "years"),
    [("대출 회원 추이", "명", [2021, 2022, 2023, 2024]), ("장서 구입비 연도별로", "천원", [2022, 2023, 2024])],
)
def test_three_years_make_a_picture_with_the_numbers_of_the_citations(
    ask: Callable[[str], Answer], question: str, unit: str, years: list[int]
) -> None:
    found = ask(question)
    figure = chart_of_answer(found)
    assert figure is not None
    assert list(figure.layout.xaxis.tickvals) == years
    assert figure.layout.yaxis.title.text == unit
    numbers = {int(label.strip("[]")) for trace in figure.data for label in (trace.text or ())}
    assert numbers <= set(range(1, len(found.citations) + 1))


def test_one_value_makes_no_picture(ask: Callable[[str], Answer]) -> None:
    assert chart_of_answer(ask("2023년 골목길 정비 예산은?")) is None
