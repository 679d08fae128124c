"""Kiwi, the one place: morphemes, words to search by, and joins of broken lines.

Kiwi is loaded once a process, on first use. A list of texts in one call is about fifteen times faster than
one long string, so every function here takes a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

# Tags that carry meaning: nouns, numerals, verbs, adjectives, roots, Latin letters, Chinese characters, digits.
CONTENT_TAGS = frozenset({"NNG", "NNP", "NR", "VV", "VA", "XR", "SL", "SH", "SN", "W_SERIAL"})
# Words so common in any document that they say nothing of the matter.
_EMPTY_WORDS = frozenset(
    {"하/V", "되/V", "있/V", "없/V", "이/V", "같/V", "위하/V", "대하/V", "따르/V", "관하/V", "통하/V", "말/V"}
)
# Names of rows and columns that Kiwi takes apart where they stand alone: 현 원, 과 부족.
_WORDS_OF_THE_TRADE = ("현원", "과부족", "순증")
_MOST_AT_ONCE = 10_000  # characters whose sentences are sought together; no paragraph of the real documents is as long
_ANY = "나"
_LAST_UNKNOWN_ROW = 60  # up to here Kiwi's rows stand for words that it does not know, one a tag
_TYPOS = "basic_with_continual_and_lengthening"
# One changed letter costs 1, a syllable drawn into the next 1; at 2.5, Kiwi's own default, both at once are found.
_TYPO_COST = 2.5
_LETTERS = re.compile(r"[0-9A-Za-z가-힣一-鿿]+")
_LONGER_VERBS = {"늘": "늘어나", "줄": "줄어들"}  # before a noun they would be 는 and 준, which are read as other words
_LATIN_END = re.compile(r"[0-9A-Za-z]$")  # a line end after these is a space, whatever the readings' scores
_LOADING = Lock()
_threads: list[int] = []  # of this process's Kiwi, where it is not to have one a core
# How `Kiwi.glue` analyses: without what only tokens are wanted for.
_AS_GLUE: dict[str, Any] = {"z_coda": False, "oov_handling": "rule", "dialect_cost": 0.0}


class Morpheme(NamedTuple):
    """One morpheme of a text: dictionary form, Kiwi's tag, place in the text and row in Kiwi's vocabulary."""

    form: str
    tag: str
    start: int
    end: int
    row: int


def kiwi() -> Kiwi:
    """The process's one Kiwi, loaded on first use (1 to 3 s), by one thread: of two at once each would load one of 500 MB."""
    with _LOADING:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Kiwi:
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=_threads[0] if _threads else None)
    for word in _WORDS_OF_THE_TRADE:
        kiwi.add_user_word(word, "NNG")
    return kiwi


def use_threads(number: int) -> None:
    """Load Kiwi with so many threads instead of one a core: called by a process that shares the cores with others like it."""
    _threads[:] = [number]


def analyse(texts: Iterable[str]) -> list[list[Morpheme]]:
    """The morphemes of each text, in order."""
    return [morphemes for _, morphemes in analyse_ahead(texts)]


def analyse_ahead(texts: Iterable[str]) -> Iterator[tuple[str, list[Morpheme]]]:
    """Each text with its morphemes, one after the other.

    Kiwi's threads work some thirty texts ahead of what is taken, without the interpreter's lock: what the caller does
    with one text, and what it takes to give the next, costs no time of their own while they are busy.
    """
    for tokens, text in kiwi().tokenize(texts, normalize_coda=False, echo=True):
        yield text, [Morpheme(token.form, token.tag, token.start, token.end, token.id) for token in tokens]


def words(morphemes: Sequence[Morpheme]) -> list[str]:
    """The words to search by: content morphemes, lower case, verbs marked `/V`, thousands commas out of numbers.

    >>> words(analyse(["출연금 12,997,080천원을 편성하였다"])[0])
    ['출연금', '12997080', '천', '편성']
    """
    found = []
    for number, morpheme in enumerate(morphemes):
        tag = morpheme.tag.partition("-")[0]
        if tag == "NP" and _is_any(morpheme, morphemes[number + 1 : number + 2]):
            found.append(morpheme.form + _ANY)
        if tag not in CONTENT_TAGS:
            continue
        if tag in {"VV", "VA"}:
            word = morpheme.form + "/V"
        elif tag == "SN":
            word = morpheme.form.replace(",", "").strip(".")
        else:
            word = morpheme.form.lower()
        if word and word not in _EMPTY_WORDS:
            found.append(word)
    return found


def _is_any(pronoun: Morpheme, behind: Sequence[Morpheme]) -> bool:
    """Whether a pronoun has 나 behind it: 누구나, 어디나 are what programmes are called by (어디나 지원단)."""
    return any(item.form == _ANY and item.tag.startswith("J") and item.start == pronoun.end for item in behind)


def letters_of(text: str) -> str:
    """The letters and digits of a text in lower case, nothing between them: `서 울 AI` -> `서울ai`."""
    return "".join(_LETTERS.findall(text)).lower()


def letter_pairs(text: str) -> list[str]:
    """Pairs of neighbouring letters and digits, blind to white space and punctuation.

    They find what morphemes miss: spaced-out letters, words cut by a line end, long compounds.

    >>> letter_pairs("서 울 AI")
    ['서울', '울a', 'ai']
    """
    letters = letters_of(text)
    return [letters[i : i + 2] for i in range(len(letters) - 1)]


