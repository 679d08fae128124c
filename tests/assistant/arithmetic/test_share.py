"""Shares: out of a sentence, a bracket, two columns, two rows, a table and its total; not where the rate is stated."""

from __future__ import annotations

import pytest

from tests.assistant.arithmetic.said import formulas, quotes, sentences


@pytest.mark.parametrize(
    ("question", "text", "formula", "cited"),
    [
        (
            "2022년 수료생 중 취업자 비율은?",
            "취업자는 2,464명 가운데 308명으로 12.5%입니다.",
            "308명 ÷ 2,464명 × 100 = 12.50%",
            ["수료생 2,464명 중 취업자 308명"],
        ),
        (
            "나눔강좌 참여기관 중 학교 비율은?",
            "학교는 64개소 가운데 24개소로 37.5%입니다.",
            "24개소 ÷ 64개소 × 100 = 37.50%",
            ["64개소가 참여했고 이 가운데 학교는 24개소"],
        ),
        (
            "학습관 조성비에서 동부관이 차지하는 비중은?",
            "동부관은 3,800백만원(38억 원) 가운데 1,140으로 30.0%입니다.",
            "1,140 ÷ 3,800 × 100 = 30.00%",
            ["3,800백만원(중앙관 1,900"],
        ),
        (
            "2023년 강좌 신청자 중 수료자 비율은?",
            "신청자 3,900명 가운데 수료자는 2,730명으로 70.0%입니다.",
            "2,730명 ÷ 3,900명 × 100 = 70.00%",
            ["계\t140\t3,900\t2,730"],
        ),
        (
            "2023년 정보화 분야 신청자 가운데 수료자는 몇 %인가요?",
            "정보화 신청자 1,000명 가운데 수료자는 650명으로 65.0%입니다.",
            "650명 ÷ 1,000명 × 100 = 65.00%",
            ["정보화\t40\t1,000\t650"],
        ),
        (
            "2024년 정원 대비 현원 비율은?",
            "정원 34명 가운데 현원은 30명으로 88.2%입니다.",
            "30명 ÷ 34명 × 100 = 88.24%",
            ["정 원\t34", "현 원\t30"],
        ),
        (
            "2023년 문해교실 지원 예산현액 대비 집행액 비율은?",
            "문해교실 지원 예산현액 750백만원(7억 5,000만 원) 가운데 집행액은 690백만원(6억 9,000만 원)으로 92.0%입니다.",
            "690백만원 ÷ 750백만원 × 100 = 92.00%",
            ["문해교실 지원\t750\t690"],
        ),
        (
            "2024년 예산안에서 교육지원과 비중은 몇 %야?",
            "2024 예산안은 교육지원과가 8,200,000천원(82억 원)으로, 합계 23,400,000천원(234억 원)의 35.0%입니다.",
            "8,200,000천원 ÷ 23,400,000천원 × 100 = 35.04%",
            ["합계 21,900,000 23,400,000", "교육지원과 7,300,000 8,200,000"],
        ),
    ],
)
def test_share_says_part_and_whole_and_cites_both(ask_town, question, text, formula, cited):
    found = ask_town(question)
    assert text in sentences(found)
    assert formula in formulas(found)
    assert all(quote in quotes(found) for quote in cited)


def test_two_rows_together_are_a_share_of_the_total(ask_town):
    found = ask_town("2023년말 재난관리기금과 장학기금을 합치면 전체 기금의 몇 %야?")
    assert formulas(found) == ["3,600백만원 + 3,100백만원 = 6,700백만원, 6,700백만원 ÷ 9,050백만원 × 100 = 74.03%"]


def test_rate_that_is_stated_is_not_computed(ask_town):
    found = ask_town("마을강사 양성 2023년 집행률은?")
    assert not formulas(found)
    assert "집행률 60.0%" in sentences(found)[0]


def test_rate_of_a_change_is_no_share(ask_town):
    found = ask_town("시민대학 운영 2022년 최종 대비 2023년 당초 증가율은?")
    assert formulas(found) == ["1,500백만원 - 1,200백만원 = 300백만원, 300백만원 ÷ 1,200백만원 × 100 = 25.00%"]


@pytest.mark.parametrize(
    "question", ["시민대학 운영 집행률은 2022년과 2023년 중 언제 더 높아?", "시민대학 운영의 예산 중 집행률은?"]
)
def test_rate_that_is_asked_for_is_no_share_of_the_total(ask_town, question):
    assert not any("합계" in text or "계 4," in text for text in formulas(ask_town(question)) + sentences(ask_town(question))[:1])
