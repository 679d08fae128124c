"""The pages of a plain text: by form feeds, by the empty lines of an extraction, or by the page numbers printed in it.

A page is found only where something marks it. Text as written, such as one saved out of a word processor, has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.document import Span

# Text taken out of a PDF marks a page break by three or more empty lines. Of the two such documents of the corpus one
# refers to its own pages (p.29, p.32), and there the count is right; in the other a stretch of 6,000 letters lost its
# breaks, where no other page has more than 1,250.
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){3,}")
_LONGEST_PAGE = 4_000  # characters less white space; a sheet of A4 in small print holds no more
_MARK = re.compile(  # - 12 -, [12쪽], <12쪽>
    r"^[ \t]*(?:[-–—] ?(\d{1,3}) ?쪽? ?[-–—]|\[ ?(\d{1,3}) ?쪽 ?\]|< ?(\d{1,3}) ?쪽 ?>)[ \t]*$", re.MULTILINE
)
_FEWEST_MARKS = 3  # in a row, each one more than the one before


class TextPages(NamedTuple):
    """The pages of a text, covering it whole, and their numbers; no numbers where nothing tells them."""

    pages: tuple[Span, ...]
    numbers: tuple[int, ...]


def text_pages(text: str, wrapped: bool) -> TextPages:
    """The pages of a text. Empty lines mark them only where it is `wrapped`; elsewhere they set paragraphs apart.

    Of the pages between empty lines one that is fuller than paper can be proves that breaks were lost: none is numbered.
    """
    if "\f" in text:
        return _by_form_feeds(text)
    pages = _between_empty_lines(text) if wrapped else (Span(0, len(text)),)
    if len(pages) == 1:
        return _by_marks(text) or TextPages(pages, ())
    return TextPages(pages, tuple(range(1, len(pages) + 1)) if _fit_paper(pages, text) else ())


def _by_form_feeds(text: str) -> TextPages:
    """A form feed ends a page, or begins one where the text begins with one and does not end with one.

    Pages without text count, but they lie with the one before them.
    """
    pieces = text.split("\f")
    begins = not pieces[0].strip() and bool(pieces[-1].strip())
    starts: list[int] = []
    numbers: list[int] = []
    offset = 0
    for number, piece in enumerate(pieces, start=0 if begins else 1):
        if piece.strip():
            starts.append(offset if starts else 0)
            numbers.append(number)
        offset += len(piece) + 1
    return TextPages(_spans(starts, len(text)), tuple(numbers))


def _between_empty_lines(text: str) -> tuple[Span, ...]:
    starts, end = [0], len(text.rstrip())
    for match in _EMPTY_LINES.finditer(text):
        if text[starts[-1] : match.start()].strip() and match.end() < end:
            starts.append(match.end())
    return _spans(starts, len(text))


def _by_marks(text: str) -> TextPages | None:
    """The pages by the numbers printed at the foot or head of each; None where they do not go up one by one, or where
    text before the first and behind the last leaves open at which end they stand."""
    marks = list(_MARK.finditer(text))
    numbers = tuple(int(next(filter(None, mark.groups()))) for mark in marks)
    if len(marks) < _FEWEST_MARKS or any(after != before + 1 for before, after in pairwise(numbers)):
        return None
    at_head, at_foot = not text[: marks[0].start()].strip(), not text[marks[-1].end() :].strip()
    if at_head == at_foot:
        return None
    starts = [0, *(mark.start() for mark in marks[1:])] if at_head else [0, *(mark.end() + 1 for mark in marks[:-1])]
    pages = _spans(starts, len(text))
    return TextPages(pages, numbers) if _fit_paper(pages, text) else None


def _fit_paper(pages: Sequence[Span], text: str) -> bool:
    return all(len("".join(page.of(text).split())) <= _LONGEST_PAGE for page in pages)


def _spans(starts: Sequence[int], length: int) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairwise([*starts, length]))
