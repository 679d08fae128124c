"""What a question is understood to ask."""

from __future__ import annotations

import pytest

from assistant.question import understand
from assistant.types import Asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("올해 별빛도서관 예산 얼마야", Asked.FIGURE),
        ("드론팀 담당자 연락처 알려줘", Asked.PERSON),
        ("왜 예산이 깎였나요", Asked.REASON),
        ("준공은 언제예요?", Asked.DATE),
        ("참여 자치구는 어디어디?", Asked.LIST),
        ("가장 예산이 많은 해는?", Asked.COMPARISON),
        ("조례 개정이 필요한가요?", Asked.YESNO),
    ],
)
def test_kind(text, asked):
    assert understand(text).asked is asked


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022년 예산", (2022,)),
        ("’22년과 23년도 비교", (2022, 2023)),
        ("2020~2023년 출연금", (2020, 2021, 2022, 2023)),
        ("21년도 인건비", (2021,)),
        ("3년간 실적", ()),
        ("예산 2,022천원", ()),
    ],
)
def test_years(text, years):
    assert understand(text).years == years


def test_words_by_which_one_asks_are_not_searched_for():
    words = understand("2023년 별빛도서관 운영비가 얼마인지 알려주세요").words
    assert "2023" in words
    assert not {"얼마", "알리/V", "주/V"} & set(words)


def test_never_fails():
    for text in ("?", "ㅋㅋㅋ", "<script>", "123", "a" * 1500, "🙂"):
        assert understand(text).text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("직영 연간 운영비", Asked.FIGURE),  # a noun phrase wants what it names
        ("교육 분야 증액 2024", Asked.FIGURE),
        ("패션위크 원인행위액이랑 집행률", Asked.FIGURE),  # 원인행위 is no 원인
        ("센서가 값을 못 보낸 원인이 뭐였나", Asked.REASON),
        ("30대 고용률 2023년 수치", Asked.FIGURE),  # 30대 counts no list
        ("개선과제 네 가지를 알려주세요", Asked.LIST),
        ("실태조사는 1년마다 하는 게 맞나? (조례안 기준)", Asked.YESNO),
    ],
)
def test_the_sort_of_answer_is_understood(text, asked):
    assert understand(text).asked is asked


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("체육관 이용 요금은", "money"),
        ("드는 돈이 얼마", "money"),
        ("직원 수는", "count:명"),
        ("몇 사람이 왔나", "count:명"),
        ("몇 가구가 받았나", "count:세대"),
        ("교육은 몇 시간", "count:시간"),
    ],
)
def test_money_and_counts_in_everyday_words(text, dimension):
    assert dimension in understand(text).dimensions


@pytest.mark.parametrize(
    ("text", "count"), [("스무 곳은 어디", 20), ("열두 가지 과제", 12), ("3대 과제", 3), ("세 건을 알려줘", 3)]
)
def test_counts_in_words(text, count):
    assert understand(text).count == count


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("관람객 1인당 평균 체류시간은?", ()),
        ("세출예산 집행률은 얼마나 올랐나요?", ("ratio",)),
        ("출연금 집행률과 금액은?", ("money", "ratio")),
    ],
)
def test_what_is_only_named_aside_is_not_asked_for(text: str, dimensions: tuple[str, ...]) -> None:
    assert understand(text).dimensions == dimensions
