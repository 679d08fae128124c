"""The same passage in several documents: one speaks for all, the newest where they are as good; the others are named.

A table is carried from one year's report to the next. Shown from each, it would push out what else there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.types import Elsewhere, Hit
from ingest.document import Statement
from ingest.korean import letters_of

_ALIKE = 0.8  # of the letters of the shorter passage stand, statement by statement, in the longer one; all that have figures
_TIE = 1.0  # of the score: less than what the right year of a statement makes, more than what a document's name does
_FEWEST_LETTERS = 12  # of a passage; less says too little to be called the same

_Content = tuple[frozenset[str], frozenset[str]]  # the letters of all statements, and of those with figures


def set_apart(hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The hits, best first, in two: each that says something of its own, and those for which one of these speaks.

    What says the same with other figures is no duplicate: it may contradict.
    """
    groups: list[list[Hit]] = []
    contents = {hit.passage_id: _content(hit) for hit in hits}
    for hit in hits:
        same = (group for group in groups if _are_the_same(group[0], hit, contents))
        if (group := next(same, None)) is not None:
            group.append(hit)
        else:
            groups.append([hit])
    first = [_spokesman(group) for group in groups]
    chosen = {hit.passage_id for hit in first}
    return first, [hit for hit in hits if hit.passage_id not in chosen]


def _spokesman(group: Sequence[Hit]) -> Hit:
    """The newest of those that are as good as the best, with the best's score and the places of the others."""
    best = group[0]
    newest = max((hit for hit in group if hit.score >= best.score - _TIE), key=lambda hit: hit.year or 0)
    return replace(newest, score=best.score, same=tuple(hit for hit in group if hit is not newest))


def elsewhere(hit: Hit, statement: Statement) -> tuple[Elsewhere, ...]:
    """Where a statement of a hit stands besides, in the passages for which the hit speaks."""
    letters = letters_of(statement.text)
    return tuple(
        Elsewhere(other.document, other.title, found.place)
        for other in hit.same
        if (found := next((said for said in other.statements if letters_of(said.text) == letters), None)) is not None
    )


def _content(hit: Hit) -> _Content:
    """What a passage says, statement by statement, as letters."""
    said = [(letters_of(statement.text), bool(statement.quantities)) for statement in hit.statements]
    return frozenset(letters for letters, _ in said if letters), frozenset(letters for letters, figures in said if figures)


def _are_the_same(one: Hit, other: Hit, contents: Mapping[int, _Content]) -> bool:
    """Whether two passages of different documents say the same of the same thing: what they head is part of what they say."""
    if one.document == other.document or letters_of("".join(one.section[-1:])) != letters_of("".join(other.section[-1:])):
        return False
    return _says_the_same(contents[one.passage_id], contents[other.passage_id])


def _says_the_same(one: _Content, other: _Content) -> bool:
    """Whether the shorter one stands in the longer: every statement that has a figure, and nearly all of the others."""
    (said, with_figures), (longer, _) = sorted((one, other), key=lambda content: sum(map(len, content[0])))
    length = sum(map(len, said))
    if length < _FEWEST_LETTERS or not with_figures <= longer:
        return False
    return sum(map(len, said & longer)) >= _ALIKE * length
