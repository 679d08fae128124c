"""What a document is written from: its paragraphs, headings and tables in order, as any format can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import Document, Table
from ingest.readers.builder import TableCell

_HEADING = re.compile(r"(#{1,6})\s+")
_ITEM_END = re.compile(r"</li>\s*<li>")
_MARKUP = re.compile(r"</?[a-z]+>")  # "<신 설>" is text
_RULE = re.compile(r"-{3,}")


class PartTable(NamedTuple):
    """A table: its size, how many rows name columns, and its cells, each merged one once."""

    rows: int
    cols: int
    header_rows: int
    cells: tuple[TableCell, ...]


class Part(NamedTuple):
    """A paragraph, a heading (`level` from 1), or a table where `table` is given."""

    text: str = ""
    level: int = 0
    table: PartTable | None = None


def parts_of(document: Document) -> list[Part]:
    """The parts of a document. Tables without tabs between their cells stay lines of text."""
    text = document.source.text
    parts: list[Part] = []
    done = 0
    for block in document.blocks:
        if block.table is None or "\t" not in block.span.of(text):
            continue
        parts += _text_parts(text[done : block.span.start])
        parts.append(Part(table=_table(block.table, text)))
        done = block.span.end
    return [*parts, *_text_parts(text[done:])]


def _text_parts(text: str) -> Iterator[Part]:
    """A part a line. Rules and empty lines are left out."""
    for line in text.splitlines():
        line = _plain(line).rstrip()
        if line.strip() and not _RULE.fullmatch(line.strip()):
            mark = _HEADING.match(line)
            yield Part(line[mark.end() :], len(mark[1])) if mark else Part(line)


def _plain(text: str) -> str:
    """The text without the markup that its extraction left in it, list items a line each."""
    return _MARKUP.sub("", _ITEM_END.sub("\n", text))


def _table(table: Table, text: str) -> PartTable:
    rows = [[_plain(cell).strip() for cell in span.of(text).split("\t")] for span in table.row_spans]
    rows = [row + [""] * (table.cols - len(row)) for row in rows]
    header = [cell for row in range(table.header_rows) for cell in _header_cells(rows[: table.header_rows], row)]
    body = [TableCell(row, col, rows[row][col]) for row in range(table.header_rows, len(rows)) for col in range(len(rows[row]))]
    return PartTable(len(rows), table.cols, table.header_rows, (*header, *body))


def _header_cells(header: Sequence[Sequence[str]], row: int) -> Iterator[TableCell]:
    """The cells that begin in a header row: merged over the empty ones beside that head columns of their own, and below."""
    col = 0
    while col < len(header[row]):
        width = 1
        while row + 1 < len(header) and col + width < len(header[row]) and _is_headed(header, row, col + width):
            width += 1
        height = 1
        while header[row][col] and row + height < len(header) and not any(header[row + height][col : col + width]):
            height += 1
        if header[row][col] or not _is_covered(header, row, col):
            yield TableCell(row, col, header[row][col], height, width)
        col += width


def _is_headed(header: Sequence[Sequence[str]], row: int, col: int) -> bool:
    """Whether a place is empty over a name: "증 감 | (here)" over "증감액 | 증감률"."""
    return not header[row][col] and bool(header[row + 1][col])


def _is_covered(header: Sequence[Sequence[str]], row: int, col: int) -> bool:
    return any(header[above][col] for above in range(row))
