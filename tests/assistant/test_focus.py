"""The noun that says what of a thing a question asks for."""

from __future__ import annotations

import pytest

from assistant.focus import focus_of
from assistant.question import understand


@pytest.mark.parametrize(
    ("question", "noun", "stem", "dimension"),
    [
        ("별빛 체육관 총사업비 얼마 들었어?", "사업비", "사업비", "money"),
        ("나래 축제 예상 관람객 수는?", "관람객", "관람", ""),
        ("새 청사 한 달 임차료는 얼마로 책정됐나요?", "임차료", "임차", "money"),
        ("온가람 도서관 이용자 몇 명?", "이용자", "이용", ""),
        ("주말농장 분양 경쟁률", "경쟁률", "경쟁", ""),
        ("청년센터 입주율이 몇 %인가요", "입주율", "입주", "ratio"),
        ("2023년 별빛교실 수강생은 몇 %인가", "수강생", "수강", ""),
        ("반려동물 놀이터 이용 만족도 점수", "만족도", "만족도", ""),
    ],
)
def test_the_noun_asked_for_is_found(question, noun, stem, dimension):
    found = focus_of(understand(question))
    assert (found.noun, found.stem, found.dimension) == (noun, stem, dimension)


@pytest.mark.parametrize(
    "question",
    [
        "2024년 마을버스 지원 사업 예산은 얼마인가요?",  # which programme, not what of it
        "동의를 요청한 총 금액은?",  # a clause says which amount
        "교육을 마친 인원 몇 명?",
        "안녕하세요",
        "",
    ],
)
def test_a_figure_of_any_name_has_no_focus(question):
    assert not focus_of(understand(question)).noun


def test_where_something_is_counted_is_not_what_is_counted():
    assert focus_of(understand("인건비가 세출에서 얼마를 차지하나요?")).noun == "인건비"
