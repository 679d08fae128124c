"""Years named by their distance from a day, and parts of a year."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.question import understand
from assistant.relative_years import years_meant

TODAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("작년 별빛도서관 예산", (2023,)),
        ("지난해 출연금", (2023,)),
        ("전년도 결산", (2023,)),
        ("재작년 실적", (2022,)),
        ("지지난해 실적", (2022,)),
        ("올해 예산 얼마야", (2024,)),
        ("금년도 사업", (2024,)),
        ("올 상반기 집행률", (2024,)),
        ("내년 계획", (2025,)),
        ("내후년 계획", (2026,)),
        ("3년 전 정원", (2021,)),
        ("작년과 올해 비교", (2023, 2024)),
        ("작년보다 예산이 얼마나 늘었나", (2023, 2024)),
    ],
)
def test_relative_years_count_from_the_day(text, years):
    assert years_meant(text, TODAY).years == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("최근 3년간 출연금", (2022, 2023, 2024)),
        ("지난 두 해 실적", (2023, 2024)),
        ("최근 5개년 정원", (2020, 2021, 2022, 2023, 2024)),
        ("출연금 3년간 추이", (2022, 2023, 2024)),
        ("2021년부터 3년간 인건비", (2021, 2022, 2023)),
        ("2023년까지 3년간 실적", (2021, 2022, 2023)),
        ("2022년 기준 최근 2년", (2021, 2022)),
    ],
)
def test_rows_of_years(text, years):
    assert years_meant(text, TODAY).years == years


@pytest.mark.parametrize("text", ["3년간 지원", "시작년도는 언제", "국내년도별", "전년 대비 증감", "3년차 사업"])
def test_what_names_no_year(text):
    assert years_meant(text, TODAY).years == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("내년(2024)에 하는 것", (2024,)),  # it says itself which year it means
        ("2023년 예산이 작년보다 늘었나", (2022, 2023)),
        ("’22년도와 23년도", (2022, 2023)),
        ("2020~2023년 출연금", (2020, 2021, 2022, 2023)),
    ],
)
def test_years_in_figures_go_before_the_day(text, years):
    assert years_meant(text, TODAY).years == years


@pytest.mark.parametrize(
    ("text", "months"), [("상반기 실적", (1, 6)), ("’23년 하반기", (7, 12)), ("3분기 집행", (7, 9)), ("2023년 실적", None)]
)
def test_parts_of_the_year(text, months):
    assert years_meant(text, TODAY).months == months


def test_the_question_says_how_it_was_read():
    question = understand("작년 별빛도서관 예산", TODAY)
    assert question.readings == ("‘작년’은 2023년으로 보았습니다.",)
    assert "2023" in question.words
    assert "작년" not in question.words


def test_a_year_in_figures_needs_no_word_of_ours():
    assert understand("2023년 예산", TODAY).readings == ()
