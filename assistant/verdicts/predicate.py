"""What a yes/no question asks of the thing that it names: the noun or verb at its end, its tense, whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.types import Question
from ingest.korean import Morpheme

_NOTE_BEHIND = re.compile(r"\s*\([^()]*\)\s*[?.]?\s*$")
_NOUNS = frozenset({"NNG", "NNP", "XR", "MAG", "SL"})
_PASSED = frozenset({"SF", "SP", "EF", "JX", "JKS", "JKO", "JKC", "ETM", "JKB"})
_THING = frozenset({"것", "거", "게"})
_DENIES = frozenset({"안", "못"})


class Sort(StrEnum):
    """How a question's end asks."""

    DOES = "does"  # 포함되나, 맡나
    IS = "is"  # 공석인가
    EXISTS = "exists"  # 예산이 있나


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is asked. `stem` is as the document would write it too: 포함, 공석, 맡."""

    stem: str
    sort: Sort
    start: int = 0  # in the question's reading text
    past: bool = False
    denied: bool = False  # 안 늘었나, 줄지 않았나, 없나
    ability: bool = False  # -ㄹ 수 있나, 되나


def predicate_of(question: Question) -> Predicate | None:
    """What a question asks; None where its end cannot be read."""
    return _read(question.plain, question.morphemes)


@lru_cache(maxsize=64)
def _read(plain: str, found: tuple[Morpheme, ...]) -> Predicate | None:
    end = len(_NOTE_BEHIND.sub("", plain))
    morphemes = [item for item in found if item.start < end]
    past = denied = ability = False
    place = len(morphemes) - 1
    while place >= 0:
        item = morphemes[place]
        before = morphemes[place - 1] if place else None
        tag = item.tag.partition("-")[0]
        if tag == "EP":
            past = past or item.form in {"었", "았", "였"}
        elif item.form in {"맞", "보"} and tag in {"VV", "VA"}:
            pass  # 것이 맞나, 타당하다고 봤나
        elif tag == "VX":
            denied = denied or item.form in {"않", "못하", "말"}
        elif tag == "VCP" and before is not None and before.form not in _THING:
            return _noun(morphemes, place - 1, Sort.IS, past, denied, ability)
        elif item.form in {"있", "없"} and tag in {"VA", "VV"}:
            thing = _before(morphemes, place)
            denied = denied or item.form == "없"
            if thing is not None and morphemes[thing].form == "수":
                ability = True
                place = thing
            elif thing is not None and morphemes[thing].tag.startswith("NN") and morphemes[thing].form not in _THING:
                return _noun(morphemes, thing, Sort.EXISTS, past, denied, ability)
        elif tag in {"XSV", "XSA"}:
            return _noun(morphemes, place - 1, Sort.DOES, past, denied or _is_denied(morphemes, place - 1), ability)
        elif tag in {"VV", "VA"} and item.form == "되":
            thing = _before(morphemes, place)
            ability = True
            if thing is not None and morphemes[thing].tag in _NOUNS:
                return _noun(morphemes, thing, Sort.DOES, past, denied, ability)
        elif tag in {"VV", "VA"}:
            denied = denied or _is_denied(morphemes, place)
            return Predicate(item.form, Sort.DOES, item.start, past, denied, ability)
        elif tag in _NOUNS and item.form not in _THING:
            return _noun(morphemes, place, Sort.IS, past, denied, ability)
        place -= 1
    return None


def _before(morphemes: Sequence[Morpheme], place: int) -> int | None:
    """The first morpheme before a place that is no particle."""
    return next((number for number in range(place - 1, -1, -1) if morphemes[number].tag not in _PASSED - {"ETM"}), None)


def _is_denied(morphemes: Sequence[Morpheme], place: int) -> bool:
    return place > 0 and morphemes[place - 1].form in _DENIES and morphemes[place - 1].tag == "MAG"


def _noun(morphemes: Sequence[Morpheme], place: int, sort: Sort, past: bool, denied: bool, ability: bool) -> Predicate | None:
    """A predicate whose stem is a noun, with what is written to it: 이월액."""
    if place < 0:
        return None
    first = place
    while first and morphemes[place].tag in _NOUNS | {"XSN"} and _is_run(morphemes[first - 1], morphemes[first]):
        first -= 1
    stem = "".join(item.form for item in morphemes[first : place + 1])
    return Predicate(stem, sort, morphemes[first].start, past, denied, ability)


def _is_run(one: Morpheme, other: Morpheme) -> bool:
    return one.end == other.start and one.tag in _NOUNS | {"XPN", "XSN"} and one.tag != "MAG"
