"""On the real documents and questions that lie beside the project: our measures agree with an independent scorer.

The same run holds the least that a change may not fall below.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from assistant.answer import answer
from assistant.contract import as_json
from assistant.settings import Settings
from eval.gold import read_gold
from eval.measured import measured
from eval.measures.right import is_right
from eval.report import Report, report
from eval.result import Result
from eval.run import Outcome, run
from index.intake import Status, take_in
from index.library import open_library

SHARED = Path(__file__).parents[2].parent / "shared"
CORPUS, GOLD, SCORER = SHARED / "corpus", SHARED / "gold" / "dev.jsonl", SHARED / "tools" / "score_answers.py"

pytestmark = pytest.mark.skipif(
    not (CORPUS.is_dir() and GOLD.is_file() and SCORER.is_file()), reason="the shared documents and questions are not here"
)


class Run(NamedTuple):
    """The gold questions answered over the corpus."""

    statuses: list[Status]
    ingest_seconds: float
    outcomes: list[Outcome]
    report: Report
    results: list[Result]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """One ingest of the corpus, and every gold question asked once."""
    library = open_library(tmp_path_factory.mktemp("corpus"), "kiwi")
    start = time.perf_counter()
    statuses = [taken.status for taken in take_in(library, sorted(CORPUS.iterdir()))]
    seconds = time.perf_counter() - start
    outcomes = list(run(read_gold(GOLD), lambda question: answer(library, question, Settings())))
    results = [measured(outcome, library.store.document_text) for outcome in outcomes]
    yield Run(statuses, seconds, outcomes, report(results), results)
    library.close()


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The independent scorer, which shares no code with us."""
    spec = importlib.util.spec_from_file_location("score_answers", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def contract(outcome: Outcome) -> dict[str, Any]:
    """The answer as a batch line, as the scorer reads it."""
    return as_json(outcome.item.id, outcome.answer) if outcome.answer else {"answer": "", "abstained": False}


def test_our_verdicts_agree_with_the_independent_scorer(answered, scorer):
    rows = {row["id"]: row for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    verdicts = {
        outcome.item.id: (is_right(outcome), scorer.judge(rows[outcome.item.id], contract(outcome)))
        for outcome in answered.outcomes
    }
    apart = [id for id, (ours, theirs) in verdicts.items() if ours != theirs]
    assert len(apart) <= 0.03 * len(verdicts), f"judged differently: {apart}"


def test_our_score_is_the_independent_scorers_within_one_question_a_type(answered, scorer):
    rows = {row["id"]: row for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    theirs = Counter(outcome.item.type for outcome in answered.outcomes if scorer.judge(rows[outcome.item.id], contract(outcome)))
    ours = {type: answered.report.part(f"answered_right.{type}") for type in answered.report.types}
    assert {type: (count, theirs[type]) for type, count in ours.items() if abs(count - theirs[type]) > 1} == {}


def test_our_recall_agrees_with_the_independent_scorer(answered, scorer):
    found = []
    for outcome in answered.outcomes:
        if outcome.item.type != "unanswerable" and outcome.item.evidence:
            passages = contract(outcome).get("passages", [])[:5]
            met = [
                any(
                    passage["doc"] == place.document and scorer.containment(place.quote, passage["text"][: scorer.PASSAGE]) >= 0.7
                    for passage in passages
                )
                for place in outcome.item.evidence
            ]
            found.append(sum(met) / len(met))
    assert answered.report.value("evidence_recall@5") == pytest.approx(sum(found) / len(found), abs=0.01)


def test_the_independent_scorer_finds_no_unsupported_number_in_most_answers(answered, scorer):
    clean = [not scorer.unsupported(contract(outcome)) for outcome in answered.outcomes if outcome.answer]
    assert sum(clean) >= 0.97 * len(clean)


def test_every_question_is_answered_without_an_error(answered):
    assert [outcome.error for outcome in answered.outcomes if outcome.error] == []
    assert answered.report.questions == len(GOLD.read_text(encoding="utf-8").splitlines())


def test_the_documents_are_read_whole_and_in_time(answered):
    assert answered.statuses == [Status.ADDED] * 5
    assert answered.ingest_seconds <= 30


def test_the_evidence_is_among_the_first_five_passages(answered):
    assert answered.report.value("evidence_recall@5") >= 0.88


def test_at_least_half_the_questions_are_answered_right(answered):
    assert answered.report.value("answered_right") >= 0.50


def test_every_quote_is_verbatim(answered):
    assert answered.report.value("quotes_verbatim") == 1.0


def test_no_number_is_without_a_source(answered):
    assert answered.report.part("numbers_unsupported") == 0


def test_no_figure_is_shown_unverified(answered):
    assert answered.report.part("figures_unverified") == 0


def test_an_answer_comes_within_a_second(answered):
    # Some ten times what it takes: how fast it is, is measured on a machine that does nothing else.
    assert answered.report.value("latency_p95") <= 1000
