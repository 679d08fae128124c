"""What the papers name and do not say is said to be missing; what they say is answered."""

from __future__ import annotations

import pytest

_REPORT = """# 2024년도 주요업무 보고

(나래시 문화체육과)

# Ⅰ. 별빛 체육관 건립

 ○ 위치 : 나래시 솔밭로 12
 ○ 규모 : 지하 1층, 지상 3층, 연면적 2,150㎡
 ○ 개관 : 2024. 9월
 ○ 시공사 선정 : 2023. 5월

# Ⅱ. 나래 물빛 축제

 ○ 기간 : 2024. 10. 3. ~ 10. 6.
 ○ 소요예산 : 320백만원
 ○ 참여단체 25개, 부스 40개 설치
 ○ 2023년 축제 관람객 18,400명
 ○ 축제위원장 해촉 : 2024. 2월

# Ⅲ. 작은도서관 순회 사서

 ○ 5개 동 시범 운영(2024. 3월)
 ○ 순회 사서 4명이 월 2회 방문
 ○ 담당 : 도서관팀장 서이든 (031-555-0142)
 ○ 장서 구입비가 줄어든 것은 도비 보조가 끝났기 때문임
 ○ 휴관일 조정 : 주민 의견에 따라 월요일에서 화요일로 바꿈

# Ⅳ. NFC 주차 안내

 ○ 대상 : 공영주차장 12개소
 ○ 예산 : 54백만원
"""


@pytest.fixture(scope="module")
def reported(asking):
    return asking({"업무보고.txt": _REPORT})


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("별빛 체육관 총사업비 얼마 들었어?", "사업비"),
        ("나래 물빛 축제 입장료는 얼마인가요?", "입장료"),
        ("물빛 축제 부스 하나 임차료", "임차료"),
        ("별빛 체육관 하루 이용자는 몇 명이야?", "이용자"),
        ("별빛 체육관 시공사로 선정된 업체 이름은?", "이름"),
        ("해촉된 축제위원장이 누구였지?", "누구인지"),
        ("작은도서관 순회 사서 시범 운영하는 5개 동 명단 주세요", "이름 하나하나"),
        ("축제위원장을 해촉한 이유가 뭐야?", "까닭"),
        ("별빛 체육관 시공사는 며칠에 선정됐나요?", "며칠"),
        ("나래 물빛 축제에 실제로 쓴 돈은?", "집행한 금액"),
        ("RFID 주차 안내 예산은 얼마야?", "RFID"),
    ],
)
def test_what_is_not_said_is_said_to_be_missing(reported, question, missing):
    found = reported(question)
    assert found.abstained, found.text
    assert missing in found.text
    assert found.hits and not found.figures


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("나래 물빛 축제 소요예산은?", "320백만원"),
        ("2023년 물빛 축제 관람객 몇 명 왔어?", "18,400명"),
        ("별빛 체육관 연면적은?", "2,150㎡"),
        ("별빛 체육관 언제 열었어?", "2024. 9월"),
        ("순회 사서 담당 팀장 이름이랑 전화번호", "서이든"),
        ("장서 구입비가 왜 줄었어?", "도비 보조가 끝났기 때문"),
        ("NFC 주차 안내 예산은?", "54백만원"),
        ("물빛 축제는 며칠부터 며칠까지야?", "10. 3."),
    ],
)
def test_what_is_said_is_answered(reported, question, said):
    found = reported(question)
    assert not found.abstained, found.text
    assert said.replace(" ", "") in found.text.replace(" ", "")
