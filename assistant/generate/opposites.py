"""Words that say the opposite of one another: what rises in a document may not fall in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.generate.clauses import Clause
from ingest.figures import read_quantities

_UP = "늘 늘어나 늘리 높 높이 높아지 오르 올리 올라가 커지 증가 증액 확대 상승 증원 인상 증대 많아지"
_DOWN = "줄 줄어들 줄이 낮 낮추 낮아지 내리 떨어지 작아지 감소 감액 축소 하락 감원 인하 절감 적어지"
_EARLY, _LATE = "빠르 빨리 일찍 앞당기 앞당겨지", "늦 늦추 늦어지 미루 미뤄지 지연"
_PAIRS = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        (_UP, _DOWN),
        (_EARLY, _LATE),
        ("많 충분 넉넉", "적 모자라 부족"),
        ("길", "짧"),
        ("포함", "제외"),
        ("가능", "불가능"),
    )
)
# How the first two are written where they are parts of words: 180백만원 증, 증감액, 25백만원 감.
_ROOTS = {
    (0, 0): re.compile(r"늘|증(?!감|빙|명)|확대|상승|높|올[리라려]"),
    (0, 1): re.compile(r"줄|(?<!증)감(?!사|독|지|안|염|면)|축소|하락|낮|내[리려]|떨어|△|▲"),
}
_EITHER = re.compile(r"증감|증\s?감|과부족")
_FALLS = re.compile(r"[△▲]|(?<!\S)-\d")


def side_of(word: str) -> tuple[int, int] | None:
    """Which side of which pair of opposites a word is on; none for any other word."""
    return next(((pair, side) for pair, sides in enumerate(_PAIRS) for side, known in enumerate(sides) if word in known), None)


def sides_of(words: Iterable[str]) -> set[tuple[int, int]]:
    """The sides that some words are on."""
    return {side for word in words if (side := side_of(word)) is not None}


def is_opposite(clause: Clause, text: str, clauses: Sequence[Clause], own: str) -> bool:
    """Whether a clause goes another way than a source, or than its own figures, or a way that neither goes."""
    here = sides_of(word for other in clauses for word in other.words)
    for pair, side in sides_of(clause.words):
        runs = _runs(text, side) if pair == 0 else None
        if runs is False or not (runs or (pair, side) in here or _says(own, (pair, side))):
            return True
    return False


def _says(own: str, which: tuple[int, int]) -> bool:
    if which[0] == 0 and _EITHER.search(own):
        return bool(_FALLS.search(own)) or which[1] == 0
    pattern = _ROOTS.get(which)
    return pattern is not None and pattern.search(own) is not None


def _runs(text: str, side: int) -> bool | None:
    """Whether figures that a sentence gives as from and to go the way that it says; None where it gives none."""
    found = read_quantities(text)
    for one, other in pairwise(found):
        between, behind = text[one.span.end : other.span.start], text[other.span.end :]
        if one.dimension == other.dimension and between.startswith(("에서", " 에서")) and behind.startswith(("으로", "로")):
            return other.base > one.base if side == 0 else other.base < one.base
    return None
