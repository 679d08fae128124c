"""The lines of a source, with their places, less what belongs to the paper and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from ingest.document import Source, Span

_PAGE_NUMBER = re.compile(r"\s*[-–—<\[(]?\s*\d{1,3}\s*(?:/\s*\d{1,3}\s*)?[-–—>\])]?\s*$")
_RULE = re.compile(r"\s*(?:[-_=~*·.]{3,}|_+)\s*$")
_PAGES_TO_REPEAT = 3  # a line at the head or foot of this many pages, and of a third of all, is a running head
_LONGEST_RUNNING_HEAD = 40


class Line(NamedTuple):
    """A line that carries text: its span without surrounding white space, its characters and its page from 1."""

    span: Span
    text: str
    page: int
    gap: int  # empty lines before it


def lines_of(source: Source) -> list[Line]:
    """The lines that carry text, in order. Page numbers, rules and running heads are left out."""
    kept: list[Line] = []
    running = _running_heads(source)
    gap = 0
    for number, page in enumerate(source.pages, start=1):
        offset = page.start
        page_lines: list[Line] = []
        for raw in page.of(source.text).split("\n"):
            start = offset
            offset += len(raw) + 1
            if not raw.strip():
                gap += 1
                continue
            end = start + len(raw.rstrip())
            page_lines.append(Line(Span(start, end), source.text[start:end], number, gap))
            gap = 0
        kept.extend(
            line for line in _without_numbers(page_lines, source) if not _RULE.match(line.text) and _key(line.text) not in running
        )
    return kept


def _without_numbers(lines: list[Line], source: Source) -> list[Line]:
    """The page's lines less a page number at its head or foot."""
    if len(source.pages) == 1:
        return lines
    if len(lines) > 1 and _PAGE_NUMBER.match(lines[-1].text):
        lines = lines[:-1]
    if len(lines) > 1 and _PAGE_NUMBER.match(lines[0].text):
        lines = lines[1:]
    return lines


def _running_heads(source: Source) -> frozenset[str]:
    """Lines that stand at the head or foot of many pages."""
    if len(source.pages) < _PAGES_TO_REPEAT:
        return frozenset()
    counts: Counter[str] = Counter()
    for page in source.pages:
        filled = [line for line in page.of(source.text).split("\n") if line.strip()]
        counts.update({_key(line) for line in filled[:1] + filled[-1:] if len(line.strip()) <= _LONGEST_RUNNING_HEAD})
    least = max(_PAGES_TO_REPEAT, len(source.pages) // 3)
    return frozenset(key for key, count in counts.items() if count >= least)


def _key(line: str) -> str:
    """A line without white space and digits, so that heads that differ by the page number are the same."""
    return re.sub(r"[\s\d]+", "", line)
