"""Which rows grew or shrank: all of them, by the change that the table states, and no others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Answer, FigureStatus

PAPER = """2025년도 은솔시 문화재단 예산안 검토보고

□ 사업별 예산 증감현황

(단위: 천원)
사업명\t2024년\t2025년\t증감액\t증감률
합계\t410,000\t417,000\t7,000\t1.7%
달맞이 축제\t120,000\t150,000\t30,000\t25.0%
골목 극장 운영\t90,000\t70,000\t△20,000\t△22.2%
동네 책방 지원\t60,000\t60,000\t-\t-
거리 공연단 운영\t80,000\t75,000\t△5,000\t△6.3%
예비비\t60,000\t62,000\t2,000\t3.3%
"""


@pytest.fixture(scope="module")
def ask(asking: Callable[[dict[str, str]], Callable[[str], Answer]]) -> Callable[[str], Answer]:
    return asking({"검토보고.txt": PAPER})


@pytest.mark.parametrize(
    ("question", "named", "others"),
    [
        ("2025년 예산이 전년보다 줄어든 사업은 뭐가 있어?", ["골목 극장 운영", "거리 공연단 운영"], ["달맞이", "책방", "합계"]),
        ("감액된 사업 모두 알려줘", ["골목 극장 운영", "거리 공연단 운영"], ["달맞이", "예비비"]),
        ("2025년에 예산이 증액된 사업 목록", ["달맞이 축제"], ["골목", "예비비", "합계"]),
        ("2025년 예산이 전년보다 늘어난 사업 2가지 알려줘", ["달맞이 축제", "예비비"], ["골목", "합계"]),
    ],
)
def test_all_rows_of_the_sign_asked_for_are_named(
    ask: Callable[[str], Answer], question: str, named: list[str], others: list[str]
) -> None:
    found = ask(question)
    first = found.sentences[0].text
    assert [name for name in named if name not in first] == [], first
    assert [name for name in others if name in first] == [], first
    assert {figure.status for figure in found.figures if figure.end <= len(first)} == {FigureStatus.VERIFIED}


def test_the_largest_change_is_still_the_largest(ask: Callable[[str], Answer]) -> None:
    first = ask("가장 많이 줄어든 사업은?").sentences[0].text
    assert "골목 극장 운영" in first
    assert "거리 공연단" not in first
