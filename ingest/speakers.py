"""Who speaks in minutes: the label at the head of a turn, its name and office apart.

Councils write it in their own ways: `○위원장 정다온  …`, `◯심나래 위원 …`, `위원장(정다온)  …`, `심나래 위원: …`. A ○ is a bullet
as well, so a label that nothing sets off from what follows must name somebody who speaks more than once, or stand in minutes
in which such labels are the rule.
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
_NAME = r"[가-힣]{2,4}"
_ROUND = r"[○◯〇]\s{0,2}"
_SPACE = r"[ \t\u3000\xa0]"
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
        (rf"{_ROUND}(?P<office>{_OFFICE}){_SPACE}(?P<name>{_NAME})(?={_SPACE})", False),
        (rf"{_ROUND}(?P<name>{_NAME}){_SPACE}(?P<office>{_OFFICE})(?={_SPACE})", False),
    )
)
_BEHIND = re.compile(r"\s*[:：]?\s*")
_HEAD = re.compile(r"\s*")
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

    def label(self, line: str) -> Label | None:
        """The label that a line begins with; None where nobody begins to speak."""
        found = _read(line)
        speaks = self._rings_speak if _IS_ROUND.match(line) else self._others_speak
        return found if found is not None and (speaks or found.name in self._known) else None


def _read(line: str) -> Label | None:
    start = _HEAD.match(line).end()  # type: ignore[union-attr]  # the pattern matches the empty string
    for pattern, is_certain in _LABELS:
        match = pattern.match(line, start)
        if match and _is_name(match["name"]):
            end = _BEHIND.match(line, match.end()).end()  # type: ignore[union-attr]
            says = end < len(line)
            return Label(match["name"], match["office"], end, is_certain and says)
    return None


def _is_name(word: str) -> bool:
    """Whether a word may be somebody's name: a family name and one or two syllables."""
    long = word.startswith(_LONG_FAMILY_NAMES) and len(word) >= 3
    return long or (len(word) <= 3 and word[0] in _FAMILY_NAMES)
