"""A text as clauses, each with its nouns, its predicates and whether these are denied: what two texts are compared by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.korean import Morpheme, analyse

# Endings behind which another thing is said. Reasons and ways (-어, -므로) belong to what they lead to.
_JOINING = frozenset({"고", "며", "으며", "으나", "나", "지만", "는데", "은데", "ᆫ데", "되", "거나"})
_NOUNS = frozenset({"NNG", "NNP", "XR", "SL", "SH", "XPN", "XSN"})
_VERBS = frozenset({"VV", "VA", "VV-I", "VA-I", "VV-R", "VA-R"})
_MADE_OF_NOUN = frozenset({"XSV", "XSA"})
_DENYING = frozenset({"않", "못하", "아니하", "말"})
_ABSENT, _PRESENT = frozenset({"없"}), "있"
# What the particle behind a noun makes of it.
SUBJECT, TOPIC, OBJECT, COMPLEMENT, FROM, TO = "subject", "topic", "object", "complement", "from", "to"
_ROLES = {
    "이/JKS": SUBJECT,
    "가/JKS": SUBJECT,
    "께서/JKS": SUBJECT,
    "은/JX": TOPIC,
    "는/JX": TOPIC,
    "을/JKO": OBJECT,
    "를/JKO": OBJECT,
}
_ROLES |= {"이/JKC": COMPLEMENT, "가/JKC": COMPLEMENT, "에서/JKB": FROM, "로/JKB": TO, "으로/JKB": TO}
_WORDS = frozenset({"NNG", "NNP", "XR", "MAG", "VV", "VA"})
_SUSPENDED = frozenset({"VX"})  # -고 있다 goes on


class Noun(NamedTuple):
    """A run of nouns as one word: 안전총괄과, with its parts as the dictionary has them, and its part in the clause."""

    text: str
    parts: tuple[str, ...]
    role: str = ""
    is_doing: bool = False  # 운영하다: a verb is made of it


class Predicate(NamedTuple):
    """What is said: the stem of a verb, or the noun that one is made of; whether it is denied, and told as past."""

    key: str
    is_denied: bool
    is_past: bool = False


class Clause(NamedTuple):
    """A part of a sentence that says one thing."""

    text: str
    nouns: tuple[Noun, ...]
    predicates: tuple[Predicate, ...]
    words: frozenset[str]  # stems, nouns and adverbs

    def of_role(self, *roles: str) -> tuple[Noun, ...]:
        """The nouns that have one of some parts in it."""
        return tuple(noun for noun in self.nouns if noun.role in roles)


@lru_cache(maxsize=2048)  # a statement is compared with each sentence of an answer
def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a text.

    >>> [clause.text for clause in clauses_of("위원장은 부시장이 되고, 부위원장은 호선한다.")]
    ['위원장은 부시장이 되고,', '부위원장은 호선한다.']
    """
    morphemes = [morpheme._replace(tag=morpheme.tag.partition("-")[0]) for morpheme in analyse([text])[0]]
    found, start = [], 0
    for number, morpheme in enumerate(morphemes):
        behind = morphemes[number + 1] if number + 1 < len(morphemes) else None
        if behind is None or _ends(morpheme, behind):
            found.append(_clause(text, morphemes[start : number + 1]))
            start = number + 1
    return tuple(found)


def _ends(morpheme: Morpheme, behind: Morpheme) -> bool:
    """Whether a clause, or an entry of a list, ends with a morpheme."""
    if morpheme.tag == "EC":
        return morpheme.form in _JOINING and behind.tag not in _SUSPENDED and behind.form != ","
    return morpheme.tag == "SP" and morpheme.form == ","


def _clause(text: str, morphemes: Sequence[Morpheme]) -> Clause:
    words = frozenset(item.form for item in morphemes if item.tag in _WORDS)
    return Clause(
        text[morphemes[0].start : morphemes[-1].end], tuple(_nouns(text, morphemes)), tuple(_predicates(morphemes)), words
    )


def _nouns(text: str, morphemes: Sequence[Morpheme]) -> list[Noun]:
    """The runs of nouns with nothing between them, and what the particle behind each makes of it."""
    found, number = [], 0
    while number < len(morphemes):
        end = number
        while end < len(morphemes) and _goes_on(morphemes, number, end):
            end += 1
        if end == number:
            number += 1
            continue
        run = morphemes[number:end]
        if end - number == 1 and len(run[0].form) == 1 and number and morphemes[number - 1].tag == "SN":
            number = end  # 제2항
            continue
        behind = morphemes[end] if end < len(morphemes) else None
        role = _ROLES.get(f"{behind.form}/{behind.tag}", "") if behind is not None else ""
        is_doing = behind is not None and behind.tag in _MADE_OF_NOUN
        found.append(Noun(text[run[0].start : run[-1].end], tuple(item.form for item in run), role, is_doing))
        number = end
    return found


