"""Citation recall and precision after ALCE, on answers whose support is plain to see."""

from __future__ import annotations

import pytest

from assistant.types import FigureStatus, Sentence
from eval.measures.attribution import attribution

LIBRARY = "○ 별빛도서관 예산 2,500,000천원"
DRONE = "○ 드론 배송 실증 예산 1,500,000천원"


def measured(make, sentences, quotes, figures=(), type="figure", abstained=False):
    answer = make.answer(
        "답",
        sentences=tuple(Sentence(text, cited, formula) for text, cited, formula in sentences),
        citations=tuple(map(make.citation, quotes)),
        figures=tuple(figures),
        abstained=abstained,
    )
    return attribution(make.outcome(make.item(type), answer))


@pytest.mark.parametrize(
    ("text", "cited", "recall", "precision"),
    [
        ("별빛도서관 예산은 2,500,000천원입니다. [1]", (0,), 1, 1),
        ("별빛도서관 예산은 2500000천원입니다.", (0,), 1, 1),
        ("별빛도서관 예산은 2,500,001천원입니다.", (0,), 0, 0),
        ("달빛광장 조성 예산은 2,500,000천원입니다.", (0,), 0, 0),
        ("별빛도서관 예산은 2,500,000천원입니다.", (), 0, 0),
        ("별빛도서관 예산은 2,500,000천원입니다.", (1,), 0, 0),
        ("별빛도서관 예산은 2,500,000천원입니다.", (0, 1), 1, 1 / 2),
        ("별빛도서관 예산 2,500,000천원, 드론 배송 실증 예산 1,500,000천원입니다.", (0, 1), 1, 1),
    ],
)
def test_a_sentence_is_supported_by_what_it_cites_and_needs_it(make, text, cited, recall, precision):
    assert measured(make, [(text, cited, "")], [LIBRARY, DRONE]) == (recall, precision)


def test_each_sentence_counts(make):
    sentences = [("별빛도서관 예산 2,500,000천원", (0,), ""), ("드론 배송 예산 9천원", (0, 1), "")]
    assert measured(make, sentences, [LIBRARY, DRONE]) == (1 / 2, 1 / 3)


@pytest.mark.parametrize(("quote", "text"), [("’24. 10. 12. 개관", "2024. 10. 12. 개관"), ("2023.10.12 개관", "’23.10.12 개관")])
def test_a_date_stands_there_however_its_year_is_written(make, quote, text):
    assert measured(make, [(text, (0,), "")], [quote]) == (1, 1)


def test_another_date_is_not_supported(make):
    assert measured(make, [("2024. 10. 13. 개관", (0,), "")], ["’24. 10. 12. 개관"]) == (0, 0)


def test_what_was_computed_is_supported_by_its_formula(make):
    formula = "2,500,000천원 - 1,500,000천원 = 1,000,000천원"
    figure = make.figure("1,000,000천원", FigureStatus.DERIVED)
    sentences = [("별빛도서관 예산은 드론 배송 예산과 1,000,000천원 다릅니다.", (0, 1), formula)]
    assert measured(make, sentences, [LIBRARY, DRONE], [figure]).recall == 1


def test_a_plain_reading_of_a_verified_amount_needs_no_quote(make):
    figure = make.figure("2,500,000천원", reading="25억 원")
    assert measured(make, [("별빛도서관 예산은 2,500,000천원(25억 원)입니다.", (0,), "")], [LIBRARY], [figure]).recall == 1


def test_nothing_is_measured_where_nothing_is_stated(make):
    assert measured(make, [], [], abstained=True) is None
    assert measured(make, [], []) is None


@pytest.mark.parametrize(("type", "wanted"), [("figure", (0.0, 0.0)), ("unanswerable", None)])
def test_a_question_that_failed_counts_where_there_is_an_answer(make, type, wanted):
    assert attribution(make.outcome(make.item(type), None)) == wanted
