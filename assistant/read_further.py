"""Reading further: what some kinds of answer need beside the passages that retrieval ranked, read from the library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.evidence import Evidence, weigh
from assistant.kinds.decision import with_decisions
from assistant.kinds.definition import terms_asked
from assistant.kinds.legal import article_asked
from assistant.kinds.several import apart, papers_of
from assistant.kinds.statement import named
from assistant.retrieve import Retrieved, as_hit, look_again, retrieve
from assistant.subject import subject_of
from assistant.types import Asked, Hit, Question
from index.filters import Filters
from index.library import Library
from index.store import Store

_OF_EACH = 5  # passages of the papers of each year, where several are asked for
_BEHIND = 2  # passages of 780 characters: what an article of law or a turn may run on over


def read_further(library: Library, question: Question, retrieved: Retrieved, filters: Filters) -> Retrieved:
    """What was retrieved, and behind it what the question's kind of answer looks at besides."""
    read = _READINGS.get(question.asked, _nothing_more)
    parts = apart(question)
    if not parts:
        return read(library, question, retrieved, filters)
    allowed = library.store.allowed(filters)
    found, of_part = [], {}
    for number, one in enumerate(parts):
        names = papers_of(one, allowed)
        if names:
            within = replace(filters, documents=names)
            found.append(read(library, one, retrieve(library, one, _OF_EACH, within), within))
            of_part.update(dict.fromkeys(names, number))
    evidence = tuple(item for part in found for item in part.evidence)
    return replace(retrieved, evidence=evidence or retrieved.evidence, parts=of_part)


def _nothing_more(library: Library, question: Question, retrieved: Retrieved, filters: Filters) -> Retrieved:
    return retrieved


def _where_the_term_stands(library: Library, question: Question, retrieved: Retrieved, filters: Filters) -> Retrieved:
    """With the places that have the term whose meaning is asked for, or what it is short for."""
    for term in (*terms_asked(question)[-1:], *(item.official for item in question.alternatives[:1])):
        retrieved = look_again(library, question, retrieved, (term,), filters)
    return retrieved


def _whole_articles(library: Library, question: Question, retrieved: Retrieved, filters: Filters) -> Retrieved:
    """With the places that have the article asked for, and the passages behind these."""
    article = article_asked(question)
    if not article:
        return retrieved
    retrieved = look_again(library, question, retrieved, (article,), filters)
    begins = re.compile(rf"{article}\s?\(")
    heads = {item.hit.passage_id: item.hit for item in retrieved.evidence if begins.match(item.statement.text)}
    return _with(library, question, retrieved, beside(library.store, heads.values(), 0, _BEHIND))


def _turns_beside(library: Library, question: Question, retrieved: Retrieved, filters: Filters) -> Retrieved:
    """With where the person named stands, and the passages before and behind: a reply may stand in the next."""
    if name := named(question):
        retrieved = look_again(library, question, retrieved, (name,), filters)
    spoken = {item.hit.passage_id: item.hit for item in retrieved.evidence if item.statement.utterance is not None}
    return _with(library, question, retrieved, beside(library.store, list(spoken.values())[:_SPOKEN], 1, 1))


def _subject(library: Library, question: Question, retrieved: Retrieved, filters: Filters) -> Retrieved:
    """All that is to be summarised and nothing else, in the paper's order."""
    found = subject_of(library.store, question, retrieved.hits, library.rarity, filters)
    whole = tuple(
        Evidence(hit, statement, frozenset(), 1.0, 0.0)
        for hit, numbers in found
        for number, statement in enumerate(hit.statements)
        if number in numbers
    )
    return replace(retrieved, evidence=whole)


def beside(store: Store, hits: Iterable[Hit], before: int, behind: int) -> list[Hit]:
    """The passages of the same documents that lie so many before and behind some hits."""
    documents = {hit.passage_id: hit.document for hit in hits}
    wanted = {number + step: name for number, name in documents.items() for step in range(-before, behind + 1)}
    passages = store.passages(sorted(wanted.keys() - documents.keys()))
    return [as_hit(passage, score=0.0) for passage in passages if passage.document == wanted[passage.id]]


def _with(library: Library, question: Question, retrieved: Retrieved, hits: Sequence[Hit]) -> Retrieved:
    """What was retrieved, with the statements of further hits behind it."""
    known = {item.hit.passage_id for item in retrieved.evidence}
    fresh = [hit for hit in hits if hit.passage_id not in known]
    return replace(retrieved, evidence=(*retrieved.evidence, *weigh(question, fresh, library.rarity)))


_SPOKEN = 6  # passages, strongest first
_READINGS: dict[Asked, Callable[[Library, Question, Retrieved, Filters], Retrieved]] = {
    Asked.DEFINITION: _where_the_term_stands,
    Asked.LEGAL: _whole_articles,
    Asked.STATEMENT: _turns_beside,
    Asked.SUMMARY: _subject,
    Asked.YESNO: with_decisions,
}
