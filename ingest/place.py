"""Where a character of a source stands, in words by which a person finds it: a page, a sheet's row or a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ingest.document import Grid, Source
from ingest.printed import printed_numbers

_FILLED_LINE = re.compile(r"^[^\n]*\S", re.MULTILINE)


class Place(NamedTuple):
    """A stretch of text that has one name, from `start` to where the next one begins."""

    start: int
    label: str  # Korean: 12쪽, 15쪽(인쇄 12쪽), 문단 34, 시트 '세입' 15행


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a source in order. The first one begins with the text, so that every character has one."""

    stretches: tuple[Place, ...]

    def at(self, offset: int) -> str:
        """The name of the place of the character at `offset`."""
        return self.stretches[max(0, bisect_right(self.stretches, offset, key=lambda place: place.start) - 1)].label


def places_of(source: Source) -> Places:
    """The places of a source, by the surest that its format records.

    A page is named only where the page numbers are known, for a false one sends its reader astray; a spreadsheet has
    its sheets and rows; any other text has paragraphs, counted from its beginning.
    """
    named = _rows(source) if source.rows else _pages(source) if source.page_numbers else _paragraphs(source)
    return Places(tuple(named) or (Place(0, "문단 1"),))


def _rows(source: Source) -> Iterator[Place]:
    """Row by row; the name of a sheet stands in none."""
    for start, sheet, row in source.rows:
        yield Place(start, f"시트 '{sheet}' {row}행" if row else f"시트 '{sheet}'")


def _pages(source: Source) -> Iterator[Place]:
    """Page by page: the number that a viewer leaps to, and the printed one where that is another."""
    for span, number, printed in zip(source.pages, source.page_numbers, printed_numbers(source), strict=True):
        yield Place(span.start, f"{number}쪽" if printed is None else f"{number}쪽(인쇄 {printed}쪽)")


def _paragraphs(source: Source) -> Iterator[Place]:
    """Line by line, empty ones passed over; a row of a table is one, however many lines its cells have."""
    inner = {start for grid in source.grids for start in _inner_lines(grid, source.text)}
    filled = (match.start() for match in _FILLED_LINE.finditer(source.text))
    for number, start in enumerate((start for start in filled if start not in inner), start=1):
        yield Place(start, f"문단 {number}")


def _inner_lines(grid: Grid, text: str) -> Iterator[int]:
    """Where the lines of a table begin that begin within a cell."""
    for cell in grid.cells:
        for match in re.finditer("\n", cell.span.of(text)):
            yield cell.span.start + match.end()
