"""What sets a question apart from its neighbours: who of all, which of the year's, how often, names and not careers."""

from __future__ import annotations

import pytest

_REPORT = """# 2024년도 주요업무 보고

(나래시 문화체육과)

# Ⅰ. 나래 물빛 축제

 ○ 담당 : 축제팀장 서이든 (031-555-0142)
 ○ 개막식 장소 : 솔밭 둔치
 ○ 나래 물빛 축제 자문단 운영 : 2024. 2. 5. ~
 ○ 나래 물빛 축제 개최 : 2024. 10. 3. ~ 10. 6.

# Ⅱ. 문화 진흥 계획

 ○ 시장은 문화 진흥 계획에 따라 매년 3월 말까지 시행 계획을 세워 의회에 보고함
 ○ 시장은 4년마다 문화 진흥 계획을 세워야 함

# Ⅲ. 문화재단 이사회

연번	성명	구분	주요 경력
1	노을찬	비상임이사	나래대학교 문화예술대학 교수, 지역문화연구소 소장
2	표하준	비상임이사	솔밭극장 대표, 나래예술인협회 부회장
3	서다인	당연직이사	나래시 문화체육과장
"""


@pytest.fixture(scope="module")
def reported(asking):
    return asking({"업무보고.txt": _REPORT})


def test_part_that_nobody_is_said_to_have(reported):
    found = reported("나래 물빛 축제 사회자 누구야?")
    assert found.abstained
    assert "사회자" in found.text


def test_person_in_charge_is_told(reported):
    assert "서이든" in reported("나래 물빛 축제 담당자 누구야?").text


def test_how_often_is_told_by_what_says_it(reported):
    assert "4년마다" in reported("문화 진흥 계획은 몇 년마다 세워?").text.split("\n")[0]


def test_roll_has_the_names(reported):
    lines = reported("문화재단 비상임이사 명단").text.split("\n")
    assert [line.split(" [")[0] for line in lines[1:3]] == ["- 노을찬", "- 표하준"]


def test_when_it_is_held_is_told_by_the_line_that_says_so(reported):
    assert "10. 3." in reported("나래 물빛 축제는 언제 해?").text.split("\n")[0]
