"""Markers at the head of a line: what kind of line it is and how deep it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import BlockKind
from ingest.glyphs import glyph_before

# Levels: smaller is higher. Gaps of ten leave room for indentation below a marker.
LEVEL_PART, LEVEL_CHAPTER, LEVEL_NUMBER, LEVEL_LETTER, LEVEL_ITEM = 0, 10, 20, 30, 40
LEVEL_BOX, LEVEL_RING, LEVEL_CAPTION, LEVEL_DASH, LEVEL_DOT = 50, 60, 65, 70, 80
LEVEL_GLYPH, GLYPH = 55, "glyph"  # a bullet of a symbol font that we do not know: below □, above ○


class Marker(NamedTuple):
    """The marker of a line: block kind, level, and where the words begin behind it."""

    kind: BlockKind
    level: int
    name: str
    end: int


_H, _B, _N = BlockKind.HEADING, BlockKind.BULLET, BlockKind.NOTE
_MARKERS: tuple[tuple[str, str, BlockKind, int], ...] = (
    ("part", r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|(?:I{1,3}|IV|VI{0,3}|IX|X)(?=[.．]))\s*[.．]?\s*(?=\S)", _H, LEVEL_PART),
    ("chapter", r"(?=제\s?\d+\s?[장편]\s)", _H, LEVEL_CHAPTER),
    ("section", r"(?=제\s?\d+\s?절\s)", _H, LEVEL_CHAPTER + 5),
    ("article", r"(?=제\s?\d+\s?조(?:의\s?\d+)?\s?\()", _B, LEVEL_NUMBER),
    ("annex", r"(?=\[?(?:붙임|별첨|별표|참고)\s?\d*\]?\s)", _H, LEVEL_CHAPTER),
    ("subnumber", r"\d{1,2}-\d{1,2}[.)]\s*(?=\S)", _H, LEVEL_NUMBER + 5),
    ("number", r"\d{1,2}\s?[.．]\s*(?=[^\d\s])|\d{1,2}\s?[.．]\s+(?=(?:19|20)\d\d\s?년)", _H, LEVEL_NUMBER),
    ("letter", r"[가나다라마바사아자차카타파하]\s?[.．]\s*(?=\S)", _H, LEVEL_LETTER),
    ("item", r"\d{1,2}\)\s*(?=\S)", _H, LEVEL_ITEM),
    ("bracketed", r"\(\d{1,2}\)\s*(?=[^\d\s)])", _H, LEVEL_ITEM + 1),
    ("subletter", r"[가나다라마바사아자차카타파하]\)\s*(?=\S)", _H, LEVEL_ITEM + 2),
    ("circled", r"[①-⑳⑴-⒇➊-➓❶-❿]{1,2}\s*(?=\S)", _H, LEVEL_ITEM + 5),
    ("box", r"[□▢■◇◆❏▣◼☐]\s*(?=\S)", _H, LEVEL_BOX),
    ("ring", r"(?:[○●◯◎〇❍ㅇ◦∘]|[oO](?=\s+[가-힣(‘’'「]))\s*(?=\S)", _B, LEVEL_RING),
    ("dash", r"(?:[–—―‐‑－ｰ-](?!\d)|[∙•·‧▪▫‣])\s*(?=\S)", _B, LEVEL_DASH),
    ("dot", r"(?:[▸▹►▶✓✔☞⇒→⇨]|=>)\s*(?=\S)", _B, LEVEL_DOT),
    ("remark", r"(?:※|\*(?!\*))\s*(?=\S)", _N, LEVEL_DOT),
)
# One pattern for all, the first that fits taking the line: running text is told from the rest in one attempt, not in 17.
_ANY_MARKER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _, _ in _MARKERS))
_OF_NAME = {name: (kind, level) for name, _, kind, level in _MARKERS}
_LEADING = re.compile("[ \t\u3000\ue000-\uf8ff]*")
_MARKDOWN = re.compile(r"(#{1,6})\s+")
# Where a heading of that depth stands that has no marker of its own: Markdown's, or one that the format records.
_LEVELS_WITHOUT_MARKER = (5, 10, 22, 32, 45, 48)
_CLOSED = re.compile(r"(?:함|음|임|됨|있다|한다|이다|습니다|바람|겠음|[가-힣][였았었했됐]다|[였았었했됐]다)\s*[.]?\s*(?:\d+\))?$")
_SECOND_NUMBER = re.compile(r"\s\d{1,2}[.)]\s*[^\d\s]")  # "디지털대전환 2. 바이오": entries of a list on one line
_UNIT = re.compile(r"[(\[〔][^()]*단\s?위[^()]*[)\]〕]\s*$")  # "□ 예산 집행 현황 (단위: 천원)" heads a section all the same
# A heading is short, closes no sentence and states no value behind a colon.
_LONGEST_HEADING = 48
HEADING_NAMES = frozenset(
    {"part", "chapter", "section", "annex", "subnumber", "number", "letter", "item", "bracketed", "subletter", "circled", "box"}
)


def find_marker(line: str) -> Marker | None:
    """The marker that a line begins with; None for running text. Leading white space is skipped."""
    start = _LEADING.match(line).end()  # type: ignore[union-attr]  # the pattern matches the empty string
    hashes = _MARKDOWN.match(line, start)
    if hashes:
        inner = _own_marker(line, hashes.end())
        if inner is not None and inner.name != "remark":
            heads = inner.level < LEVEL_DASH and reads_as_heading(line[inner.end :])
            return inner._replace(kind=BlockKind.HEADING if heads else BlockKind.BULLET)
        return Marker(BlockKind.HEADING, level_without_marker(len(hashes.group(1))), "markdown", hashes.end())
    return _own_marker(line, start) or _glyph_marker(line)


def level_without_marker(depth: int) -> int:
    """The level of a heading without a marker of its own, by its depth from 1."""
    return _LEVELS_WITHOUT_MARKER[min(max(1, depth), len(_LEVELS_WITHOUT_MARKER)) - 1]


def _own_marker(line: str, start: int) -> Marker | None:
    match = _ANY_MARKER.match(line, start)
    if match is None:
        return None
    name = match.lastgroup or ""  # never empty: each marker is a group
    kind, level = _OF_NAME[name]
    if kind is BlockKind.HEADING and name != "part" and not reads_as_heading(line[match.end() :]):
        kind = BlockKind.BULLET
    return Marker(kind, level, name, match.end())


def _glyph_marker(line: str) -> Marker | None:
    """The marker that a private glyph looks like; one that we do not know begins an item all the same."""
    found = glyph_before(line)
    if found is None:
        return None
    seen, words = found
    marker = _own_marker(f"{seen} {line[words:]}", 0)
    return marker._replace(end=words) if marker is not None else Marker(BlockKind.BULLET, LEVEL_GLYPH, GLYPH, words)


def reads_as_heading(words: str) -> bool:
    """Whether the words behind a marker title what follows, rather than say something themselves."""
    words = without_unit(words)
    if len(words) > _LONGEST_HEADING or _CLOSED.search(words) or _SECOND_NUMBER.search(words):
        return False
    _, colon, behind = words.partition(":")
    return not (colon and behind.strip())


def has_end_of_sentence(words: str) -> bool:
    """Whether words end as Korean sentences do, officials' clipped ones among them: 추진함, 예정임."""
    return _CLOSED.search(words) is not None


def without_unit(words: str) -> str:
    """A heading's words without the unit line that stands beside them."""
    return _UNIT.sub("", words).strip()
