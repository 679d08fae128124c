"""PDF with a text layer, by pypdfium2: pages in order, ruled tables as cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, NamedTuple

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers.builder import SourceBuilder
from ingest.readers.pdf_columns import find_gutter, in_reading_order
from ingest.readers.pdf_geometry import Box
from ingest.readers.pdf_joins import JoinedTable, join_tables
from ingest.readers.pdf_page import (
    MAX_PAGE_CHARS,
    PageSize,
    clean_text,
    count_objects,
    page_size,
    read_chars,
    read_rules,
    type_size,
)
from ingest.readers.pdf_tables import Lattice, find_lattices
from ingest.readers.pdf_text import Piece, lines_of_chars, split_tables
from ingest.readers.type_sizes import levels_by_size, rounded

MAX_PAGES = 3_000  # a year's budget book has 1,500
MAX_WORK = 30_000_000  # of a file, as `_work` counts it: above 3,000 pages of tables (27 s); the worst made-up file took 58 s
_FEWEST_BOXES = 40  # pages with fewer text runs are not looked at for columns: two columns of 8 lines have more words
_LINE_BEGIN = 24  # characters by which a line is found again among those of its page
_RUNS_READ = 4_000  # text runs whose places are read to look for columns


def read_pdf(name: str, content: bytes, digest: str) -> Source:
    """Read the text layer page by page; pages without text are named in the warnings.

    Raises UnreadableFile for a broken or locked file, and for one in which no page has text.
    """
    pages, left_out = _read_pages(content)
    empty = [number for number, page in enumerate(pages, start=1) if not page.pieces]
    if len(empty) == len(pages):
        raise UnreadableFile(
            f"글자가 없는 PDF입니다({len(pages)}쪽 모두 그림).", "글자 인식(OCR)을 거친 파일이나 원본 문서를 넣어 주십시오."
        )
    builder = SourceBuilder()
    _write(builder, [page.pieces for page in pages])
    if empty:
        builder.warn(f"글자가 없어 읽지 못한 쪽: {', '.join(map(str, empty))}")
    if cut := [number for number, page in enumerate(pages, start=1) if page.is_cut]:
        builder.warn(f"글자가 너무 많아 앞부분만 읽은 쪽: {', '.join(map(str, cut))}")
    if unruled := [f"{number}쪽" for number, page in enumerate(pages, start=1) if page.lost_tables]:
        builder.warn(
            f"{', '.join(unruled)}: 선이 너무 많아 표를 칸으로 나누지 못했습니다. "
            "표의 글은 줄글로 읽었으니 값이 어느 칸의 것인지 원문에서 확인해 주십시오."
        )
    if left_out:
        builder.warn(f"너무 큰 파일이라 {len(pages)}쪽까지만 읽었습니다(뒤의 {left_out}쪽은 빠짐).")
    return builder.build(name, "pdf", digest, wrapped=True, paged=True)


@contextmanager
def open_pdf(content: bytes) -> Iterator[Any]:
    """The pypdfium2 document of a file, closed after use.

    Raises UnreadableFile for a broken or locked file, and for a page that proves to be broken while it is open.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile("암호가 걸린 PDF입니다.", "암호를 풀어 저장한 뒤 넣어 주십시오.") from error
        raise UnreadableFile("깨졌거나 PDF가 아닌 파일입니다.", "원본을 다시 받아 넣어 주십시오.") from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("쪽을 읽다가 오류가 났습니다(파일 손상).", "원본을 다시 받아 넣어 주십시오.") from error
    finally:
        document.close()


class _Page(NamedTuple):
    """What stands on a page, in reading order, and what it cost to read."""

    pieces: list[Piece]
    is_cut: bool  # it held more text than was read
    lost_tables: bool  # it held more lines than tables are made of
    work: int


def _read_pages(content: bytes) -> tuple[list[_Page], int]:
    """The pages as far as they are read, and how many were left out."""
    pages: list[_Page] = []
    left = MAX_WORK
    with open_pdf(content) as document:
        count = len(document)
        for number in range(min(count, MAX_PAGES)):
            if left <= 0:
                break
            page = document[number]
            text_page = page.get_textpage()
            pages.append(_read_page(page, text_page))
            left -= pages[-1].work
            text_page.close()
            page.close()
    return pages, count - len(pages)


