"""Sums of what is named, and of all parts against the total that a table states."""

from __future__ import annotations

import pytest

from tests.assistant.arithmetic.said import formulas, quotes, sentences


@pytest.mark.parametrize(
    ("question", "result", "formula", "cited"),
    [
        (
            "장학기금과 재난관리기금의 2023년말 합계는 얼마야?",
            "6,700백만원(67억 원)",
            "3,600백만원 + 3,100백만원 = 6,700백만원",
            ["재난관리기금 3,200 3,600", "장학기금 2,600 3,100"],
        ),
        (
            "2023년 인문과 공예 신청자를 더하면 몇 명이야?",
            "2,900명",
            "1,000명 + 1,900명 = 2,900명",
            ["인문\t40", "공예\t60"],
        ),
        (
            "2023년 동부관과 서부관 이용자를 합치면 몇 명이야?",
            "16,200명",
            "7,800명 + 8,400명 = 16,200명",
            ["2023\t12,700"],
        ),
        (
            "2020년부터 2022년까지 시민대학 수강생을 모두 더하면 몇 명인가요?",
            "7,230명",
            "1,840명 + 2,310명 + 3,080명 = 7,230명",
            ["(2021) 2,310명"],
        ),
    ],
)
def test_sum_names_and_cites_every_addend(ask_town, question, result, formula, cited):
    found = ask_town(question)
    assert any(text.endswith(f"더하면 {result}입니다.") for text in sentences(found))
    assert formula in formulas(found)
    assert all(quote in quotes(found) for quote in cited)


def test_parts_that_come_to_their_total(ask_town):
    found = ask_town("2024년 예산안 부서별 금액을 더하면 합계와 일치하나요?")
    assert sentences(found)[0].endswith("적힌 합계(23,400,000천원(234억 원))와 맞습니다.")
    assert formulas(found) == ["8,200,000천원 + 5,150,000천원 + 10,050,000천원 = 23,400,000천원"]


def test_parts_that_do_not(ask_town):
    found = ask_town("보조금 집행액을 다 더하면 합계와 맞나요?")
    assert "적힌 합계(598,000천원(5억 9,800만 원))와 10,000천원(1,000만 원) 다릅니다." in sentences(found)[0]
    assert formulas(found) == [
        "298,000천원 + 190,000천원 + 100,000천원 = 588,000천원, 598,000천원 - 588,000천원 = 10,000천원",
    ]


def test_total_that_is_stated_is_not_computed(ask_town):
    found = ask_town("기금은 2023년말에 총 얼마인가요?")
    assert not formulas(found)
    assert sentences(found) == ["합계는 2023년말 9,050백만원(90억 5,000만 원)입니다."]
