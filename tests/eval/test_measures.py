"""The measures: what counts as found, right, cited and supported, and what does not."""

from __future__ import annotations

import pytest

from assistant.types import FigureStatus
from eval.measures.citations import cites_evidence, verbatim_quotes
from eval.measures.figures import figures_by_status, unsupported_numbers
from eval.measures.latency import percentile
from eval.measures.recall import evidence_recall
from eval.measures.right import is_right
from eval.measures.text import containment, plain

QUOTE = "별빛도서관은 야간 이용자가 적어 인건비 대비 효과가 낮다"
OTHER = "드론 배송 실증 노선은 시월 중순에 개통하기로 계획하였음"
UNANSWERABLE = "unanswerable"


# Text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("별 빛\n도서관", "별빛도서관"),
        ("‘가’ “나”", "'가'\"나\""),
        ("솔섬․달섬・바람섬", "솔섬·달섬·바람섬"),
        ("\uf06c 추진배경", "추진배경"),
        ("가\u200b나", "가나"),
    ],
)
def test_texts_that_read_alike_are_alike(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("needle", "text", "share"),
    [
        (QUOTE, f"앞 {QUOTE} 뒤", 1.0),
        (QUOTE.replace(" ", "\n"), QUOTE, 1.0),
        ("가나", "다가나라", 1.0),
        (QUOTE, OTHER, 0.0),
        ("가나다라마", "가나다라", 0.5),
        ("가나", "다라", 0.0),
    ],
)
def test_containment_is_the_share_of_the_needle_in_the_text(needle, text, share):
    assert containment(needle, text) == share


# Evidence recall


def recall(make, hits, k=5, type="reason", evidence=(("가.txt", QUOTE),)):
    return evidence_recall(make.outcome(make.item(type, evidence=evidence), make.answer("답", hits=tuple(hits))), k)


def test_evidence_in_the_first_passages_is_found(make):
    assert recall(make, [make.hit(f"앞 {QUOTE} 뒤")]) == 1.0


@pytest.mark.parametrize(("k", "found"), [(1, 0.0), (2, 1.0), (5, 1.0)])
def test_evidence_below_the_cut_is_not_found(make, k, found):
    assert recall(make, [make.hit(OTHER), make.hit(QUOTE)], k) == found


def test_each_place_of_the_evidence_counts(make):
    assert recall(make, [make.hit(QUOTE)], evidence=(("가.txt", QUOTE), ("가.txt", OTHER))) == 0.5


def test_the_same_words_in_another_document_are_no_evidence(make):
    assert recall(make, [make.hit(QUOTE, "나.txt")]) == 0.0


def test_a_passage_without_end_finds_nothing_more(make):
    assert recall(make, [make.hit("가나다라마바사아자차" * 80 + QUOTE)]) == 0.0


def test_a_quote_copied_with_a_slip_is_found(make):
    assert recall(make, [make.hit(QUOTE.replace("적어", "적고"))]) == 1.0


def test_a_question_that_failed_found_nothing(make):
    assert evidence_recall(make.outcome(make.item(evidence=(("가.txt", QUOTE),)), None), 5) == 0.0


@pytest.mark.parametrize(("type", "evidence"), [(UNANSWERABLE, (("가.txt", QUOTE),)), ("figure", ())])
def test_recall_is_not_measured_where_there_is_nothing_to_find(make, type, evidence):
    assert recall(make, [make.hit(QUOTE)], type=type, evidence=evidence) is None


# Right answers


def right(make, text, abstained=False, **item):
    return is_right(make.outcome(make.item(**item), make.answer(text, abstained=abstained)))


