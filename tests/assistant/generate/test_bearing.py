"""What a sentence says without figures: names, bodies, laws, ways and denials must be those of one place."""

from __future__ import annotations

import pytest

from assistant.answer import draft_for
from assistant.generate.context import context_of
from assistant.generate.sentences import Written
from assistant.generate.settle import Settled, settle
from assistant.reading import read_question
from assistant.settings import Settings
from index.intake import take_in
from index.library import open_library

PAPER = """2025 솔빛재단 업무보고
2025. 2.
솔빛재단
# I. 일반현황
○ 이사장 : 남가온 (2024. 3. 1. 취임)
○ 대표위원 유하람 의원, 위원 공인회계사 도다솔
## □ 팀별 업무
부 서\t팀장\t담당업무
상담팀\t민아라(031-700-1234)\t마을 상담소
배움팀\t허바로(031-700-5678)\t찾아가는 배움터
# II. 마을 상담소
○ 추진근거 : 「솔빛시 상담 조례」 제7조
○ 감액 사유 : 상담 도구를 외부 임차에서 자체 개발로 바꾸어 임차료가 줄었기 때문임
○ 축소 사유 : 국비 비율이 낮아져 같은 시비로 도울 수 있는 주민 수가 줄어든 데 따른 것임
○ 협약에 2년간 무상 수리를 명시함
○ 상담창구 : 평일 09:00~18:00, 점검회의 분기 1회
○ 상담 자료의 전기료는 재단이 부담한다는 점을 협약서에 적음
○ 상담 강사에게 수당을 규정보다 17일 늦게 지급함
○ 감시망 구축은 재단이 대행하고, 차단기를 움직이는 권한은 안전과가 갖기로 협의함
○ 상담 위원 가운데 위원장은 부시장이 되고, 부위원장은 위촉직 위원 중에서 호선함
○ 기본계획을 3년마다 수립하고, 실태조사를 2년마다 실시함
○ 남은 출연금은 다음 연도 6월 30일까지 시에 반납함
○ 출연금은 보조금과 달리 정산할 의무가 없음
○ 상담 주민의 만족도가 2023년 45.0%에서 2024년 50.0%로 높아짐
# III. 처리결과
구 분\t요 지\t위원\t처리
시정\t상담 기록 누락\t유하람\t완료
건의\t상담소 이전 검토\t도다솔\t미추진
# IV. 추진계획
○ 상담 오류 개선율 85% 달성
"""
TRUE = [
    "이사장은 남가온이며 2024. 3. 1. 취임했습니다.",
    "상담팀장은 민아라이며 전화번호는 031-700-1234입니다.",
    "추진근거는 「솔빛시 상담 조례」 제7조입니다.",
    "상담 도구를 외부 임차에서 자체 개발로 바꾸어 임차료가 줄었기 때문입니다.",
    "국비 비율이 낮아져 같은 시비로 도울 수 있는 주민 수가 줄었기 때문입니다.",
    "협약에 2년간 무상 수리를 명시했습니다.",
    "점검회의는 분기 1회 엽니다.",
    "상담창구는 평일 09:00~18:00에 운영합니다.",
    "감시망 구축은 재단이 대행합니다.",
    "위원장은 부시장이 되고, 부위원장은 위촉직 위원 중에서 호선합니다.",
    "실태조사를 2년마다 실시합니다.",
    "출연금은 보조금과 달리 정산할 의무가 없습니다.",
    "상담 기록 누락의 위원은 유하람이며 처리는 완료입니다.",
    "남은 출연금은 다음 연도 6월 30일까지 시에 반납합니다.",
]
FALSE = [
    "이사장은 유하람이며 2024. 3. 1. 취임했습니다.",
    "이사장은 남가람이며 2024. 3. 1. 취임했습니다.",
    "대표위원은 도다솔입니다.",
    "위원은 공인회계사 도다슬입니다.",
    "상담팀장은 민아라이며 전화번호는 031-700-5678입니다.",
    "상담팀장은 허바로이며 전화번호는 031-700-1234입니다.",
    "마을 상담소는 배움팀이 담당합니다.",
    "추진근거는 「솔빛시 상담 조례」 제8조입니다.",
    "추진근거는 솔빛시 상담 진흥법 제7조입니다.",
    "상담 도구를 자체 개발에서 외부 임차로 바꾸어 임차료가 줄었기 때문입니다.",
    "상담 도구를 외부 임차에서 자체 개발로 바꾸어 임차료가 늘었기 때문입니다.",
    "시비가 줄어 같은 국비로 도울 수 있는 주민 수가 줄었기 때문입니다.",
    "협약에 2년간 유상 수리를 명시했습니다.",
    "협약에 2년간 무상 수리를 명시하지 않았습니다.",
    "점검회의는 월 1회 엽니다.",
    "상담창구는 주말 09:00~18:00에 운영합니다.",
    "상담 자료의 전기료는 시가 부담합니다.",
    "상담 강사에게 수당을 규정보다 17일 빨리 지급했습니다.",
    "감시망 구축은 안전과가 대행하고, 차단기를 움직이는 권한은 재단이 갖습니다.",
    "위원장은 위촉직 위원 중에서 호선합니다.",
    "위원장은 시장이 됩니다.",
    "실태조사를 3년마다 실시합니다.",
    "남은 출연금은 시에 반납하지 않습니다.",
    "출연금은 보조금과 달리 정산할 의무가 있습니다.",
    "출연금은 보조금과 같이 정산합니다.",
    "상담 주민의 만족도가 2023년 45.0%에서 2024년 50.0%로 낮아졌습니다.",
    "상담 기록 누락을 지적한 위원은 도다솔입니다.",
    "상담소 이전 검토는 추진중입니다.",
    "상담 오류 개선율 85%를 달성했습니다.",
    "상담 강사 두 명을 해임했습니다.",
    "상담 강사를 횡령으로 고발했습니다.",
]


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Hold a sentence against all passages of the paper."""
    folder = tmp_path_factory.mktemp("bearing")
    (folder / "업무보고.txt").write_text(PAPER, encoding="utf-8")
    library = open_library(folder / "data", "kiwi")
    list(take_in(library, [folder / "업무보고.txt"]))
    question = read_question(library, "마을 상담소는 어떻게 운영되나요?")
    passages = context_of(draft_for(library, question, Settings()), Settings()).passages
    library.close()

    def hold(text: str) -> Settled:
        return settle(Written(text, tuple(range(1, len(passages) + 1))), question, passages)

    return hold


@pytest.mark.parametrize("text", TRUE)
def test_what_one_place_says_is_settled(held, text):
    assert held(text).reason == ""


@pytest.mark.parametrize("text", FALSE)
def test_what_no_place_says_is_struck(held, text):
    found = held(text)
    assert found.point is None and found.reason
