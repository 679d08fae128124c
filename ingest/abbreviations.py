"""Short names that a document gives to what it speaks of: `서울특별시 디지털재단(이하 ‘재단’)`, `SBA(서울경제진흥원)`.

Only what the letters or the kind of name prove is believed, or what the document itself says: by 이하, or more than once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.initials import stands_for, without_modifiers
from ingest.korean import Morpheme, analyse

_QUOTES = "\"'“”‘’「」『』｢｣<>《》` "
_HEREAFTER = re.compile(
    r"[(（]\s?이하,?\s?[^()（）]{0,12}?([\"'“‘「『｢<]?)([가-힣A-Za-z0-9&·\- ]{2,24}?)[\"'”’」』｣>]?\s?(?:이?라\s?(?:고\s?)?(?:한다|함|칭|약칭|부른)[^()（）]{0,8})?[)）]"
)
_BRACKETS = re.compile(r"[(（]\s?([\"'“‘]?[가-힣A-Za-z][가-힣A-Za-z0-9&·\- ]{0,40}[\"'”’]?)\s?[)）]")
_LATIN = re.compile(r"[A-Z][A-Za-z]?[A-Z&-]?[A-Za-z-]*")
_FEWEST_CAPITALS = 2
_LATIN_LETTERS = range(2, 11)
_NAME_TAGS = frozenset({"NNG", "NNP", "SL", "SN", "SH", "XPN", "XSN", "XR", "W_SERIAL"})
_BEFORE = 60  # letters before a bracket in which the name that it belongs to is looked for
_LONGEST_NAME = 40
_QUOTED_BEFORE = re.compile(r"[「『｢]([^「」『』｢｣]{2,60})[」』｣]\s?$")
_WORDS_OF_SHORT = 3
_DEFINED = 2  # times that a pair beside each other must be found to be as sure as one said by 이하
_LEGAL_FORM = re.compile(r"^(?:(?:재단|사단|위탁|수탁)법인|주식회사|[가-힣](?=\s))\s?(?=\S{2})")  # 재단법인 한들미래재단
_LEAST_SAVED = 1.5  # how many times longer the long name is


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short name and the long one that it stands for, as a document writes them."""

    short: str
    long: str


def abbreviations_of(texts: Iterable[str]) -> tuple[Abbreviation, ...]:
    """The short names that some texts of one document introduce, each pair once, in the order of first mention.

    >>> abbreviations_of(["서울경제진흥원(SBA)은 행정사무감사(행감)에서"])
    (Abbreviation(short='SBA', long='서울경제진흥원'), Abbreviation(short='행감', long='행정사무감사'))
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    defined: set[Abbreviation] = set()
    for text in dict.fromkeys(texts):
        if "(" in text or "（" in text:
            for pair in _defined(text):
                defined.add(pair)
                found[pair.short][pair.long] += _DEFINED
            for pair in _bracketed(text):
                found[pair.short][pair.long] += 1
    return tuple(
        pair
        for short, longs in found.items()
        for pair, times in _surest(short, longs)
        if pair in defined or not _is_latin(short) or stands_for(short, pair.long, times)
    )


def _defined(text: str) -> Iterable[Abbreviation]:
    """The pairs of one text that it defines by 이하."""
    for match in _HEREAFTER.finditer(text):
        long = _quoted_before(text, match.start()) or _name_before(text, match.start())
        short = match.group(2).strip(_QUOTES)
        if long and short and _letters(short) != _letters(long) and len(_letters(short)) < len(_letters(long)):
            yield Abbreviation(short, long)


def _bracketed(text: str) -> Iterable[Abbreviation]:
    """The pairs of one text of which one stands in brackets behind the other."""
    for match in _BRACKETS.finditer(text):
        inside = match.group(1).strip(_QUOTES)
        if not inside.startswith("이하"):
            yield from _renamed(text[: match.start()], inside)


def _renamed(before: str, inside: str) -> Iterable[Abbreviation]:
    """The pair of a bracket and the name before it, where the letters of one prove that it is the other, shortened."""
    if _is_latin(inside):
        long = without_modifiers(_name_before(before, len(before)), inside)
        if long and _is_long_for_latin(long):
            yield Abbreviation(inside, long)
        return
    outside = before.rstrip(_QUOTES)[-_BEFORE:]
    latin = re.search(r"(?<![A-Za-z가-힣])([A-Z][A-Za-z&-]{1,9})$", outside)
    if latin and _is_latin(latin.group(1)):
        if _is_name(inside) and _is_long_for_latin(inside):
            yield Abbreviation(latin.group(1), inside)
        return
    if not re.search(r"[가-힣]$", outside) or not re.fullmatch(r"[가-힣0-9 ]{2,40}", inside):
        return
    if _runs_through(inside, outside) and (long := _proven(inside, _name_before(outside, len(outside)))):
        yield Abbreviation(inside, long)
    elif (short := _shortened(outside, inside)) and _is_name(inside):
        yield Abbreviation(short, inside)


def _runs_through(short: str, text: str) -> bool:
    """Whether the letters of a short name occur in a text in this order: Kiwi is asked for the name only where they do."""
    letters = iter(_letters(text))
    return all(letter in letters for letter in _letters(short))


def _proven(short: str, name: str) -> str:
    """The end of a name that a short one stands for by its letters: 행감 for 행정사무감사; empty if none."""
    words = name.split()
    for first in reversed(range(len(words))):
        long = " ".join(words[first:])
        if _abbreviates(short, long):
            return long
    return ""


def _shortened(outside: str, long: str) -> str:
    """The name before a bracket, if the first letters of the words in the bracket spell its beginning: 어디나 지원단."""
    spelled = "".join(word[0] for word in long.split())
    words = re.split(r"[^0-9가-힣 ]", outside)[-1].split()[-_WORDS_OF_SHORT:]
    for first in reversed(range(len(words))):
        short = " ".join(words[first:])
        if len(spelled) > 1 and (words[first] == spelled or _abbreviates(short, long)):
            return short
    return ""


def _abbreviates(short: str, long: str) -> bool:
    """Whether a short name takes its letters, in order, from the beginnings of a long one's words, and is no part of it."""
    few, many = _letters(short), _letters(long)
    if len(few) < 2 or few in many or len(many) < _LEAST_SAVED * len(few) or few[0] != many[0]:
        return False
    beginnings = {0}
    for morpheme in analyse([long])[0]:
        beginnings.add(len(_letters(long[: morpheme.start])))
    at, met = -1, 0
    for letter in few:
        at = many.find(letter, at + 1)
        if at < 0:
            return False
        met += at in beginnings
    return met >= max(2, len(few) - 1)


