"""A table that runs over a page break is one table: parts with the same columns and nothing but running heads between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.readers.builder import TableCell
from ingest.readers.pdf_text import Piece, RuledTable
from ingest.tables import is_value

_SAME_EDGE = 3.0  # points that a column's edge may move from page to page
_MOST_RUNNING = 3  # lines at the head or foot of a page that may stand between the parts of a table
_PAGE_NUMBER = re.compile(r"\s*[-–—<\[(]?\s*\d{1,4}\s*(?:/\s*\d{1,4}\s*)?[-–—>\])]?\s*$")
_GOES_ON = re.compile(r"\s*[(\[<]?\s*(?:단위\s*[:：]|계\s*속|앞\s*쪽|이어서).{0,30}$|.{0,40}[(\[<]\s*계속\s*[)\]>]\s*$")


class PagePart(NamedTuple):
    """The rows of a table that stand on one page: the header repeated there, which is no data, and how many rows follow."""

    repeated: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """A table over all of its pages, its rows counted through, with what each page has of it."""

    cols: int
    rows: int
    cells: tuple[TableCell, ...]
    parts: tuple[PagePart, ...]


def join_tables(pages: Sequence[Sequence[Piece]]) -> dict[int, list[JoinedTable]]:
    """The tables that begin on each page (its index), in order. Those joined to one before them are parts of that one."""
    joined: dict[int, list[JoinedTable]] = {}
    taken: set[int] = set()  # pages whose first table goes on from the page before
    for number, pieces in enumerate(pages):
        tables = [piece.table for piece in pieces if piece.table is not None]
        first = 1 if number in taken else 0
        joined[number] = [_alone(table) for table in tables[first:-1]]
        if len(tables) <= first:
            continue
        chain, at, edges = [tables[-1]], number, tables[-1].columns
        while at + 1 < len(pages) and (part := _continuation(pages, at, edges)) is not None:
            at += 1
            taken.add(at)
            chain.append(part)
            edges = max(edges, part.columns, key=len)
            if sum(piece.table is not None for piece in pages[at]) > 1:
                break
        joined[number].append(_chained(chain, edges))
    return joined


def _alone(table: RuledTable) -> JoinedTable:
    return JoinedTable(len(table.columns) - 1, table.rows, table.cells, (PagePart((), table.rows),))


def _continuation(pages: Sequence[Sequence[Piece]], number: int, edges: tuple[float, ...]) -> RuledTable | None:
    """The table that goes on at the top of the page after this one."""
    before, after = pages[number], pages[number + 1]
    last = max((at for at, piece in enumerate(before) if piece.table is not None), default=None)
    first = next((at for at, piece in enumerate(after) if piece.table is not None), None)
    if last is None or first is None:
        return None
    table = after[first].table
    if table is None or not _same_columns(edges, table.columns):
        return None
    feet, heads = before[last + 1 :], after[:first]
    if not _are_running(feet, after[-_MOST_RUNNING:]) or not _are_running(heads, before[:_MOST_RUNNING]):
        return None
    return table


def _are_running(lines: Sequence[Piece], beside: Sequence[Piece]) -> bool:
    """Whether lines are page numbers and running heads, that is, stand on the neighbouring page as well."""
    known = {_key(piece.text) for piece in beside if piece.table is None}
    return len(lines) <= _MOST_RUNNING and all(
        _PAGE_NUMBER.match(line.text) or _GOES_ON.match(line.text) or _key(line.text) in known for line in lines
    )


def _key(line: str) -> str:
    return re.sub(r"[\s\d]+", "", line)


def _same_columns(edges: Sequence[float], others: Sequence[float]) -> bool:
    """Whether the outer edges are the same and the inner ones of the one are all among those of the other."""
    few, many = sorted((edges, others), key=len)
    if len(few) < 3 or abs(few[0] - many[0]) > _SAME_EDGE or abs(few[-1] - many[-1]) > _SAME_EDGE:
        return False
    return all(min(abs(edge - known) for known in many) <= _SAME_EDGE for edge in few)


def _chained(chain: Sequence[RuledTable], edges: Sequence[float]) -> JoinedTable:
    """The parts as one table: repeated headers left out, cells cut by a page break made one."""
    if len(chain) == 1:
        return _alone(chain[0])
    head = _on_edges(chain[0], edges)
    cells, rows, parts = list(head), chain[0].rows, [PagePart((), chain[0].rows)]
    for table in chain[1:]:
        own = _on_edges(table, edges)
        header = _repeated_rows(head, own, min(chain[0].rows, table.rows))
        texts = tuple(_row_text(own, row) for row in range(header))
        own = [cell._replace(row=cell.row - header + rows) for cell in own if cell.row >= header]
        _fill_down(cells, own, rows)
        cells += own
        rows += table.rows - header
        parts.append(PagePart(texts, table.rows - header))
    return JoinedTable(len(edges) - 1, rows, tuple(cells), tuple(parts))


def _on_edges(table: RuledTable, edges: Sequence[float]) -> list[TableCell]:
    """The cells, their columns counted on these edges."""
    if len(table.columns) == len(edges):
        return list(table.cells)
    at = [min(range(len(edges)), key=lambda number: abs(edges[number] - edge)) for edge in table.columns]
    return [cell._replace(col=at[cell.col], col_span=at[cell.col + cell.col_span] - at[cell.col]) for cell in table.cells]


def _repeated_rows(head: Sequence[TableCell], own: Sequence[TableCell], most: int) -> int:
    """How many rows at the top say the same as those at the top of the table's first page, none cut by a merged cell."""
    count = 0
    for row in range(1, most + 1):
        mine, theirs = _shape(own, row - 1), _shape(head, row - 1)
        if mine != theirs or not any(text for *_, text in mine):
            break
        if all(cell.row + cell.row_span <= row for cell in own if cell.row < row):
            count = row
    return count


def _shape(cells: Sequence[TableCell], row: int) -> set[tuple[int, int, int, str]]:
    return {(cell.col, cell.row_span, cell.col_span, re.sub(r"\s+", "", cell.text)) for cell in cells if cell.row == row}


def _row_text(cells: Sequence[TableCell], row: int) -> str:
    return " ".join(" ".join(cell.text.split()) for cell in sorted(cells) if cell.row == row and cell.text)


def _fill_down(cells: list[TableCell], own: list[TableCell], border: int) -> None:
    """Let cells that end at the page break cover the empty ones below it that are the rest of them.

    An empty cell is the rest of the one above where that one, or itself, is merged, or where it stands among the
    labels at the left: an empty value is an empty value.
    """
    ending = {(cell.col, cell.col_span): at for at, cell in enumerate(cells) if cell.row + cell.row_span == border}
    labels = True
    for cell in sorted(cell for cell in own if cell.row == border):
        at = ending.get((cell.col, cell.col_span))
        if cell.text or at is None or not cells[at].text:
            labels = labels and not cell.text
            continue
        above = cells[at]
        if above.row_span > 1 or cell.row_span > 1 or (labels and not is_value(above.text)):
            cells[at] = above._replace(row_span=above.row_span + cell.row_span)
            own.remove(cell)
        else:
            labels = False
