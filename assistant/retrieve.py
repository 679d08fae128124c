"""Retrieve: from a question to ranked passages and the statements in them that bear on it."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from assistant.duplicates import set_apart
from assistant.evidence import Evidence, weigh
from assistant.types import Hit, Question
from assistant.unsaid.cities import cities_named
from index.filters import ANYWHERE, Filters
from index.lexical import Instead
from index.library import Library
from index.rows import PassageRow
from ingest.korean import letter_pairs

# Passages whose statements are read; each costs about 0.1 ms to parse and weigh.
_READ = 30
_FOLLOWED, _BEHIND = 6, 8  # passages after which it is read on, and how many


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Ranked passages, and their statements ranked."""

    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    document_years: tuple[int, ...] = ()
    own_names: tuple[str, ...] = ()  # of who issued the papers, where a city is named: 가람시의회, and what is on the covers
    parts: Mapping[str, int] = field(default_factory=dict)  # of a question that asks for several papers: of which each is
    behind: Mapping[int, tuple[Hit, ...]] = field(
        default_factory=dict
    )  # of a passage, by its id, those that follow it in its paper


def retrieve(library: Library, question: Question, limit: int = 10, filters: Filters = ANYWHERE) -> Retrieved:
    """The passages that bear on a question, best first, and their statements, strongest first, out of the allowed documents."""
    instead = [Instead(item.word, item.words, item.share) for item in question.alternatives]
    depth = max(_READ, limit)
    found = library.search(question.text, question.words, question.pairs, question.morphemes, depth, filters, instead)
    hits = [as_hit(item.passage, item.score) for item in found]
    evidence = weigh(question, hits, library.rarity)
    own, same = set_apart(_rerank(hits, evidence, library.ranking.statement))
    hits = [*own, *same][:limit]
    kept = {hit.passage_id: hit for hit in own[:limit]}
    evidence = [replace(item, hit=kept[item.hit.passage_id]) for item in evidence if item.hit.passage_id in kept]
    own_names = _own_names(library, hits, filters) if cities_named(question) else ()
    return Retrieved(tuple(hits), tuple(evidence), tuple(library.store.document_years(filters)), own_names)


def _own_names(library: Library, hits: Sequence[Hit], filters: Filters) -> tuple[str, ...]:
    """What says whose the papers are: their councils and issuing bodies, and the covers of those that were found."""
    found, papers = {hit.document for hit in hits}, library.store.allowed(filters)
    names = {name for paper in papers for name in (paper.imprint.body, paper.imprint.council) if name}
    covers = library.store.passages([paper.first_passage for paper in papers if paper.name in found])
    return (*sorted(names), *(cover.text for cover in covers))


def look_again(
    library: Library, question: Question, retrieved: Retrieved, words: Sequence[str], filters: Filters | None = None
) -> Retrieved:
    """What was retrieved, and behind it what holds some words: another place may say otherwise.

    Without filters it is looked for in the strongest document alone.
    """
    if filters is None:
        filters = Filters(documents=tuple(item.hit.document for item in retrieved.evidence[:1]))
    known = {hit.passage_id for hit in retrieved.hits}
    pairs = [pair for word in words for pair in letter_pairs(word)]
    found = [item for item in library.holding([pairs], (), pairs, _READ, filters) if item.id not in known]
    hits = [as_hit(item.passage, item.score) for item in library.read(found)]
    return replace(retrieved, evidence=(*retrieved.evidence, *weigh(question, hits, library.rarity)))


def with_what_follows(library: Library, retrieved: Retrieved) -> Retrieved:
    """What was retrieved, with the passages that follow each of the best: a list may run on over them."""
    first = dict.fromkeys(item.hit.passage_id for item in retrieved.evidence)
    wanted = list(first)[:_FOLLOWED]
    numbers = sorted({number + step for number in wanted for step in range(1, _BEHIND + 1)})
    read = {passage.id: as_hit(passage, 0.0) for passage in library.store.passages(numbers)}
    documents = {item.hit.passage_id: item.hit.document for item in retrieved.evidence}
    behind = {number: _run(read, number, documents[number]) for number in wanted}
    return replace(retrieved, behind=behind)


def _run(read: Mapping[int, Hit], number: int, document: str) -> tuple[Hit, ...]:
    """The passages behind one in its document, as far as they were read."""
    following = (read.get(number + step) for step in range(1, _BEHIND + 1))
    return tuple(hit for hit in takewhile(lambda hit: hit is not None and hit.document == document, following) if hit is not None)


def as_hit(passage: PassageRow, score: float) -> Hit:
    """A stored passage as a hit."""
    return Hit(
        passage_id=passage.id,
        document=passage.document,
        title=passage.title,
        year=passage.year,
        topics=passage.topics,
        page=passage.page,
        section=passage.section,
        span=passage.span,
        text=passage.text,
        score=score,
        statements=passage.statements,
        place=passage.statements[0].place,
    )


def _rerank(hits: Sequence[Hit], evidence: Sequence[Evidence], weight: float) -> list[Hit]:
    """The passages by their own score and their best statement's, so that a row's right year and column count."""
    if not hits:
        return []
    best: dict[int, float] = {}
    for item in evidence:
        best.setdefault(item.hit.passage_id, item.score)  # evidence comes strongest first
    scores = [hit.score for hit in hits]
    mean, spread = statistics.fmean(scores), statistics.pstdev(scores) or 1.0
    scored = [replace(hit, score=(hit.score - mean) / spread + weight * best.get(hit.passage_id, 0.0)) for hit in hits]
    return sorted(scored, key=lambda hit: (-hit.score, hit.passage_id))
