"""Several papers in one answer: each part is led by its paper's name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.kinds.several import apart
from assistant.question import understand
from assistant.types import Answer

Ask, Said = Callable[[str], Answer], Callable[[Answer], str]


@pytest.mark.parametrize(
    "question",
    [
        "2024년과 2025년 업무보고에서 각각 문제점이 뭐라고 했어?",
        "2024년도와 2025년도 업무보고는 문제점을 각각 뭐라고 적었습니까?",
    ],
)
def test_each_part_is_led_by_its_paper(ask: Ask, said: Said, question: str) -> None:
    text = said(ask(question))
    first, second = text.index("‘2024년도 주요업무 보고’에는"), text.index("‘2025년도 주요업무 보고’에는")
    assert first < second
    assert "18%" in text[second:]
    assert "18%" not in text[first:second]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("2023년과 2024년 업무보고에서 각각 요약해줘", [(2023,), (2024,)]),
        ("312회와 318회 회의에서 스마트상점에 대해 뭐라고 했나", [(), ()]),
        ("2023년과 2024년 예산은 각각 얼마?", []),
        ("2024년 업무보고 요약해줘", []),
    ],
)
def test_what_is_asked_of_each(question: str, parts: list[tuple[int, ...]]) -> None:
    assert [one.years for one in apart(understand(question))] == parts


def test_a_year_without_a_paper_makes_no_part(ask: Ask, said: Said) -> None:
    assert "2019년" not in said(ask("2019년과 2024년 업무보고에서 각각 문제점이 뭐라고 했어?"))
