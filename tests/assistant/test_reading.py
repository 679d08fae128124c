"""A question read for a library: slips set right, official words and short names beside its own."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.contract import as_json
from assistant.reading import read_question
from index.library import Library
from screen.render.answer import answer_html

DAY = date(2024, 5, 1)
ASKED = [
    "2023년 별빛도서관 운영 예산현액 얼마야?",
    "드론 배송 실증 지원 담당자 연락처 알려줘",
    "참여 섬은 어디어디인가요",
    "화성 이주 우주선의 승무원 급식 단가는?",
    "출연금액 확정은 언제",
]


def official(library: Library, text: str) -> set[str]:
    return {item.official for item in read_question(library, text, DAY).alternatives}


@pytest.mark.parametrize("text", ASKED)
def test_a_question_without_slips_stays_as_it_is(small_library, text):
    question = read_question(small_library, text, DAY)
    assert question.plain == text
    assert question.readings == ()


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("출현금 편성 사유", "출연금"),  # the dictionary has neither
        ("별빛도서관 운영시칸", "시간"),
        ("추진게획 알려줘", "계획"),
        ("정웡은 몇 명", "정원"),
        ("드론 배송 실쯩 계획", "실증"),
    ],
)
def test_slips_are_set_right(small_library, typed, word):
    question = read_question(small_library, typed, DAY)
    assert word in question.words
    assert question.text == typed
    assert len(question.readings) == 1


@pytest.mark.parametrize("text", ["급식 단가", "창업허브 정책과", "승무원 우주선"])
def test_words_of_the_language_are_no_slips(small_library, text):
    assert read_question(small_library, text, DAY).plain == text


@pytest.mark.parametrize(
    ("text", "words"),
    [("별빛도서관예산얼마", {"별빛", "도서관", "예산"}), ("드론배송실증지원언제", {"드론", "배송", "실증", "지원"})],
)
def test_missing_spaces_do_no_harm(small_library, text, words):
    assert words <= set(read_question(small_library, text, DAY).words)


def test_what_is_asked_is_seen_without_spaces(small_library):
    assert read_question(small_library, "노선개통언제", DAY).asked == "date"
    assert read_question(small_library, "출연금왜줄었나", DAY).asked == "reason"
    assert read_question(small_library, "별빛도서관예산얼마", DAY).asked == "figure"


@pytest.mark.parametrize(
    ("text", "found"),
    [("직원 수는 몇 명", "정원"), ("드는 돈은 얼마", "예산"), ("왜 추진하나", "추진배경"), ("작은 섬 사람들", "주민")],
)
def test_official_words_stand_beside_everyday_ones(small_library, text, found):
    assert found in official(small_library, text)


def test_words_that_no_document_uses_are_left_out(small_library):
    assert "불용액" not in official(small_library, "남은 돈은 얼마")


def test_the_longer_phrase_is_meant(small_library):
    said = {item.said for item in read_question(small_library, "직원 수는", DAY).alternatives}
    assert said == {"직원 수"}


def test_program_and_chat_say_how_it_was_read(ask):
    found = ask("출현금은 왜 확정되지 않나요")
    told = as_json("q", found)["understood"]
    assert told["readings"] == ["‘출현금은’을 ‘출연금은’으로 읽었습니다."]
    assert {"asked", "years", "months", "expansions"} <= told.keys()
    assert "출연금은" in answer_html(found, "k")
