"""Title, kind and year of a document, from its first blocks and its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath

from ingest.cover import cover_of
from ingest.document import Block, BlockKind, Source
from ingest.korean import analyse, words
from ingest.minutes import KIND as MINUTES
from ingest.years import years_of

OTHER = "기타"
# The kinds of council document, each with the words that tell it, most telling first.
KINDS: tuple[tuple[str, str], ...] = (
    (MINUTES, r"회의록|속기록|개의\s*시각"),
    ("감사 처리결과", r"행정사무감사.{0,20}(?:처리|조치)\s*결과|시정[·ㆍ․\s]*처리\s*요구"),
    ("업무보고", r"업무\s*보고|주요\s*업무"),
    ("검토보고서", r"검토\s*보고|검토\s*의견"),
    ("예산·결산", r"예산\s*총괄|세입[·ㆍ․\s]*세출|결산|추가경정예산"),
    ("조례·의안", r"조례안|동의안|제\s*1\s*조\s*\(\s*목적"),
)
_TITLE = re.compile(
    r"업무\s*보고|주요\s*업무.{0,10}(?:보고|실적)$|검토\s*보고|조례안?$|동의안|처리\s*결과|회의록|결산|예산.{0,6}(?:총괄|안|서|개요)|계획$|현황$"
)
# Headings that every report has: they name a part of it, not the document.
_PART = re.compile(r"^(?:일반|조직|인력|예산|재무|기구|주요\s*업무)\s*(?:및\s*\S+\s*)?현황$")
_REVIEW = re.compile(r"[(]?\s*검토\s?보고서?\s*[)]?")
_FULL_DATE = re.compile(r"[’'‘]?\d{2,4}\s*[.년]\s*\d{1,2}\s*[.월]\s*\d{1,2}\s*[.일]")
# A line that begins a title: 2023년도, 2024년도 제1회 추가경정; no date.
_YEAR_LINE = re.compile(r"(?:19|20)\d{2}\s?(?:년도?|(?:년도?)?\s?회계\s?연도)(?!\s*\d{1,2}\s*월)(?:\s[^.:~]*)?$")
_MOST_ABOVE = 2
_FIRST_BLOCKS = 15
_FIRST_CHARACTERS = 3000
_LONGEST_TITLE = 60


def title_of(source: Source, blocks: Sequence[Block]) -> str:
    """The document's title as it stands on its first page; empty where none is found."""
    for number, block in enumerate(blocks[:_FIRST_BLOCKS]):
        heads = block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and block.span.start < _FIRST_CHARACTERS
        fits = 4 <= len(block.text) <= _LONGEST_TITLE and _TITLE.search(block.text) and not _PART.search(block.text)
        if heads and fits:
            return _with_year_above(block.text, [above.text for above in blocks[max(0, number - _MOST_ABOVE) : number]])
    return ""


def _with_year_above(title: str, above: Sequence[str]) -> str:
    """The title with the lines above it that begin it: 2023회계연도 / 재단법인 ○○ / 결산검사 의견서."""
    if years_of(title):
        return title
    for number, line in enumerate(above):
        whole = " ".join((*above[number:], title))
        if _YEAR_LINE.match(line) and len(whole) <= _LONGEST_TITLE:
            return whole
    return title


def describe(source: Source, kind: str, year: int | None) -> str:
    """What to call a document without a title: its year and kind, or its file name."""
    if kind == OTHER:
        return PurePath(source.name).stem.replace("_", " ")
    return f"{year}년 {kind}" if year else kind


@lru_cache(maxsize=4096)
def name_words(title: str, file: str) -> frozenset[str]:
    """The words by which a document is named: those of its title and its file name."""
    stem = PurePath(file).stem.replace("_", " ")
    return frozenset(word for found in analyse([title, stem]) for word in words(found))


def kind_of(source: Source, title: str) -> str:
    """The kind of document, by its title first, then by its first pages; OTHER if nothing tells.

    A review bears the title of the bill that it reviews, and says in a line of its own that it is one: 검 토 보 고.
    """
    if any(_REVIEW.fullmatch(line) for line in cover_of(source).lines):
        return "검토보고서"
    for text in (title, PurePath(source.name).stem, source.text[:_FIRST_CHARACTERS]):
        for kind, pattern in KINDS:
            if re.search(pattern, text):
                return kind
    return OTHER


def year_of(source: Source, title: str) -> int | None:
    """The year that the document speaks of.

    The title's or file name's; else that of most full dates on its first pages, by which papers say when they were
    handed in; else the year named most there.
    """
    named = years_of(title) or years_of(PurePath(source.name).stem.replace("_", " "))
    if named:
        return named[0]
    first = source.text[:_FIRST_CHARACTERS]
    dated = [year for date in _FULL_DATE.findall(first) for year in years_of(date)]
    counts = Counter(dated or [year for line in first.split("\n") for year in years_of(line)])
    if not counts:
        return None
    most = max(counts.values())
    return max(year for year, count in counts.items() if count == most)
