"""Changes, means and sums of values that stand in different tables and papers, over the sample documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from tests.assistant.arithmetic.said import formulas, quotes, sentences
from tests.conftest import ROOT

if TYPE_CHECKING:
    from assistant.types import Answer

Ask = Callable[[str], "Answer"]


@pytest.fixture(scope="module")
def ask_sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask the sample documents; no figure of an answer may be unverified."""
    from assistant.answer import answer
    from assistant.settings import Settings
    from assistant.types import FigureStatus
    from index.intake import take_in
    from index.library import open_library

    library = open_library(tmp_path_factory.mktemp("sample"), "kiwi")
    assert {report.reason for report in take_in(library, sorted((ROOT / "eval" / "sample" / "documents").glob("*.txt")))} == {""}

    def ask(text: str) -> Answer:
        found = answer(library, text, Settings())
        assert all(figure.status is not FigureStatus.UNVERIFIED for figure in found.figures)
        return found

    yield ask
    library.close()


@pytest.mark.parametrize(
    ("question", "text", "formula", "cited"),
    [
        (
            "2024년 스마트상점 보급 예산은 2022년보다 얼마나 늘었나?",
            "2022년 대비 270백만원(2억 7,000만 원) 증가(31.8%)했습니다.",
            "1,120백만원 - 850백만원 = 270백만원, 270백만원 ÷ 850백만원 × 100 = 31.76%",
            ["스마트상점 보급 850 980 130", "1,120"],
        ),
        (
            "공공데이터 품질관리 예산은 2025년에 2022년보다 얼마나 늘었나?",
            "2022년 대비 45백만원(4,500만 원) 증가(11.0%)했습니다.",
            "455백만원 - 410백만원 = 45백만원, 45백만원 ÷ 410백만원 × 100 = 10.98%",
            ["410 450 40", "455"],
        ),
        (
            "청년 디지털 인턴 예산은 2025년에 2022년 대비 몇 % 늘었나?",
            "2022년 대비 160백만원(1억 6,000만 원) 증가(26.7%)했습니다.",
            "760백만원 - 600백만원 = 160백만원, 160백만원 ÷ 600백만원 × 100 = 26.67%",
            ["600 690 90", "760"],
        ),
        (
            "지방세는 추경에 본예산보다 얼마나 늘었나?",
            "본예산 대비 48.3억원 증가(2.4%)했습니다.",
            "2,034.3억원 - 1,986억원 = 48.3억원, 48.3억원 ÷ 1,986억원 × 100 = 2.43%",
            ["1,986.0 2,034.3"],
        ),
        (
            "찾아가는 디지털교실 예산 3년 평균은?",
            "찾아가는 디지털교실 예산은 2023년(820백만원(8억 2,000만 원)), 2024년(1,050백만원(10억 5,000만 원)), "
            "2025년(1,180백만원(11억 8,000만 원))의 평균이 1,016.7백만원(10억 1,670만 원)입니다.",
            "820백만원 + 1,050백만원 + 1,180백만원 = 3,050백만원, 3,050백만원 ÷ 3 = 1,016.7백만원",
            ["820", "1,050", "1,180"],
        ),
        (
            "2022년부터 2024년까지 스마트상점 보급 예산 평균은 얼마야?",
            "스마트상점 보급 예산은 2022년(850백만원(8억 5,000만 원)), 2023년(980백만원(9억 8,000만 원)), "
            "2024년(1,120백만원(11억 2,000만 원))의 평균이 983.3백만원(9억 8,330만 원)입니다.",
            "850백만원 + 980백만원 + 1,120백만원 = 2,950백만원, 2,950백만원 ÷ 3 = 983.3백만원",
            ["850", "980", "1,120"],
        ),
        (
            "찾아가는 디지털교실 실적 3년 평균은 몇 명이야?",
            "찾아가는 디지털교실 실적은 2022년(5,412명), 2023년(7,236명), 2024년(9,815명)의 평균이 7,487.7명입니다.",
            "5,412명 + 7,236명 + 9,815명 = 22,463명, 22,463명 ÷ 3 = 7,487.7명",
            ["5,412명", "7,236명", "9,815명"],
        ),
        (
            "2023년 찾아가는 디지털교실 예산과 2024년 스마트상점 보급 예산을 합하면 얼마야?",
            "더하면 1,940백만원(19억 4,000만 원)입니다.",
            "820백만원 + 1,120백만원 = 1,940백만원",
            ["820", "1,120"],
        ),
        (
            "2024년 공공와이파이 확대 추경예산과 2024년 청년 디지털 인턴 예산을 합하면?",
            "더하면 1,300백만원(13억 원)입니다.",
            "580백만원 + 720백만원 = 1,300백만원",
            ["공공와이파이 확대 620 580", "720"],
        ),
        (
            "2023년 청년 디지털 인턴 집행잔액과 2024년 키오스크 체험관 예산을 더하면 얼마야?",
            "더하면 617백만원(6억 1,700만 원)입니다.",
            "77,095,240원 + 540백만원 = 617백만원",
            ["77,095,240", "540"],
        ),
    ],
)
def test_values_of_several_places_are_computed_with(ask_sample: Ask, question: str, text: str, formula: str, cited: list[str]):
    found = ask_sample(question)
    assert text in sentences(found)
    assert formula in formulas(found)
    assert [quote for quote in cited if quote not in quotes(found)] == []