def _read_page(page: Any, text_page: Any) -> _Page:
    """The text as the file has it; by the places of its characters only where there are tables or columns."""
    is_cut = text_page.count_chars() > MAX_PAGE_CHARS
    size = page_size(page)
    rules = read_rules(page, size)
    lattices, lost_tables = find_lattices(rules)
    work = _work(text_page.count_chars(), count_objects(page), len(rules.across) + len(rules.down), lattices)
    gutter = None if lattices else find_gutter(_text_boxes(text_page, size))
    if lattices or gutter is not None:
        pieces = _read_placed(text_page, size, lattices, gutter)
        if gutter is not None or any(piece.table for piece in pieces):
            return _Page(pieces, is_cut, lost_tables, work)
    text = text_page.get_text_range(0, MAX_PAGE_CHARS) if is_cut else text_page.get_text_bounded()
    text = clean_text(text or "").strip("\n")
    sizes = _sizes_of_lines(text_page, text.split("\n"), size)
    pieces = [Piece(Box(0, 0, size.width, size.height), text, sizes=sizes)] if text.strip() else []
    return _Page(pieces, is_cut, lost_tables and bool(pieces), work)


def _work(chars: int, objects: int, rules: int, lattices: Sequence[Lattice]) -> int:
    """What a page costs, in units of some 2 µs: measured, one of 1,300 characters and 1,400 objects takes 20 ms."""
    places = sum(len(lattice.columns) * len(lattice.rows) for lattice in lattices)
    return (2 + len(lattices)) * chars + 5 * objects + 5 * rules + 5 * places + 100


def _text_boxes(text_page: Any, size: PageSize) -> list[Box]:
    """Where the runs of text lie; none where there are too few for columns, or far too many."""
    count = text_page.count_rects()
    if not _FEWEST_BOXES <= count <= _RUNS_READ:
        return []
    found = []
    for number in range(count):
        left, bottom, right, top = text_page.get_rect(number)
        (x0, y0), (x1, y1) = size.turn(left, bottom), size.turn(right, top)
        found.append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return found


def _read_placed(text_page: Any, size: PageSize, lattices: Sequence[Lattice], gutter: float | None) -> list[Piece]:
    """The lines and tables of a page in reading order."""
    tables, outside = split_tables(read_chars(text_page, size), lattices)
    if gutter is None:
        gutter = find_gutter([piece.box for piece in lines_of_chars(outside)])
    lines = [piece._replace(sizes=(type_size(text_page, piece.first, size),)) for piece in lines_of_chars(outside, gutter)]
    return in_reading_order([*lines, *tables], gutter)


def _sizes_of_lines(text_page: Any, lines: Sequence[str], size: PageSize) -> tuple[float, ...]:
    """The type size of each line of a page by its first character: one call a line, so that plain pages stay quick."""
    whole = text_page.get_text_range(0, min(text_page.count_chars(), MAX_PAGE_CHARS))
    sizes, at = [], 0
    for line in lines:
        begin = line.strip()[:_LINE_BEGIN]
        found = whole.find(begin, at) if begin else -1
        sizes.append(type_size(text_page, found, size) if found >= 0 else 0.0)
        at = found + len(begin) if found >= 0 else at
    return tuple(sizes)


def _write(builder: SourceBuilder, pages: Sequence[Sequence[Piece]]) -> None:
    """Put the pages into the builder, a table over several pages row by row where it goes on."""
    joined = join_tables(pages)
    levels = levels_by_size(
        (size, len(line))
        for pieces in pages
        for piece in pieces
        for line, size in zip(piece.text.split("\n"), piece.sizes, strict=False)
    )
    running: tuple[JoinedTable, int, int] | None = None  # the table, the part that comes next, its first row
    for number, pieces in enumerate(pages):
        begun = iter(joined[number])
        for piece in pieces:
            if piece.table is None:
                _write_text(builder, piece, levels)
                continue
            table, part, row = running or (next(begun), 0, 0)
            running = _write_part(builder, table, part, row)
        builder.end_page()


def _write_text(builder: SourceBuilder, piece: Piece, levels: Mapping[float, int]) -> None:
    """Write lines of text, those of one heading as one paragraph of its level."""
    lines = piece.text.split("\n")
    sized = zip(lines, (*piece.sizes, *[0.0] * (len(lines) - len(piece.sizes))), strict=True)
    for level, run in groupby(sized, key=lambda item: levels.get(rounded(item[1]), 0)):
        builder.paragraph("\n".join(line for line, _ in run), level)


def _write_part(builder: SourceBuilder, table: JoinedTable, part: int, row: int) -> tuple[JoinedTable, int, int] | None:
    """Write what one page has of a table, and give what comes next of it, if anything."""
    if part == 0:
        builder.open_table(table.rows, table.cols, table.cells)
    for header in table.parts[part].repeated:
        builder.paragraph(header)
    end = row + table.parts[part].rows
    builder.table_rows(row, end)
    if part + 1 < len(table.parts):
        return table, part + 1, end
    builder.close_table()
    return None
