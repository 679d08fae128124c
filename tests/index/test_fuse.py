"""Fusion: the lexical side leads, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fuse import DENSE_WEIGHT, agree, dense_weight, fuse
from index.lexical import Scored


@st.composite
def results(draw: st.DrawFn, least: int = 0) -> list[Scored]:
    """A search result: distinct passages, best first, the earlier passage first where scores are equal."""
    scores = draw(st.dictionaries(st.integers(1, 40), st.integers(-50, 50).map(lambda tenth: tenth / 10), min_size=least))
    return [Scored(*item) for item in sorted(scores.items(), key=lambda item: (-item[1], item[0]))]


@given(results(least=1), results(least=1))
def test_with_no_weight_on_the_dense_side_the_order_is_the_lexical_one(lexical: list[Scored], dense: list[Scored]) -> None:
    ids = {hit.id for hit in lexical}
    assert [hit.id for hit in fuse(lexical, dense, 0) if hit.id in ids] == [hit.id for hit in lexical]


@given(results(least=1), results(least=1))
def test_with_no_weight_on_the_dense_side_its_finds_are_not_before_the_worst_lexical(
    lexical: list[Scored], dense: list[Scored]
) -> None:
    fused = dict(fuse(lexical, dense, 0))
    worst = fused[lexical[-1].id]
    assert all(fused[hit.id] <= worst for hit in dense if hit.id not in dict(lexical))


@given(results(), st.floats(0, 2))
def test_a_list_alone_comes_back_as_it_is(alone: list[Scored], weight: float) -> None:
    assert fuse(alone, [], weight) == alone
    assert fuse([], alone, weight) == alone


@given(results(least=1), results(least=1), st.floats(0, 2))
def test_every_find_of_either_side_comes_once_best_first(lexical: list[Scored], dense: list[Scored], weight: float) -> None:
    fused = fuse(lexical, dense, weight)
    assert sorted(hit.id for hit in fused) == sorted({hit.id for hit in (*lexical, *dense)})
    assert [hit.score for hit in fused] == sorted((hit.score for hit in fused), reverse=True)


@given(results(least=1), results(least=1), st.data())
def test_ties_do_not_depend_on_the_order_of_the_lists(lexical: list[Scored], dense: list[Scored], data: st.DataObject) -> None:
    shuffled = fuse(data.draw(st.permutations(lexical)), data.draw(st.permutations(dense)))
    assert shuffled == fuse(lexical, dense)


@given(st.lists(st.integers(1, 40), min_size=1, unique=True))
def test_where_all_are_alike_the_earlier_passage_comes_first(ids: list[int]) -> None:
    alike = [Scored(id, 0.1) for id in ids]
    assert [hit.id for hit in fuse(alike, alike)] == sorted(ids)


@given(results(least=1), results(least=1), st.sampled_from([0.01, 1, 100]), st.integers(-5, 5))
def test_the_scale_of_a_side_does_not_matter(lexical: list[Scored], dense: list[Scored], scale: float, shift: int) -> None:
    moved = [Scored(hit.id, hit.score * scale + shift) for hit in dense]
    expected = dict(fuse(lexical, dense))
    assert dict(fuse(lexical, moved)) == pytest.approx(expected, abs=1e-6)


@given(results(least=2), results(least=1))
def test_a_passage_best_on_both_sides_is_best(lexical: list[Scored], dense: list[Scored]) -> None:
    best = Scored(99, 10.0)
    assert fuse([best, *lexical], [best, *dense])[0].id == 99


def test_the_dense_side_decides_between_passages_that_the_lexical_side_holds_close() -> None:
    lexical = [Scored(1, 9.0), Scored(2, 8.9), Scored(3, 1.0)]
    dense = [Scored(2, 0.9), Scored(1, 0.2), Scored(3, 0.1)]
    assert [hit.id for hit in fuse(lexical, dense)] == [2, 1, 3]


def test_the_dense_side_alone_does_not_overturn_a_clear_lexical_order() -> None:
    assert 0 < DENSE_WEIGHT < 1
    lexical = [Scored(1, 9.0), Scored(2, 1.0)]
    assert [hit.id for hit in fuse(lexical, [Scored(2, 0.9), Scored(1, 0.1)])] == [1, 2]


def test_the_only_passage_that_has_the_word_comes_before_those_that_only_sound_alike() -> None:
    dense = [Scored(1, 0.9), Scored(2, 0.5), Scored(3, 0.1)]
    assert fuse([Scored(2, 7.0)], dense)[0].id == 2


@given(st.floats(0, 2), st.floats(0, 2))
def test_the_less_of_a_question_is_met_the_more_the_dense_side_counts(one: float, other: float) -> None:
    assert dense_weight(min(one, other)) >= dense_weight(max(one, other)) >= DENSE_WEIGHT


@given(st.floats(0, 2), st.floats(0, 2))
def test_a_dense_side_that_leads_elsewhere_counts_no_more(one: float, other: float) -> None:
    less, more = dense_weight(max(one, other), agreed=False), dense_weight(min(one, other), agreed=False)
    assert 0 <= less <= more <= dense_weight(min(one, other), agreed=True)


def test_where_the_words_are_met_a_dense_side_that_leads_elsewhere_is_not_heeded() -> None:
    assert dense_weight(0.8, agreed=False) == 0
    assert dense_weight(0.3, agreed=False) == DENSE_WEIGHT


def test_the_sides_agree_where_the_dense_ones_first_is_among_the_lexical_ones_first() -> None:
    lexical = [Scored(number, 10.0 - number) for number in range(10)]
    assert agree(lexical, [Scored(2, 0.9), Scored(9, 0.5)])
    assert not agree(lexical, [Scored(9, 0.9), Scored(2, 0.5)])
    assert not agree(lexical, []) and not agree([], lexical)


def test_a_question_in_the_words_of_the_documents_is_left_to_the_lexical_side() -> None:
    assert dense_weight(0.3) == DENSE_WEIGHT
    assert dense_weight(0.0) > 10


def test_the_weight_beside_a_leading_lexical_side_may_be_set() -> None:
    assert dense_weight(0.3, weight=0.7) == 0.7
    assert dense_weight(0.8, agreed=False, weight=0.7) == 0
    assert dense_weight(0.0, weight=0.7) == dense_weight(0.0)
