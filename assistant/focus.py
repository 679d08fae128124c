"""The focus of a question: the noun that says what of a thing is asked for, and what it would be counted in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from assistant.types import Question
from ingest.korean import Morpheme, letters_of

_NOUNS = frozenset({"NNG", "NNP", "XR", "SL", "XPN", "XSN", "SH"})
_ACTS = frozenset({"XSV", "XSA", "VCP"})  # 편성 + 되다: what is done, not what is asked for
_SCOPES = frozenset({"에서", "에", "에게", "한테", "까지", "부터", "보다"})  # 세출에서: where, not what
_NOTE_BEHIND = re.compile(r"\s*\([^()]*\)\s*[?.]?\s*$")  # "… 얼마? (2022년 기준)"
_COPULA = re.compile(r"(?<=\S)인가(?:요|\s?요)?\s*[?.]?\s*$")  # 몇 %인가; 설립 인가 is a noun
_DIMENSIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "money",
        re.compile(
            r"(?<=.)(?:(?<![준장정대설구예])비|(?<=[가-힣]{2})(?<![완자진의종원재음동치])료|(?<![지조])금|액|값|가격|급여|연봉|월급|보수|수당|매출|단가|예산|비용)$"
        ),
    ),
    ("ratio", re.compile(r"(?<=.)(?:(?<![법쟁])률|(?<![자규조])율|비율|비중)$")),
)
_STEM = re.compile(r"(?<=..)(?:금액|비용|예산|사업비|가격|점수|인원|비율|비|료|금|액|값|자|객|생|률|율|수|일)$")
_OF_CHANGE = re.compile(r"(?:변동|상승|하락|성장|신장|증가|감소|증감|달성|집행)[률율]$")
_SET_ASIDE = re.compile(r"([가-힣]{2,}[비료금])으?로\s?(?:잡은|잡힌|편성된|책정된|배정된|쓸)\s?(?:금액|예산|돈|건|게)")
_DIVIDED_BY = re.compile(r"(?<=..)별$")  # 기관별: how it is to be told, not what
_ENDS = re.compile(r"(?<=.)(?:수|액수)$")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Focus:
    """What a question asks of the thing that it names; `noun` is empty where it asks for a figure of any name."""

    noun: str = ""  # as written: 임차료
    stem: str = ""  # less its ending, where that says what it is counted in: 임차
    head: str = ""  # the last of the words that it is put together from: 기업 of 참여기업
    dimension: str = ""  # as in ingest.units; empty where the noun does not tell


def focus_of(question: Question) -> Focus:
    """The last noun before a question's word of asking: 관람객 of `SSCE 예상 관람객 수는?`; none that is general.

    >>> focus_of(understand("체육관 총사업비 얼마 들었어?")).noun
    '총사업비'
    """
    general = _general_nouns()
    if set_aside := _SET_ASIDE.search(question.plain):  # 강사료로 잡은 금액
        return Focus(set_aside[1], without_ending(set_aside[1]), set_aside[1], "money")
    end = len(_COPULA.sub("", _NOTE_BEHIND.sub("", question.plain)))
    for noun in _nouns_from_behind(question, end):
        short = _ENDS.sub("", noun.text)
        if (
            noun.text in general.passed
            or _OF_CHANGE.search(short)
            or _DIVIDED_BY.search(short)
            or short in general.passed
            or len(short) < _SHORTEST
        ):
            continue
        if general.all.intersection((noun.text, short, noun.head)):
            return Focus()
        dimension = next((name for name, pattern in _DIMENSIONS if pattern.search(short)), "")
        return Focus(short, without_ending(short), noun.head, dimension)
    return Focus()


def is_said_in(text: str, focus: Focus, question: Question) -> bool:
    """Whether a text has the noun, its head, either of them less what it is counted in, or a word that may stand for it."""
    letters = letters_of(text)
    forms = {focus.noun, focus.stem, focus.head, without_ending(focus.head)}
    official = {item.official for item in question.alternatives if item.said and _is_for(item.said, focus)}
    return any(form in letters for form in map(letters_of, forms | official) if form)


def _is_for(said: str, focus: Focus) -> bool:
    return said in focus.noun or focus.noun in said or focus.head in said


def without_ending(noun: str) -> str:
    """A noun less what it is counted in: 임차료 -> 임차. Of 사업비, whose rest would be said of anything, all."""
    stem = _STEM.sub("", noun)
    return noun if stem in _general_nouns().all else stem


class _General(NamedTuple):
    """Nouns that do not say of what a figure is asked for: those that are passed over, and those at which the search ends."""

    passed: frozenset[str]
    all: frozenset[str]


@lru_cache(maxsize=1)
def _general_nouns() -> _General:
    """The words of `data/general_nouns.txt`."""
    text = (files("assistant") / "data" / "general_nouns.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    parts: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("["):
            parts[line] = []
        else:
            parts[next(reversed(parts))].extend(line.split())
    passed, ending = parts.values()
    return _General(frozenset(passed), frozenset((*passed, *ending)))


class _Noun(NamedTuple):
    text: str
    head: str


def _nouns_from_behind(question: Question, end: int) -> list[_Noun]:
    """The nouns of a question as words, the last first, up to a clause that tells which. What is done (편성된) is none."""
    found: list[_Noun] = []
    run: list[Morpheme] = []
    morphemes = [item for item in question.morphemes if item.start < end]
    for place in range(len(morphemes) - 1, -1, -1):
        item = morphemes[place]
        behind = morphemes[place + 1].tag.partition("-")[0] if place + 1 < len(morphemes) else ""
        is_scope = place + 1 < len(morphemes) and morphemes[place + 1].form in _SCOPES
        is_noun = item.tag in _NOUNS and (bool(run) or (behind not in _ACTS and not is_scope))
        if item.tag == "ETM" and (found or run):
            break  # 동의를 요청한 금액: what stands before only says which
        if run and not (is_noun and item.end == run[0].start):
            found.append(_noun(question, run))
            run = []
            is_noun = item.tag in _NOUNS and behind not in _ACTS and not is_scope
        if is_noun:
            run.insert(0, item)
    return [*found, _noun(question, run)] if run else found


def _noun(question: Question, run: Sequence[Morpheme]) -> _Noun:
    """A run of morphemes as a word; its head is the last that is no mere ending (률)."""
    whole = [item for item in run if item.tag != "XSN"] or run
    return _Noun(question.plain[run[0].start : run[-1].end], question.plain[whole[-1].start : run[-1].end])
