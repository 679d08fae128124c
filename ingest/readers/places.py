"""Where a quote stands on a page of a PDF, to mark it on the page's picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.readers.pdf import open_pdf
from ingest.readers.pdf_geometry import Box
from ingest.readers.pdf_page import Char, page_size, read_chars

_LEAST_SHARE = 0.5  # of a quote's characters that must be found, where it is looked for piece by piece
_LONGEST_QUOTE = 4_000  # characters; the longest row of the samples has 600
_SAME_LINE = 0.5  # of a character's height between baselines
_WIDEST_SPACE = 1.5  # of a character's height; the next cell is further
_MOST_PLACES = 50  # of one piece on a page that are compared

Rectangle = tuple[float, float, float, float]


def rectangles(content: bytes, page: int, quote: str) -> list[Rectangle]:
    """The rectangles (left, top, right, bottom) that cover a quote on a page counted from 1, one for each line.

    In PDF points from the top left corner of the page as it is seen: times 2, they are pixels of a picture rendered
    at scale 2. White space is ignored. A quote that does not stand there as a whole, such as a table's row with
    merged cells, is marked cell by cell. Empty where the page has no such text or does not exist.

    Raises UnreadableFile for a broken or locked file.
    """
    with open_pdf(content) as document:
        if not 1 <= page <= len(document):
            return []
        shown = document[page - 1]
        text_page = shown.get_textpage()
        chars = read_chars(text_page, page_size(shown))
        text_page.close()
        shown.close()
    return [(*box,) for box in _lines(_find(chars, quote[:_LONGEST_QUOTE]))]


def _find(chars: Sequence[Char], quote: str) -> list[Char]:
    """The characters of a quote on a page: where it stands as a whole, or else those of its pieces."""
    text, owners = _closed(chars)
    whole = re.sub(r"\s+", "", quote)
    if not whole:
        return []
    start = text.find(whole)
    if start >= 0:
        return [chars[at] for at in owners[start : start + len(whole)]]
    pieces = [closed for piece in re.split(r"[\t\n]+", quote) if (closed := re.sub(r"\s+", "", piece))]
    found = _find_pieces(pieces, text, owners, chars)
    return found if len(found) >= _LEAST_SHARE * len(whole) else []


def _closed(chars: Sequence[Char]) -> tuple[str, list[int]]:
    """The text without white space, and for each of its characters the number of the one it came from."""
    text = "".join(char.text for char in chars)
    return text, [number for number, char in enumerate(chars) for _ in char.text]


def _find_pieces(pieces: Sequence[str], text: str, owners: Sequence[int], chars: Sequence[Char]) -> list[Char]:
    """The characters of each piece; of several places that one nearest to the line of the piece that is surest."""
    places = {piece: list(_places(piece, text)) for piece in pieces}
    known = [piece for piece in places if places[piece]]
    if not known:
        return []
    surest = min(known, key=lambda piece: (len(places[piece]), -len(piece)))
    level = chars[owners[places[surest][0]]].box.middle_y
    found: dict[int, Char] = {}
    for piece in pieces:
        free = [start for start in places[piece] if owners[start] not in found]
        if free:
            start = min(free, key=lambda start: abs(chars[owners[start]].box.middle_y - level))
            found.update((at, chars[at]) for at in owners[start : start + len(piece)])
    return [found[at] for at in sorted(found)]


def _places(piece: str, text: str) -> Iterator[int]:
    """Where a piece stands in the text, the first `_MOST_PLACES` of them."""
    start = -1
    for _ in range(_MOST_PLACES):
        start = text.find(piece, start + 1)
        if start < 0:
            return
        yield start


def _lines(chars: Sequence[Char]) -> list[Box]:
    """The boxes of characters put together line by line; a leap to the next cell begins a new one."""
    lines: list[Box] = []
    last: Char | None = None
    for char in chars:
        if last is not None and _goes_on(lines[-1], last, char):
            lines[-1] = lines[-1].with_box(char.box)
        else:
            lines.append(char.box)
        last = char
    return lines


def _goes_on(line: Box, last: Char, char: Char) -> bool:
    """Whether a character stands on the line of the one before it, no more than a wide space to the right."""
    height = max(line.height, char.box.height)
    gap = char.box.left - last.box.right
    return abs(char.baseline - last.baseline) <= _SAME_LINE * height and -height <= gap <= _WIDEST_SPACE * height
