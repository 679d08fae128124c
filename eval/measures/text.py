"""Compare texts as a reader would: white space and typographic variants do not count."""

from __future__ import annotations

import re
from functools import lru_cache

_GRAM = 4  # characters; shorter pieces of Korean meet by chance
_IGNORED = re.compile(r"[\s\u200b\ue000-\uf8ff]+")  # white space, and the private-use glyphs of HWP bullets
_VARIANTS = str.maketrans({"‘": "'", "’": "'", "`": "'", "´": "'", "′": "'", "“": '"', "”": '"', "․": "·", "‧": "·", "・": "·"})


def plain(text: str) -> str:
    """The text without white space, its quotation marks and middle dots in one form."""
    return _IGNORED.sub("", text).translate(_VARIANTS)


def containment(needle: str, text: str) -> float:
    """The share of the needle's four-character pieces that the text has: 1.0 where it stands there whole.

    Source: containment of shingles, Broder 1997, "On the resemblance and containment of documents".
    """
    if plain(needle) in plain(text):
        return 1.0
    wanted = _shingles(needle)
    return len(wanted & _shingles(text)) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=4096)
def _shingles(text: str) -> frozenset[str]:
    letters = plain(text)
    return frozenset(letters[start : start + _GRAM] for start in range(max(1, len(letters) - _GRAM + 1)))
