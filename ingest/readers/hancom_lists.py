"""Paragraph heads of the two Hancom formats: outline levels, list numbers and bullets, which the text itself does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.readers.numbering import ListLevel, ListNumbers

OUTLINE, NUMBER, BULLET = "OUTLINE", "NUMBER", "BULLET"
# The names of number formats, in the order of their codes in HWP 5 (Hancom's format paper, table 43).
FORMATS = {
    "DIGIT": "decimal", "CIRCLED_DIGIT": "circled", "ROMAN_CAPITAL": "roman", "ROMAN_SMALL": "roman_small",
    "LATIN_CAPITAL": "latin", "LATIN_SMALL": "latin_small", "CIRCLED_LATIN_CAPITAL": "circled_latin",
    "CIRCLED_LATIN_SMALL": "circled_latin_small", "HANGUL_SYLLABLE": "syllable",
    "CIRCLED_HANGUL_SYLLABLE": "circled_syllable", "HANGUL_JAMO": "consonant", "CIRCLED_HANGUL_JAMO": "circled_consonant",
    "HANGUL_PHONETIC": "sino", "IDEOGRAPH": "hanja", "CIRCLED_IDEOGRAPH": "circled_hanja", "DECAGON_CIRCLE": "stem",
    "DECAGON_CIRCLE_HANJA": "stem_hanja",
}  # fmt: skip
_PATH = re.compile(r"\^[nN]")  # the numbers of all levels down to this one: 1.2.3, and with a full stop 1.2.3.
_PLACE = re.compile(r"\^(\d)")


class HeadShape(NamedTuple):
    """What a paragraph shape says of the head: `kind` is one of those above, `level` counts from 0."""

    kind: str
    list_id: int
    level: int


class ParagraphHead(NamedTuple):
    """The head of one paragraph: the mark that is seen before its text, and how deep a heading it is, from 1; 0 for none."""

    mark: str = ""
    level: int = 0
    is_bullet: bool = False

    @property
    def mark_in_cell(self) -> str:
        """The mark as it is written in the cell of a table, where a bullet would be read as part of a value: - 500."""
        return "" if self.is_bullet else self.mark


NO_HEAD = ParagraphHead()


@dataclass(slots=True)
class HancomLists:
    """The paragraph shapes, numberings and bullets of a document, by id. Paragraphs are to be asked about in their order."""

    shapes: Mapping[int, HeadShape] = field(default_factory=dict)
    numberings: Mapping[int, tuple[ListLevel, ...]] = field(default_factory=dict)
    bullets: Mapping[int, str] = field(default_factory=dict)
    outline_id: int = 1  # the numbering of the section's outline
    _numbers: ListNumbers = field(default_factory=ListNumbers)

    def head(self, shape: int) -> ParagraphHead:
        """The head of the next paragraph, by its paragraph shape. Counts it."""
        found = self.shapes.get(shape)
        if found is None:
            return NO_HEAD
        if found.kind == BULLET:
            levels = (ListLevel(self.bullets.get(found.list_id, "")),)
            return ParagraphHead(self._numbers.mark(f"bullet {found.list_id}", levels, 0), is_bullet=True)
        outlines = found.kind == OUTLINE
        list_id = self.outline_id if outlines else found.list_id
        mark = self._numbers.mark(f"{found.kind} {list_id}", self.numberings.get(list_id, ()), found.level)
        return ParagraphHead(mark, found.level + 1 if outlines else 0)


def list_level(text: str, format: str, start: int, level: int) -> ListLevel:
    """A level of a numbering from its text (`^1.`, `제^1장`, `^n`), a key of `FORMATS` and its first number; levels from 0."""
    path = ".".join(f"%{number}" for number in range(1, level + 2))
    text = _PATH.sub(lambda match: path + ("." if match.group() == "^N" else ""), text.replace("%", "％"))
    return ListLevel(_PLACE.sub(r"%\1", text), FORMATS.get(format, "decimal"), start)
