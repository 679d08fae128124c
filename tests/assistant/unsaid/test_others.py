"""Another city, another unit, another span of time than is asked for is no answer; the papers' own city is."""

from __future__ import annotations

import pytest

_REPORT = """# 2024년도 주요업무 보고

(나래시 교통과)

# Ⅰ. NFC 주차 안내

 ○ 대상 : 공영주차장 12개소
 ○ 소요예산 : 54백만원
 ○ 주차비 안내 콜센터(☎031-555-0199) 운영
 ○ 은가람시는 주차 안내에 120백만원을 들임

# Ⅱ. 둔치 주차장 관리

 ○ 공공요금을 줄여 4,100천원을 아낌
 ○ 관리인 인건비 : 월 210만원

# Ⅲ. 교통량 조사

 ○ 안내 책자 발간 : 31백만원
"""


@pytest.fixture(scope="module")
def reported(asking):
    return asking({"업무보고.txt": _REPORT})


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("둔치 주차장 공공요금 한 달에 얼마 나와?", "한 달에"),
        ("교통량 조사 안내 책자 몇 쪽이야?", "몇 쪽"),
        ("다온내시 주차 안내 소요예산은?", "다온내시"),
    ],
)
def test_another_is_no_answer(reported, question, missing):
    found = reported(question)
    assert found.abstained, found.text
    assert missing in found.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("둔치 주차장 관리인 인건비는 한 달에 얼마야?", "210만원"),
        ("은가람시는 주차 안내에 얼마를 들였어?", "120백만원"),
        ("나래시 NFC 주차 안내 소요예산은 얼마야?", "54백만원"),
        ("주차비 안내 콜센터 번호", "031-555-0199"),
    ],
)
def test_what_is_of_it_is_answered(reported, question, said):
    found = reported(question)
    assert not found.abstained, found.text
    assert said in found.text
