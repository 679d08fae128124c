"""Words to look for beside a question's own: official words for everyday ones, short names for long ones and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from assistant.thesaurus import Entry, Thesaurus, word_key
from assistant.types import Alternative, Question
from index.abbreviations import AbbreviationRow
from ingest.korean import Morpheme, analyse, spaced, words

_LONGEST_PHRASE = 8  # morphemes: 지역 혁신 중심 대학 지원 체계
_MOST = 32  # alternatives of a question; each costs a look into the index
_MOST_NAMES = 4  # that one short name stands for: 재단 is another in each document
_UNSEARCHED = 0.3  # share of words for one that is not searched by: 왜, 언제


class _Phrase(NamedTuple):
    """A run of a question's morphemes, as typed and as it is looked up, with the words of the question in it."""

    first: int
    last: int
    said: str
    key: str
    words: tuple[str, ...]


def expand(
    question: Question,
    thesaurus: Thesaurus,
    abbreviations: Callable[[Sequence[str]], list[AbbreviationRow]],
    frequency: Callable[[str], int],
) -> Question:
    """The question with the words that may stand for its own, of those that the documents use.

    `abbreviations` gives the short names for some keys, `frequency` in how many passages a word stands.
    """
    phrases = list(_phrases(question))
    named = _names(phrases, abbreviations([phrase.key for phrase in phrases if phrase.words]), thesaurus)
    found = {phrase: list(_alternatives(phrase, named, thesaurus, frequency)) for phrase in phrases}
    chosen = _longest([phrase for phrase in phrases if found[phrase]])
    return replace(question, alternatives=tuple(islice((item for phrase in chosen for item in found[phrase]), _MOST)))


def _phrases(question: Question) -> Iterator[_Phrase]:
    """Every run of morphemes that may be a phrase of the thesaurus or a name; verbs in the form of a dictionary."""
    searched = frozenset(question.words)
    morphemes = question.morphemes
    for first, start in enumerate(morphemes):
        for last in range(first, min(len(morphemes), first + _LONGEST_PHRASE)):
            end = morphemes[last]
            inside = tuple(word for word in words(morphemes[first : last + 1]) if word in searched)
            said = _said(question.plain, start, end)
            if end.tag.split("-")[0] in {"VV", "VA", "XSV", "XSA"} and inside:  # 쓰다, 보다 alone say too little
                before = question.plain[start.start : end.start] if last > first else ""
                yield _Phrase(first, last, said, word_key(before + end.form + "다"), inside)
            if key := word_key(said if last > first else _alone(start, said)):
                yield _Phrase(first, last, said, key, inside)


def _said(text: str, start: Morpheme, end: Morpheme) -> str:
    return text[start.start : max(end.end, start.end)]


def _alone(morpheme: Morpheme, said: str) -> str:
    """A single morpheme as it is looked up; 누가 holds 누구."""
    return morpheme.form if morpheme.tag == "NP" else said


def _names(phrases: Sequence[_Phrase], rows: Sequence[AbbreviationRow], thesaurus: Thesaurus) -> dict[str, list[Entry]]:
    """The other names of what a phrase names, by its key; a name that holds the other finds nothing more."""
    keys = {phrase.key for phrase in phrases}
    found: dict[str, dict[str, Entry]] = {}
    for row in rows:
        for said, other in ((row.short, row.long), (row.long, row.short)):
            key, official = word_key(said), word_key(other)
            if key in keys and official not in key and thesaurus.wants(said, other):
                found.setdefault(key, {}).setdefault(official, Entry(said, other, row.document))
    return {key: list(entries.values())[:_MOST_NAMES] for key, entries in found.items()}


def _longest(phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """The phrases that do not lie in a longer one: 직원 수, and not 직원 in it."""
    return [
        phrase
        for phrase in phrases
        if not any(
            other.first <= phrase.first and phrase.last <= other.last and other.last - other.first > phrase.last - phrase.first
            for other in phrases
        )
    ]


def _alternatives(
    phrase: _Phrase, named: Mapping[str, Sequence[Entry]], thesaurus: Thesaurus, frequency: Callable[[str], int]
) -> Iterator[Alternative]:
    """The official words for each word of a phrase, of those that the documents use and that are not there already."""
    for entry in (*named.get(phrase.key, ()), *thesaurus.entries(phrase.key)):
        held = (words for words in _readings_of(entry.official) if words and all(map(frequency, words)))
        official = next(held, ())
        if not official or (phrase.words and set(phrase.words) <= set(official)):
            continue
        for word in phrase.words or ("",):
            share = 1 / len(phrase.words) if phrase.words else _UNSEARCHED
            yield Alternative(word, phrase.said, entry.official, official, share, entry.source)


@lru_cache(maxsize=4096)
def _readings_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name alone and with its parts set apart: what Kiwi holds for one noun alone it cuts in a sentence."""
    return tuple(dict.fromkeys(tuple(dict.fromkeys(words(found))) for found in analyse([text, spaced(text)])))
