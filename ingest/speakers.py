"""Who speaks in minutes: the label at the head of a turn, its name and office apart.

Councils write it in their own ways: `○위원장 정다온  …`, `◯심나래 위원 …`, `위원장(정다온)  …`, `심나래 위원: …`. A ○ is a bullet
as well, so a label that nothing sets off from what follows must name somebody who speaks more than once, or stand in minutes
in which such labels are the rule.

A label may be there and not be understood (`○○○ 위원  …`, `○전문위원실 정책분석팀에서  …`). Then nobody is known to speak, and
least of all whoever spoke before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_OFFICE = (
    r"[가-힣·]{0,18}(?:위원|의원|군수|지사|교육감|담당관|보좌관|심의관|조사관|기획관|협력관|소통관|대변인|이사|감사|간사|증인|참고인|진술인"
    r"|공술인|청원인|주무관|사무관|변호사|교수|대리|대행|장)"
)
_SPACE = r"[ \t\u3000\xa0]"
_PLAIN = r"[가-힣]{2,4}|[가-힣](?:[○◯〇*＊]{1,2}[가-힣]?|[OＯX]{2})"  # 한가온, 한○○, 한○온
_NAME = rf"(?:{_PLAIN}|[가-힣](?:{_SPACE}{{1,3}}[가-힣]){{1,2}})"  # 한  솔, 한 가 온
# Whose name is none of those that Koreans have, where an office before it and what follows set it off: 레티흐엉, Nguyen Thi Lan.
_FOREIGN = rf"(?:[가-힣]{{2,10}}|[A-Za-z][A-Za-z.'-]*)(?:{_SPACE}(?:[가-힣]{{1,10}}|[A-Za-z][A-Za-z.'-]*)){{0,3}}"
_ROUND = r"[○◯〇]\s{0,2}"
_SET_OFF = rf"(?={_SPACE}{{2,}}|{_SPACE}*(?:[:：]|\n|$))"
_LABELS = tuple(
    (re.compile(pattern), is_certain)
    for pattern, is_certain in (
        (rf"{_ROUND}(?P<office>{_OFFICE}){_SPACE}+(?P<name>{_NAME}){_SET_OFF}", True),
        (rf"{_ROUND}(?P<name>{_NAME}){_SPACE}+(?P<office>{_OFFICE}){_SET_OFF}", True),
        (
            rf"(?:{_ROUND})?(?P<office>{_OFFICE}){_SPACE}?\({_SPACE}?(?P<name>{_NAME}){_SPACE}?\)(?={_SPACE}*[:：]|\s+[^\s,(])",
            False,
        ),
        (rf"(?P<name>{_NAME}){_SPACE}+(?P<office>{_OFFICE}){_SPACE}?(?=[:：])", False),
        (rf"(?P<office>{_OFFICE}){_SPACE}+(?P<name>{_NAME}){_SPACE}?(?=[:：])", False),
        (rf"{_ROUND}(?P<office>{_OFFICE}){_SPACE}(?P<name>{_PLAIN})(?={_SPACE})", False),
        (rf"{_ROUND}(?P<name>{_NAME}){_SPACE}(?P<office>{_OFFICE})(?={_SPACE})", False),
    )
)
_BEHIND = re.compile(r"\s*[:：]?\s*")
_HEAD = re.compile(r"\s*(?:[\[(〔]?\d{1,2}:\d{2}(?::\d{2})?[\])〕]?\s+)?")  # [14:02] 심다솜 위원: …
_STRANGER = re.compile(
    rf"{_ROUND}(?P<office>{_OFFICE}){_SPACE}+(?P<name>{_FOREIGN})(?={_SPACE}{{2,}}\S|{_SPACE}*[:：]{_SPACE}*\S)"
)
# What minutes have behind an office beside names.
_NO_NAME = re.compile(r"(?:보고|설명|말씀|인사|질의|질문|답변|발언|토론|결과|계획|현황|명단|회의|선임|선출|소개|위원|의원|장)$")
# A label that is not understood: an office early in a line with a ring, or right before a colon, or behind a time.
_WORD = r"[^\s:：,.?!()]{1,12}"
_RING_LABEL = re.compile(rf"{_ROUND}(?:{_WORD}{_SPACE}+){{0,3}}?{_OFFICE}(?={_SPACE}|[:：]|$)")
_ROLE_LABEL = re.compile(rf"(?:{_WORD}{_SPACE}+){{0,2}}?(?:{_OFFICE}|사회자|진행자|서기|사무국){_SPACE}?[:：]{_SPACE}")
_TIMED_LABEL = re.compile(rf"(?:{_WORD}{_SPACE}*){{1,3}}[:：]{_SPACE}")
# The family names of 99.9 % of Koreans (census of 2015), by which a name is told from another word of its length.
_FAMILY_NAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥"
    "육인맹제모탁국어은편용류라사봉경가복태목형계피두감음빈동온호범좌팽승간상시갈"
)
_LONG_FAMILY_NAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")
_LEAST_TURNS = 2  # of somebody whose label nothing sets off
_MOST_RINGS = 0.7  # of a document's lines with a ring: with so many known speakers' labels the ring is no bullet there
_IS_ROUND = re.compile(r"\s*[○◯〇]")


class Label(NamedTuple):
    """The label of a turn: who, and where what is said begins behind it."""

    name: str
    office: str
    end: int
    is_certain: bool


class Speakers:
    """Who speaks in one document: told from all of its lines together."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Count the labels at the heads of the lines."""
        heads = [(line, _read(line)) for line in lines]
        found = [label for _, label in heads if label is not None]
        turns = Counter(label.name for label in found)
        self._known = {label.name for label in found if label.is_certain or turns[label.name] >= _LEAST_TURNS}
        known = [line for line, label in heads if label is not None and label.name in self._known]
        rings = sum(_IS_ROUND.match(line) is not None for line, _ in heads)
        self._rings_speak = sum(_IS_ROUND.match(line) is not None for line in known) >= _MOST_RINGS * max(1, rings)
        self._others_speak = sum(_IS_ROUND.match(line) is None for line in known) >= _LEAST_TURNS

        self._some_rings_speak = any(_IS_ROUND.match(line) for line in known)

    def ends_turn(self, line: str) -> bool:
        """Whether a line without a known label seems to have one all the same: whoever spoke before does not say it."""
        start = _begin(line)
        if _IS_ROUND.match(line):
            return self._some_rings_speak and _RING_LABEL.match(line, start) is not None
        if self._others_speak and _ROLE_LABEL.match(line, start):
            return True
        return bool(line[:start].strip()) and _TIMED_LABEL.match(line, start) is not None

    def label(self, line: str) -> Label | None:
        """The label that a line begins with; None where nobody begins to speak."""
        found = _read(line)
        speaks = self._rings_speak if _IS_ROUND.match(line) else self._others_speak
        return found if found is not None and (speaks or found.name in self._known) else None


def _begin(line: str) -> int:
    """Where a line begins, behind white space and a time."""
    return _HEAD.match(line).end()  # type: ignore[union-attr]  # the pattern matches the empty string


def _read(line: str) -> Label | None:
    start = _begin(line)
    for pattern, is_certain in _LABELS:
        match = pattern.match(line, start)
        if match and _is_name(_closed(match["name"])):
            end = _BEHIND.match(line, match.end()).end()  # type: ignore[union-attr]
            says = end < len(line)
            return Label(_closed(match["name"]), match["office"], end, is_certain and says)
    match = _STRANGER.match(line, start)
    if match and not _NO_NAME.search(match["name"]):
        return Label(match["name"], match["office"], _BEHIND.match(line, match.end()).end(), is_certain=False)  # type: ignore[union-attr]
    return None


def _closed(name: str) -> str:
    """A name whose letters are set apart to fill a column: 한 가 온 -> 한가온."""
    return "".join(name.split())


def _is_name(word: str) -> bool:
    """Whether a word may be somebody's name: a family name and one or two syllables, or what stands for them."""
    long = word.startswith(_LONG_FAMILY_NAMES) and len(word) >= 3
    return long or (len(word) <= 3 and word[0] in _FAMILY_NAMES)
