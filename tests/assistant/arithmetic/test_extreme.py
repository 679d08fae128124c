"""The largest, the smallest and the second: over rows, over columns; and nothing where the measure is no column."""

from __future__ import annotations

import pytest

from tests.assistant.arithmetic.said import formulas, sentences


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "2023년 집행률이 가장 높은 사업과 가장 낮은 사업은?",
            "집행률은 시민대학 운영(98%)이 가장 높고, 마을강사 양성(60%)이 가장 낮습니다.",
        ),
        (
            "2024년 예산안이 가장 많이 줄어든 부서는 어디야?",
            "증감은 체육진흥과(△450,000천원(△4억 5,000만 원))가 가장 많이 줄었습니다.",
        ),
        (
            "2024년 예산안이 제일 많이 늘어난 부서는?",
            "증감은 관광진흥과(1,050,000천원(10억 5,000만 원))가 가장 많이 늘었습니다.",
        ),
        ("2024년 예산 증감률이 제일 높은 사업은?", "증감률은 시민대학 운영(20%)이 가장 높습니다."),
        ("2023년 이용자가 제일 적은 학습관은?", "2023년은 동부관(7,800명)이 가장 적습니다."),
        ("중앙관 이용자가 가장 많았던 해는?", "중앙관은 2023년(12,700명)이 가장 많습니다."),
        ("누리 체험마당 참가자가 가장 많은 분기는?", "누리 체험마당은 3분기(905명)가 가장 많습니다."),
        ("2023년말 두 번째로 큰 기금은 뭐야?", "2023년말은 장학기금(3,100백만원(31억 원))이 두 번째로 많습니다."),
        ("예산현액 대비 집행액이 가장 적은 사업은?", "집행액은 마을강사 양성(540백만원(5억 4,000만 원))이 가장 적습니다."),
        (
            "예산이 제일 적은 부서랑 제일 많은 부서 알려줘",
            "2024 예산안은 관광진흥과(10,050,000천원(100억 5,000만 원))가 가장 많고,"
            " 체육진흥과(5,150,000천원(51억 5,000만 원))가 가장 적습니다.",
        ),
        ("2023년 신청자가 가장 적은 분야는?", "신청자는 인문·정보화(1,000명)가 가장 적습니다."),
    ],
)
def test_extreme_names_the_measure(ask_town, question, text):
    assert text in sentences(ask_town(question))


def test_first_and_second_with_their_difference(ask_town):
    found = ask_town("2023년 수료자가 가장 많은 분야와 그다음 분야의 차이는?")
    assert "수료자는 공예(1,330명)가 가장 많고, 그다음은 인문(750명)으로, 차이는 580명입니다." in sentences(found)
    assert formulas(found) == ["1,330명 - 750명 = 580명"]


def test_measure_that_no_column_has_is_not_answered_by_another(ask_town):
    assert not any("가장" in text for text in sentences(ask_town("불용액이 가장 큰 사업은 뭐야?")))


def test_years_are_compared_only_where_rows_are_years(ask_town):
    assert not any("가장" in text for text in sentences(ask_town("중앙관 이용자가 가장 크게 늘어난 해는?")))


def test_quarter_that_no_table_has_is_no_other_column(ask_town):
    assert not any("가장" in text for text in sentences(ask_town("2024년 정원이 가장 많은 분기는?")))
