"""From lines to blocks: headings, bullets, paragraphs, notes and tables, under their section paths."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Block, BlockKind, Source, Span, Table
from ingest.draft import Draft
from ingest.flat_tables import find_flat_table, is_caption, is_tabular, read_flat_table
from ingest.grids import is_table, read_grid
from ingest.headings import LEVEL_CAPTION, LEVEL_DASH, LEVEL_DOT, LEVEL_GLYPH, Marker, find_marker
from ingest.lines import Line, lines_of
from ingest.mend import close_digits, is_spaced_label, join_all, mend
from ingest.outline import place, settle_outline
from ingest.recorded import marker_of
from ingest.table_pages import join_pages
from ingest.tables import find_tab_table, read_tab_table
from ingest.totals import unit_of_announced_total
from ingest.units import UnitLine, read_unit_line

_CLOSED = re.compile(r"[.?!。]\s*(?:\d+\))?$|(?:함|음|임|됨)(?:\d+\))?$")
# A date that the paper's edge cut: "2023. 11." and on the next line "14.에 교부되어".
_CUT_DATE = re.compile(r"(?:(?:19|20)\d{2}|['’‘]\d{2})\s?[.]\s?(?:\d{1,2}\s?[.]\s?)?$|\(\s?\d{1,2}[.]\s*$|[~∼]\s*$")
_DATE_GOES_ON = re.compile(r"\s*\d{1,2}[.]")
_FOOTNOTE = re.compile(r"\s*(\d{1,2})\)")
_TOTAL_WITHIN = 3
_UNIT_WITHIN = 6  # blocks above a table within which a heading's unit is its own
_LONGEST_UNIT_LINE = 45
_FULL_LINE = 28  # characters; shorter lines did not end because the paper did
_NUMBERED_TITLE = re.compile(r"\s*\d{1,2}\s+(?:\d{4}년\s)?[가-힣A-Za-z(‘'「][^:]{3,45}$")
# A label set off by a dash from what it has to say: 인력현황 - 정원 236명. Not a row of a table: 보조금 - 48 - -.
_LABELLED = re.compile(r"\s*[가-힣]{2,8}(?: [가-힣]{2,8})? +[-–—] +(?:['‘’]?\d[\d,.]*\s?)?[가-힣A-Za-z][^\t]*$")
_STARTS_SECTION = re.compile(r"\s*[□▢○ㅇ◦]|.*☎|.*담당\s*:")


def read_layout(source: Source) -> tuple[Block, ...]:
    """The blocks of a source in order, each under its section path and the bullets above it."""
    drafts = _gather(source, lines_of(source))
    settle_outline(drafts)
    _read_tables(source, drafts)
    _read_texts(drafts)
    place(drafts)
    return tuple(
        Block(
            draft.kind,
            Span(draft.lines[0].span.start, draft.lines[-1].span.end),
            draft.text,
            draft.level,
            draft.section,
            draft.parents,
            draft.table,
        )
        for draft in drafts
        if draft.text or draft.table
    )


def _gather(source: Source, lines: Sequence[Line]) -> list[Draft]:
    """Lines put together to blocks; captions and unit lines stand as blocks of their own until tables are read."""
    drafts: list[Draft] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        grid = source.grids[line.grid] if line.grid is not None else None
        if grid is not None and is_table(grid):
            end = next((at for at in range(position, len(lines)) if lines[at].grid != line.grid), len(lines))
            drafts.append(Draft(list(lines[position:end]), BlockKind.TABLE, LEVEL_DOT, "grid", grid=grid))
            position = end
            continue
        end = _table_end(source, lines, position) if grid is None else position
        if end > position:
            joined, position = join_pages(lines, position, end)
            drafts.append(Draft(joined, BlockKind.TABLE, LEVEL_DOT, "tab" if "\t" in line.text else "flat"))
            continue
        drafts_before = drafts[-1] if drafts else None
        if drafts_before is not None and _continues(source, drafts_before, line):
            drafts_before.lines.append(line)
        else:
            drafts.append(_open(source, lines, position))
        position += 1
    return drafts


def _table_end(source: Source, lines: Sequence[Line], position: int) -> int:
    """Where a table that begins at this line ends; the position itself if none does."""
    end = find_tab_table(lines, position)
    return end if end > position or not source.wrapped else find_flat_table(lines, position)


def _continues(source: Source, draft: Draft, line: Line) -> bool:
    """Whether a line goes on with the block before it."""
    if draft.kind is BlockKind.TABLE or draft.name in {"caption", "unit"}:
        return False
    last = draft.lines[-1]
    if line.recorded is not None or last.recorded is not None:
        return line.recorded is last.recorded  # the format says where a heading begins and ends
    if source.wrapped and _CUT_DATE.search(last.text) and _DATE_GOES_ON.match(line.text):
        return True
    if find_marker(line.text) is not None or is_caption(line.text) or _is_unit_line(line.text):
        return False
    if is_spaced_label(line.text):
        return False
    if not source.wrapped:
        # Only a Markdown line break, or a bracket left open, carries a paragraph over the line end.
        return line.gap == 0 and (last.text.endswith("  ") or _is_open(draft)) and draft.kind is not BlockKind.HEADING
    if draft.kind is BlockKind.HEADING:
        if not _is_cut_heading(draft, line):
            return False
        draft.kind = BlockKind.BULLET  # it was no heading but the first line of a paragraph
        return True
    if _LABELLED.match(line.text) and len(last.text.strip()) < _FULL_LINE:
        return False
    if (is_tabular(line.text) or is_tabular(last.text)) and not _is_open(draft):
        return False  # a row of values is no part of a sentence
    if draft.kind is BlockKind.PARAGRAPH and len(last.text.strip()) < _FULL_LINE:
        return False  # the line ended before the paper did
    if line.page != last.page:
        return not _CLOSED.search(last.text) and not _NUMBERED_TITLE.match(line.text) and draft.kind is not BlockKind.NOTE
    return not _CLOSED.search(last.text.rstrip()) or line.text.lstrip()[:1].islower()


def _is_cut_heading(draft: Draft, line: Line) -> bool:
    """Whether a line taken for a heading runs on: it fills the paper's width and the next line has no marker."""
    last = draft.lines[-1]
    return len(last.text.strip()) >= _FULL_LINE and line.page == last.page and not _STARTS_SECTION.match(line.text)


