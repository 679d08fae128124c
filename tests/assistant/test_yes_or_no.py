"""Questions that want yes or no, and those that end like them and want something else."""

from __future__ import annotations

import pytest

from assistant.yes_or_no import asks_yes_or_no


@pytest.mark.parametrize(
    "text",
    [
        "스마트상점은 2023년 목표 채웠어?",
        "세입이 예산보다 더 걷혔나요",
        "사업비가 2025년에 줄었어요?",
        "비중이 10%는 넘나요?",
        "랜드마크 용지 팔렸어요?",
        "2024 예산, 작년이랑 똑같나요?",
        "그대로 통과됐나?",
        "예비비 쓴 거 있나",
        "리스로 바꾸는 것도 검토합니까?",
        "의견을 반영해야 하나요?",
        "실태조사를 1년마다 하는 게 맞나? (조례안 기준)",
        "어디나지원단은 2024년에도 운영하나요?",
        "누구나 이용할 수 있나요?",
    ],
)
def test_yes_or_no_is_asked(text: str) -> None:
    assert asks_yes_or_no(text)


@pytest.mark.parametrize(
    "text",
    [
        "예산이 얼마나 줄었어요?",
        "출연금 왜줄었나",
        "사유가 뭡니까",
        "제9조는 뭘 정하고 있나?",
        "담당 부서는 어디인가요?",
        "사업 목록을 알려줄 수 있나요?",
        "의무입니까, 노력입니까?",
        "셋 중 하나?",
        "2024년 마을버스 예산",
    ],
)
def test_something_else_is_asked(text: str) -> None:
    assert not asks_yes_or_no(text)
