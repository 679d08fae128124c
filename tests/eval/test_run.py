"""A run asks every question, whatever becomes of one, and its report counts them all."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from eval.measured import measured, without_answer
from eval.report import as_dict, as_text, misses_as_text, report
from eval.run import run
from ingest.errors import BadInput

QUOTE = "현 원\t18\t2\t5\t11"
TEXTS = {"가.txt": QUOTE}


def ask_with(answers):
    """An assistant that gives its answers in turn, and raises those that are errors."""
    waiting = iter(answers)

    def ask(question):
        found = next(waiting)
        if isinstance(found, Exception):
            raise found
        return found

    return ask


@pytest.fixture
def outcomes(make):
    """Four questions: one right, one that fails, one rightly and one wrongly abstained from."""
    figures = (("18", "명", None),)
    items = [
        make.item(figures=figures, evidence=(("가.txt", QUOTE),), id="right"),
        make.item(figures=figures, evidence=(("가.txt", QUOTE),), id="fails"),
        make.item("unanswerable", id="nothing"),
        make.item("date", figures=(("2023", "년", None),), evidence=(("가.txt", QUOTE),), id="silent"),
    ]
    right = make.answer("18명 [1]", citations=(make.citation(QUOTE),), hits=(make.hit(QUOTE),), figures=(make.figure("18명"),))
    silent = make.answer("없습니다.", abstained=True)
    return list(run(items, ask_with([right, ZeroDivisionError("0"), silent, silent])))


@pytest.fixture
def results(outcomes):
    return [measured(outcome, TEXTS.get) for outcome in outcomes]


@pytest.mark.parametrize(
    "failure", [ValueError("깨진 값"), KeyError("키"), RecursionError(), BadInput("질문이 비었습니다.", "적어 주십시오.")]
)
def test_a_question_that_raises_is_wrong_and_the_rest_goes_on(make, failure):
    items = [make.item("unanswerable", id=id) for id in "abc"]
    silent = make.answer("없음", abstained=True)
    outcomes = list(run(items, ask_with([silent, failure, silent])))
    assert [outcome.item.id for outcome in outcomes] == ["a", "b", "c"]
    assert [outcome.answer is None for outcome in outcomes] == [False, True, False]
    assert [measured(outcome, TEXTS.get).right for outcome in outcomes] == [True, False, True]


def test_why_a_question_failed_is_told(make):
    failures = [ValueError("깨진 값"), BadInput("질문이 비었습니다.", "적어 주십시오.")]
    errors = [outcome.error for outcome in run([make.item(), make.item()], ask_with(failures))]
    assert errors == ["ValueError: 깨진 값", "질문이 비었습니다. 적어 주십시오."]


def test_stopping_the_run_stops_it(make):
    with pytest.raises(KeyboardInterrupt):
        list(run([make.item()], lambda question: (_ for _ in ()).throw(KeyboardInterrupt)))


def test_questions_are_asked_as_they_are_written_and_timed(make):
    asked = []
    outcomes = list(run([replace(make.item(), question="현원은?")], lambda question: asked.append(question) or make.answer("")))
    assert asked == ["현원은?"]
    assert outcomes[0].milliseconds >= 0


def test_every_question_counts(results):
    found = report(results)
    assert (found.questions, found.value("answered_right"), found.part("errors"), found.part("wrongly_abstained")) == (
        4,
        0.5,
        1,
        2,  # one abstained, one failed
    )
    assert {type: found.counts[f"answered_right.{type}"] for type in found.types} == {
        "date": (0, 1),
        "figure": (1, 2),
        "unanswerable": (1, 1),
    }


def test_a_failed_question_lowers_recall_and_citing(results):
    found = report(results)
    assert [found.value(f"evidence_recall@{k}") for k in (1, 5, 10)] == [pytest.approx(1 / 3)] * 3
    assert found.value("right_source_cited") == 0.5


def test_quotes_and_figures_are_counted(results, outcomes):
    found = report(results)
    assert (found.value("quotes_verbatim"), found.value("figures_verified"), found.part("numbers_unsupported")) == (1.0, 1.0, 0)
    assert report([measured(outcome, {}.get) for outcome in outcomes]).value("quotes_verbatim") == 0.0


def test_questions_that_were_not_asked_count_as_wrong(results, make):
    unasked = without_answer(make.item(evidence=(("가.txt", QUOTE),), id="later"), "묻지 않음")
    found = report([*results, unasked], 1)
    assert (found.questions, found.value("answered_right"), found.value("evidence_recall@5")) == (5, 0.4, 0.25)
    assert "묻지 않은 1개는 틀린 것으로" in as_text(found)


def test_a_run_of_nothing_has_a_report():
    found = report([])
    assert (found.questions, found.value("answered_right"), found.value("latency_p95")) == (0, None, None)
    assert as_text(found)


def test_the_numbers_are_json(results):
    read = json.loads(json.dumps(as_dict(report(results))))
    assert read["measures"]["answered_right"] == {"value": 0.5, "low": 0.0, "high": 1.0, "part": 2.0, "whole": 4.0}
    assert read["measures"]["evidence_recall@5"]["value"] == 0.3333


@pytest.mark.parametrize(
    "line",
    [
        "문항 4개, 괄호 안은 95% 신뢰구간",
        "정답: 2/4 50.0% (0.0~100.0)",
        "수치: 1/2 50.0%",
        "답 없음: 1/1 100.0% (100.0~100.0)",
        "근거 찾음 @5: 1/3 33.3%",
        "인용이 원문과 같음: 1/1 100.0%",
        "오류: 1/4 25.0%",
    ],
)
def test_the_text_tells_the_measures_in_korean(results, line):
    assert line in as_text(report(results))


def test_the_misses_show_question_wanted_and_given(results):
    shown = misses_as_text(results, 10)
    assert [line.split()[1] for line in shown.splitlines() if line.startswith("- ")] == ["fails", "silent"]
    assert "ZeroDivisionError" in shown
    assert "정답: 정답" in shown
    assert "답: 없습니다." in shown


def test_no_more_misses_are_shown_than_asked(results):
    assert misses_as_text(results, 1).count("정답:") == 1
    assert misses_as_text(results, 0) == ""
