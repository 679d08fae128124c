"""The outline: which numbers head sections and which count a list, and what stands under what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import BlockKind
from ingest.draft import Draft
from ingest.headings import GLYPH, HEADING_NAMES, LEVEL_DASH, LEVEL_NUMBER, without_unit
from ingest.recorded import settle_recorded

_BARE_NUMBER = re.compile(r"[\dIVXⅠ-Ⅻ.\s]+")
_LIST_NUMBER = re.compile(r"[#\s]*(\d{1,2})")
_VALUE = re.compile(r"[:：]\s*\S")
# Numbering that has no place of its own in the outline: it stands under whatever it begins below.
_ENUMERATIONS = {"item": r"1\)", "bracketed": r"\(1\)", "subletter": r"가\)", "circled": "[①⑴➊❶]"}


def settle_outline(drafts: Sequence[Draft]) -> None:
    """Settle what the numbers at the heads of lines are, for all lines together."""
    _settle_numbers(drafts)
    _nest_enumerations(drafts)
    _nest_glyphs(drafts)
    _demote_lists(drafts)
    settle_recorded(drafts)


def _nest_enumerations(drafts: Sequence[Draft]) -> None:
    """Put ①, 1), (1), 가) one step below the line that their run begins under, where that line's marker stands deeper."""
    levels: dict[str, int] = {}
    above: Draft | None = None
    for draft in drafts:
        if draft.name in _ENUMERATIONS:
            first = re.match(rf"[#\s]*{_ENUMERATIONS[draft.name]}", draft.lines[0].text)
            if first:
                levels[draft.name] = max(draft.level, above.level + 2) if above is not None else draft.level
            draft.level = levels.get(draft.name, draft.level)
        if draft.name and draft.table is None and draft.kind in {BlockKind.HEADING, BlockKind.BULLET}:
            above = draft


def _nest_glyphs(drafts: Sequence[Draft]) -> None:
    """Put a run of glyphs that we do not know one step below the bullet that it begins under.

    Beside it where that one says all that it has to say: `○ 출연기관 : 한들진흥원`.
    """
    level: int | None = None
    above: Draft | None = None
    for draft in drafts:
        if not draft.name or draft.table is not None or draft.kind not in {BlockKind.HEADING, BlockKind.BULLET}:
            continue
        if draft.name == GLYPH:
            if level is None:
                level = draft.level if above is None else max(draft.level, above.level + (0 if _says_all(above) else 2))
            draft.level = level
        elif level is not None and draft.level < level:
            level = None
        above = draft


def _says_all(draft: Draft) -> bool:
    """Whether a bullet says something of what it names."""
    return _VALUE.search(draft.lines[-1].text) is not None


def _settle_numbers(drafts: Sequence[Draft]) -> None:
    """Tell the outline's `1. 2. 3.` from lists within its sections.

    A number is a list's where it is out of the outline's order, or its neighbour is numbered too with nothing between.
    One that the format records as a heading has only such at its own depth for neighbours: a list beside it is its own.
    """
    last = 0
    for index, draft in enumerate(drafts):
        if draft.kind is BlockKind.HEADING and draft.level < LEVEL_NUMBER:
            last = 0
        if draft.name != "number":
            continue
        match = _LIST_NUMBER.match(draft.lines[0].text)
        number = int(match.group(1)) if match else 0
        depth = _recorded_depth(draft)
        near = [drafts[at] for at in (index - 1, index + 1) if 0 <= at < len(drafts)]
        is_entry = any(other.name == "number" and (not depth or _recorded_depth(other) == depth) for other in near)
        if draft.kind is BlockKind.HEADING and (depth or number == last + 1) and not is_entry:
            last = number
        else:
            draft.kind, draft.level = BlockKind.BULLET, LEVEL_DASH - 2


def _demote_lists(drafts: Sequence[Draft]) -> None:
    """Turn headings of one sort that follow each other with nothing between into bullets: they are a list."""
    start = 0
    while start < len(drafts):
        end = start
        while (
            end < len(drafts)
            and drafts[end].kind is BlockKind.HEADING
            and drafts[end].name == drafts[start].name in HEADING_NAMES
            and _recorded_depth(drafts[end]) == _recorded_depth(drafts[start])
        ):
            end += 1
        if end - start > 1:
            last_heads = end < len(drafts) and drafts[end].level > drafts[start].level and drafts[start].name == "box"
            for draft in drafts[start : end - 1 if last_heads else end]:
                draft.kind = BlockKind.BULLET
        start = max(end, start + 1)


def _recorded_depth(draft: Draft) -> int:
    """How deep a heading the format says that a line is; 0 where it says nothing."""
    recorded = draft.lines[0].recorded
    return recorded.level if recorded is not None else 0


def place(drafts: Sequence[Draft]) -> None:
    """Give each block its section path and the bullets above it."""
    headings: list[tuple[int, str]] = []
    bullets: list[tuple[int, str]] = []
    for draft in drafts:
        if draft.kind is BlockKind.HEADING:
            headings = [(level, text) for level, text in headings if level < draft.level]
            draft.section = tuple(text for _, text in headings)
            if draft.text and not _BARE_NUMBER.fullmatch(draft.text):
                headings.append((draft.level, without_unit(draft.text)))
            bullets = []
            continue
        draft.section = tuple(text for _, text in headings)
        if draft.kind is BlockKind.BULLET:
            # A bullet closes the headings that stand deeper than it: a caption ends at the next ○.
            headings = [(level, text) for level, text in headings if level < draft.level]
            draft.section = tuple(text for _, text in headings)
            bullets = [(level, text) for level, text in bullets if level < draft.level]
            draft.parents = tuple(text for _, text in bullets)
            bullets.append((draft.level, draft.text))
        else:
            draft.parents = tuple(text for _, text in bullets)
