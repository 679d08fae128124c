"""A cited place on the picture of its page: where the file is a PDF that is still there as it was read."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import NamedTuple

from index.library import Library
from index.pictures import Pictures
from ingest.document import Span
from ingest.errors import UnreadableFile
from ingest.page_picture import page_picture
from ingest.readers.page_picture import PagePicture, Wanted

SCALE = 1.7  # pixels a point: A4 comes 1,012 pixels wide, sharp in the pane and large enough to read when enlarged
_REREAD = "문서를 다시 읽어 글자의 자리가 달라졌습니다. 다시 물으면 쪽 그림을 볼 수 있습니다."
_UNMARKED = "이 쪽의 글자와 순서가 달라 인용한 곳을 표시하지 못했습니다."


class Asked(NamedTuple):
    """The place that is asked for, as a card names it: nothing of it is trusted, nothing of it is a path."""

    document: str
    page: int
    span: Span
    check: int  # of the quote


@dataclass(frozen=True, slots=True)
class PageView:
    """What is shown of a page: the picture with the marks of a quote, or in Korean why not. Empty for what has no pages."""

    page: int
    png: bytes = b""
    width: float = 0.0  # in the measure of the marks
    height: float = 0.0
    marks: tuple[tuple[float, float, float, float], ...] = ()  # left, top, right, bottom
    told: str = ""


def check_of(quote: str) -> int:
    """A number by which a quote is known again: a document that was read anew may have other text at the same place."""
    return zlib.crc32(quote.encode("utf-8", "surrogatepass"))


def page_view(library: Library, asked: Asked) -> PageView:
    """The page of a place in a stored document. The path is the store's own, of the document of that name."""
    origin = library.store.origin(asked.document)
    if origin is None or library.store.format(asked.document) != "pdf":
        return PageView(asked.page)
    quote = asked.span.of(library.store.document_text(asked.document) or "")
    if check_of(quote) != asked.check:
        return PageView(asked.page, told=_REREAD)
    path, digest = origin
    pictures = Pictures(library.folder / "pictures")
    kept = pictures.get(digest, asked.page, SCALE)
    try:
        found = page_picture(path, Wanted(digest, asked.page, quote, SCALE, is_drawn=bool(kept)))
    except UnreadableFile as error:
        return PageView(asked.page, told=f"{error.reason} {error.remedy}".strip())
    if not kept:
        pictures.put(digest, asked.page, SCALE, found.png)
    return _shown(asked.page, found, kept or found.png)


def _shown(page: int, found: PagePicture, png: bytes) -> PageView:
    return PageView(page, png, found.width, found.height, found.marks, "" if found.marks else _UNMARKED)
