"""A run asks every question, whatever becomes of one, and its report counts them all."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant.types import FigureStatus
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


@pytest.mark.parametrize(
    "failure", [ValueError("깨진 값"), KeyError("키"), RecursionError(), BadInput("질문이 비었습니다.", "적어 주십시오.")]
)
def test_a_question_that_raises_is_wrong_and_the_rest_goes_on(make, failure):
    items = [make.item("unanswerable", id=id) for id in "abc"]
    silent = make.answer("없음", abstained=True)
    outcomes = list(run(items, ask_with([silent, failure, silent])))
    assert [outcome.item.id for outcome in outcomes] == ["a", "b", "c"]
    assert [outcome.answer is None for outcome in outcomes] == [False, True, False]
    assert report(outcomes, TEXTS.get).answered_right == pytest.approx(2 / 3, abs=1e-4)


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


def test_every_question_counts(outcomes):
    found = report(outcomes, TEXTS.get)
    assert (found.items, found.answered_right, found.errors, found.wrongly_abstained) == (4, 0.5, 1, 1)
    assert found.right_by_type == {"date": (0, 1), "figure": (1, 2), "unanswerable": (1, 1)}


def test_a_failed_question_lowers_recall_and_citing(outcomes):
    found = report(outcomes, TEXTS.get)
    assert found.evidence_recall == {1: 0.3333, 5: 0.3333, 10: 0.3333}
    assert found.right_source_cited == 0.5


def test_quotes_and_figures_are_counted(outcomes):
    found = report(outcomes, TEXTS.get)
    assert found.quotes_verbatim == 1.0
    assert found.figures == {status.value: int(status is FigureStatus.VERIFIED) for status in FigureStatus}
    assert found.numbers_unsupported == 0
    assert report(outcomes, {}.get).quotes_verbatim == 0.0


def test_a_run_of_nothing_has_a_report():
    found = report([], TEXTS.get)
    assert (found.items, found.answered_right, found.quotes_verbatim, found.latency_p95) == (0, 0.0, None, 0.0)
    assert as_text(found)


def test_the_numbers_are_json(outcomes):
    read = json.loads(json.dumps(as_dict(report(outcomes, TEXTS.get))))
    assert read["answered_right"] == 0.5
    assert read["evidence_recall"]["5"] == 0.3333


@pytest.mark.parametrize(
    "line",
    [
        "문항 4개, 정답 50.0%",
        "수치: 1/2 (50.0%)",
        "답 없음: 1/1 (100.0%)",
        "근거 찾음 @5: 33.3%",
        "인용이 원문과 같음: 100.0%",
        "오류: 1",
    ],
)
def test_the_text_tells_the_measures_in_korean(outcomes, line):
    assert line in as_text(report(outcomes, TEXTS.get))


def test_what_could_not_be_measured_is_a_dash(make):
    outcomes = list(run([make.item("unanswerable")], ask_with([make.answer("없음", abstained=True)])))
    assert "근거 찾음 @5: -" in as_text(report(outcomes, TEXTS.get))


def test_the_misses_show_question_wanted_and_given(outcomes):
    shown = misses_as_text(outcomes, 10)
    assert [line.split()[1] for line in shown.splitlines() if line.startswith("- ")] == ["fails", "silent"]
    assert "ZeroDivisionError" in shown
    assert "정답: 정답" in shown
    assert "답: 없습니다." in shown


def test_no_more_misses_are_shown_than_asked(outcomes):
    assert misses_as_text(outcomes, 1).count("정답:") == 1
    assert misses_as_text(outcomes, 0) == ""
