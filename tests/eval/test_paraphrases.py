"""The paraphrase set: its questions ask in other words than their passages answer in, so that no word search finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.gold import GoldEvidence, GoldItem, read_gold
from eval.measures.text import containment, plain
from ingest.korean import analyse, words
from ingest.pipeline import Ingested, ingest
from ingest.readers import read_source

SAMPLE = Path(__file__).parents[2] / "eval" / "sample"
DOCUMENTS = sorted((SAMPLE / "documents").iterdir())
ITEMS = read_gold(SAMPLE / "paraphrases.jsonl")
_STANDS_IN = 0.7  # share of a quote that a passage must hold, as for evidence recall
_DISJOINT = 0.8  # share of the questions that must share no word with the whole passage either


@pytest.fixture(scope="module")
def documents() -> dict[str, Ingested]:
    return {path.name: ingest(read_source(path)) for path in DOCUMENTS}


@pytest.fixture(scope="module")
def asked() -> dict[str, set[str]]:
    """The content words of each question, by its id."""
    found = analyse(item.question for item in ITEMS)
    return {item.id: set(words(morphemes)) for item, morphemes in zip(ITEMS, found, strict=True)}


def words_around(place: GoldEvidence, document: Ingested) -> set[str]:
    """The words by which the passages are found that hold a place."""
    text = document.document.source.text
    held = [passage for passage in document.passages if containment(place.quote, passage.span.of(text)) >= _STANDS_IN]
    assert held, place
    return {word for passage in held for word in passage.words}


def test_the_set_is_large_enough_and_asks_about_every_document():
    assert len(ITEMS) >= 100
    assert {place.document for item in ITEMS for place in item.evidence} == {path.name for path in DOCUMENTS}


def test_no_question_is_asked_twice():
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert len({plain(item.question) for item in ITEMS}) == len(ITEMS)


def test_every_question_has_evidence_that_stands_in_its_document_once(documents):
    strays = [
        (item.id, place.quote)
        for item in ITEMS
        for place in item.evidence or (GoldEvidence("", ""),)
        if place.document not in documents or documents[place.document].document.source.text.count(place.quote) != 1
    ]
    assert strays == []


def test_every_question_asks_with_words_of_its_own(asked):
    assert [item.id for item in ITEMS if not asked[item.id]] == []


def test_no_question_shares_a_content_word_with_its_evidence(asked):
    shared = {item.id: _shared(item, asked[item.id]) for item in ITEMS}
    assert {id: found for id, found in shared.items() if found} == {}


def test_few_questions_share_a_content_word_with_the_whole_passage(asked, documents):
    disjoint = [
        item.id
        for item in ITEMS
        if not any(asked[item.id] & words_around(place, documents[place.document]) for place in item.evidence)
    ]
    assert len(disjoint) >= _DISJOINT * len(ITEMS)


def _shared(item: GoldItem, asked: set[str]) -> set[str]:
    quotes = analyse(place.quote for place in item.evidence)
    return {word for morphemes in quotes for word in words(morphemes)} & asked