def joins_without_space(pairs: Sequence[tuple[str, str]]) -> list[bool]:
    """For each pair of lines, whether the line end cut a word, so that they join without a space.

    Kiwi decides by analysing both readings, as its `glue` does, but all pairs in one call: its threads share them.

    >>> joins_without_space([("발전을 지원하는 서울특별", "시의 계획")])
    [True]
    """
    readings = [reading for before, after in pairs for reading in (f"{before} {after}", before + after)]
    analysed = kiwi().analyze(readings, **_AS_GLUE)
    scores = [score for ((_, score),) in analysed]
    return [
        joined > spaced and not _LATIN_END.search(before)
        for (before, _), spaced, joined in zip(pairs, scores[::2], scores[1::2], strict=True)
    ]


@lru_cache(maxsize=4096)
def nouns_of(text: str) -> tuple[str, ...]:
    """The nouns that a run of letters is made of, each of two syllables or more; empty where it is made of anything else.

    >>> nouns_of("구분정원현원"), nouns_of("경제정책과")
    (('구분', '정원', '현원'), ())
    """
    found = [(morpheme.form, morpheme.tag) for morpheme in analyse([text])[0]]
    whole = "".join(form for form, _ in found) == text
    nouns = whole and all(tag in {"NNG", "NNP"} and len(form) > 1 for form, tag in found)
    return tuple(form for form, _ in found) if nouns else ()


def is_strange(morpheme: Morpheme) -> bool:
    """Whether it is a noun that Kiwi's dictionary does not have."""
    return morpheme.row <= _LAST_UNKNOWN_ROW and morpheme.tag in {"NNG", "NNP"}


def corrected(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Some parts of a text with their misspellings set right as they fit the text: 증엑 -> 증액; empty for one that has none."""
    tokens = kiwi().tokenize(text, typos=_TYPOS, typo_cost_threshold=_TYPO_COST)
    found = []
    for start, end in spans:
        inside = [token for token in tokens if start <= token.start < end]
        mistyped = any(token.typo_cost for token in inside)
        found.append(kiwi().join([(token.form, token.tag) for token in inside]).replace(" ", "") if mistyped else "")
    return found


def ending_before_noun(text: str) -> str:
    """A verb in the form in which it stands before a noun, of what is past: 바뀌었나요 -> 바뀐, 줄었어 -> 줄어든; empty for none."""
    tokens = [(token.form, token.tag) for token in kiwi().tokenize(text)]
    last = next((at for at, (_, tag) in enumerate(tokens) if tag.startswith(("EP", "EF", "EC"))), None)
    if last is None or not last or not tokens[last - 1][1].startswith(("VV", "XSV")):
        return ""
    stem, tag = tokens[last - 1]
    tokens[last - 1] = (_LONGER_VERBS.get(stem, stem), tag)
    return str(kiwi().join([*tokens[:last], ("은", "ETM")]))


def spaced(text: str) -> str:
    """The text with spaces where Kiwi would set them."""
    return str(kiwi().space(text))


@lru_cache(maxsize=4096)
def is_one_noun(text: str) -> bool:
    """Whether Kiwi reads the text as a single noun: `구분` is one, `등총` is not."""
    morphemes = kiwi().tokenize(text)
    return len(morphemes) == 1 and morphemes[0].tag in {"NNG", "NNP", "XR"}


@lru_cache(maxsize=4096)
def is_known_noun(text: str) -> bool:
    """Whether the text is a noun of Kiwi's vocabulary: `총계` is one, `계공` only looks like one."""
    morphemes = kiwi().tokenize(text)
    return len(morphemes) == 1 and morphemes[0].tag in {"NNG", "NNP"} and morphemes[0].id > _LAST_UNKNOWN_ROW


@lru_cache(maxsize=4096)
def is_common_noun(text: str) -> bool:
    """Whether the text is a common noun of Kiwi's vocabulary: `해임` is one, `서하린` is not."""
    morphemes = kiwi().tokenize(text)
    return len(morphemes) == 1 and morphemes[0].tag == "NNG" and morphemes[0].id > _LAST_UNKNOWN_ROW


def sentence_spans(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """The (start, end) of each sentence of each text, by Kiwi's sentence splitter."""
    pieces = [(number, start, end) for number, text in enumerate(texts) for start, end in _at_once(text)]
    found: list[list[tuple[int, int]]] = [[] for _ in texts]
    split = kiwi().split_into_sents([texts[number][start:end] for number, start, end in pieces])
    for (number, start, _), sentences in zip(pieces, split, strict=True):
        found[number] += [(start + sentence.start, start + sentence.end) for sentence in sentences]
    return found


def _at_once(text: str) -> Iterator[tuple[int, int]]:
    """A text whole; an endless one in pieces that end with a word: Kiwi's time grows with the square of the length."""
    start = 0
    while len(text) - start > _MOST_AT_ONCE:
        space = text.rfind(" ", start + _MOST_AT_ONCE // 2, start + _MOST_AT_ONCE)
        end = space if space > 0 else start + _MOST_AT_ONCE
        yield start, end
        start = end
    yield start, len(text)
