"""What the audit of tables found is said beside an answer that states the figure, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Answer, FigureStatus

PAPER = """2025년도 은빛시 청소년재단 업무보고

□ 시설별 이용 인원

(단위: 명)
시설\t2022년\t2023년\t2024년
합계\t900\t1,100\t1,310
별마루 수련관\t400\t500\t600
노을 쉼터\t300\t350\t400
푸른 공방\t200\t250\t300

□ 분기별 상담 건수

(단위: 건)
구분\t1분기\t2분기\t3분기\t4분기\t합계
진로 상담\t10\t20\t30\t40\t100
가족 상담\t11\t12\t13\t14\t55
또래 상담\t21\t22\t23\t24\t90

□ 산출내역

- 강사료 : 120천원 X 3명 X 10회 3,600
- 차량 임차 : 450천원 X 2대 X 4회 3,700
"""


@pytest.fixture(scope="module")
def ask(asking: Callable[[dict[str, str]], Callable[[str], Answer]]) -> Callable[[str], Answer]:
    return asking({"업무보고_2025.txt": PAPER})


@pytest.mark.parametrize(
    ("question", "stated", "expected"),
    [
        ("2024년 시설별 이용 인원 합계는?", "1,310명", "1,300명"),
        ("가족 상담 건수 합계는 몇 건?", "55건", "50건"),
        ("차량 임차 산출내역이 맞나?", "3,700천원", "3,600천원"),
    ],
)
def test_a_figure_that_does_not_add_up_is_told_with_what_it_would_have_to_be(
    ask: Callable[[str], Answer], question: str, stated: str, expected: str
) -> None:
    found = ask(question)
    told = [sentence for sentence in found.sentences if sentence.role == "conflict"]
    assert any(stated in sentence.text and expected in sentence.text for sentence in told), found.text
    computed = [figure for figure in found.figures if figure.text == expected and figure.status is FigureStatus.DERIVED]
    assert computed
    assert computed[0].formula


@pytest.mark.parametrize("question", ["2024년 노을 쉼터 이용 인원은?", "진로 상담 건수 합계는 몇 건?", "강사료 산출내역은?"])
def test_a_figure_that_adds_up_is_left_alone(ask: Callable[[str], Answer], question: str) -> None:
    assert [sentence.text for sentence in ask(question).sentences if sentence.role == "conflict"] == []