def _is_open(draft: Draft) -> bool:
    text = "".join(line.text for line in draft.lines)
    return text.count("(") > text.count(")")


def _open(source: Source, lines: Sequence[Line], position: int) -> Draft:
    """A new block that begins with this line."""
    line = lines[position]
    if _is_unit_line(line.text):
        return Draft([line], BlockKind.NOTE, LEVEL_DOT, "unit")
    if is_caption(line.text):
        return Draft([line], BlockKind.HEADING, LEVEL_CAPTION, "caption")
    marker = marker_of(line)
    if marker is None:
        if _is_numbered_title(source, lines, position):
            return Draft([line], BlockKind.HEADING, 25, "title")
        if source.wrapped and _LABELLED.match(line.text):
            return Draft([line], BlockKind.BULLET, LEVEL_GLYPH, "label")
        return Draft([line], BlockKind.PARAGRAPH, LEVEL_DOT + 5)
    if marker.name == "item" and _is_footnote(source, line):
        return Draft([line], BlockKind.NOTE, LEVEL_DOT, "footnote")
    return Draft([line], marker.kind, _indented(source, line, marker), marker.name)


def _indented(source: Source, line: Line, marker: Marker) -> int:
    """A bullet's level; in text that kept its indentation, a deeper one stands below."""
    if source.wrapped or marker.level < LEVEL_DASH:
        return marker.level
    return marker.level + min(8, len(line.text) - len(line.text.lstrip(" ")))


def _is_numbered_title(source: Source, lines: Sequence[Line], position: int) -> bool:
    """A line such as `1 서울창업허브 운영`, if what follows opens a section."""
    if not source.wrapped or not _NUMBERED_TITLE.match(lines[position].text) or position + 1 >= len(lines):
        return False
    return bool(_STARTS_SECTION.match(lines[position + 1].text))


def _is_footnote(source: Source, line: Line) -> bool:
    """Whether `3) …` is the footnote of a mark that stands in the text of the same page."""
    match = _FOOTNOTE.match(line.text)
    if match is None or (not source.wrapped and line.gap):
        return False
    page = source.pages[line.page - 1]
    before = source.text[page.start : line.span.start]
    return re.search(rf"[가-힣」』’”\).\d]{match.group(1)}\)", before) is not None


def _is_unit_line(text: str) -> bool:
    return len(text.strip()) <= _LONGEST_UNIT_LINE and read_unit_line(text) is not None and find_marker(text) is None


