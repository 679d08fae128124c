"""Header rows that stand again where a table goes on after a page break: they are no data."""

from __future__ import annotations

import re
from collections.abc import Sequence


def repeats_of(header: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The numbers of the rows below the header that say all of it again, white space apart.

    A header of a single word proves nothing: `계` may stand in the table as well.
    """
    wanted = [_bare(row) for row in header]
    if len({word for row in wanted for word in row if word}) < 2:
        return ()
    bare = [_bare(row) for row in rows]
    found: list[int] = []
    at = len(header)
    while at + len(header) <= len(rows):
        if bare[at : at + len(header)] == wanted:
            found.extend(range(at, at + len(header)))
            at += len(header)
        else:
            at += 1
    return tuple(found)


def _bare(row: Sequence[str]) -> list[str]:
    """A row's words without white space; cells left empty at its end are none."""
    words = [re.sub(r"\s+", "", word) for word in row]
    while words and not words[-1]:
        words.pop()
    return words
