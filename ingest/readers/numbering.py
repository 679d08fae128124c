"""Automatic list numbers: what a person sees before a paragraph that the file holds only as "number 3 of that list".

A quote must be what is seen, so readers write the number at the paragraph's beginning. It is computed as the word
processor does: a number a level, counted on until a paragraph of a higher level comes between. What cannot be computed
(a picture for a bullet, a glyph of a font that we do not know) is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.glyphs import LOOKS_LIKE
from ingest.readers.spelling import spell

_PLACE = re.compile(r"%(\d{1,2})")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: its text with `%n` for the number of level n (`제%1장`), or a bullet, and how it is counted."""

    text: str
    style: str = "decimal"  # of `spelling.STYLES`, or "none"
    start: int = 1
    restarts: bool = True  # at 1 below each new number of a higher level
    gap: str = " "
    is_bullet: bool = False
    legal: bool = False  # the numbers of higher levels are decimal here: 1.1 below Ⅰ.


class ListNumbers:
    """The lists of a document while it is read from front to back: how far each is counted."""

    def __init__(self) -> None:
        """Begin with none counted."""
        self._counts: dict[str, dict[int, int]] = {}

    def mark(self, key: str, levels: Sequence[ListLevel], level: int) -> str:
        """Count the next paragraph of a list, on a level from 0; gives its mark and the gap behind it, or nothing."""
        if not 0 <= level < len(levels):
            return ""
        counts = self._counts.setdefault(key, {})
        counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in [other for other in counts if other > level and levels[other].restarts]:
            del counts[deeper]
        own = levels[level]
        text = _PLACE.sub(lambda match: self._number(counts, levels, int(match.group(1)) - 1, own), _shown(own.text))
        return text + own.gap if text.strip() else ""

    def restart(self, key: str, level: int) -> None:
        """Forget how far a list is counted on a level and below it."""
        self._counts[key] = {other: count for other, count in self._counts.get(key, {}).items() if other < level}

    def _number(self, counts: dict[int, int], levels: Sequence[ListLevel], level: int, own: ListLevel) -> str:
        """The number of a level, spelt; that of a level which has not begun is its first."""
        if not 0 <= level < len(levels):
            return ""
        style = levels[level].style
        number = counts.get(level, levels[level].start)
        return spell(number, "decimal" if own.legal else style)


def _shown(text: str) -> str:
    """The text with private glyphs replaced by what they look like; without those that we do not know."""
    return "".join(LOOKS_LIKE.get(ord(letter), "") if unicodedata.category(letter) == "Co" else letter for letter in text)
