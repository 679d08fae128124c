"""How high evidence is ranked, with values worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from eval.measures.ranking import ndcg, reciprocal_rank

ONE, TWO, OTHER = "별빛도서관은 야간 이용자가 적어 효과가 낮다", "드론 배송 노선은 시월에 개통한다", "섬 주민이 사흘을 기다린다"


def outcome(make, texts, quotes=(ONE,), type="reason"):
    item = make.item(type, evidence=tuple(("가.txt", quote) for quote in quotes))
    return make.outcome(item, make.answer("답", hits=tuple(map(make.hit, texts))))


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ([ONE], 1),
        ([OTHER, ONE], 1 / 2),
        ([OTHER, OTHER, ONE, ONE], 1 / 3),
        ([OTHER], 0),
        ([], 0),
        ([OTHER] * 10 + [ONE], 0),
    ],
)
def test_the_reciprocal_rank_is_of_the_first_passage_with_a_gold_place(make, texts, wanted):
    assert reciprocal_rank(outcome(make, texts)) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("texts", "quotes", "wanted"),
    [
        ([ONE], (ONE,), 1),
        ([OTHER, ONE], (ONE,), 1 / log2(3)),
        ([ONE, ONE, TWO], (ONE, TWO), (1 + 1 / log2(4)) / (1 + 1 / log2(3))),
        ([f"{ONE} {TWO}"], (ONE, TWO), 1),
        ([ONE], (ONE, TWO), 1 / (1 + 1 / log2(3))),
        ([OTHER, f"{ONE} {TWO}"], (ONE, TWO), (2 / log2(3)) / 2),
        ([], (ONE,), 0),
    ],
)
def test_ndcg_counts_each_place_once_less_the_lower_it_stands(make, texts, quotes, wanted):
    assert ndcg(outcome(make, texts, quotes)) == pytest.approx(wanted)


def test_nothing_is_ranked_where_there_is_nothing_to_find(make):
    assert reciprocal_rank(outcome(make, [ONE], quotes=())) is None
    assert ndcg(outcome(make, [ONE], type="unanswerable")) is None


def test_a_question_that_failed_ranks_nothing(make):
    failed = make.outcome(make.item(evidence=(("가.txt", ONE),)), None)
    assert (reciprocal_rank(failed), ndcg(failed)) == (0, 0)