def _name_before(text: str, end: int) -> str:
    """The name that ends at a place: the nouns before it, back to a particle, an ending or a mark."""
    start = max(0, end - _BEFORE, text.rfind("\n", 0, end) + 1)
    part = text[start:end].rstrip(_QUOTES)
    morphemes = analyse([part])[0]
    first = len(morphemes)
    while first and (_is_of_name(part, morphemes, first) or _cuts_word(part, morphemes, first)):
        first -= 1
    while first < len(morphemes) and morphemes[first].tag in {"SN", "XSN"}:
        first += 1  # 3 서울 스마트시티 엑스포: a number before a name is that of the line
    name = _LEGAL_FORM.sub("", part[morphemes[first].start :].strip()) if first < len(morphemes) else ""
    whole = first == 0 and start > 0  # it may go on before what was looked at
    return name if re.search(r"[가-힣]$", name) and len(name) <= _LONGEST_NAME and not whole else ""


def _is_of_name(part: str, morphemes: Sequence[Morpheme], first: int) -> bool:
    """Whether the morpheme before one is a noun beside it."""
    after = morphemes[first].start if first < len(morphemes) else len(part)
    before = morphemes[first - 1]
    return before.tag.split("-")[0] in _NAME_TAGS and not part[before.end : after].strip()


def _cuts_word(part: str, morphemes: Sequence[Morpheme], first: int) -> bool:
    """Whether a name that begins with a morpheme begins within a word: 한들특별시, which Kiwi reads as 한 들 특별시.

    What stands before is no particle or ending, or one that has no word to belong to: 이스포츠, read as 이 스포츠.
    """
    if first == len(morphemes):
        return False
    start, before = morphemes[first].start, morphemes[first - 1]
    within = before.end == start and bool(re.match(r"[가-힣]", part[start - 1 : start]))
    return within and (before.tag[0] not in "JESV" or not re.match(r"\S", part[max(0, before.start - 1) : before.start]))


def _quoted_before(text: str, end: int) -> str:
    """What stands in corner brackets before a place: 「디지털재단 설립 및 운영에 관한 조례」."""
    match = _QUOTED_BEFORE.search(text[:end])
    return match.group(1).strip() if match else ""


def _surest(short: str, longs: Counter[str]) -> list[tuple[Abbreviation, int]]:
    """The long names of a short one, with how often each stands beside it.

    Of those that differ by words before them the most frequent is kept (운영 서울 스마트시티 엑스포); of letters, what they
    mean once but not elsewhere is not believed (증간현실).
    """
    times: Counter[str] = Counter()
    for long, count in longs.items():
        times[_letters(long)] += count
    kept: dict[str, str] = {}
    for long in sorted(longs, key=lambda long: (-times[_letters(long)], _is_cut_off(long, longs), len(_letters(long)), long)):
        key = _letters(long)
        if not any(key.endswith(other) or other.endswith(key) for other in kept):
            kept[key] = long
    often = _is_latin(short) and any(times[key] > 1 for key in kept)
    return [
        (Abbreviation(short, long), times[_letters(long)])
        for long in longs
        if long in kept.values() and (times[_letters(long)] > 1 or not often)
    ]


def _is_cut_off(name: str, names: Iterable[str]) -> bool:
    """Whether a name begins within a word of another: 시티엑스포 of 스마트시티엑스포."""
    return any(re.search(rf"[가-힣]{re.escape(name)}$", other) for other in names)


def _is_latin(text: str) -> bool:
    """Whether a text is an abbreviation in Latin letters: SBA, K-DATA, PoC; no formula (B-A), no word (universe)."""
    capitals = sum(letter.isupper() for letter in text)
    return (
        len(text) in _LATIN_LETTERS
        and _LATIN.fullmatch(text) is not None
        and capitals >= max(_FEWEST_CAPITALS, sum(letter.islower() for letter in text) + 1)
        and all(len(part) > 1 for part in re.split(r"[-&]", text)[-1:])
    )


def _is_long_for_latin(name: str) -> bool:
    """Whether a name is made of enough to be shortened to letters: 증강현실 (two words), not 학위."""
    morphemes = analyse([name])[0]
    nouns = [morpheme for morpheme in morphemes if morpheme.tag in {"NNG", "NNP", "XR"}]
    letters = len(_letters(name))
    return bool(re.search(r"[가-힣]", name)) and (
        letters > 3 if len(nouns) > 1 or "NNP" in {noun.tag for noun in nouns} else letters > 4
    )  # 서울경제진흥원 may be one


def _is_name(text: str) -> bool:
    """Whether a text is nouns alone."""
    morphemes = analyse([text])[0]
    adjoined = all(not text[one.end : other.start].strip() for one, other in pairwise(morphemes))
    return adjoined and all(morpheme.tag.split("-")[0] in _NAME_TAGS for morpheme in morphemes)


def _letters(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z가-힣]", "", text)
