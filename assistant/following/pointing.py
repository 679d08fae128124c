"""Words that point back, 그 사업, 거기, 그 위원, 위 금액, in whose place comes what the last answer was about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.asked import asked_of
from assistant.following.phrases import Phrase, Role
from assistant.following.subject import Subject, joined, subject_of, with_fitting
from assistant.following.turns import Turn
from assistant.following.words import GENERIC, PERSONS, REASONS, TIMES, words_in
from assistant.persons import names_body
from assistant.types import Asked
from ingest.korean import letter_pairs
from ingest.years import years_of

_CONTRACTED = {"건": "은", "게": "이", "걸": "을"}  # 그건, 그게, 그걸
_AMONG = re.compile(r"(?:그|이)?\s?(?:중|가운데)(?:에서?|에는|엔)?")
_AMOUNTS = words_in("금액 돈 예산 수치 값 비용 비율 인원 숫자 액수")
_PAPERS = re.compile(r"(?:조례안?|개정안|동의안|의안|법안|규칙|규정|지침|계획서?|보고서?|회의록?|문서|자료|안건|결의안)$")
_KNOWN = GENERIC | PERSONS | TIMES | _AMOUNTS
_ONLY_KNOWN = words_in("앞 위 동 같은 상기 해당")  # they point with these nouns alone
_HERE = words_in("여기 이곳")
_LABEL_SAID = 0.5  # of a row's name, for the question to have meant the row
_NUMBERING = re.compile(r"^(?:[#\s]*)(?:제?\d{1,2}[.)장절]?|[ⅠⅡⅢⅣⅤⅥ]+[.]?|[가-하][.)]|[□○※◦·-])\s*")


class Pointer(NamedTuple):
    """A word that points back: where it stands, and the noun that it points with."""

    start: int  # phrase
    end: int  # the phrase behind it
    head: str  # 사업 of 그 사업; empty for 그것, 거기
    said: str  # 그 사업


class Pointed(NamedTuple):
    """A text with the thing in the place of what points to it; `unclear` names what points to nothing that is known."""

    text: str = ""
    unclear: str = ""


def pointer_of(phrases: Sequence[Phrase]) -> Pointer | None:
    """The first word that points out of the text; none where what it points to can stand before it."""
    for number, item in enumerate(phrases):
        if item.role in {Role.THING, Role.MEASURE, Role.FACT, Role.TIME}:
            return None
        if item.role is Role.POINTING:
            return _pointer(phrases, number)
    return None


def points_back(pointer: Pointer) -> bool:
    """Whether the noun that it points with stands for anything that was spoken of, or means a paper."""
    return not pointer.head or pointer.head in _KNOWN or bool(_PAPERS.search(pointer.head))


def is_only_subject(phrases: Sequence[Phrase], pointer: Pointer) -> bool:
    """Whether nothing else in a text says what it is about."""
    rest = phrases[pointer.end :]
    return not any(item.role is Role.THING for item in rest) and (
        not pointer.head or pointer.head in GENERIC | PERSONS | TIMES | _AMOUNTS
    )


def resolve(turn: Turn, plain: str, phrases: Sequence[Phrase], pointer: Pointer) -> Pointed | None:
    """The text that is meant. None where the noun is one of its own that the conversation does not have: 그 드론 사업."""
    subject, rest = subject_of(turn.phrases), phrases[pointer.end :]
    own_time = any(item.role is Role.TIME for item in rest)
    if pointer.head in TIMES or pointer.said in {"그때", "그 당시"}:
        time = subject.time or _year_said(turn)
        if not time:
            return Pointed(unclear=pointer.said)
        has_thing = any(item.role is Role.THING for item in rest)
        return Pointed(" ".join(filter(None, (time, "" if has_thing else subject.thing, _text(plain, rest)))))
    if _AMONG.fullmatch(pointer.said):
        whole = f"{subject.time} {subject.thing}" if _is_part_asked(turn.phrases, subject) else subject.whole()
        return Pointed(f"{whole.strip()} 중 {_text(plain, rest)}") if subject.matter else Pointed(unclear=pointer.said)
    name = named(turn, subject, pointer.head)
    if pointer.said in _HERE and not names_body(name):
        return None  # 여기가 내건 구호: it may well be the body whose papers these are
    if not name:
        clear = pointer.head and pointer.head not in GENERIC | PERSONS | _AMOUNTS
        return None if clear else Pointed(unclear=pointer.said)
    last = phrases[pointer.end - 1]
    particle = _CONTRACTED.get(last.text[-1], last.particle) if not pointer.head else last.particle
    time = subject.time or turn.time
    of_no_year = pointer.head in PERSONS or _PAPERS.search(pointer.head)
    keeps_time = time and not own_time and not of_no_year and time not in name and wants_time(plain)
    front = plain[: phrases[pointer.start].span.start]
    is_fact = pointer.end == pointer.start + 1 and pointer.head != ""
    said = name if is_fact else with_fitting(name, particle)
    parts = (front.strip(), time if keeps_time else "", said, _text(plain, rest))
    return Pointed(" ".join(filter(None, parts)))


def named(turn: Turn, subject: Subject, head: str = "") -> str:
    """What the last answer was about, of the sort that a noun says: the row that it states, the name in the question, the section.

    Empty where nothing of that sort is known.
    """
    if head in PERSONS:
        return turn.speaker or _ending_with(turn.phrases, head)
    if head in _AMOUNTS:
        return " ".join(filter(None, (subject.thing, subject.measure)))
    if not head or head in GENERIC:
        return _row_said(turn) or subject.thing or subject.measure or (_plain_heading(turn.section[-1]) if turn.section else "")
    if _row_said(turn).replace(" ", "").endswith(head):
        return _row_said(turn)
    if found := _ending_with(turn.phrases, head) or next((row for row in turn.rows if head in row), ""):
        return found
    if _PAPERS.search(head) and (head in turn.title or head in {"문서", "자료", "보고서"}):
        return turn.title
    return next((_plain_heading(part) for part in reversed(turn.section) if head in part), "")


def wants_time(text: str) -> bool:
    """Whether the time that was spoken of belongs to a question: who and where are not of a year."""
    return asked_of(text) not in {Asked.PERSON, Asked.PLACE}


def paper_of(turn: Turn) -> str:
    """The ordinance or other paper that a turn was about: as the question calls it, else by its title."""
    named_so = (_ending_with([item], item.stem) and _ending_with(turn.phrases, item.stem) for item in turn.phrases)
    return next((name for name in named_so if _PAPERS.search(name)), turn.title)


def _pointer(phrases: Sequence[Phrase], number: int) -> Pointer | None:
    """A pointing word with the noun behind it, where that is what it points with."""
    item = phrases[number]
    if item.stem not in {"그", "이", "저", "해당", "위", "상기", "앞", "동", "같은"}:
        return Pointer(number, number + 1, "", _pronoun(item))
    if number + 1 == len(phrases):
        return None
    behind = phrases[number + 1]
    if behind.role is Role.FACT and behind.stem not in PERSONS | GENERIC:
        return Pointer(number, number + 1, behind.stem if behind.stem in REASONS else "것", item.stem)
    if behind.role in {Role.ASKING, Role.DOING, Role.COMPARED, Role.LINK, Role.POINTING}:
        return None
    if item.stem in _ONLY_KNOWN and not (behind.stem in _KNOWN or _PAPERS.search(behind.stem)):
        return None  # 앞 스스로: a place before something
    return Pointer(number, number + 2, behind.stem, f"{item.stem} {behind.stem}")


def _pronoun(item: Phrase) -> str:
    return {"그건": "그것", "그게": "그것", "그걸": "그것", "이건": "이것", "이게": "이것", "이걸": "이것"}.get(
        item.text, item.stem
    )


def _is_part_asked(phrases: Sequence[Phrase], subject: Subject) -> bool:
    """Whether the question asked for a part of something already: 예산 중 국비."""
    at = phrases.index(subject.measures[0]) if subject.measures else 0
    return at > 0 and phrases[at - 1].text == "중"


def _row_said(turn: Turn) -> str:
    """The first row of the answer that the question names, for the most part; a year is no name."""
    said = frozenset(turn.question.pairs)
    for row in turn.rows:
        pairs = letter_pairs(row)
        if pairs and not years_of(row) and sum(pair in said for pair in pairs) >= _LABEL_SAID * len(pairs):
            return row
    return ""


def _ending_with(phrases: Sequence[Phrase], head: str) -> str:
    """The name in a question that ends with a noun: 디지털포용 조례안 for 조례안."""
    for number, item in enumerate(phrases):
        if item.role in {Role.THING, Role.FACT} and item.stem.endswith((head, f"{head}안")):  # 조례 of a 조례안
            first = number
            while first and phrases[first - 1].role is Role.THING and not phrases[first - 1].particle:
                first -= 1
            return joined(phrases[first : number + 1])
    return ""


def _plain_heading(heading: str) -> str:
    return _NUMBERING.sub("", heading).strip()


def _year_said(turn: Turn) -> str:
    years = years_of(turn.title)
    return f"{years[0]}년" if len(years) == 1 else ""


def _text(plain: str, phrases: Sequence[Phrase]) -> str:
    return plain[phrases[0].span.start :].strip() if phrases else ""
