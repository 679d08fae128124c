"""The sample set that comes with the project: sound in itself, and answered no worse than before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.asking import results_here
from eval.gold import read_gold
from eval.measures.text import plain
from eval.report import Report, report
from index.intake import Status, take_in
from index.library import open_library
from ingest.readers import read_source

SAMPLE = Path(__file__).parents[2] / "eval" / "sample"
DOCUMENTS = sorted((SAMPLE / "documents").iterdir())
GOLD = SAMPLE / "gold.jsonl"
TYPES = {
    *("figure", "list", "date", "person", "reason", "yesno", "compare", "derived", "conflict", "unanswerable"),
    *("definition", "legal", "statement", "summary", "table"),
}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.name: plain(read_source(path).text) for path in DOCUMENTS}  # one of them is in CP949


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The sample questions answered over the sample documents, once."""
    library = open_library(tmp_path_factory.mktemp("sample"), "kiwi")
    assert [taken.status for taken in take_in(library, DOCUMENTS)] == [Status.ADDED] * len(DOCUMENTS)
    found = report(list(results_here(read_gold(GOLD), library, Settings())))
    library.close()
    return found


def test_the_set_is_large_enough_to_tell_a_change():
    items = read_gold(GOLD)
    assert len(items) >= 200
    assert len(DOCUMENTS) >= 10
    assert {item.type for item in items} == TYPES


def test_ids_and_questions_are_unique():
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({plain(row["question"]) for row in rows}) == len(rows)


def test_every_gold_quote_is_in_its_document(texts):
    strays = [
        (item.id, place.quote)
        for item in read_gold(GOLD)
        for place in item.evidence
        if not place.quote.strip() or plain(place.quote) not in texts.get(place.document, "")
    ]
    assert strays == []


def test_every_question_but_the_unanswerable_has_evidence_and_something_to_check():
    bare = [
        item.id
        for item in read_gold(GOLD)
        if item.type != "unanswerable" and not (item.evidence and (item.figures or item.must_contain or item.type == "reason"))
    ]
    assert bare == []


def test_the_unanswerable_ask_for_nothing():
    assert not [item.id for item in read_gold(GOLD) if item.type == "unanswerable" and (item.figures or item.must_contain)]


def test_every_document_is_asked_about():
    assert {place.document for item in read_gold(GOLD) for place in item.evidence} == {path.name for path in DOCUMENTS}


def test_enough_is_answered_right(measured):
    assert measured.value("answered_right") >= 0.75
    assert measured.part("errors") == 0


def test_every_quote_is_verbatim(measured):
    assert measured.value("quotes_verbatim") == 1.0


def test_no_number_is_without_a_source(measured):
    assert measured.part("numbers_unsupported") == 0
    assert measured.part("figures_unverified") == 0