def test_operands_of_two_papers_are_cited_from_both(ask_sample: Ask):
    found = ask_sample("2024년 공공와이파이 확대 추경예산과 2025년 디지털 성범죄 예방·상담 예산을 더하면 얼마야?")
    assert formulas(found) == ["580백만원 + 260백만원 = 840백만원"]
    assert len({citation.document for citation in found.citations}) == 2


def test_years_that_were_taken_are_said(ask_sample: Ask):
    found = ask_sample("공공데이터 품질관리 예산 3년 평균은?")
    assert "‘3년’은 문서에 값이 있는 가장 가까운 2023~2025년으로 보았습니다." in found.notices


@pytest.mark.parametrize(
    "question",
    [
        "찾아가는 디지털교실 수료자 3년 평균은 몇 명이야?",
        "2023년과 2024년 찾아가는 디지털교실 강사 수의 합은?",  # 820 + 1,050 are won
        "2022년부터 2025년까지 청년 디지털 인턴 채용 인원 합계는?",
    ],
)
def test_what_cannot_be_computed_is_said_to_be_missing(ask_sample: Ask, question: str):
    found = ask_sample(question)
    assert formulas(found) == []
    assert any(notice.startswith("계산할 값을 모두 찾지 못해") for notice in found.notices)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("2025년 정원은 2023년보다 몇 명 늘었나?", "38명"),  # 정원 3명 증원 is no 정원
        ("키오스크 체험관 이용자는 2024년에 전년보다 얼마나 늘었나?", "2개소 증가"),
        ("2025년 키오스크 체험관 예산은 전년 대비 얼마나 늘었나?", "910,100천원"),  # a change of changes of something else
        ("찾아가는 디지털교실 교육목표는 2025년에 2023년보다 몇 명 늘었나?", "3,764명"),  # 목표 less 실적
        ("2024년 일반회계 본예산과 가람디지털진흥원 2025년 출연금의 합계는?", "12,945,300천원"),  # one thing, twice
    ],
)
def test_values_of_something_else_are_not_computed_with(ask_sample: Ask, question: str, wrong: str):
    assert wrong not in " ".join(sentences(ask_sample(question)))


@pytest.mark.parametrize(
    "question",
    [
        "2024년은 전년 당초보다 얼마나 늘었나",
        "올해는 당초 대비 얼마나 증액됐나요",
        "2025년은 전년 최종보다 몇 % 줄었어?",
        "본예산 대비 얼마나 늘었나?",
    ],
)
def test_change_of_nothing_named_is_asked_back(ask_sample: Ask, question: str):
    found = ask_sample(question)
    assert found.abstained
    assert "무엇을 묻는지 이름을 넣어 다시 물어 주십시오." in found.text


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("찾아가는 디지털교실 2025년 사업예산은 전년보다 얼마나 늘었나?", "130,000천원(12.4%) 늘어났으며"),
        ("2025년 찾아가는 디지털교실 사업예산은 전년 대비 몇 % 늘었어?", "12.4%"),
        ("2025년 디지털 성범죄 예방·상담 예산은 2024년보다 얼마나 늘었나?", "50"),
    ],
)
def test_change_that_a_paper_states_is_the_answer(ask_sample: Ask, question: str, stated: str):
    assert stated in " ".join(sentences(ask_sample(question)))


def test_terminal_and_saved_answers_print_the_formula(ask_sample: Ask):
    from docx import Document

    from cli.ask import as_text as told
    from screen.save.answer import as_docx, as_html, as_text

    found = ask_sample("2023년 찾아가는 디지털교실 예산과 2024년 스마트상점 보급 예산을 합하면 얼마야?")
    line = "계산: 820백만원 + 1,120백만원 = 1,940백만원"
    assert line in told(found).split("\n")
    assert line in as_text(found).split("\n")
    assert f'<p class="formula">{line}</p>' in as_html(found)
    assert line in [paragraph.text for paragraph in Document(BytesIO(as_docx(found))).paragraphs]


def test_answers_without_a_formula_print_none(ask_sample: Ask):
    from cli.ask import as_text

    assert "계산:" not in as_text(ask_sample("2024년 스마트상점 보급 예산은 얼마인가요?"))
