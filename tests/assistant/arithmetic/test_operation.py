"""What a question asks to be computed, which end and which place, which part of what whole."""

from __future__ import annotations

import pytest

from assistant.arithmetic.extreme_asked import extremes_asked
from assistant.arithmetic.operation import Operation, operations_asked
from assistant.arithmetic.share_asked import share_asked
from assistant.question import understand
from ingest.korean import letter_pairs


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("시민대학과 문해교실 집행률 차이는?", Operation.DIFFERENCE),
        ("두 사업을 합치면 전체의 몇 %인가요?", Operation.SHARE),
        ("인건비를 빼고 모두 더하면 얼마인가요?", Operation.REMAINDER),
        ("집행률이 가장 낮은 사업은?", Operation.EXTREME),
        ("3년 평균은 얼마인가요?", Operation.AVERAGE),
        ("작년에 견주어 얼마나 늘었나요?", Operation.CHANGE),
        ("두 기금의 합계는?", Operation.SUM),
    ],
)
def test_operation_that_is_tried_first(text, first):
    assert operations_asked(understand(text))[0] is first


def test_plain_question_asks_for_no_computation():
    assert operations_asked(understand("시민대학 예산은 얼마인가요?")) == ()


@pytest.mark.parametrize(
    ("text", "ends", "place"),
    [
        ("예산이 가장 많은 사업은?", (True,), 1),
        ("예산이 가장 많이 줄어든 사업은?", (False,), 1),
        ("예산이 가장 적게 늘어난 사업은?", (False,), 1),
        ("집행률이 제일 높은 곳과 제일 낮은 곳은?", (True, False), 1),
        ("두 번째로 큰 기금은?", (True,), 2),
        ("예산은 얼마인가요?", (), 1),
    ],
)
def test_end_and_place_that_are_asked_for(text, ends, place):
    found = extremes_asked(understand(text))
    assert (found.ends, found.place) == (ends, place)


def test_part_and_whole_of_a_share():
    found = share_asked(understand("2023년 신청자 중 선정 비율은?"))
    assert found.part >= frozenset(letter_pairs("선정"))
    assert found.whole >= frozenset(letter_pairs("신청자"))
    assert not share_asked(understand("예산 증가율은 얼마인가요?")).part