def _goes_on(morphemes: Sequence[Morpheme], start: int, number: int) -> bool:
    """Whether a morpheme belongs to a run of nouns; 중 too where something is under way: 추진중."""
    if number == start:
        return morphemes[number].tag in _NOUNS
    is_part = morphemes[number].tag in _NOUNS or (morphemes[number].tag == "NNB" and morphemes[number].form == "중")
    return is_part and _touches(morphemes, number)


def _touches(morphemes: Sequence[Morpheme], number: int) -> bool:
    return morphemes[number - 1].end == morphemes[number].start


def _predicates(morphemes: Sequence[Morpheme]) -> list[Predicate]:
    found = []
    for number, morpheme in enumerate(morphemes):
        if morpheme.tag == "VCN":
            found.append(Predicate(_noun_before(morphemes, number), is_denied=True))
        elif morpheme.tag == "VCP":
            found.append(Predicate(_noun_before(morphemes, number), is_denied=False))
        elif morpheme.tag in _VERBS and morpheme.form in _ABSENT | {_PRESENT}:
            if not _is_ability(morphemes, number):  # what there is, or is not
                is_absent = (morpheme.form in _ABSENT) is not _is_denied(morphemes, number)
                found.append(Predicate(_noun_before(morphemes, number) or _PRESENT, is_absent))
        elif morpheme.tag in _VERBS and not _is_ability(morphemes, number) and not _is_denial(morphemes, number):
            found.append(_predicate(morpheme.form, morphemes, number))
        elif morpheme.tag in _MADE_OF_NOUN and number:
            found.append(_predicate(morphemes[number - 1].form, morphemes, number))
    return found


def _is_ability(morphemes: Sequence[Morpheme], number: int) -> bool:
    """Whether 있 or 없 here says of the verb before it that it can or cannot be: 착공할 수 없게."""
    return any(item.tag == "NNB" and item.form == "수" for item in morphemes[max(0, number - 2) : number])


def _is_denial(morphemes: Sequence[Morpheme], number: int) -> bool:
    """Whether 하 here is that of -지 못하."""
    return number >= 2 and (morphemes[number - 2].form, morphemes[number - 1].form) in {("지", "못"), ("지", "안")}


def _predicate(key: str, morphemes: Sequence[Morpheme], number: int) -> Predicate:
    behind = morphemes[number + 1 : number + 7]
    return Predicate(
        key, _is_denied(morphemes, number), any(item.tag == "EP" and item.form in {"었", "았"} for item in behind[:4])
    )


def _is_denied(morphemes: Sequence[Morpheme], number: int) -> bool:
    """Whether -지 않, -지 못하, -ㄹ 수 없 stand behind a verb, or 안, 못 before it."""
    behind = morphemes[number + 1 : number + 8]
    for place, item in enumerate(behind):
        if item.form in _DENYING and item.tag in {"VX", "VV"}:
            return True
        if item.form in {"못", "안"} and behind[place - 1].form == "지":
            return True
        if item.tag == "VCN" or (item.tag in _VERBS and item.form in _ABSENT):
            return any(before.tag == "ETM" for before in behind[:place])  # 착공할 수 없다, 정산할 의무가 없다, 뜻하는 것은 아니다
        goes_on = item.form == "지" or any(after.tag in _SUSPENDED for after in behind[place + 1 : place + 2])
        if item.tag in _VERBS | _MADE_OF_NOUN | {"EF"} or (item.tag == "EC" and not goes_on):
            break
    before = morphemes[number - 2 : number] if number >= 2 else morphemes[:number]
    return any(item.tag == "MAG" and item.form in {"안", "못"} for item in before)


def _noun_before(morphemes: Sequence[Morpheme], number: int) -> str:
    nouns = [item.form for item in morphemes[:number] if item.tag in _NOUNS | {"NNB"}]
    return nouns[-1] if nouns else ""


_SPACE = re.compile(r"\s")


def squashed(text: str) -> str:
    """A text without white space."""
    return _SPACE.sub("", text)
