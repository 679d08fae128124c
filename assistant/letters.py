"""Letters as they are compared to the letter: white space, letter width and look-alike glyphs apart, nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ingest.document import Span
from ingest.mend import GLYPHS

_UNIT = re.compile(r"[ᄀ-ᇿ]+|\S")  # a run of conjoining letters is composed as one


def fold(text: str, *, any_case: bool = False) -> str:
    """The letters of a text as they are compared.

    >>> fold("국비  매칭\\n비율（５０％）")
    '국비매칭비율(50%)'
    """
    folded = "".join(unicodedata.normalize("NFKC", text.translate(GLYPHS)).split())
    return folded.lower() if any_case else folded


def occurrences(text: str, sought: str, *, any_case: bool = False) -> list[Span]:
    """Where some letters stand in a text, over line ends too, in order.

    >>> occurrences("국비 매칭\\n비율", "매칭 비율")
    [Span(start=3, end=8)]
    """
    key = fold(sought, any_case=any_case)
    if not key or key not in fold(text, any_case=any_case):
        return []
    plain = text.translate(GLYPHS)
    if len(plain) == len(text) and unicodedata.is_normalized("NFKC", plain):  # a letter of the one is a letter of the other
        spread = r"\s*".join(map(re.escape, key))
        return [Span(*match.span()) for match in re.finditer(spread, plain, re.IGNORECASE if any_case else 0)]
    return _occurrences_by_letter(text, key, any_case)


def _occurrences_by_letter(text: str, key: str, any_case: bool) -> list[Span]:
    """Where a folded key stands in a text that folding makes longer or shorter."""
    letters, places = [], []
    for unit in _UNIT.finditer(text):
        folded = fold(unit.group(), any_case=any_case)
        letters.append(folded)
        places += [Span(*unit.span())] * len(folded)
    whole = "".join(letters)
    starts = [match.start() for match in re.finditer(re.escape(key), whole)]
    return [Span(places[start].start, places[start + len(key) - 1].end) for start in starts]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