@pytest.mark.parametrize(
    "text",
    [
        "출연금은 12,997,080천원입니다.",
        "출연금은 12,997,080,000원입니다.",
        "출연금은 129억 9,708만 원입니다.",
        "출연금은 129억 9천7백만원입니다.",
        "출연금은 12,997백만원입니다.",
        "출연금은 약 130억 원입니다.",
        "출연금은 129.97억원입니다.",
        "출연금은 12,997,080천원(약 129억 9,708만 원)입니다. [1]",
        "2023년 5억 원에서 2024년 12,997,080천원으로 늘었습니다.",
    ],
)
def test_money_is_right_in_any_unit_within_the_rounding_shown(make, text):
    assert right(make, text, figures=(("12997080", "천원", 12_997_080_000),))


@pytest.mark.parametrize(
    "text",
    [
        "출연금은 12,998백만원입니다.",
        "출연금은 12,997,081천원입니다.",
        "출연금은 12,997,080,900원입니다.",
        "출연금은 12,997,080원입니다.",
        "출연금은 12,997,080백만원입니다.",
        "출연금은 131억 원입니다.",
        "출연금은 1조 원입니다.",
        "출연금은 100억 원대입니다.",
        "출연금은 12,997,080명입니다.",
        "출연금은 정해지지 않았습니다.",
        "",
    ],
)
def test_another_amount_is_wrong(make, text):
    assert not right(make, text, figures=(("12997080", "천원", 12_997_080_000),))


def test_a_coarse_rounding_of_a_small_amount_is_wrong(make):
    assert not right(make, "3억 원입니다.", figures=(("260", "백만원", 260_000_000),))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("18", "명", "현원은 18명입니다."),
        ("16662", "명", "모두 16,662 명이 배웠습니다."),
        ("7", "개사", "참여 기업은 7개사입니다."),
        ("25", "%", "증감률은 25.0%입니다."),
        ("25.04", "%", "증감률은 25.0%입니다."),
        ("3.2", "%p", "3.2%p 올랐습니다."),
        ("10.1", "건", "강사 한 사람이 10.1건을 맡았습니다."),
        ("270000", "㎡", "면적은 27만㎡입니다."),
        ("27", "만㎡", "면적은 27만㎡입니다."),
        ("-3", "명", "정원보다 3명 모자랍니다."),
        ("92.4", "점", "만족도는 92.4입니다."),
        ("13.4", "대 1", "경쟁률은 13.4 대 1입니다."),
        ("13.4", "대 1", "경쟁률은 13.4:1입니다."),
        ("1.5", "배", "1.5배로 늘었습니다."),
        ("5", "", "5개입니다."),
    ],
)
def test_counts_and_rates_are_right_with_their_unit(make, value, unit, text):
    assert right(make, text, figures=((value, unit, None),))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("18", "명", "현원은 19명입니다."),
        ("18", "명", "현원은 18건입니다."),
        ("18", "명", "현원은 118명입니다."),
        ("18", "명", "현원은 1,800명입니다."),
        ("18", "명", "18쪽에 있습니다."),
        ("25", "%", "25.2%입니다."),
        ("25", "%", "25명입니다."),
        ("3.2", "%p", "32%p입니다."),
    ],
)
def test_another_count_or_unit_is_wrong(make, value, unit, text):
    assert not right(make, text, figures=((value, unit, None),))


def test_every_figure_asked_for_must_be_stated(make):
    wanted = (("20", "명", None), ("18", "명", None))
    assert right(make, "정원 20명, 현원 18명입니다.", figures=wanted)
    assert not right(make, "정원 20명입니다.", figures=wanted)


@pytest.mark.parametrize("text", ["2023. 10. 12.", "’23. 10. 12.", "2023년 10월 12일", "2023.10.12.", "'23.10.12. 개통"])
@pytest.mark.parametrize(("value", "unit"), [("2023", "년"), ("10", "월"), ("12", "일")])
def test_the_parts_of_a_date_are_read_however_it_is_written(make, text, value, unit):
    assert right(make, text, figures=((value, unit, None),))


