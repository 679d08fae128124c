"""A page of a PDF as a picture, and where on it a quote stands. Runs in the process that reads files."""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import UnreadableFile, why
from ingest.readers import sniff
from ingest.readers.pdf import open_pdf
from ingest.readers.pdf_page import page_size
from ingest.readers.places import Rectangle, rectangles

_MOST_PIXELS = 4_000_000  # of a picture; A3 at the usual scale has 2.9 million
_LONGEST_SIDE = 5_000  # pixels
_ONLY_TEXT = "그래서 읽어 둔 글만 보여 드립니다."
_READ_AGAIN = "문서를 다시 넣으면 쪽 그림도 다시 볼 수 있습니다."


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it is seen, in PDF points from its top left corner, and its picture as PNG where one was asked for."""

    width: float
    height: float
    marks: tuple[Rectangle, ...]  # what covers the quote, one for each line
    png: bytes = b""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be shown: of the file with this digest, counted from 1, and the quote to be marked on it."""

    digest: str
    page: int
    quote: str
    scale: float  # pixels a point; less for a page so large that its picture would have too many
    is_drawn: bool = False  # there is a picture of the page already


def read_page(path: Path, wanted: Wanted) -> PagePicture:
    """The page that is wanted of the file at `path`.

    Raises UnreadableFile where the file is gone, is not the one that was read, is no PDF or has no such page.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"원본 파일을 열 수 없습니다({why(error)}). {_ONLY_TEXT}", _READ_AGAIN) from error
    if hashlib.sha256(content).hexdigest() != wanted.digest:
        raise UnreadableFile(f"읽은 뒤에 원본 파일이 바뀌었습니다. {_ONLY_TEXT}", _READ_AGAIN)
    if sniff(content) != "pdf":
        raise UnreadableFile("PDF가 아닌 파일에는 쪽 그림이 없습니다.")
    marks = tuple(rectangles(content, wanted.page, wanted.quote))
    with open_pdf(content) as document:
        if not 1 <= wanted.page <= len(document):
            raise UnreadableFile(f"원본 파일에 {wanted.page}쪽이 없습니다. {_ONLY_TEXT}", _READ_AGAIN)
        page = document[wanted.page - 1]
        size = page_size(page)
        png = b"" if wanted.is_drawn else _draw(page, _bounded(wanted.scale, size.width, size.height))
        page.close()
    return PagePicture(size.width, size.height, marks, png)


def _bounded(scale: float, width: float, height: float) -> float:
    """The scale, made so much smaller that the picture has neither too many pixels nor too long a side."""
    area, side = max(width * height, 1.0), max(width, height, 1.0)
    return min(scale, math.sqrt(_MOST_PIXELS / area), _LONGEST_SIDE / side)


def _draw(page: Any, scale: float) -> bytes:
    picture = io.BytesIO()
    page.render(scale=scale).to_pil().save(picture, "PNG")
    return picture.getvalue()
