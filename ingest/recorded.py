"""Headings that the format records: a heading style, an outline level, h1 to h6. What heads is trusted, how deep is checked.

Hancom's outline styles are often laid upon body text for the look of it: only what reads as a title becomes a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ingest.document import BlockKind, OutlineMark, Source
from ingest.headings import (
    LEVEL_DASH,
    LEVEL_DOT,
    Marker,
    find_marker,
    has_end_of_sentence,
    level_without_marker,
    reads_as_heading,
)

if TYPE_CHECKING:
    from ingest.draft import Draft
    from ingest.lines import Line

RECORDED = "recorded"  # the name of a heading without a marker of its own
_LONGEST_TITLE = 80  # characters; twice what a line with nothing but a marker may have to be a heading
_SAYS = re.compile(r"[.!。]\s*$|:\s*\S{25,}")
_LONGEST_RUN = 3  # headings one below the other with nothing under them: part, chapter and section differ in depth
_FIGURE = re.compile(r"\d")
# Markers of what is never a heading, whatever style it is in.
_NO_HEADINGS = frozenset({"remark", "article"})


def titles_of(source: Source) -> list[OutlineMark]:
    """The recorded headings whose text reads as a title, in order."""
    return [mark for mark in source.outline if _reads_as_title(mark.span.of(source.text))]


def _reads_as_title(text: str) -> bool:
    """Whether a paragraph titles what follows: short, and no sentence."""
    text = " ".join(text.split())
    return 0 < len(text) <= _LONGEST_TITLE and not has_end_of_sentence(text) and not _SAYS.search(text)


def marker_of(line: Line) -> Marker | None:
    """The marker of a line, where the format says that it is a heading as a heading's."""
    own = find_marker(line.text)
    if line.recorded is None:
        return own
    if own is None:
        return Marker(BlockKind.HEADING, level_without_marker(line.recorded.level), RECORDED, 0)
    heads = own.level < LEVEL_DASH and own.name not in _NO_HEADINGS and reads_as_heading(line.text[own.end :])
    return own._replace(kind=BlockKind.HEADING) if heads else own


def settle_recorded(drafts: Sequence[Draft]) -> None:
    """Make the recorded headings' levels agree with each other, and those of the markers with them.

    One that is recorded deeper stands below, whatever its marker; headings recorded alike beside each other are
    siblings; and a marker that the format records at some depth has that depth where it is not recorded too.
    """
    _demote_runs(drafts)
    above: list[tuple[int, int]] = []  # recorded and settled level of the headings that are open
    learned: dict[str, int] = {}
    for index, draft in enumerate(drafts):
        if draft.kind is not BlockKind.HEADING or draft.name == "caption":
            continue
        mark = draft.lines[0].recorded
        if mark is None:
            draft.level = learned.get(draft.name, draft.level)
            while above and above[-1][1] >= draft.level:
                above.pop()
            continue
        if draft.name == "ring" and not _heads_something(drafts, index):
            draft.kind = BlockKind.BULLET
            continue
        sibling = None
        while above and above[-1][0] >= mark.level:
            recorded, level = above.pop()
            sibling = level if recorded == mark.level else sibling
        parent = above[-1][1] if above else -1
        draft.level = sibling if sibling is not None else max(draft.level, parent + 1)
        above.append((mark.level, draft.level))
        learned = {name: level for name, level in learned.items() if level < draft.level}
        if draft.name != RECORDED:
            learned[draft.name] = draft.level


def _demote_runs(drafts: Sequence[Draft]) -> None:
    """Turn lines of one depth that head nothing, several in a row, into the body text in an outline style that they are."""
    for _, run in groupby(drafts, key=lambda draft: (draft.name == RECORDED, draft.lines[0].recorded and draft.level)):
        found = list(run)
        if found[0].name == RECORDED and len(found) >= _LONGEST_RUN:
            for draft in found:
                draft.kind, draft.level, draft.name = BlockKind.PARAGRAPH, LEVEL_DOT + 5, ""


def _heads_something(drafts: Sequence[Draft], index: int) -> bool:
    """Whether a ○ in an outline style names what follows below it, rather than being an entry of a list."""
    draft, after = drafts[index], drafts[index + 1] if index + 1 < len(drafts) else None
    return after is not None and after.level > draft.level and not _FIGURE.search(draft.lines[0].text)