@pytest.mark.parametrize(("value", "unit"), [("2022", "년"), ("12", "월"), ("10", "일"), ("23", "일")])
def test_the_parts_of_a_date_are_not_taken_for_one_another(make, value, unit):
    assert not right(make, "2023. 10. 12.에 개통합니다.", figures=((value, unit, None),))


@pytest.mark.parametrize("text", ["정하람 과장입니다.", "미래산업과에서 맡습니다.", "미래 산업과입니다.", "담당: 미래\n산업과"])
def test_any_of_the_ways_to_say_a_word_will_do(make, text):
    assert right(make, text, type="person", words=("정하람|미래산업과",))


@pytest.mark.parametrize("text", ["솔섬과 달섬입니다.", "섬 세 곳입니다.", ""])
def test_every_wanted_word_must_be_said(make, text):
    assert not right(make, text, type="list", words=("솔섬", "달섬", "바람섬"))


def test_letters_of_either_case_say_a_word(make):
    assert right(make, "ai 교육입니다.", type="list", words=("AI",))


def test_a_dump_of_the_document_is_no_answer(make):
    dump = "아무 상관이 없는 문장입니다. " * 60
    assert not right(make, f"{dump}현원은 18명입니다.", figures=(("18", "명", None),))
    assert not right(make, f"{dump}정하람", type="person", words=("정하람",))


def test_the_place_quoted_is_an_answer_where_neither_figures_nor_words_are_given(make):
    evidence = (("가.txt", QUOTE),)
    assert right(make, f"검토보고에 따르면 {QUOTE}는 한계가 있습니다.", type="reason", evidence=evidence)
    assert not right(make, OTHER, type="reason", evidence=evidence)


@pytest.mark.parametrize(
    ("type", "abstained", "wanted"), [(UNANSWERABLE, True, True), (UNANSWERABLE, False, False), ("figure", True, False)]
)
def test_abstaining_is_right_only_where_there_is_no_answer(make, type, abstained, wanted):
    assert right(make, "18명", abstained, type=type, figures=(("18", "명", None),)) is wanted


@pytest.mark.parametrize("type", ["figure", UNANSWERABLE])
def test_a_question_that_failed_is_wrong(make, type):
    assert not is_right(make.outcome(make.item(type), None))


# Citations


TEXTS = {"가.txt": f"머리말 {QUOTE}"}


@pytest.mark.parametrize(
    ("quote", "document", "start", "verbatim"),
    [
        (QUOTE, "가.txt", 4, 1),
        (QUOTE, "가.txt", 5, 0),
        (QUOTE, "나.txt", 4, 0),
        (QUOTE.replace(" ", ""), "가.txt", 4, 0),
        ("", "가.txt", 4, 0),
    ],
)
def test_a_quote_is_verbatim_only_at_its_own_place(make, quote, document, start, verbatim):
    outcome = make.outcome(make.item(), make.answer("답", citations=(make.citation(quote, document, start),)))
    assert verbatim_quotes(outcome, TEXTS.get) == (verbatim, 1)


def test_a_question_that_failed_has_no_quotes(make):
    assert verbatim_quotes(make.outcome(make.item(), None), TEXTS.get) == (0, 0)


@pytest.mark.parametrize(
    ("quote", "document", "cited"),
    [
        (QUOTE, "가.txt", True),
        (QUOTE[:18], "가.txt", True),
        (f"{QUOTE} 그리고 더", "가.txt", True),
        (QUOTE, "나.txt", False),
        (OTHER, "가.txt", False),
    ],
)
def test_the_gold_place_is_cited_by_its_words_in_its_document(make, quote, document, cited):
    answer = make.answer("답", citations=(make.citation(quote, document),))
    assert cites_evidence(make.outcome(make.item(evidence=(("가.txt", QUOTE),)), answer)) is cited


