"""The lines of a source, with their places, less what belongs to the paper and not to the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ingest.contents import without_contents
from ingest.document import OutlineMark, Source, Span
from ingest.printed import page_number
from ingest.recorded import titles_of

_RULE = re.compile(r"\s*(?:[-_=~*·.]{3,}|_+)\s*$")
_CONTENTS = re.compile(r"(?:[.·…‥ㆍ․･∙]\s?){4}\s*\d{1,3}\s*$")  # a line of the table of contents
_FOOTNOTES = re.compile(r"(?:^[^\S\n]*|[,;]\s*)(\d)\)\s*[가-힣‘'「(]", re.MULTILINE)
_PAGES_TO_REPEAT = 3  # a line at the head or foot of this many pages, and of a third of all, is a running head
_LONGEST_RUNNING_HEAD = 40


class Line(NamedTuple):
    """A line that carries text: its span without surrounding white space, its characters and its page from 1."""

    span: Span
    text: str
    page: int
    gap: int  # empty lines before it
    grid: int | None = None  # the table of the source that it is part of
    notes: frozenset[str] = frozenset()  # the numbers of the footnotes on its page
    recorded: OutlineMark | None = None  # the heading that it is part of, where the format says so


def lines_of(source: Source) -> list[Line]:
    """The lines that carry text, in order. Page numbers, rules, tables of contents and running heads are left out."""
    kept: list[Line] = []
    running = _running_heads(source)
    titles = titles_of(source)
    gap = 0
    for number, page in enumerate(source.pages, start=1):
        offset = page.start
        page_lines: list[Line] = []
        notes = frozenset(_FOOTNOTES.findall(page.of(source.text)))
        for raw in page.of(source.text).split("\n"):
            start = offset
            offset += len(raw) + 1
            if not raw.strip():
                gap += 1
                continue
            end = start + len(raw.rstrip())
            title = _title_at(titles, start)
            page_lines.append(Line(Span(start, end), source.text[start:end], number, gap, _grid_at(source, start), notes, title))
            gap = 0
        kept.extend(
            line
            for line in _without_numbers(page_lines, source)
            if line.grid is not None or not (_RULE.match(line.text) or _CONTENTS.search(line.text) or _key(line.text) in running)
        )
    return without_contents(kept)


def _grid_at(source: Source, offset: int) -> int | None:
    """The number of the source's table that holds the character at `offset`."""
    number = bisect_right(source.grids, offset, key=lambda grid: grid.span.start) - 1
    return number if number >= 0 and offset < source.grids[number].span.end else None


def _title_at(titles: Sequence[OutlineMark], offset: int) -> OutlineMark | None:
    """The recorded heading that holds the character at `offset`."""
    number = bisect_right(titles, offset, key=lambda mark: mark.span.start) - 1
    return titles[number] if number >= 0 and offset < titles[number].span.end else None


def _without_numbers(lines: list[Line], source: Source) -> list[Line]:
    """The page's lines less a page number at its head or foot."""
    if len(source.pages) == 1:
        return lines
    if len(lines) > 1 and lines[-1].grid is None and page_number(lines[-1].text) is not None:
        lines = lines[:-1]
    if len(lines) > 1 and lines[0].grid is None and page_number(lines[0].text) is not None:
        lines = lines[1:]
    return lines


def _running_heads(source: Source) -> frozenset[str]:
    """Lines that stand at the head or foot of many pages, the same but for the page's number."""
    if len(source.pages) < _PAGES_TO_REPEAT:
        return frozenset()
    places: dict[str, list[tuple[int, str]]] = {}
    for number, page in enumerate(source.pages, start=1):
        filled = [line for line in page.of(source.text).split("\n") if line.strip()]
        for line in {
            _key(line): line for line in filled[:1] + filled[-1:] if len(line.strip()) <= _LONGEST_RUNNING_HEAD
        }.values():
            places.setdefault(_key(line), []).append((number, line))
    least = max(_PAGES_TO_REPEAT, len(source.pages) // 3)
    return frozenset(key for key, found in places.items() if key and len(found) >= least and _counts_pages(found))


def _counts_pages(found: list[tuple[int, str]]) -> bool:
    """Whether lines on these pages have the same figures, or ones that go up with the page: totals do neither."""
    figures = [(page, tuple(map(int, re.findall(r"\d+", line)))) for page, line in found]
    if len({shown for _, shown in figures}) == 1:
        return True
    return all(len(shown) == 1 for _, shown in figures) and len({shown[0] - page for page, shown in figures}) == 1


def _key(line: str) -> str:
    """A line without white space and digits, so that heads that differ by the page number are the same."""
    return re.sub(r"[\s\d]+", "", line)
