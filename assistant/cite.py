"""Look a citation up: passages for words and phrases, each with the line that holds them best. For use during a hearing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from assistant.lookup import read_exactly, read_lookup
from assistant.marks import marks_of
from assistant.question import understand
from assistant.reading import read_question
from assistant.scope import check_scope
from assistant.sought import Line, Sought, best_line, holds_phrases, make_ready, quote_of, with_single_letters
from index.filters import ANYWHERE, Filters
from index.lexical import Instead, Scored
from index.library import Library
from index.rows import PassageRow
from ingest.document import Span
from ingest.korean import letter_pairs
from ingest.mend import mend
from ingest.plain import as_plain
from ingest.utterance import Utterance

_READ = 20  # passages whose lines are compared at a time; each costs about 0.5 ms to parse and compare
_MOST_READ = 60  # for words: what comes behind has hardly any of them
_DEPTH = 200  # passages that are asked of the index at first; for phrases more, as long as there are any
_DEEPEST = 5000
_JOINED = 0.7  # of a phrase's letter pairs: one that runs over a line end lacks those of the joint
_MOST_JOINED = 2 * _READ  # passages read for such a phrase
_FEWEST_PAIRS = 4  # of a phrase that may lack some
# What the best passage's line gains over the last one's. With the sample's 93 questions looked up as they are, the first ten
# places have the passage of the answer 80 times at 0.2, 89 times at 0.8.
_STANDING = 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document: the line that was found, to the letter. `marks` are offsets within `quote`."""

    document: str
    title: str
    section: tuple[str, ...]
    page: int
    place: str
    span: Span
    quote: str
    passage: str
    utterance: Utterance | None = None  # in minutes: who says it
    marks: tuple[Span, ...] = ()
    before: str = ""  # what of the passage stands before the quote, and what behind it
    after: str = ""

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The quote cut where marks begin and end, each piece with whether it is marked; a piece may be empty."""
        ends = [0, *(end for mark in self.marks for end in mark), len(self.quote)]
        for number, (start, end) in enumerate(pairwise(ends)):
            yield self.quote[start:end], number % 2 == 1


class Group(NamedTuple):
    """The places of one document, best first."""

    document: str
    title: str
    places: tuple[Place, ...]


class LookedUp(NamedTuple):
    """What a lookup found, best first, and what of it was read otherwise than typed, in Korean."""

    places: tuple[Place, ...]
    readings: tuple[str, ...] = ()


def find_places(
    library: Library, text: str, limit: int = 10, filters: Filters = ANYWHERE, today: date | None = None
) -> list[Place]:
    """The places that hold what is looked for best, one a passage, best first, out of the allowed documents.

    Raises BadInput where it is only said what is not to come, and where the filters allow no document.
    """
    return list(look_up(library, text, limit, filters, today).places)


def look_up(
    library: Library, text: str, limit: int = 10, filters: Filters = ANYWHERE, today: date | None = None, *, exact: bool = False
) -> LookedUp:
    """`find_places`, with how the words were read. What may be typed is told in assistant/lookup.py.

    With `exact`, what was typed is a phrase, quotation marks or not.
    """
    text = as_plain(text)
    lookup = read_exactly(text) if exact else read_lookup(text)
    check_scope(library, filters)
    question = read_question(library, lookup.words, today) if lookup.words else understand("", today)
    question = with_single_letters(question, library.lexical.document_frequency)
    if not question.words and not question.pairs and not lookup.phrases:
        return LookedUp(())
    sought = make_ready(lookup, question, library.rarity)
    found = _found(library, sought, limit, filters)
    marks = marks_of([_quote(passage, line) for passage, line in found], sought)
    places = [_place(passage, line, marked, sought) for (passage, line), marked in zip(found, marks, strict=True)]
    return LookedUp(tuple(places), question.readings)


def by_document(places: Sequence[Place]) -> list[Group]:
    """The places by document; documents in the order of their best place."""
    groups: dict[str, list[Place]] = {}
    for place in places:
        groups.setdefault(place.document, []).append(place)
    return [Group(document, found[0].title, tuple(found)) for document, found in groups.items()]


def _found(library: Library, sought: Sought, limit: int, filters: Filters) -> list[tuple[PassageRow, Line]]:
    """The passages with their best line, best first: as many as are asked for, as far as there are any."""
    pool = limit if sought.lookup.phrases else max(_READ, limit)
    found: list[tuple[PassageRow, Line]] = []
    for number, passage in enumerate(_candidates(library, sought, pool, filters)):
        if number >= pool and sum(line.names for _, line in found) >= limit:
            break
        line = best_line(passage, sought)
        if line is not None:
            found.append((passage, line._replace(score=line.score + _STANDING * max(0.0, 1 - number / pool))))
    if any(line.names for _, line in found):
        found = [(passage, line) for passage, line in found if line.names]
    found.sort(key=lambda pair: -pair[1].score)  # of the same score, the one that the index holds better
    return found[:limit]


def _candidates(library: Library, sought: Sought, pool: int, filters: Filters) -> Iterator[PassageRow]:
    """Passages that may have a place, best first by the index; those of phrases hold them to the letter."""
    if not sought.lookup.phrases:
        ranked = _ask(library, sought, filters, max(_DEPTH, pool))
        yield from _read(library, ranked[: max(_MOST_READ, 2 * pool)])
        return
    seen: set[int] = set()
    for depth, share in ((_DEPTH, 1.0), (_DEEPEST, 1.0), (_DEPTH, _JOINED)):
        ranked = [id for id in _ask(library, sought, filters, max(depth, pool), share) if id not in seen]
        seen.update(ranked)
        near = ranked[:_MOST_JOINED] if share < 1.0 else ranked
        yield from (passage for passage in _read(library, near) if holds_phrases(passage, sought.lookup.phrases))


def _ask(library: Library, sought: Sought, filters: Filters, depth: int, share: float = 1.0) -> list[int]:
    """The ids of passages, best first, that hold the letter pairs of the phrases and some of the words."""
    question, plain = sought.question, [mend(phrase) for phrase in sought.lookup.phrases]
    required = [pairs for pairs in map(letter_pairs, plain) if pairs]
    if share < 1.0 and not any(len(pairs) >= _FEWEST_PAIRS for pairs in required):
        return []
    single = [phrase for phrase in plain if not letter_pairs(phrase)]  # of one letter: as a word
    instead = [Instead(item.word, item.words, item.share) for item in question.alternatives]
    found = library.holding(required, (*question.words, *single), question.pairs, depth, filters, instead, share)
    return [item.id for item in found]


def _read(library: Library, ids: Sequence[int]) -> Iterator[PassageRow]:
    """The passages of some ids, read a few at a time as they are taken."""
    for first in range(0, len(ids), _READ):
        yield from (item.passage for item in library.read([Scored(id, 0.0) for id in ids[first : first + _READ]]))


def _quote(passage: PassageRow, line: Line) -> str:
    return _within(passage, quote_of(passage, line))


def _within(passage: PassageRow, span: Span) -> str:
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]


def _place(passage: PassageRow, line: Line, marks: tuple[Span, ...], sought: Sought) -> Place:
    """The place of a line. A phrase that stands in the reading text alone marks the line whole."""
    span, quote, statement = quote_of(passage, line), _quote(passage, line), passage.statements[line.first]
    return Place(
        document=passage.document,
        title=passage.title,
        section=statement.section,
        page=statement.page,
        place=statement.place,
        span=span,
        quote=quote,
        passage=passage.text,
        utterance=statement.utterance,
        marks=marks or ((Span(0, len(quote)),) if sought.lookup.phrases else ()),
        before=_within(passage, Span(passage.span.start, span.start)),
        after=_within(passage, Span(span.end, passage.span.end)),
    )
