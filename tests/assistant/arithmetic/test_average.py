"""Averages over years, over named rows, over all columns of a row; not where the mean is stated."""

from __future__ import annotations

import pytest

from tests.assistant.arithmetic.said import formulas, sentences


@pytest.mark.parametrize(
    ("question", "text", "formula"),
    [
        (
            "2020년부터 2022년까지 시민대학 평균 수강생은 몇 명이야?",
            "수강생은 2020년(1,840명), 2021년(2,310명), 2022년(3,080명)의 평균이 2,410명입니다.",
            "1,840명 + 2,310명 + 3,080명 = 7,230명, 7,230명 ÷ 3 = 2,410명",
        ),
        (
            "2023년 세 학습관의 평균 이용자 수는?",
            "2023년은 중앙관(12,700명), 동부관(7,800명), 서부관(8,400명)의 평균이 9,633.3명입니다.",
            "12,700명 + 7,800명 + 8,400명 = 28,900명, 28,900명 ÷ 3 = 9,633.3명",
        ),
        (
            "2023년 인문, 공예, 정보화 분야 신청자 평균은?",
            "신청자는 인문(1,000명), 공예(1,900명), 정보화(1,000명)의 평균이 1,300명입니다.",
            "1,000명 + 1,900명 + 1,000명 = 3,900명, 3,900명 ÷ 3 = 1,300명",
        ),
        (
            "2022년말과 2023년말 재난관리기금 평균은 얼마야?",
            "재난관리기금은 2022년말(3,200백만원(32억 원)), 2023년말(3,600백만원(36억 원))의 평균이 3,400백만원(34억 원)입니다.",
            "3,200백만원 + 3,600백만원 = 6,800백만원, 6,800백만원 ÷ 2 = 3,400백만원",
        ),
    ],
)
def test_average_names_what_it_is_of(ask_town, question, text, formula):
    found = ask_town(question)
    assert text in sentences(found)
    assert formula in formulas(found)


def test_mean_that_is_stated_is_not_computed(ask_town):
    found = ask_town("강좌 1개당 평균 수강인원은 몇 명인가요?")
    assert not formulas(found)
    assert "22.4명" in sentences(found)[0]
