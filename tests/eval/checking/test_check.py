"""A gold set held against the small library: each flaw is found where it was planted, and a sound item has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.checking.check import check_gold
from eval.checking.problem import Flaw
from tests.eval.conftest import gold_item

LINE = "- 실증 노선 개통 : ’23. 10. 12."
ROW = "별빛도서관 운영\t2,000,000\t2,500,000\t500,000\t25.0%"
SOUND = gold_item(words=("2023. 10. 12",), evidence=(("업무보고.txt", LINE),))


def flaws(library, *items):
    return [(problem.item, problem.flaw) for problem in check_gold(items, library)]


def test_a_sound_item_has_no_flaw(small_library):
    assert flaws(small_library, SOUND) == []


def test_white_space_and_quotation_marks_of_a_quote_do_not_count(small_library):
    assert flaws(small_library, gold_item(words=("가",), evidence=(("업무보고.txt", "실증노선 개통: '23.10.12."),))) == []


@pytest.mark.parametrize(
    ("document", "quote", "flaw"),
    [
        ("없는 문서.txt", LINE, Flaw.NO_DOCUMENT),
        ("검토보고.txt", LINE, Flaw.NO_QUOTE),  # it stands in the other one
        ("업무보고.txt", "바다 위를 나는 배를 만들기로 함", Flaw.NO_QUOTE),
        ("업무보고.txt", "- 실증 노선 개통 : ’23. 10. 15.", Flaw.NO_QUOTE),  # another day
        ("업무보고.txt", "섬 지역 주민이 생필품을 받기까지 나흘 넘게 걸려 배송 시간을 줄이려고", Flaw.INEXACT_QUOTE),
    ],
)
def test_evidence_that_does_not_stand_there(small_library, document, quote, flaw):
    assert flaws(small_library, gold_item(words=("가",), evidence=((document, quote),))) == [("g1", flaw)]


def test_the_document_that_does_hold_a_quote_is_named(small_library):
    (problem,) = check_gold([gold_item(words=("가",), evidence=(("검토보고.txt", LINE),))], small_library)
    assert "업무보고.txt에 있습니다" in problem.found


@pytest.mark.parametrize(
    ("value", "unit", "type", "is_found"),
    [
        ("2500000", "천원", "figure", True),  # the unit stands above the table
        ("2500000", "명", "figure", False),  # the table says what it counts
        ("2500", "백만원", "figure", False),  # not as it is written there, and no amount in won is given
        ("2600000", "천원", "figure", False),
        ("2600000", "천원", "derived", True),  # worked out from what stands there
        ("2023", "년", "figure", True),  # the year stands in the head of its column
        ("2021", "년", "figure", False),
    ],
)
def test_figures_must_stand_in_a_quote(small_library, value, unit, type, is_found):
    found = flaws(small_library, gold_item(type, figures=((value, unit, None),), evidence=(("업무보고.txt", ROW),)))
    assert (Flaw.NO_FIGURE not in [flaw for _, flaw in found]) is is_found


def test_the_same_question_in_other_words_order_is_a_duplicate(small_library):
    first = gold_item(words=("가",), evidence=(("업무보고.txt", LINE),), id="a")
    asked = ["2023년 별빛도서관 예산은 얼마인가요?", "별빛도서관 2023년 예산 얼마예요?", "별빛도서관 2022년 예산 얼마예요?"]
    items = [replace(first, id=str(number), question=question) for number, question in enumerate(asked)]
    assert flaws(small_library, *items) == [("1", Flaw.DUPLICATE)]


def test_the_same_measure_with_the_same_value_in_another_document(small_library):
    own = "별빛도서관 운영 2,000,000 2,500,000"
    found = flaws(small_library, gold_item(figures=(("2500000", "천원", 2_500_000_000),), evidence=(("검토보고.txt", own),)))
    assert found == [("g1", Flaw.TWO_DOCUMENTS)]


def test_the_same_measure_with_another_value_in_another_document(small_library):
    own = "드론 배송 실증 지원 1,200,000 1,450,000"
    found = flaws(small_library, gold_item(figures=(("1450000", "천원", 1_450_000_000),), evidence=(("검토보고.txt", own),)))
    assert found == [("g1", Flaw.TWO_VALUES)]


def test_an_item_that_wants_nothing(small_library):
    assert flaws(small_library, gold_item("list")) == [("g1", Flaw.NO_EVIDENCE), ("g1", Flaw.NOTHING_WANTED)]
    assert flaws(small_library, gold_item("unanswerable")) == []


def test_the_same_question_with_two_answers_is_a_duplicate(small_library):
    items = [replace(SOUND, id="a"), replace(SOUND, id="b", question=f" {SOUND.question}?", must_contain=("2024. 1. 2",))]
    assert flaws(small_library, *items) == [("b", Flaw.DUPLICATE)]


@pytest.mark.parametrize(
    ("value", "unit", "krw", "is_found"),
    [
        ("2500000", "천원", 25_000_000_000, True),
        ("2500000", "천원", 2_500_000_000, False),
        ("25", "억원", 2_520_000_000, False),  # rounded as it is shown
        ("25", "억원", 2_560_000_000, True),
        ("25", "명", 1, False),  # no money
    ],
)
def test_an_amount_in_won_that_is_not_its_value(small_library, value, unit, krw, is_found):
    item = gold_item("derived", figures=((value, unit, krw),), evidence=(("업무보고.txt", ROW),))
    assert (Flaw.OTHER_AMOUNT in [flaw for _, flaw in flaws(small_library, item)]) is is_found


def test_a_type_that_is_misspelt_is_told_with_the_nearest(small_library):
    (problem,) = check_gold([replace(SOUND, type="figrue")], small_library)
    assert problem.flaw is Flaw.UNKNOWN_TYPE and "비슷한 유형: figure" in problem.found


def test_an_item_without_an_answer_wants_nothing(small_library):
    assert flaws(small_library, gold_item("unanswerable", words=("가",))) == [("g1", Flaw.WANTED_OF_NONE)]