def test_citing_is_not_measured_where_nothing_was_answered(make):
    item = make.item(evidence=(("가.txt", QUOTE),))
    assert cites_evidence(make.outcome(item, make.answer("없음", abstained=True))) is None
    assert cites_evidence(make.outcome(make.item(UNANSWERABLE), make.answer("답"))) is None
    assert cites_evidence(make.outcome(item, None)) is False


# Figures


def unsupported(make, text, quotes=(), figures=(), abstained=False):
    citations = tuple(make.citation(quote) for quote in quotes)
    answer = make.answer(text, citations=citations, figures=tuple(figures), abstained=abstained)
    return unsupported_numbers(make.outcome(make.item(), answer))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("현원은 18명입니다. [1]", "현 원 18"),
        ("1,500,000천원입니다. [12]", "1,500,000"),
        ("1500000천원입니다.", "1,500,000"),
        ("25%입니다.", "25.0%"),
        ("525명입니다.", "52 5"),
        ("3곳입니다.", ""),
        ("2023년 10월 12일입니다.", ""),
        ("’23. 10. 12.에 엽니다.", ""),
        ("2023. 10. 12.에 엽니다.", ""),
    ],
)
def test_numbers_of_the_quotes_and_dates_are_supported(make, text, quote):
    assert unsupported(make, text, [quote]) == []


@pytest.mark.parametrize(
    ("text", "quote", "wanted"),
    [
        ("현원은 18명입니다.", "현 원 19", ["18"]),
        ("1,500,000천원입니다.", "500,000", ["1,500,000"]),
        ("25.1%입니다.", "25.0%", ["25.1"]),
        ("4.5점입니다.", "4점", ["4.5"]),
        ("18명과 30건입니다.", "18", ["30"]),
    ],
)
def test_a_number_that_no_quote_has_is_told(make, text, quote, wanted):
    assert unsupported(make, text, [quote]) == wanted


def test_computed_numbers_are_supported_by_their_formula(make):
    figure = make.figure("130,000천원", FigureStatus.DERIVED, formula="530,000천원 - 400,000천원 = 130,000천원")
    assert unsupported(make, "130,000천원 늘었습니다.", figures=[figure]) == []


@pytest.mark.parametrize(("status", "wanted"), [(FigureStatus.VERIFIED, []), (FigureStatus.UNVERIFIED, ["15"])])
def test_only_a_checked_figure_carries_its_plain_reading(make, status, wanted):
    assert unsupported(make, "15억 원입니다.", figures=[make.figure("15", status, reading="15억 원")]) == wanted


def test_an_answer_that_abstains_or_failed_has_no_unsupported_numbers(make):
    assert unsupported(make, "99명", abstained=True) == []
    assert unsupported_numbers(make.outcome(make.item(), None)) == []


def test_figures_are_counted_by_what_the_verifier_found(make):
    figures = (make.figure("1"), make.figure("2"), make.figure("3", FigureStatus.DERIVED))
    counts = figures_by_status(make.outcome(make.item(), make.answer("답", figures=figures)))
    assert counts == {FigureStatus.VERIFIED: 2, FigureStatus.DERIVED: 1}
    assert not figures_by_status(make.outcome(make.item(), None))


# Latency


@pytest.mark.parametrize(
    ("times", "share", "wanted"),
    [
        ([], 0.95, 0.0),
        ([7.0], 0.5, 7.0),
        ([7.0], 0.95, 7.0),
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([1.0, 2.0, 3.0], 1.0, 3.0),
        ([1.0] * 9 + [9.0], 0.95, 9.0),
    ],
)
def test_a_percentile_is_one_of_the_times(times, share, wanted):
    assert percentile(times, share) == wanted


@pytest.mark.parametrize(("count", "share", "wanted"), [(100, 0.95, 95), (20, 0.95, 19), (2, 0.5, 1), (10, 0.5, 5)])
def test_a_percentile_is_the_least_time_within_which_that_share_was_answered(count, share, wanted):
    assert percentile([float(time) for time in range(1, count + 1)], share) == wanted
