"""Title, kind and year of a document, from its first blocks and its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from ingest.document import Block, BlockKind, Source
from ingest.years import years_of

# The kinds of council document, each with the words that tell it, most telling first.
KINDS: tuple[tuple[str, str], ...] = (
    ("회의록", r"회의록|속기록|개의\s*시각"),
    ("감사 처리결과", r"행정사무감사.{0,20}(?:처리|조치)\s*결과|시정[·ㆍ․\s]*처리\s*요구"),
    ("업무보고", r"업무\s*보고|주요\s*업무"),
    ("검토보고서", r"검토\s*보고|검토\s*의견"),
    ("예산·결산", r"예산\s*총괄|세입[·ㆍ․\s]*세출|결산|추가경정예산"),
    ("조례·의안", r"조례안|동의안|제\s*1\s*조\s*\(\s*목적"),
)
_TITLE = re.compile(r"업무\s*보고|검토\s*보고|조례안?$|동의안|처리\s*결과|회의록|결산|예산.{0,6}(?:총괄|안|서|개요)|계획$|현황$")
_FIRST_BLOCKS = 15
_FIRST_CHARACTERS = 3000
_LONGEST_TITLE = 60


def title_of(source: Source, blocks: Sequence[Block]) -> str:
    """The document's title as it stands on its first page; its file name where none is found."""
    for block in blocks[:_FIRST_BLOCKS]:
        heads = block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and block.span.start < _FIRST_CHARACTERS
        if heads and 4 <= len(block.text) <= _LONGEST_TITLE and _TITLE.search(block.text):
            return block.text
    return PurePath(source.name).stem.replace("_", " ")


def kind_of(source: Source, title: str) -> str:
    """The kind of document, by its title first, then by its first pages; `기타` if nothing tells."""
    for text in (title, PurePath(source.name).stem, source.text[:_FIRST_CHARACTERS]):
        for kind, pattern in KINDS:
            if re.search(pattern, text):
                return kind
    return "기타"


def year_of(source: Source, title: str) -> int | None:
    """The year that the document speaks of: the title's or file name's, else the one its first pages name most."""
    named = years_of(title) or years_of(PurePath(source.name).stem.replace("_", " "))
    if named:
        return named[0]
    counts: Counter[int] = Counter()
    for line in source.text[:_FIRST_CHARACTERS].split("\n"):
        counts.update(years_of(line))
    if not counts:
        return None
    most = max(counts.values())
    return max(year for year, count in counts.items() if count == most)
