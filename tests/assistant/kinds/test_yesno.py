"""Yes or no: the verdict that a place proves, the place with it, and no verdict where nothing proves either."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.assistant.kinds.made_papers import PAPERS

if TYPE_CHECKING:
    from assistant.types import Answer

Ask = Callable[[str], "Answer"]


@pytest.fixture(scope="module")
def ask(asking: Callable[[dict[str, str]], Ask]) -> Ask:
    """Ask the town's papers; no sentence of an answer may be left out for its figures."""
    town = asking(PAPERS)

    def ask_town(text: str) -> Answer:
        found = town(text)
        assert not any("뺐습니다" in notice for notice in found.notices)
        return found

    return ask_town


YES = (
    # changes, by the cells of a row and by a sentence
    ("거리예술축제 예산이 2024년에 줄었나요?", "460"),
    ("찾아가는 음악회 예산은 2023년보다 2024년에 늘었습니까?", "95"),
    ("생활문화센터 운영 예산은 2023년과 2024년이 똑같나요?", "300"),
    ("관람객 수는 2023년에 늘었나요?", "74,500명"),
    # columns held against one another
    ("거리예술축제는 2023년 목표를 넘겼나요?", "43,200명"),
    ("찾아가는 음악회는 2023년 목표 채웠어?", "24회"),
    ("공연기획팀은 현원이 정원보다 많나요?", "13"),
    # figures that are claimed
    ("거리예술축제의 2023년 달성률이 100%를 넘나요?", "108.0"),
    ("개정안에 따른 추가 비용이 연간 4억원을 넘나요?", "4억 2천만원"),
    # whether there is any
    ("2023년에 찾아가는 음악회 예산이 있었나요?", "80"),
    # what a sentence states
    ("출연금은 정산 의무가 없나요?", None),
    ("기념품점은 민간에 위탁하여 운영하고 있나요?", "위탁하여 운영"),
    ("문화예술기금의 존속기한을 연장하나요?", "연장함"),
    ("운영위원은 연임할 수 있나요?", "한 차례만 연임"),
    ("시장은 작은도서관의 도서구입비를 지원할 수 있나요?", "지원할 수 있다"),
    ("수탁자는 운영실적을 시장에게 보고해야 하나요?", "보고하여야"),
    # cells and brackets
    ("연습실 사용료를 낮추자는 음악협회의 의견은 반영됐나요?", "반영"),
    ("회계과는 안 제14조 수정 의견을 냈나요?", "회계과(안 제14조 수정 의견)"),
    # decisions
    ("문화진흥 조례 개정안은 205회에서 통과됐나요?", "수정가결"),
    ("문화진흥 조례 개정안은 고쳐서 통과시킨 거 맞지?", "수정가결"),
    ("어린이도서관 민간위탁 동의안은 원안대로 통과됐어?", "원안대로 가결"),
    ("체육시설 사용료 인상 계획안은 부결됐나요?", "부결"),
    ("마을축제 지원 조례안은 보류됐습니까?", "보류"),
)
NO = (
    ("거리예술축제 예산이 2024년에 늘었나요?", "460"),
    ("생활문화센터 운영 예산이 2024년에 바뀌었나요?", "300"),
    ("관람객 수는 2023년에 줄었어요?", "74,500명"),
    ("생활문화센터 운영은 2023년 목표를 달성했나요?", "9,600명"),
    ("전시교육팀은 정원을 다 채웠나요?", "8"),
    ("생활문화센터 운영의 2023년 달성률이 90% 이상인가요?", "80.0"),
    ("기금 운용수익률이 3%를 넘나요?", "2.1%"),
    ("작은도서관 실태조사를 1년마다 하도록 되어 있는 게 맞나?", "3년마다"),
    ("작은도서관 운영위원회는 15명 이내로 구성하나요?", "11명 이내"),
    ("2024년에 아트마켓 지원 예산이 있나요?", "없음(-)"),
    ("2022년에 찾아가는 음악회 예산이 있었나요?", "없음(-)"),
    ("예술강사 전원이 안전교육을 이수했나요?", "15명"),
    ("관람료를 2024년에 인상하나요?", "인상하지 않음"),
    ("심의위원회를 매월 여는 계획이 있나요?", "계획은 없습니다"),
    ("수탁자는 위탁받은 사무를 다시 위탁할 수 있나요?", "다시 위탁할 수 없다"),
    ("입법예고 때 제출의견이 있었나요?", "제출의견 없음"),
    ("법무과도 조례 개정안에 의견을 냈나요?", "법무과(의견 없음)"),
    ("심의위원을 늘리자는 연극협회의 의견은 반영됐나요?", "미반영"),
    ("공연장 부지는 한빛시 소유 맞지?", "교육청 소유"),
    ("회원 3,150명은 방문으로 조사한 수치인가?", "전화 방식"),
    ("문화진흥 조례 개정안은 원안대로 통과됐나요?", "수정가결"),
    ("어린이도서관 민간위탁 동의안은 고쳐서 통과시켰나요?", "원안대로"),
    ("체육시설 사용료 인상 계획안은 가결됐어?", "부결"),
    ("마을축제 지원 조례안은 통과됐나요?", "보류"),
)
# What bears on it says neither yes nor no.
OPEN = (
    "심의위원회를 여는 계획이 있나요?",  # only that it is not every month
    "연습실 대관 시간 확대는 2024년에 추진했나요?",  # it is planned
    "수탁자는 운영실적을 매월 보고해야 하나요?",
    "기념품점은 매일 운영하나요?",
    "야외공연장은 2024년 하반기에 휴관하나요?",
    "회원 3,150명은 재단 직원이 조사한 수치인가?",
)
MISSING = (
    "문화진흥 조례 개정안은 본회의에서 의결됐나요?",  # 예정
    "작은도서관 지원 조례안은 통과됐어?",
    "2031년에 거리예술축제 예산이 늘었나요?",
    "거리예술축제에 불꽃놀이 협찬사가 있나요?",
)


@pytest.mark.parametrize(("question", "said"), [case for case in YES if case[1]])
def test_says_yes_with_the_place_that_proves_it(ask: Ask, question: str, said: str) -> None:
    found = ask(question)
    assert found.text.startswith("예."), found.text
    assert "".join(said.split()) in "".join(found.text.partition("함께 볼 대목")[0].split())


@pytest.mark.parametrize(("question", "said"), NO)
def test_says_no_with_the_place_that_proves_it(ask: Ask, question: str, said: str) -> None:
    found = ask(question)
    assert found.text.startswith("아니요."), found.text
    assert "".join(said.split()) in "".join(found.text.partition("함께 볼 대목")[0].split())


@pytest.mark.parametrize("question", OPEN)
def test_says_neither_where_nothing_proves_it(ask: Ask, question: str) -> None:
    assert not ask(question).text.startswith(("예.", "아니요."))


@pytest.mark.parametrize("question", MISSING)
def test_abstains_where_the_papers_do_not_reach_it(ask: Ask, question: str) -> None:
    found = ask(question)
    assert found.abstained, found.text


def test_a_verdict_cites_the_place(ask: Ask) -> None:
    found = ask("문화진흥 조례 개정안은 원안대로 통과됐나요?")
    assert found.sentences[0].text == "아니요. 수정가결되었습니다."
    assert "수정가결되었음을 선포합니다" in found.citations[found.sentences[0].citations[0]].quote


def test_only_the_schedule_is_said_where_a_decision_is_still_to_come(ask: Ask) -> None:
    assert "의결 결과는 문서에서 찾지 못했습니다" in ask("문화진흥 조례 개정안은 본회의에서 의결됐나요?").text
