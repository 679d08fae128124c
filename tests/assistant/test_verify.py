"""The verifier: what no source states does not get out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.compose import compose
from assistant.question import understand
from assistant.retrieve import retrieve
from assistant.types import FigureStatus
from assistant.verify import verify


@pytest.fixture
def draft(small_library):
    question = understand("2023년 별빛도서관 운영 예산현액 얼마야?")
    return compose(question, retrieve(small_library, question))


@pytest.mark.parametrize(
    ("shown", "true"),
    [
        ("2,500,000천원(25억 원)", True),
        ("2,500백만원", True),
        ("약 25억 원", True),
        ("2,500,001천원", False),
        ("2,500,000백만원", False),
        ("2,500,000원", False),
        ("52억 원", False),
        ("25억 1천만원", False),
        ("2,500,000명", False),
    ],
)
def test_only_what_the_cited_place_states_is_shown(draft, shown, true):
    sentence = replace(draft.sentences[0], text=f"별빛도서관 운영은 2023 예산현액 {shown}입니다.", cells=())
    found = verify(replace(draft, sentences=(sentence,)))
    assert found.abstained is not true
    if true:
        assert all(figure.status is FigureStatus.VERIFIED for figure in found.figures)
    else:
        assert shown not in found.text


def test_a_dropped_sentence_is_told_and_costs_no_other(draft):
    wrong = replace(draft.sentences[0], text="별빛도서관 운영은 9,999,999천원입니다.", cells=())
    found = verify(replace(draft, sentences=(draft.sentences[0], wrong)))
    assert "9,999,999" not in found.text
    assert "2,500,000천원" in found.text
    assert any("뺐습니다" in notice for notice in found.notices)


def test_a_figure_of_another_place_does_not_vouch(draft, small_library):
    other = understand("드론 실증 참여 기업은 몇 개사?")
    elsewhere = compose(other, retrieve(small_library, other))
    sentence = replace(elsewhere.sentences[0], text="참여 기업은 2,500,000천원입니다.", cells=())
    found = verify(replace(elsewhere, sentences=(sentence,)))
    assert "2,500,000" not in found.text


@pytest.mark.parametrize("shown", ["2023. 3. 9.", "2023년 11월", "10월 13일", "99.9", "7건"])
def test_a_date_or_number_near_that_of_the_source_is_not_shown(small_library, shown):
    question = understand("드론 배송 실증 노선은 언제 개통하나요?")
    draft = compose(question, retrieve(small_library, question))
    right = replace(draft.sentences[0], text="개통일은 2023. 10. 12.입니다.", cells=())
    wrong = replace(draft.sentences[0], text=f"개통일은 ({shown})입니다.", cells=())
    found = verify(replace(draft, sentences=(right, wrong)))
    assert "2023. 10. 12." in found.text
    assert shown not in found.text


def test_a_computed_figure_that_does_not_come_out_is_not_shown(draft):
    wrong = replace(draft.sentences[0], text="총액은 987억원입니다.", formula="1 + 1 = 2", cells=())
    assert verify(replace(draft, sentences=(wrong,))).abstained
