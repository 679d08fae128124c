"""Lists: how many things a sentence counts up, and that the one which counts up as many as asked is answered with."""

from __future__ import annotations

import pytest

from assistant.kinds.listing import enumerated


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("3개 시(가람, 나래, 다온)에서 시범 운영", {3}),
        ("분야는 교육·돌봄·교통·환경의 네 가지임", {4}),
        ("두 동(솔빛동, 달빛동)과 세 기관(도서관, 보건소, 복지관)에서 한다", {2, 3}),
        ("복지과 및 교통과가 맡는다", {2}),
        ("예산 1,000,000원을 편성함", set()),
        ("시범 운영을 마쳤다", set()),
    ],
)
def test_what_a_sentence_counts_up_is_counted(text: str, counts: set[int]) -> None:
    assert enumerated(text) == counts
