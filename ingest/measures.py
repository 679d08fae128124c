"""What a figure in a sentence measures: the bullet above it, the sentence's subject, the words right before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.units import unit_of_label

_LONGEST = 40  # characters of words that say what is measured
_LOOKED_AT = 200  # characters before a figure in which they are looked for
_BREAK = re.compile(r"[,;(·→]|\d[\d,.]*\S*")
_HEAD = re.compile(r"([^:：]{2,40}?)\s?[:：](?=\s|$)")
# 도서관 예산은; 찾아가는 and 하는 go with what follows.
_VERB = "(?<!하)(?<!되)(?<!있)(?<!없)(?<!가)(?<!오)(?<!키)(?<!지)"
_TOPIC = re.compile(rf"(\S(?:[^,:;\d]{{0,38}}?\S)?)(?:은|{_VERB}는)\s")
# 도서관 예산은, 정원을; a bare 이 or 가 may be a word's own last letter: 단가, 참가.
_PARTICLE = re.compile(rf"(?<=[가-힣]{{2}})(?:은|{_VERB}는|을|를|으로|에서|에는)$")
_BEFORE_NUMBER = re.compile(r"(?:^|\s)(?:약|총|연|각|최대|최소|모두|대략|누적|연간)$")
_YEAR_FIRST = re.compile(r"^['’‘`]?(?:19|20)?\d\d(?:회계[연년]도|년도?|[.])?\s*(?:\d{1,2}(?:월|[.])\s*)?(?:에는?\s|의\s|부터\s)?")
_NO_NAME = re.compile(r"(?:및|등|중|외|또는|대비|가운데|말 기준|기준|현재|각각?|이며?|에서?|으?로|[을를은는의가xX×*·])++")
_BRACKET = re.compile(r"(?<=[가-힣])\s?\(\s?(?:약\s?)?$")
_EDGE = " :：~∼-–'’‘`“”\"※]>"


def row_path_of(text: str, at: int, context: Sequence[str]) -> tuple[str, ...]:
    """What the figure at a place of a sentence measures, outermost first. `context` are the bullets above the sentence."""
    parts = (head_of(context[-1]) if context else "", subject_of(text[:at]), words_before(text, at))
    path: list[str] = []
    for part in parts:
        if part and not any(part in other for other in path):
            path = [other for other in path if other not in part] + [part]
    return tuple(path)


def head_of(line: str) -> str:
    """What a line is about: `교육 인원 : 8,323명` -> 교육 인원."""
    found = _HEAD.match(line)
    return _cleaned(found.group(1) if found else _BREAK.split(line, maxsplit=1)[0])


def unit_before(text: str, at: int) -> str:
    """The unit that the head of a sentence names for the bare numbers in it: `고용률(%) : (’22) 51.5 → (’23) 51.8`."""
    found = _HEAD.match(text)
    return unit_of_label(found.group(1)) if found and found.end() <= at else ""


def subject_of(text: str) -> str:
    """The subject of what of a sentence stands before a figure: the words before its colon, or what it says something of."""
    text = _YEAR_FIRST.sub("", text)
    found = _HEAD.match(text) or _TOPIC.match(text)
    return _cleaned(found.group(1)) if found else ""


def words_before(text: str, at: int) -> str:
    """The words right before a figure or its bracket, back to the figure before it or a break in the sentence."""
    before = _BRACKET.sub("", text[max(0, at - _LOOKED_AT) : at])  # 출연금(129억 9천7백만원)
    return _cleaned(_BREAK.split(before)[-1])


def _cleaned(words: str) -> str:
    """A noun phrase without its particle, what only leads over to a number, and what stands at its edges."""
    words = words.strip(_EDGE)
    if words.count(")") > words.count("("):
        words = words.strip(_EDGE + ")")
    words = _BEFORE_NUMBER.sub("", words).rstrip(_EDGE)
    words = _PARTICLE.sub("", words)
    if _NO_NAME.fullmatch(words):
        return ""
    return words if len(words) <= _LONGEST else words[-_LONGEST:].partition(" ")[2] or words[-_LONGEST:]
