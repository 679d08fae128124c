"""Text without what a reader cannot see and a program may obey: control characters, turned directions, halves of letters."""

from __future__ import annotations

import re
import unicodedata

# C0 but for tab, line feed, form feed and vertical tab, which readers of pages go by; DEL and C1; what opens or closes another
# direction of writing (LRE to RLO, LRI to PDI); line and paragraph separators; halves of letters, which no encoding takes;
# what is no character at all.
_UNSEEN = "\x00-\x08\x0d-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_NOT_PLAIN = re.compile(f"[{_UNSEEN}]")
_SEPARATOR = re.compile("[\u2028\u2029]")


def as_plain(text: str) -> str:
    """The text with a space for each such character, so that every place in it stays where it is.

    A line or paragraph separator becomes a line end.
    """
    return _SEPARATOR.sub("\n", _NOT_PLAIN.sub(" ", text))


def is_plain(text: str) -> bool:
    """Whether a name holds nothing of the kind, nor a line end or tab: it is shown in one line, wherever it is shown."""
    return not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in text) and as_plain(text) == text


def one_line(text: str) -> str:
    """The plain text in one line: a name of a sheet, a remark."""
    return as_plain(text).replace("\n", " ").replace("\t", " ")
