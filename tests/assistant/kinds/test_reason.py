"""Why: the sentence that says what something is due to, before those that only say that it is so."""

from __future__ import annotations

import pytest

_REPORT = """# 2025년도 주요업무 보고

(나래시 문화체육과)

# Ⅰ. 사업별 추진계획

## 1. 작은도서관 순회 사서

 ○ 2025년 예산은 48백만원으로 전년보다 12백만원 줄어드나 순회 횟수는 그대로임
 ○ 감액 사유 : 사서 교육을 도 교육원에 맡겨 강사료가 들지 않기 때문임

## 2. 별빛 체육관 건립

 ○ 별빛 체육관은 진입로 부지의 보상 협의가 끝나지 않아 준공일을 2026. 4월로 미루었음

## 3. 나래 물빛 축제

 ○ ‘나래 물빛 축제’ 사업은 전년 대비 30백만원 감액된 290백만원을 편성할 예정임
 ○ 이는 불꽃 공연이 도 지정 행사로 따로 편성된 데 따른 것임
"""

_MINUTES = """제201회 나래시의회(임시회)
문화복지위원회 회의록
제 1 차
일  시 : 2025년 2월 11일(화) 10시
장  소 : 문화복지위원회 회의실
의사일정
1. 2025년도 문화체육과 주요업무 보고의 건
심사된 안건
1. 2025년도 문화체육과 주요업무 보고의 건
(10시 02분 개의)

○위원장 서다인  제1차 문화복지위원회를 개의하겠습니다.
(의사봉 3타)
1. 2025년도 문화체육과 주요업무 보고의 건
○위원장 서다인  의사일정 제1항을 상정합니다. 질의하실 위원님 계십니까?
○노을찬 위원  노을찬 위원입니다. 달맞이 공연장 음향 담당 자리를 반년째 비워 두는 이유가 무엇입니까?
○문화체육과장 표하준  두 번 공고를 냈는데 응시자가 모두 경력 기준에 미치지 못했습니다. 4월에 다시 공고하겠습니다.
○노을찬 위원  알겠습니다.
○위원장 서다인  산회를 선포합니다.
(10시 40분 산회)
"""


@pytest.fixture(scope="module")
def reported(asking):
    return asking({"업무보고.txt": _REPORT, "회의록.txt": _MINUTES})


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("작은도서관 순회 사서 예산 줄어든 이유 알려줘", "강사료가 들지 않기 때문"),
        ("별빛 체육관 준공은 왜 늦어졌어?", "보상 협의가 끝나지 않아"),
        ("달맞이 공연장 음향 담당 왜 못 뽑았어?", "경력 기준에 미치지 못했습니다"),
    ],
)
def test_reason_stands_first(reported, question, reason):
    found = reported(question)
    assert not found.abstained
    assert reason in found.text.split("\n")[0]


def test_what_points_back_stands_behind_what_it_is_of(reported):
    lines = reported("나래 물빛 축제 예산이 왜 깎였나요?").text.split("\n")
    assert "290백만원" in lines[0]
    assert "따로 편성된 데 따른 것" in lines[1]
