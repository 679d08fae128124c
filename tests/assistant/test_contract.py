"""The batch line of an answer: plain JSON that says the same as the answer."""

from __future__ import annotations

import json

import pytest

from assistant.contract import as_json

QUESTIONS = [
    "2023년 별빛도서관 운영 예산현액 얼마야?",
    "드론 배송 실증 지원 2023 예산현액은 얼마인가요?",
    "달빛광장 조성 사업비는 2022년보다 2023년에 얼마나 늘었나?",
    "드론 배송 실증 노선은 언제 개통하나요?",
    "화성 이주 우주선의 승무원 급식 단가는?",
]


@pytest.fixture(params=QUESTIONS)
def found(request, ask):
    return ask(request.param)


def test_a_line_is_plain_json(found):
    row = as_json("q1", found)
    assert json.loads(json.dumps(row, ensure_ascii=False)) == row
    assert row["id"] == "q1"


def test_a_line_says_what_the_answer_says(found):
    row = as_json("q1", found)
    assert (row["answer"], row["abstained"], row["notices"]) == (found.text, found.abstained, list(found.notices))
    assert row["latency_ms"] == pytest.approx(sum(found.made.timings.values()), abs=0.1)
    assert [figure["status"] for figure in row["figures"]] == [figure.status.value for figure in found.figures]


def test_quotes_and_passages_are_the_documents_own_characters(found, small_library):
    row = as_json("q1", found)
    for place, words in [(place, "quote") for place in row["citations"]] + [(place, "text") for place in row["passages"]]:
        text = small_library.store.document_text(place["doc"])
        assert text[place["start"] : place["end"]] == place[words]
        assert isinstance(place["page"], int) and place["page"] >= 1
        assert place["place"].startswith({"업무보고.txt": "문단 ", "검토보고.txt": "1쪽"}[place["doc"]])


def test_passages_come_best_first_and_at_most_ten(found):
    scores = [passage["score"] for passage in as_json("q1", found)["passages"]]
    assert scores == sorted(scores, reverse=True)
    assert 1 <= len(scores) <= 10


def test_figures_point_to_a_citation_and_stand_in_the_answer(found):
    row = as_json("q1", found)
    for figure in row["figures"]:
        assert figure["text"] in row["answer"]
        assert figure["citation"] is None or 0 <= figure["citation"] < len(row["citations"])
        assert isinstance(figure["value"], str)


def test_money_is_whole_won(ask):
    row = as_json("q1", ask(QUESTIONS[0]))
    figure = next(figure for figure in row["figures"] if figure["text"] == "2,500,000천원")
    assert (figure["value"], figure["unit"], figure["krw"]) == ("2500000", "천원", 2_500_000_000)
    assert type(figure["krw"]) is int


def test_what_is_no_money_has_no_won(ask):
    figures = as_json("q1", ask("4급 현원 몇 명?"))["figures"]
    assert next(figure["krw"] for figure in figures if figure["text"] == "5명") is None


def test_a_computed_figure_has_its_formula(ask):
    figures = as_json("q1", ask(QUESTIONS[2]))["figures"]
    assert any(figure["status"] == "derived" and "530,000천원 - 400,000천원" in figure["formula"] for figure in figures)


def test_a_line_says_how_the_answer_was_made(found, small_library):
    made = as_json("q1", found)["made"]
    assert made["embedding"] == small_library.store.model()
    assert made["generation"] == small_library.store.sequence() > 0
    assert made["llm"] is None and made["version"] and made["day"]
    assert {"understand", "retrieve", "compose", "verify"} <= set(made["timings_ms"])
