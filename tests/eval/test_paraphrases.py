"""The paraphrase set: its questions ask in other words than their passages answer in, so that no word search finds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.gold import GoldEvidence, GoldItem, read_gold
from eval.measures.text import containment, plain
from index.intake import take_in
from index.lexical import Scored
from index.library import Library, open_library
from index.rows import PassageRow
from ingest.korean import analyse, letter_pairs, words
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


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = open_library(tmp_path_factory.mktemp("paraphrases"), "kiwi")
    assert all(not report.reason for report in take_in(opened, DOCUMENTS))
    yield opened
    opened.close()


def found_among_five(item: GoldItem, passages: list[PassageRow]) -> bool:
    place = item.evidence[0]
    return any(
        passage.document == place.document and containment(place.quote, passage.text) >= _STANDS_IN for passage in passages[:5]
    )


def test_other_words_for_the_same_thing_are_found_by_their_meaning(library: Library):
    """The bar: with the dense side, at least 15 in 100 more are among the first five than by BM25 alone."""
    lexical, both = [], []
    for item, morphemes in zip(ITEMS, analyse(item.question for item in ITEMS), strict=True):
        asked = words(morphemes), letter_pairs(item.question)
        hits: list[Scored] = library.lexical.search(*asked, 5)
        lexical.append(found_among_five(item, [hit.passage for hit in library.read(hits)]))
        both.append(found_among_five(item, [hit.passage for hit in library.search(item.question, *asked, morphemes, 5)]))
    assert sum(both) - sum(lexical) >= 0.15 * len(ITEMS)
