"""The page numbers that are printed on the pages, where they are not those that a viewer counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.document import Source

# White space only before a sign that has to follow: a line of blanks must not cost the square of its length.
_PAGE_NUMBER = re.compile(r"(?:[-–—<\[(]\s*)?(\d{1,3})(?:\s*쪽)?(?:\s*/\s*\d{1,3})?(?:\s*[-–—>\])])?")
_FEWEST = 3  # pages that must agree: two lone numbers agree by chance
_SHARE = 0.5  # more than this of all pages must agree: a cover and a table of contents have no number


def page_number(line: str) -> int | None:
    """The number of a line that is nothing but one: `12`, `- 12 -`, `[12쪽]`, `12 / 40`; None for any other line."""
    match = _PAGE_NUMBER.fullmatch(line.strip())
    return int(match.group(1)) if match else None


def printed_numbers(source: Source) -> tuple[int | None, ...]:
    """The number printed on each page, one for each of `source.pages`; None where it is the page's own, or not known.

    Known only where most pages bear a number at head or foot that is as far from their own on all of them. A page
    without a number between these has the one that is due; one with another number, as an appendix has, none.
    """
    shown = [_shown(page.of(source.text)) for page in source.pages]
    if not source.page_numbers:
        return (None,) * len(shown)
    ahead = Counter(
        number - printed
        for number, candidates in zip(source.page_numbers, shown, strict=True)
        for printed in dict.fromkeys(candidates)
    )
    distance, agree = max(ahead.items(), key=lambda item: item[1], default=(0, 0))
    if not distance or agree < _FEWEST or agree <= _SHARE * len(shown):
        return (None,) * len(shown)
    return tuple(_due(number - distance, candidates) for number, candidates in zip(source.page_numbers, shown, strict=True))


def _shown(page: str) -> Sequence[int]:
    """The lone numbers at the foot and head of a page."""
    lines = [line for line in page.split("\n") if line.strip()]
    return [number for line in (lines[-1:] + lines[:1]) if (number := page_number(line)) is not None]


def _due(number: int, candidates: Sequence[int]) -> int | None:
    """The number that is due on a page, unless it is before the first, or the page bears others."""
    return number if number > 0 and (not candidates or number in candidates) else None
