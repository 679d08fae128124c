"""Glyphs of the private use area, which only a symbol font can show: what the usual ones look like.

The codes are those of Symbol and Wingdings, as Word and Hancom write them (U+F000 and what the font has at that place).
"""

from __future__ import annotations

import re

LOOKS_LIKE = {
    0xF0B7: "•", 0xF09F: "•", 0xF0A7: "▪", 0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "□", 0xF0A8: "□", 0xF075: "◆",
    0xF076: "❖", 0xF0D8: "▶", 0xF0E0: "→", 0xF0E8: "→", 0xF0F0: "⇒", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0A1: "○", 0xF0A6: "□",
    0xF02D: "-", 0xF0BE: "-",
}  # fmt: skip
# A glyph before words. Not the syllables of old Korean, which Hancom keeps at U+E0BC to U+EFFF and U+F100 to U+F8FF.
_BEFORE_WORDS = re.compile("[ \t\u3000]*([\ue000-\ue0bb\uf000-\uf0ff\U000f0000-\U000ffffd])[ \t\u3000]*(?=[^\\s\ue000-\uf8ff])")


def glyph_before(line: str) -> tuple[str, int] | None:
    """The private glyph that a line's words stand behind, as it looks (itself if unknown), and where the words begin.

    >>> glyph_before("\\uf06c 추진배경")
    ('●', 2)
    """
    match = _BEFORE_WORDS.match(line)
    return (LOOKS_LIKE.get(ord(match.group(1)), match.group(1)), match.end()) if match else None
