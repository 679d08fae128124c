"""Lexical search by words that may stand for the question's own: they never go before these."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import Instead, LexicalIndex
from index.rows import SearchRow


def made(folder, *texts):
    index = LexicalIndex(folder / "instead")
    index.follow([], [SearchRow(number, 1, text, "") for number, text in enumerate(texts, 1)], 1)
    return index


def test_they_find_what_lacks_the_word(tmp_path):
    index = made(tmp_path, "현원 20", "예산 30")
    assert index.search(["직원"], [], 5) == []
    assert [found.id for found in index.search(["직원"], [], 5, instead=[Instead("직원", ("현원",), 1.0)])] == [1]


def test_all_of_several_words_must_be_met(tmp_path):
    index = made(tmp_path, "소요 예산", "소요 시간")
    assert [found.id for found in index.search(["돈"], [], 5, instead=[Instead("돈", ("소요", "예산"), 1.0)])] == [1]


def test_what_has_the_word_gains_nothing(tmp_path):
    index = made(tmp_path, "직원 현원", "현원 정원", "예산")
    plain = {found.id: found.score for found in index.search(["직원"], [], 5)}
    more = {found.id: found.score for found in index.search(["직원"], [], 5, instead=[Instead("직원", ("현원",), 1.0)])}
    assert more[1] == plain[1]
    assert more[2] < more[1]


@settings(max_examples=40, deadline=None)
@given(
    own=st.integers(1, 3),
    others=st.integers(1, 40),
    long=st.integers(0, 60),
    holders=st.integers(1, 8),
)
def test_only_standing_in_never_goes_before_the_word_itself(tmp_path_factory, own, others, long, holders):
    folder = tmp_path_factory.mktemp("instead")
    with_word = ["직원 " * own + "말 " * long] * holders
    without = ["현원 " * others, "현원 정원 " * others]
    index = made(folder, *with_word, *without, *["말 " * 20] * 6)
    instead = [Instead("직원", ("현원",), 1.0), Instead("직원", ("정원",), 1.0)]
    scores = {found.id: found.score for found in index.search(["직원"], [], 50, instead=instead)}
    assert min(scores[number] for number in range(1, holders + 1)) > max(scores[holders + 1], scores[holders + 2])
