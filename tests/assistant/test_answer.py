"""Answers to questions of every kind, on two invented documents."""

from __future__ import annotations

import re

import pytest

from assistant.types import Answer, FigureStatus


def test_figure_names_row_column_and_unit(ask):
    found = ask("2023년 별빛도서관 운영 예산현액 얼마야?")
    assert "2,500,000천원(25억 원)" in found.text.split("\n")[0]
    figure = next(figure for figure in found.figures if figure.text == "2,500,000천원")
    assert (figure.krw, figure.status) == (2_500_000_000, FigureStatus.VERIFIED)


def test_column_is_chosen_by_name_not_by_place(ask):
    assert "4급 5명" in ask("4급 현원 몇 명?").text.split("\n")[0]
    assert "5급 12명" in ask("5급 정원 몇 명인가요").text.split("\n")[0]


def test_two_rows_are_named_where_two_are_asked(ask):
    text = ask("5급 정원이랑 현원 알려줘").text
    assert "5급 12명" in text
    assert "5급 11명" in text


def test_change_is_computed_with_its_formula(ask):
    found = ask("달빛광장 조성 사업비는 2022년보다 2023년에 얼마나 늘었나?")
    derived = [figure for figure in found.figures if figure.status is FigureStatus.DERIVED]
    assert any(figure.krw == 130_000_000 for figure in derived)
    assert "530,000천원 - 400,000천원 = 130,000천원" in derived[0].formula
    assert "32.5%" in found.text


def test_change_that_the_table_states_is_verified_by_it(ask):
    found = ask("별빛도서관 운영 예산은 2022년보다 2023년에 얼마나 늘었나?")
    assert "500,000천원(5억 원) 증가(25.0%)" in found.text


def test_documents_that_disagree_are_both_shown(ask):
    found = ask("드론 배송 실증 지원 2023 예산현액은 얼마인가요?")
    assert "1,500,000천원" in found.text
    assert "1,450,000천원" in found.text
    assert {citation.document for citation in found.citations} >= {"업무보고.txt", "검토보고.txt"}
    disputed = {figure.text for figure in found.figures if figure.status is FigureStatus.CONFLICT}
    assert {"1,500,000천원", "1,450,000천원"} <= disputed


def test_documents_that_agree_are_no_conflict(ask):
    found = ask("별빛도서관 운영 2023 예산현액은?")
    assert not [figure for figure in found.figures if figure.status is FigureStatus.CONFLICT]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("드론 배송 실증 노선은 언제 개통하나요?", "2023. 10. 12."),
        ("출연 동의안은 언제 회부됐어?", "2023. 10. 10. 회부"),
        ("드론팀장 누구야? 전화번호도", "오세빈"),
        ("왜 드론 배송 사업을 하는 거예요?", "배송 시간을 줄이기 위해"),
        ("별빛도서관에 대해 검토의견이 지적한 한계는?", "야간 이용자가 적어"),
        ("드론 배송에 참여하는 섬은 어디어디야?", "솔섬, 달섬, 바람섬"),
        ("동의안을 의결하면 출연금액이 확정되나요?", "확정되는 것은 아님"),
        ("드론 실증 참여 기업은 몇 개사?", "7개사"),
    ],
)
def test_the_sentence_that_decides_comes_first(ask, question, wanted):
    assert wanted in ask(question).text.split("\n")[0]


def test_year_that_no_document_covers_is_said(ask):
    found = ask("2031년 별빛도서관 운영 예산은 얼마?")
    assert found.abstained
    assert "2031년의 내용은 문서에 없습니다" in found.text
    assert found.hits


def test_nothing_relevant_is_said(ask):
    found = ask("잠수함 조종 면허 갱신 수수료 알려줘")
    assert found.abstained
    assert not found.citations


QUESTIONS = (
    "2023년 별빛도서관 운영 예산현액 얼마야?",
    "드론 배송 실증 지원 2023 예산현액은 얼마인가요?",
    "드론팀장 누구야?",
    "왜 드론 배송 사업을 하는 거예요?",
    "참여하는 섬은 어디어디야?",
    "동의안을 의결하면 출연금액이 확정되나요?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_keeps_its_promises(ask, small_library, question):
    found: Answer = ask(question)
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", found.text)]
    assert set(marks) == set(range(1, len(found.citations) + 1)), "each citation is used and in range"
    for citation in found.citations:
        text = small_library.store.document_text(citation.document)
        assert text[citation.span.start : citation.span.end] == citation.quote
    for figure in found.figures:
        assert found.text[figure.start : figure.end] == figure.text
        assert figure.status is not FigureStatus.UNVERIFIED
        assert figure.citation is None or figure.citation < len(found.citations)
    assert found.text == ask(question).text, "the same question gives the same answer"
