"""Text as a two-set keyboard puts it together."""

from __future__ import annotations

import pytest

from benchmarks.two_set import strokes


@pytest.mark.parametrize("text", ["디지털", "값을 매긴", "의회 2024년", "닭고기", "빨래를 널었다", "", "한 ", "abc"])
def test_what_is_typed_stands_in_the_end(text):
    assert "".join(committed for committed, _ in strokes(text)) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("디지", ["ㄷ", "디", "딪", "디지", "디지"]),
        ("값이", ["ㄱ", "가", "갑", "값", "값ㅇ", "값이", "값이"]),
        ("각시", ["ㄱ", "가", "각", "갃", "각시", "각시"]),
        ("과", ["ㄱ", "고", "과", "과"]),
    ],
)
def test_a_consonant_stands_under_the_syllable_before_until_a_vowel_comes(text, seen):
    stood, shown = "", []
    for committed, composed in strokes(text):
        stood += committed
        shown.append(stood + composed)
    assert shown == seen
