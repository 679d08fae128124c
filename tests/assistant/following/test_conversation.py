"""Conversations over the invented papers: how a follow-up was read, and that its answer is the right one."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conversation import Turn, read_on, turn_of
from assistant.following.names import names_in
from assistant.following.phrases import phrases_of
from assistant.question import understand
from assistant.shape import Shape
from assistant.types import Asked

ALLEY = "2024년 골목길 정비 예산은 얼마인가요?"
ACCOUNT = "2024년 일반회계 당초예산은 얼마인가요?"
STAFF = "은여울문화재단 정원은 몇 명인가요?"
LIBRARY = "책마루 도서관 개관일은 언제인가요?"
USERS = "하천 쉼터 이용자는 상반기에 몇 명이었나요?"
BOARD = "은여울시 반려식물 돌봄 조례안에서 돌봄위원회 위원은 몇 명인가요?"
SHADES = "하천 쉼터 그늘막을 몇 개 더 세우나요?"
MEMBER = "민가온 위원은 하천 쉼터에 대해 뭐라고 했나요?"

# What was asked before, the follow-up, how it is read, and what its answer says.
CASES = [
    # another time
    ([ALLEY], "그럼 2023년은?", "2023년 골목길 정비 예산은 얼마인가요?", "455백만원"),
    ([ALLEY], "작년은요?", "2023년 골목길 정비 예산은 얼마인가요?", "455백만원"),
    ([ALLEY], "2022년 것도", "2022년 골목길 정비 예산은 얼마인가요?", "410백만원"),
    ([ALLEY], "그 전년은?", "2023년 골목길 정비 예산은 얼마인가요?", "455백만원"),
    ([ALLEY, "그럼 2022년은?"], "그 다음 해는?", "2023년 골목길 정비 예산은 얼마인가요?", "455백만원"),
    ([USERS], "하반기는?", "하천 쉼터 이용자는 하반기에 몇 명이었나요?", "1,610명"),
    ([USERS], "그리고 하반기만", "하천 쉼터 이용자는 하반기에 몇 명이었나요?", "1,610명"),
    # another thing, the same value
    ([ALLEY], "하천 쉼터 조성은?", "2024년 하천 쉼터 조성 예산은 얼마인가요?", "520백만원"),
    ([ALLEY], "책마루 도서관 운영은 어때?", "2024년 책마루 도서관 운영 예산은 얼마인가요?", "1,500백만원"),
    ([ALLEY], "하천 쉼터 조성 것도 알려줘", "2024년 하천 쉼터 조성 예산은 얼마인가요?", "520백만원"),
    ([ALLEY], "그럼 2022년 하천 쉼터 조성은?", "2022년 하천 쉼터 조성 예산은 얼마인가요?", "445백만원"),
    ([STAFF], "은여울관광공사는?", "은여울관광공사 정원은 몇 명인가요?", "58명"),
    ([STAFF], "은여울관광공사는 몇 명이야?", "은여울관광공사 정원은 몇 명인가요?", "58명"),
    ([MEMBER], "석보람 위원은?", "석보람 위원은 하천 쉼터에 대해 뭐라고 했나요?", "화장실"),
    # another value, the same thing
    ([STAFF], "현원은?", "은여울문화재단 현원은?", "39명"),
    ([STAFF, "현원은?"], "은여울관광공사는?", "은여울관광공사 현원은?", "61명"),
    ([STAFF], "정원 말고 현원은?", "은여울문화재단 현원은 몇 명인가요?", "39명"),
    ([ACCOUNT], "특별회계는?", "2024년 특별회계 당초예산은 얼마인가요?", "96,300백만원"),
    ([ACCOUNT], "최종은?", "2024년 일반회계 최종예산은 얼마인가요?", "845,900백만원"),
    ([ACCOUNT], "당초 말고 최종은?", "2024년 일반회계 최종예산은 얼마인가요?", "845,900백만원"),
    ([ACCOUNT], "최종 예산은?", "2024년 일반회계 최종 예산은?", "845,900백만원"),
    # a fact of the same thing
    ([ALLEY], "담당자는?", "골목길 정비 담당자는?", "노하람"),
    ([ALLEY], "누가 담당해?", "골목길 정비는 누가 담당해?", "노하람"),
    ([ALLEY], "사업기간은?", "2024년 골목길 정비 사업기간은?", "2024. 3. ~ 2024. 11."),
    ([LIBRARY], "위치는?", "책마루 도서관 위치는?", "책마루길 7"),
    ([LIBRARY], "담당 팀장은 누구야?", "책마루 도서관 담당 팀장은 누구야?", "백새론"),
    ([BOARD], "임기는?", "은여울시 반려식물 돌봄 조례안에서 돌봄위원회 임기는?", None),
    ([ALLEY], "예산이 얼마나 늘었어?", "2024년 골목길 정비 예산이 전년보다 얼마나 늘었어?", "25백만원"),
    # words that point back
    ([ALLEY], "그 사업 담당자는?", "골목길 정비 담당자는?", "노하람"),
    ([ALLEY], "방금 말한 사업 담당자는?", "골목길 정비 담당자는?", "노하람"),
    ([ALLEY], "아까 그 사업은 언제 끝나?", "2024년 골목길 정비는 언제 끝나?", "2024. 11."),
    ([ALLEY, "하천 쉼터 조성은?"], "거기 전화번호는?", "하천 쉼터 조성 전화번호는?", "041-555-0322"),
    ([ALLEY], "위 금액 중 국비는?", "2024년 골목길 정비 예산 중 국비는?", "200백만원"),
    ([ALLEY, "위 금액 중 국비는?"], "그 중 시비는?", "2024년 골목길 정비 예산 중 시비는?", "230백만원"),
    ([LIBRARY], "그 도서관 예산 2023년은?", "책마루 도서관 예산 2023년은?", "1,350백만원"),
    ([STAFF], "그 기관 현원은?", "은여울문화재단 현원은?", "39명"),
    ([SHADES], "그거 언제까지야?", "하천 쉼터 그늘막 언제까지야?", "6월 말"),
    ([BOARD], "이 조례 제3조는?", "은여울시 반려식물 돌봄 조례안 제3조는?", "3년마다"),
    ([BOARD], "제3조는?", "은여울시 반려식물 돌봄 조례안 제3조는?", "3년마다"),
    ([BOARD], "이 조례안 시행일은?", "은여울시 반려식물 돌봄 조례안 시행일은?", "2024년 7월 1일"),
    ([MEMBER], "그 위원이 또 뭐라고 했어?", "민가온 위원이 또 뭐라고 했어?", "민가온"),
    # the reason
    ([ALLEY, "작년보다 늘었어?"], "왜?", "2024년 골목길 정비 예산이 줄어든 이유는?", "큰 구간을 먼저 마쳐"),
    ([ALLEY, "작년보다 늘었어?"], "그 이유는?", "2024년 골목길 정비 예산이 줄어든 이유는?", "큰 구간을 먼저 마쳐"),
    (["2024년 골목길 정비 예산은 왜 줄었나요?"], "그 까닭은?", "2024년 골목길 정비 예산은 왜 줄었나요?", "큰 구간을 먼저 마쳐"),
    ([ALLEY], "왜 줄었어?", "2024년 골목길 정비 예산은 왜 줄었어?", "큰 구간을 먼저 마쳐"),
    # comparison with what was asked
    ([ALLEY], "작년보다 늘었어?", "2024년 골목길 정비 예산은 작년보다 늘었어?", "25백만원"),
    ([ALLEY], "전년 대비 증감률은?", "2024년 골목길 정비 예산 전년 대비 증감률은?", "5.5%"),
    ([ALLEY, "2022년 것도"], "둘이 차이는?", "2022년과 2024년 골목길 정비 예산 차이는?", "20백만원"),
    ([ALLEY, "2022년 것도"], "합치면?", "2022년과 2024년 골목길 정비 예산 합계는?", "840백만원"),
    ([ALLEY, "하천 쉼터 조성은?"], "둘을 합치면?", "2024년 골목길 정비와 하천 쉼터 조성 예산 합계는?", "950백만원"),
    (["2024년 책마루 도서관 운영 예산은 얼마인가요?"], "비율로는?", "2024년 책마루 도서관 운영 예산이 전체에서 차지하는 비율은?", "61.2%"),
    ([ALLEY], "얼마나 줄었어?", "2024년 골목길 정비 예산은 전년보다 얼마나 줄었어?", "25백만원"),
    ([ALLEY], "2022년하고 비교하면?", "2022년과 2024년 골목길 정비 예산 차이는?", "20백만원"),
    # over the years, and chains
    ([ALLEY], "연도별로", "연도별 골목길 정비 예산은 얼마인가요?", "455백만원"),
    ([ALLEY, "그럼 2023년은?", "담당자는?"], "예산은?", "2023년 골목길 정비 예산은?", "455백만원"),
    ([ALLEY, "그럼 2023년은?", "하천 쉼터 조성은?"], "그 사업 담당자는?", "하천 쉼터 조성 담당자는?", "문다솔"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "follow_up", "read", "said"), CASES)
def test_a_follow_up_is_read_on_and_answered(before, follow_up, read, said, talk):
    found = talk(*before, follow_up)
    assert (found.question.text, found.question.typed) == (read, follow_up)
    assert f"‘{read}’" in found.question.readings[0]
    if said is not None:
        assert said in found.text


def test_what_a_follow_up_is_answered_is_what_the_question_in_full_is(talk):
    for before, follow_up, read, _ in CASES[::6]:
        followed, whole = talk(*before, follow_up), talk(read)
        assert (followed.text, followed.citations, followed.figures) == (whole.text, whole.citations, whole.figures)


@pytest.mark.parametrize(
    ("follow_up", "shape"),
    [
        ("표로 보여줘", Shape.TABLE),
        ("그걸 표로 정리해 줘", Shape.TABLE),
        ("짧게", Shape.BRIEF),
        ("더 짧게 답해줘", Shape.BRIEF),
        ("자세히", Shape.FULL),
        ("출처는?", Shape.QUOTES),
        ("원문 보여줘", Shape.QUOTES),
        ("목록으로", Shape.LIST),
    ],
)
def test_another_shape_keeps_the_question(follow_up, shape, talk):
    question = talk(ALLEY, follow_up).question
    assert (question.plain, question.shape) == (ALLEY, shape)


def test_in_short_leaves_out_what_else_bears_on_it_and_in_full_does_not(talk):
    assert any(sentence.role == "related" for sentence in talk(ALLEY, "자세히").sentences)
    assert {sentence.role for sentence in talk(ALLEY, "짧게").sentences} == {"answer"}


def test_the_source_is_quoted_to_the_letter(talk):
    found = talk(ALLEY, "출처는?")
    quotes = [" ".join(citation.quote.split()) for citation in found.citations]
    assert [sentence.text for sentence in found.sentences] == quotes


def test_said_again_is_the_same(talk):
    assert talk(ALLEY, "다시 한 번 말해줘").text == talk(ALLEY).text


def test_a_chain_of_four_turns(talk):
    found = talk("2024년 골목길 정비 예산은?", "그럼 2023년은?", "담당자는?", "표로 보여줘")
    assert found.question.plain == "골목길 정비 담당자는?"
    assert found.table is not None


def test_more_shows_other_places_or_says_that_there_are_none(talk):
    first, more = talk(SHADES), talk(SHADES, "더 있어?")
    assert more.question.plain == SHADES
    assert not {item.span for item in first.citations} & {item.span for item in more.citations}


def test_more_comes_to_an_end(talk):
    asked, seen = [SHADES], set()
    for _ in range(12):
        found = talk(*asked)
        if found.abstained:
            assert "앞에서 보인 것 말고는" in found.text
            return
        places = {(item.document, item.span) for item in found.citations}
        assert not places & seen
        seen |= places
        asked.append("더 있어?")
    pytest.fail("there was always more")


@pytest.mark.parametrize(
    "lost",
    ["그 사업 담당자는?", "그거 언제까지야?", "그럼 2023년은?", "표로 보여줘", "왜?", "더 있어?", "둘이 차이는?", "출처는?"],
)
def test_without_an_earlier_turn_it_is_not_guessed(lost, talk):
    found = talk(lost)
    assert found.abstained and found.text.startswith("앞선 질문이 없어")
    assert not found.question.typed


def test_what_points_nowhere_beside_a_name_is_answered_and_told(talk):
    found = talk("거기 말고 골목길 정비 담당자는?")
    assert "노하람" in found.text and "‘거기’" in found.notices[0]


def test_a_speaker_that_nobody_was_is_not_made_up(talk):
    found = talk(ALLEY, "그 위원은 누구야?")
    assert found.abstained and "‘그 위원’" in found.text


# What is no follow-up


def alone(question: str) -> Turn:
    """A turn of a question without its answer."""
    read = understand(question, date(2025, 3, 1))
    return Turn(read, phrases_of(read.plain, read.morphemes))


SAMPLE = [
    json.loads(line)["question"]
    for name in ("gold.jsonl", "paraphrases.jsonl")
    for line in (Path(__file__).parents[3] / "eval" / "sample" / name).read_text(encoding="utf-8").splitlines()
]


def test_a_question_that_says_what_it_is_about_is_left_alone(papers):
    pairs = list(pairwise(SAMPLE))
    assert len(pairs) > 300
    is_name = names_in(papers)
    read = [(second, read_on(second, [alone(first)], date(2025, 3, 1), is_name)) for first, second in pairs]
    assert [second for second, followed in read if followed.told or followed.is_lost] == []


@pytest.mark.parametrize(
    "question",
    [
        "책마루 도서관 예산은?",
        "하천 쉼터 조성 담당자는 누구야?",
        "2023년 골목길 정비 예산",
        "은여울관광공사 현원은 몇 명이야?",
        "반려식물 돌봄 조례안 시행일은?",
        "2022년 계는 얼마인가요?",
        "하천 쉼터 그늘막은 언제까지 세워?",
        "책마루 도서관은 어디에 있어?",
        "골목길 정비는 왜 해?",
        "도예찬 과장 직위는?",
    ],
)
@pytest.mark.parametrize("before", [ALLEY, STAFF, BOARD, MEMBER])
def test_a_short_question_of_its_own_is_left_alone(before, question, talk):
    assert talk(before, question).question.typed == ""
    assert talk(before, question).text == talk(question).text


# Shapes of one question alone


@pytest.mark.parametrize(
    ("text", "shape", "asked"),
    [
        ("연도별 골목길 정비 예산을 표로 보여줘", Shape.TABLE, Asked.FIGURE),
        ("표로 골목길 정비 예산 보여줘", Shape.TABLE, Asked.FIGURE),
        ("골목길 정비 예산을 한눈에", Shape.TABLE, Asked.FIGURE),
        ("대표로 누가 나왔나요?", Shape.PLAIN, Asked.PERSON),
        ("골목길 정비를 왜 하는지 짧게 알려줘", Shape.BRIEF, Asked.REASON),
    ],
)
def test_a_shape_is_read_and_does_not_change_what_is_asked(text, shape, asked):
    question = understand(text, date(2025, 3, 1))
    assert (question.shape, question.asked) == (shape, asked)
    assert "표" not in question.words


def test_a_turn_knows_what_its_answer_was_about(talk):
    turn = turn_of(talk(ALLEY))
    assert turn.rows == ("골목길 정비",)
    assert {"하천 쉼터 조성", "책마루 도서관 운영"} <= set(turn.rows_beside)
    assert "2024년" in turn.columns
    assert turn_of(talk(MEMBER)).speaker == "민가온 위원"


WORDS = [word for case in CASES for text in (*case[0], case[1]) for word in text.split()]


@settings(max_examples=150, deadline=None)
@given(
    first=st.lists(st.sampled_from([*WORDS, "…", "1", "A"]), max_size=6),
    second=st.lists(st.sampled_from([*WORDS, "?", "그", "이", "말고", "②"]), max_size=5),
)
def test_no_text_breaks_it_and_what_is_read_can_be_read_again(first, second):
    followed = read_on(" ".join(second), [alone(" ".join(first))], date(2025, 3, 1))
    assert not followed.told or followed.question.readings[0] == followed.told
    assert bool(followed.told) == bool(followed.question.typed)
    read_on(followed.text, [], date(2025, 3, 1))


@pytest.mark.parametrize("manners", ["고마워", "네, 감사합니다!", "안녕하세요", "아 그렇구나", "ㅋㅋㅋ"])
def test_nothing_is_read_into_manners_nor_out_of_them(talk, manners):
    thanked = talk(ALLEY, manners)
    assert thanked.abstained
    assert "물어 주십시오" in thanked.text
    assert "455백만원" in talk(ALLEY, manners, "그럼 2023년은?").text
