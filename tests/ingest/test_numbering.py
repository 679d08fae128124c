"""Automatic list numbers: spelt as they are printed, counted as word processors count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.numbering import ListLevel, ListNumbers
from ingest.readers.spelling import STYLES, spell

LEVELS = (ListLevel("%1."), ListLevel("%2.", "syllable"), ListLevel("%1-%2-%3)"), ListLevel("○"))


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("decimal", "1 2 10"),
        ("decimal_zero", "01 02 10"),
        ("circled", "① ② ⑩"),
        ("roman", "I II X"),
        ("roman_small", "i ii x"),
        ("latin", "A B J"),
        ("syllable", "가 나 차"),
        ("consonant", "ㄱ ㄴ ㅊ"),
        ("circled_syllable", "㉮ ㉯ ㉷"),
        ("sino", "일 이 십"),
        ("native", "하나 둘 열"),
        ("hanja", "一 二 十"),
        ("stem", "갑 을 계"),
    ],
)
def test_numbers_are_spelt(style: str, numbers: str) -> None:
    assert " ".join(spell(number, style) for number in (1, 2, 10)) == numbers


@pytest.mark.parametrize(("number", "style", "text"), [(21, "sino", "이십일"), (34, "native", "서른넷"), (49, "roman", "XLIX")])
def test_larger_numbers_are_spelt(number: int, style: str, text: str) -> None:
    assert spell(number, style) == text


@given(st.integers(-5, 100_000), st.sampled_from([*STYLES]))
def test_every_number_is_spelt_somehow(number: int, style: str) -> None:
    assert spell(number, style)


def test_levels_are_counted_and_begin_anew_below_the_next_number() -> None:
    numbers = ListNumbers()
    marks = [numbers.mark("a", LEVELS, level).strip() for level in (0, 1, 1, 2, 0, 1, 2, 3)]
    assert marks == ["1.", "가.", "나.", "1-나-1)", "2.", "가.", "2-가-1)", "○"]


def test_lists_are_counted_apart() -> None:
    numbers = ListNumbers()
    assert [numbers.mark(key, LEVELS, 0) for key in "aab"] == ["1. ", "2. ", "1. "]


def test_list_begins_with_its_first_number_and_can_begin_anew() -> None:
    numbers = ListNumbers()
    levels = (ListLevel("%1)", start=5),)
    assert [numbers.mark("a", levels, 0) for _ in range(2)] == ["5) ", "6) "]
    numbers.restart("a", 0)
    assert numbers.mark("a", levels, 0) == "5) "


def test_level_that_does_not_begin_anew_counts_on() -> None:
    levels = (ListLevel("제%1장"), ListLevel("제%2조", restarts=False))
    numbers = ListNumbers()
    assert [numbers.mark("a", levels, level).strip() for level in (0, 1, 0, 1)] == ["제1장", "제1조", "제2장", "제2조"]


def test_glyphs_of_symbol_fonts_become_what_they_look_like_and_unknown_ones_nothing() -> None:
    assert ListNumbers().mark("a", (ListLevel("\uf0b7"),), 0) == "• "
    assert ListNumbers().mark("a", (ListLevel("\ue123"),), 0) == ""


@pytest.mark.parametrize("level", [-1, 4, 99])
def test_level_that_the_list_does_not_have_has_no_mark(level: int) -> None:
    assert ListNumbers().mark("a", LEVELS, level) == ""
