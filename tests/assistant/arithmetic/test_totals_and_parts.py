"""A total and its parts are never put together: 합계 정원 29명 is what is asked for, not 29 and 26 and 3."""

from __future__ import annotations

import pytest

PAPER = """2025년도 은하시 조직 현황

□ 인력 현황

(단위: 명)
구분\t합계 정원\t일반직 정원\t임기제 정원
계\t52\t46\t6
일자리과\t29\t26\t3
창업과\t23\t20\t3

□ 사업별 예산

(단위: 백만원)
사업명\t예산 계\t국비\t시비
별빛시장 정비\t120\t70\t50
달맞이길 조성\t80\t30\t50
"""


@pytest.fixture(scope="module")
def ask(asking):
    return asking({"조직 현황.txt": PAPER})


@pytest.mark.parametrize(
    ("question", "value", "wrong"),
    [
        ("일자리과 합계 정원은 몇 명인가요?", "29명", "58명"),
        ("창업과 정원은 모두 몇 명이야?", "23명", "46명"),
        ("별빛시장 정비 예산 합계는 얼마인가요?", "120백만원", "240백만원"),
        ("달맞이길 조성 예산은 합쳐서 얼마죠?", "80백만원", "160백만원"),
    ],
)
def test_the_total_that_stands_there_is_the_answer(ask, question, value, wrong):
    said = ask(question).text
    assert value in said and wrong not in said


def test_totals_of_two_rows_are_added(ask):
    assert "52명" in ask("일자리과와 창업과의 합계 정원을 더하면 몇 명인가요?").sentences[0].text
