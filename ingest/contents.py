"""Tables of contents without dots: `Ⅱ. 추진계획 2`, lines of a heading and its page that stand together before the headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.headings import find_marker

if TYPE_CHECKING:
    from ingest.lines import Line

_ENTRY = re.compile(r"(?!.{400})(?P<heading>\S.*?\D)[\s·.…]*\s(?P<page>\d{1,3})")
_FEWEST = 3  # fewer lines that end in a number may be anything
_MOST_BETWEEN = 12  # lines without a page between two entries: the headings below a chapter
_WITHIN = 120  # lines from the beginning; contents stand behind the cover
_SHARE = 0.6  # of the entries must head something later: some are worded anew there, and no list of figures has so many


def without_contents(lines: list[Line]) -> list[Line]:
    """The lines, less a table of contents: a run of numbered headings with pages that go up, most of which come again without."""
    start = 0
    while start < min(_WITHIN, len(lines)):
        end = _run_from(lines, start)
        if end - start >= _FEWEST and _head_later(lines, start, end):
            return [*lines[:start], *lines[_end_of_contents(lines, end) :]]
        start = max(end, start + 1)
    return lines


def _end_of_contents(lines: Sequence[Line], end: int) -> int:
    """Where the contents end that a run begins: lines without a page belong to them where entries follow soon."""
    match = _ENTRY.fullmatch(lines[end - 1].text.strip())
    last = int(match["page"]) if match else 0
    for behind in range(end + 1, min(end + _MOST_BETWEEN + 1, len(lines))):
        further = _run_from(lines, behind, last)
        if further > behind:
            return _end_of_contents(lines, further) if _head_later(lines, behind, further) else end
    return end


def _run_from(lines: Sequence[Line], start: int, last: int = 0) -> int:
    """Where the lines from `start` on that may be entries end: a heading with a page that is not before the `last`."""
    end = start
    while end < len(lines) and lines[end].grid is None and (match := _ENTRY.fullmatch(lines[end].text.strip())):
        if int(match["page"]) < last:
            break
        last, end = int(match["page"]), end + 1
    return end


def _head_later(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether most of the entries are numbered, and most stand again, alone, behind them."""
    entries = [match["heading"] for line in lines[start:end] if (match := _ENTRY.fullmatch(line.text.strip()))]
    numbered = sum(find_marker(entry) is not None for entry in entries)
    behind = {_key(line.text) for line in lines[end:]}
    again = sum(_key(entry) in behind for entry in entries)
    return min(numbered, again) >= _SHARE * len(entries)


def _key(text: str) -> str:
    """A line's letters."""
    return "".join(re.findall(r"\w", text))
