"""Reading order on a page: from top to bottom, and column by column where a clear gutter parts two columns of prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from ingest.readers.pdf_geometry import Box
from ingest.readers.pdf_text import Piece

_NARROWEST_GUTTER = 10.0  # points; word gaps in justified Korean type reach 8
_GUTTER_WITHIN = (0.35, 0.65)  # of the text's width: two columns are about as wide
_FEWEST_LINES = 8  # on either side; a table without rules of so many rows is told by its short cells
_FULL_LINE = 0.75  # of the column's width, that half of its lines reach if it is prose and not a list or a table
_MAY_CROSS = 0.15  # of the lines: headings over the whole width, page numbers
_WIDEST_PAGE = 5_000.0  # points; A0 is 3,370 high
_MOST_BOXES = 4_000  # looked at for a gutter


def find_gutter(boxes: Sequence[Box]) -> float | None:
    """Where the gutter between two columns of prose lies, in points from the left; None where there is no clear one."""
    boxes = [box for box in boxes if 0 <= box.left < box.right <= _WIDEST_PAGE and box.top < box.bottom]
    if not 2 * _FEWEST_LINES <= len(boxes) <= _MOST_BOXES:
        return None
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    gutter = _widest_gap(boxes, left, right)
    if gutter is None:
        return None
    middle = (gutter[0] + gutter[1]) / 2
    before = _rows([box for box in boxes if box.right <= middle])
    after = _rows([box for box in boxes if box.left >= middle])
    return middle if _is_prose(before, gutter[0] - left) and _is_prose(after, right - gutter[1]) else None


def in_reading_order(pieces: Sequence[Piece], gutter: float | None) -> list[Piece]:
    """The pieces from top to bottom; between those that cross the gutter, the left column before the right one."""
    if gutter is None:
        return _top_down(pieces)
    ordered: list[Piece] = []
    waiting: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.top):
        if piece.box.left < gutter < piece.box.right:
            ordered += [*_by_column(waiting, gutter), piece]
            waiting = []
        else:
            waiting.append(piece)
    return ordered + _by_column(waiting, gutter)


def _by_column(pieces: Sequence[Piece], gutter: float) -> list[Piece]:
    left = [piece for piece in pieces if piece.box.middle_x < gutter]
    return _top_down(left) + _top_down([piece for piece in pieces if piece.box.middle_x >= gutter])


def _top_down(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces by their middle, those of text side by side joined to one line."""
    ordered: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.middle_y if piece.table is None else piece.box.top):
        last = ordered[-1] if ordered else None
        if last is not None and last.table is None and piece.table is None and last.box.beside(piece.box):
            first, second = sorted((last, piece), key=lambda part: part.box.left)
            ordered[-1] = Piece(first.box.with_box(second.box), f"{first.text} {second.text}", sizes=first.sizes)
        else:
            ordered.append(piece)
    return ordered


def _widest_gap(boxes: Sequence[Box], left: float, right: float) -> tuple[float, float] | None:
    """The widest band near the middle that hardly a box crosses."""
    first, last = (int(left + share * (right - left)) for share in _GUTTER_WITHIN)
    crossing = [0] * (max(0, last - first) + 1)
    for box in boxes:
        for at in range(max(first, int(box.left)), min(last, int(box.right)) + 1):
            crossing[at - first] += 1
    most = _MAY_CROSS * len({round(box.bottom) for box in boxes})
    best = max(_gaps(crossing, most), key=lambda gap: gap[1] - gap[0], default=(0, 0))
    if best[1] - best[0] < _NARROWEST_GUTTER:
        return None
    return float(first + best[0]), float(first + best[1])


def _gaps(crossing: Sequence[int], most: float) -> Iterator[tuple[int, int]]:
    """The runs of places that are crossed `most` times or less."""
    start = None
    for at, count in enumerate([*crossing, int(most) + 1]):
        if count <= most and start is None:
            start = at
        elif count > most and start is not None:
            yield start, at
            start = None


def _rows(boxes: Sequence[Box]) -> list[Box]:
    """The boxes put together to lines."""
    rows: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.middle_y):
        if rows and rows[-1].beside(box):
            rows[-1] = rows[-1].with_box(box)
        else:
            rows.append(box)
    return rows


def _is_prose(rows: Sequence[Box], width: float) -> bool:
    """Whether these are the lines of a column of prose: many, and half of them as wide as the column."""
    return len(rows) >= _FEWEST_LINES and median(row.right - row.left for row in rows) >= _FULL_LINE * width
