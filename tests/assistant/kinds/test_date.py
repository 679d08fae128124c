"""Schedules: the stages in the order of their days, each with its day; one day where one is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Answer, Asked

Ask, Said = Callable[[str], Answer], Callable[[Answer], str]

REVIEW = """2025년도 단비시 장학회 출연 동의안 검토보고
1. 제안경위
○ 2024. 10. 8. 단비시장 제출
붙임 2  추진일정
구 분 일 자
출연금 요구서 제출 2024. 8. 29.
운영심의위원회 심의 2024. 9. 12.
동의안 제출 2024. 10. 8.
본회의 의결(예정) 2024. 10. 31.
"""


@pytest.mark.parametrize(
    "question", ["골목 음악회 추진일정 알려줘", "골목 음악회의 추진 일정은 어떻게 됩니까?", "골목 음악회 단계별 일정"]
)
def test_a_schedule_in_the_order_of_its_days(ask: Ask, said: Said, question: str) -> None:
    found = ask(question)
    assert found.question.asked is Asked.DATE
    assert said(found).split("\n") == [
        "골목 음악회 일정은 다음과 같습니다.",
        "- 출연진 공개모집 : 2024. 3. 4. ~ 3. 22.",
        "- 시범공연 : 2024. 4. 12.",
        "- 마을 순회공연 : 2024. 5. 3. ~ 10. 25.",
    ]


def test_a_schedule_at_the_end_of_a_review(asking: Callable[[dict[str, str]], Ask], said: Said) -> None:
    text = said(asking({"검토보고.txt": REVIEW})("장학회 출연 동의안 추진일정이 어떻게 되나요"))
    days = [text.index(day) for day in ("2024. 8. 29.", "2024. 9. 12.", "2024. 10. 8.", "2024. 10. 31.")]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("question", "day"), [("골목 음악회 시범공연은 언제야?", "2024. 4. 12."), ("출연 동의안은 언제 회부됐나요?", "2024. 10. 11.")]
)
def test_one_day_where_one_is_asked_for(ask: Ask, said: Said, question: str, day: str) -> None:
    assert day in said(ask(question)).split("\n")[0]


def test_a_schedule_of_what_has_none(ask: Ask, said: Said) -> None:
    found = ask("책나눔 수레 추진일정 알려줘")
    assert "일정은 다음과 같습니다" not in said(found)
