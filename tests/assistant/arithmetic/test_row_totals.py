"""A row that the question names is held against the total that stands in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Answer

PAPER = """2025년도 단비시 평생학습원 운영 현황

□ 연도별 운영 실적

(단위: 회)
구분\t2022년\t2023년\t2024년\t합계
인문 강좌 개설\t12\t15\t18\t45
찾아가는 음악회\t4\t6\t8\t17
동아리 발표회\t2\t3\t4\t9
"""


@pytest.fixture(scope="module")
def ask(asking: Callable[[dict[str, str]], Callable[[str], Answer]]) -> Callable[[str], Answer]:
    return asking({"현황.txt": PAPER})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("찾아가는 음악회 합계가 맞게 적혀 있나?", ["18회", "17회", "다릅니다"]),
        ("인문 강좌 개설 합계 맞나요? 더하면 몇 회야", ["45회", "맞습니다"]),
        ("동아리 발표회는 해마다 더하면 합계와 일치해?", ["9회", "맞습니다"]),
    ],
)
def test_the_values_of_a_row_are_added_up_beside_its_total(ask: Callable[[str], Answer], question: str, said: list[str]) -> None:
    first = ask(question).sentences[0]
    assert [word for word in said if word not in first.text] == [], first.text
    assert first.formula
