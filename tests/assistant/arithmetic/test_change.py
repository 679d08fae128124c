"""Changes between years: of a row, of two documents, of rows that are years, of a line over the years, of a sentence."""

from __future__ import annotations

import pytest

from tests.assistant.arithmetic.said import formulas, quotes, sentences


@pytest.mark.parametrize(
    ("question", "text", "formula", "cited"),
    [
        (
            "시민대학 운영 예산은 2022년 최종예산 대비 2023년 당초예산이 얼마나 늘었어?",
            "2022 최종예산 대비 300백만원(3억 원) 증가(25.0%)했습니다.",
            "1,500백만원 - 1,200백만원 = 300백만원, 300백만원 ÷ 1,200백만원 × 100 = 25.00%",
            ["시민대학 운영\t1,200\t1,500"],
        ),
        (
            "시민대학 운영 2024년 당초예산은 2023년 당초보다 얼마나 늘었나요?",
            "2023 당초예산 대비 420백만원(4억 2,000만 원) 증가(28.0%)했습니다.",
            "1,920백만원 - 1,500백만원 = 420백만원, 420백만원 ÷ 1,500백만원 × 100 = 28.00%",
            ["1,200\t1,500", "1,600\t1,920"],
        ),
        (
            "2024년 시민대학 예산은 2023년 최종 대비 몇 % 늘었어?",
            "2023 최종 대비 320백만원(3억 2,000만 원) 증가(20.0%)했습니다.",
            "1,920백만원 - 1,600백만원 = 320백만원, 320백만원 ÷ 1,600백만원 × 100 = 20.00%",
            ["1,600\t1,920"],
        ),
        (
            "체육진흥과 예산안은 전년보다 얼마나 줄었어?",
            "2023 예산액 대비 450,000천원(4억 5,000만 원) 감소(8.0%)했습니다.",
            "5,600,000천원 - 5,150,000천원 = 450,000천원, 450,000천원 ÷ 5,600,000천원 × 100 = 8.04%",
            ["5,600,000 5,150,000"],
        ),
        (
            "정원은 2023년에서 2024년에 몇 명 늘었지?",
            "2023년 문서의 정원 대비 3명 증가(9.7%)했습니다.",
            "34명 - 31명 = 3명, 3명 ÷ 31명 × 100 = 9.68%",
            ["정 원\t31", "정 원\t34"],
        ),
        (
            "중앙관 이용자가 2022년보다 2023년에 몇 명 늘었어?",
            "2022년 대비 1,200명 증가(10.4%)했습니다.",
            "12,700명 - 11,500명 = 1,200명, 1,200명 ÷ 11,500명 × 100 = 10.43%",
            ["2022\t11,500", "2023\t12,700"],
        ),
        (
            "시민대학 수강생이 2020년 대비 2022년에 몇 배야?",
            "2020년 대비 1,240명 증가(67.4%)했습니다(1.7배).",
            "3,080명 - 1,840명 = 1,240명, 1,240명 ÷ 1,840명 × 100 = 67.39%, 3,080명 ÷ 1,840명 = 1.67배",
            ["(2020) 1,840명"],
        ),
        (
            "시민대학 만족도는 2021년보다 2022년에 몇 %p 올랐어?",
            "2021년 대비 5.5%p 높아졌습니다.",
            "89.5% - 84% = 5.5%p",
            ["(2021) 84.0"],
        ),
        (
            "폐기물 배출량은 2022년 대비 2023년에 몇 톤 줄었나요?",
            "2022년 대비 520톤 감소(10.0%)했습니다.",
            "5,200톤 - 4,680톤 = 520톤, 520톤 ÷ 5,200톤 × 100 = 10.00%",
            ["2022년 5,200톤에서 2023년 4,680톤"],
        ),
        (
            "문해교실 교재 배부는 2021년보다 몇 권 늘었어?",
            "2021년 대비 550권 증가(20.0%)했습니다.",
            "3,300권 - 2,750권 = 550권, 550권 ÷ 2,750권 × 100 = 20.00%",
            ["3,300권 배부(2021년 2,750권)"],
        ),
    ],
)
def test_change_says_since_when_and_cites_both(ask_town, question, text, formula, cited):
    found = ask_town(question)
    assert text in sentences(found)
    assert formula in formulas(found)
    assert all(quote in quotes(found) for quote in cited)


def test_rate_since_something_else_is_left_out(ask_town):
    found = ask_town("시민대학 운영 2024년 당초예산은 2023년 당초보다 몇 % 늘었나요?")
    assert "28.0%" in " ".join(sentences(found))
    assert "20.0%" not in " ".join(sentences(found))


def test_rate_that_a_table_states_is_given(ask_town):
    assert "증감률 △8.0%" in " ".join(sentences(ask_town("문해교실 지원 2024년 예산 증감률은 얼마야?")))


def test_no_change_is_said(ask_town):
    found = ask_town("3급 정원은 2023년보다 2024년에 몇 명 늘었어?")
    assert "변동이 없습니다." in " ".join(sentences(found))
    assert formulas(found) == ["3명 - 3명 = 0명"]


def test_rate_of_change_is_of_the_later_year_only(ask_town):
    """증감률 stands beside 2023 최종 and 2024 당초, and is that of 2024."""
    told = sentences(ask_town("2023년 마을강사 양성 최종예산은 얼마이고 몇 %인가요?"))
    assert "마을강사 양성은 2023 최종 900백만원(9억 원)입니다." in told
