"""The difference between two things that are named: rows in one column, or columns of one row."""

from __future__ import annotations

import pytest

from tests.assistant.arithmetic.said import formulas, quotes, sentences


@pytest.mark.parametrize(
    ("question", "text", "formula", "cited"),
    [
        (
            "2024년 예산안에서 교육지원과와 관광진흥과의 차이는?",
            "2024 예산안은 관광진흥과(10,050,000천원(100억 5,000만 원))가 교육지원과(8,200,000천원(82억 원))보다"
            " 1,850,000천원(18억 5,000만 원) 많습니다.",
            "10,050,000천원 - 8,200,000천원 = 1,850,000천원",
            ["교육지원과 7,300,000", "관광진흥과 9,000,000"],
        ),
        (
            "2023년 시민대학 운영이 마을강사 양성보다 집행률이 몇 %p 높아?",
            "집행률은 시민대학 운영(98%)이 마을강사 양성(60%)보다 38%p 높습니다.",
            "98% - 60% = 38%p",
            ["시민대학 운영\t1,600\t1,568", "마을강사 양성\t900\t540"],
        ),
        (
            "2023년 동부관하고 서부관 이용자 차이는 몇 명이야?",
            "2023년은 서부관(8,400명)이 동부관(7,800명)보다 600명 많습니다.",
            "8,400명 - 7,800명 = 600명",
            ["2023\t12,700\t7,800\t8,400"],
        ),
    ],
)
def test_difference_says_of_what_and_cites_both(ask_town, question, text, formula, cited):
    found = ask_town(question)
    assert text in sentences(found)
    assert formula in formulas(found)
    assert all(quote in quotes(found) for quote in cited)


def test_row_that_states_the_difference_stays_an_answer(ask_town):
    found = sentences(ask_town("2023년 4급은 정원보다 현원이 몇 명 부족해?"))
    assert found[:2] == ["4급은 정원(9명)이 현원(7명)보다 2명 많습니다.", "과부족은 4급 △2명입니다."]


def test_two_years_of_one_row_are_a_change_and_no_difference(ask_town):
    found = sentences(ask_town("시민대학 운영은 2022년 최종예산보다 2023년 당초예산이 얼마나 더 많아?"))
    assert any("2022 최종예산 대비" in text for text in found)
    assert not any("보다" in text for text in found)


def test_total_of_two_columns(ask_town):
    found = ask_town("보조금 교부액과 집행액 차이는 얼마야?")
    assert formulas(found) == ["640,000천원 - 598,000천원 = 42,000천원"]
    assert sentences(found)[0].startswith("합계는 교부액(640,000천원")


def test_measure_that_is_named_is_not_changed_for_another(ask_town):
    """이월액 is empty for one of the two: nothing is computed of another column."""
    found = ask_town("2023년 시민대학과 마을강사 양성 중 이월액이 더 많은 사업은?")
    assert not formulas(found)
    assert "이월액 260백만원" in " ".join(sentences(found))


def test_which_is_less_asks_for_no_difference(ask_town):
    assert not formulas(ask_town("2024년 현원이 정원보다 적은 직급은?"))


def test_no_column_is_guessed(ask_town):
    """신청자, 수료자 and 강좌 differ, and the question says none of them."""
    assert not formulas(ask_town("2023년 인문 분야와 공예 분야는 얼마나 차이가 나?"))


def test_nothing_is_computed_of_another_year(ask_town):
    """예산현액 and 집행액 stand side by side for 2023 alone."""
    assert not formulas(ask_town("시민대학 운영의 2022년 예산현액과 집행액 차이는 얼마야?"))
    assert formulas(ask_town("시민대학 운영의 2023년 예산현액과 집행액 차이는 얼마야?"))