def _read_tables(source: Source, drafts: list[Draft]) -> None:
    """Give each table its caption and unit line, from above or below it, and read its cells."""
    used: set[int] = set()
    below = _captions_stand_below(drafts)
    for index, draft in enumerate(drafts):
        if draft.kind is not BlockKind.TABLE:
            continue
        caption = _neighbour(drafts, index, "caption", used, below)
        unit_draft = _neighbour(drafts, index, "unit", used, below)
        title = mend(drafts[caption].lines[0].text).strip("<>〈〉《》 ") if caption is not None else ""
        unit = read_unit_line(drafts[unit_draft].lines[0].text) if unit_draft is not None else _unit_in(title)
        unit = unit or _unit_of_section(drafts, index)
        used.update(found for found in (caption, unit_draft) if found is not None)
        draft.table = _read_table(source, draft, title, unit)
        if unit is None and (proven := unit_of_announced_total(draft.table, _lines_above(drafts, index))):
            draft.table = _read_table(source, draft, title, UnitLine((proven,), ""))
    for index in sorted(used, reverse=True):
        del drafts[index]  # what they say lives on in the table


def _read_table(source: Source, draft: Draft, title: str, unit: UnitLine | None) -> Table:
    if draft.grid is not None:
        return read_grid(draft.grid, source.text, title, unit)
    return (read_tab_table if draft.name == "tab" else read_flat_table)(draft.lines, title, unit)


def _lines_above(drafts: Sequence[Draft], index: int) -> list[str]:
    """The lines right above a table, back to the table before it."""
    found: list[str] = []
    for draft in reversed(drafts[max(0, index - _TOTAL_WITHIN) : index]):
        if draft.kind is BlockKind.TABLE:
            break
        found.append(mend(draft.lines[-1].text))
    return found


def _unit_of_section(drafts: Sequence[Draft], index: int) -> UnitLine | None:
    """The unit beside one of the headings above a table, no other table between."""
    for draft in reversed(drafts[max(0, index - _UNIT_WITHIN) : index]):
        if draft.kind is BlockKind.TABLE:
            return None
        if draft.kind is BlockKind.HEADING and (unit := read_unit_line(draft.lines[-1].text)) is not None:
            return unit
    return None


def _unit_in(title: str) -> UnitLine | None:
    return read_unit_line(title) if title else None


def _neighbour(drafts: Sequence[Draft], index: int, name: str, used: set[int], below: bool) -> int | None:
    """The nearest caption or unit line beside a table with nothing but such lines between; the document's habit decides."""
    for step in (1, -1) if below else (-1, 1):
        at = index + step
        page = drafts[index].lines[0 if step < 0 else -1].page
        while 0 <= at < len(drafts) and drafts[at].name in {"caption", "unit"} and drafts[at].lines[0].page == page:
            if drafts[at].name == name and at not in used:
                return at
            at += step
    return None


def _captions_stand_below(drafts: Sequence[Draft]) -> bool:
    """Whether this document sets captions under its tables, told by those with a table on one side only."""
    above = under = 0
    for index, draft in enumerate(drafts):
        if draft.name != "caption":
            continue
        page = draft.lines[0].page
        after_table = index > 0 and drafts[index - 1].kind is BlockKind.TABLE and drafts[index - 1].lines[-1].page == page
        follows = next((later for later in drafts[index + 1 : index + 3] if later.name != "unit"), None)
        before_table = follows is not None and follows.kind is BlockKind.TABLE and follows.lines[0].page == page
        under += after_table and not before_table
        above += before_table and not after_table
    return under > above


def _read_texts(drafts: Sequence[Draft]) -> None:
    """Give each block its mended text. All their lines are joined in one go: Kiwi is asked once, not once a block."""
    running = [draft for draft in drafts if draft.table is None and draft.name != "caption"]
    for draft, text in zip(running, join_all([_without_marker(draft) for draft in running]), strict=True):
        draft.text = close_digits(mend(text))
    for draft in drafts:
        if draft.table is not None:
            draft.text = draft.table.title
        elif draft.name == "caption":
            draft.text = mend(draft.lines[0].text).strip("<>〈〉《》 ")


def _without_marker(draft: Draft) -> list[str]:
    """The lines of a block, without its marker."""
    first = draft.lines[0].text
    marker = find_marker(first)
    if marker is not None and marker.end and draft.name not in {"footnote", "article", "chapter"}:
        first = first[marker.end :]
    return [first, *(line.text for line in draft.lines[1:])]
