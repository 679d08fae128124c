"""Words that a sentence may have of its own: they point at what a document says, and say nothing that it does not."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

POINTING, DOING, REPORTING, LIGHT = "가리킴", "함", "옮김", "가벼움"
_SECTION = re.compile(r"^\[(.+)\]\n((?:[^\[#].*\n?)+)", re.MULTILINE)


@lru_cache(maxsize=4)
def plain_words(section: str) -> frozenset[str]:
    """The words of a section of `data/plain_words.txt`."""
    text = (files("assistant") / "data" / "plain_words.txt").read_text(encoding="utf-8")
    return frozenset(next(words for name, words in _SECTION.findall(text) if name == section).split())
