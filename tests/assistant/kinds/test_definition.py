"""What a term means: by the sentence that defines it, in an ordinance, a footnote or a report; what nobody defines is said so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.kinds.definition import terms_asked
from assistant.question import understand
from assistant.types import Answer, Asked

Ask, Said = Callable[[str], Answer], Callable[[Answer], str]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("생활문화공간의 정의는 무엇입니까?", "주민이 스스로 문화 활동을 하는 연습실과 모임방을 말한다."),
        ("생활문화공간이 뭐예요?", "주민이 스스로 문화 활동을 하는 연습실과 모임방을 말한다."),
        ("조례안에서 마을예술인이란?", "3년 이상 살면서 예술 활동을 하는 사람을 말한다."),
        ("‘관람률’이라는 말은 무슨 뜻인가요", "객석 수에서 관람 인원이 차지하는 비율을 말함."),
        ("관람률은 어떻게 계산해?", "객석 수에서 관람 인원이 차지하는 비율을 말함."),
        ("두레장터가 뭐야", "주민이 만든 물건을 서로 바꾸는 주말 장터"),
        ("골목 음악회는 어떤 사업인가요?", "음악을 들을 기회를 주고자 함"),
    ],
)
def test_a_term_is_answered_by_what_defines_it(ask: Ask, said: Said, question: str, text: str) -> None:
    found = ask(question)
    assert found.question.asked is Asked.DEFINITION
    assert said(found).split("\n")[0].endswith(text)
    assert not found.notices


@pytest.mark.parametrize("question", ["책나눔 수레의 정의는?", "블록체인이 뭐예요?", "드론택시란 무슨 뜻입니까"])
def test_what_nobody_defines_is_not_defined(ask: Ask, question: str) -> None:
    assert ask(question).abstained


def test_where_a_term_only_stands_that_is_said(ask: Ask) -> None:
    found = ask("우천 취소가 뭐예요?")
    assert found.abstained or any("‘우천 취소’의 뜻을 정한 곳은 찾지 못했습니다" in notice for notice in found.notices)


@pytest.mark.parametrize(
    "question", ["사업 목적이 뭐예요?", "바뀐 것이 뭐예요?", "문제점이 뭐야?", "출연 동의의 법적 근거가 뭐예요?"]
)
def test_parts_of_papers_are_no_terms(question: str) -> None:
    assert understand(question).asked is not Asked.DEFINITION


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("결산서에 나오는 집행률은 어떻게 계산하나요?", ("결산서에 나오는 집행률", "나오는 집행률", "집행률")),
        ("까치온이란?", ("까치온",)),
        ("“디지털포용”의 정의는?", ("디지털포용",)),
        ("찾아가는 디지털교실이 뭐예요", ("찾아가는 디지털교실", "디지털교실")),
    ],
)
def test_the_term_is_what_stands_before_the_asking(question: str, terms: tuple[str, ...]) -> None:
    assert terms_asked(understand(question)) == terms
