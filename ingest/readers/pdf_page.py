"""What stands on a PDF page: its characters with their places and its ruled lines, by pypdfium2.

Places are in PDF points (1/72 inch) from the top left corner of the page as it is seen, rotation included.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from ingest.readers.pdf_geometry import Box, Rule, Rules

MAX_OBJECTS = 20_000  # page objects; the fullest page of the samples has 1,700 (a text object a character)
MAX_SEGMENTS = 20_000  # path segments; a 60-row table of seven columns draws 2,000, a map or a drawing any number
MAX_PAGE_CHARS = 20_000  # a full page of small Korean type has 3,000
_DEEPEST_FORM = 6  # forms within forms
_THICKEST_RULE = 4.0  # points; a filled rectangle no thicker is a line, a thicker one is shading
_SHORTEST_RULE = 1.0  # points; dashes are joined later, the strokes of drawn letters are not even that straight
_FARTHEST = 20_000.0  # points; the largest page that the format allows is 14,400
_TALLEST = 300.0  # points of type
_SLANT = 0.5  # points that the ends of a straight line may differ by
_SPACES = frozenset(" \t\xa0\u3000")
_LINE_ENDS = frozenset("\r\n")
# pypdfium2's marks for a soft hyphen at a line end and for a glyph without a character. It also sets false spaces
# between Hangul and digits ("2026 년도"): those stay in the canonical text and are closed in the reading text.
_MARKS = re.compile("[\ufffe\uffff\x00]")

Point = tuple[float, float]
Turn = Callable[[float, float], Point]


class _TooMany(Exception):
    """A page has more objects than a page of paper would."""


class Char(NamedTuple):
    """A character that prints. `number` is its place in the file's own order."""

    text: str
    box: Box
    baseline: float  # points from the top
    number: int
    spaced: bool  # white space follows
    breaks: bool  # a line end follows


class PageSize(NamedTuple):
    """Width and height in points as the page is seen, and how its own coordinates turn into places."""

    width: float
    height: float
    turn: Turn


def clean_text(text: str) -> str:
    """The text without characters that are none, its line ends of one sort."""
    return _MARKS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def page_size(page: Any) -> PageSize:
    """The size of a pypdfium2 page and the way from its own coordinates to places seen from the top left."""
    left, bottom, right, top = page.get_bbox()  # get_cropbox takes no box from /Pages
    turns: dict[int, Turn] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    rotation = page.get_rotation()
    width, height = right - left, top - bottom
    if rotation in (90, 270):
        width, height = height, width
    return PageSize(width, height, turns.get(rotation, turns[0]))


def read_chars(text_page: Any, size: PageSize) -> list[Char]:
    """The characters that print within the page, in the file's own order, `MAX_PAGE_CHARS` at most."""
    import pypdfium2.raw as raw

    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    chars: list[Char] = []
    high = 0
    for number in range(min(text_page.count_chars(), MAX_PAGE_CHARS)):
        code = raw.FPDFText_GetUnicode(text_page, number)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not high:
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        text = chr(code) if code < 0x110000 else ""
        if text in _SPACES or text in _LINE_ENDS:
            if chars:
                last = chars[-1]
                chars[-1] = last._replace(spaced=True, breaks=last.breaks or text in _LINE_ENDS)
            continue
        if not text or _MARKS.match(text) or not raw.FPDFText_GetCharBox(text_page, number, left, right, bottom, top):
            continue
        raw.FPDFText_GetCharOrigin(text_page, number, x, y)
        box = _box(size.turn(left.value, bottom.value), size.turn(right.value, top.value))
        if 0 <= box.middle_x <= size.width and 0 <= box.middle_y <= size.height:
            chars.append(Char(text, box, size.turn(x.value, y.value)[1], number, False, False))
    return chars


def type_size(text_page: Any, number: int, size: PageSize) -> float:
    """How high the type of a character is in points, ascent to descent, whatever the letter; 0 where that is not known."""
    import pypdfium2.raw as raw

    rectangle = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text_page, number, rectangle):
        return 0.0
    box = _box(size.turn(rectangle.left, rectangle.bottom), size.turn(rectangle.right, rectangle.top))
    return box.height if 0 < box.height < _TALLEST else 0.0


def count_objects(page: Any) -> int:
    """How many objects the page has, those within forms not counted."""
    import pypdfium2.raw as raw

    return max(0, int(raw.FPDFPage_CountObjects(page)))


def read_rules(page: Any, size: PageSize) -> Rules:
    """The horizontal and vertical lines that are drawn on a page: strokes, and filled rectangles that are thin.

    None of a page with more than `MAX_OBJECTS` or `MAX_SEGMENTS`: half of its lines would make wrong tables.
    """
    across: list[Rule] = []
    down: list[Rule] = []
    try:
        lines = list(_lines(page, size))
    except _TooMany:
        return Rules(across, down, too_many=True)
    for start, end in lines:
        (x0, y0), (x1, y1) = start, end
        if not all(-_FARTHEST <= place <= _FARTHEST for place in (x0, y0, x1, y1)):
            continue  # not a number, or nowhere near the page
        if abs(y1 - y0) <= _SLANT and abs(x1 - x0) >= _SHORTEST_RULE:
            across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _SLANT and abs(y1 - y0) >= _SHORTEST_RULE:
            down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return Rules(across, down)


def _box(corner: Point, other: Point) -> Box:
    return Box(min(corner[0], other[0]), min(corner[1], other[1]), max(corner[0], other[0]), max(corner[1], other[1]))


def _lines(page: Any, size: PageSize) -> Iterator[tuple[Point, Point]]:
    """The straight lines of the page's paths, as places on it."""
    import pypdfium2.raw as raw

    left = MAX_SEGMENTS
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for path, matrix in _paths(page, raw):
        count = raw.FPDFPath_CountSegments(path)
        left -= max(count, 0)
        if left < 0:
            raise _TooMany
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        for points in _subpaths(path, count, raw):
            seen = [size.turn(*_apply(matrix, point)) for point in points]
            if stroke.value:
                yield from pairwise(seen)
            elif fill.value:
                yield from _thin(seen)


def _thin(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    """A filled shape as the line along its middle, if it is thin enough for one."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if height <= _THICKEST_RULE and width > height:
        middle = (max(ys) + min(ys)) / 2
        yield (min(xs), middle), (max(xs), middle)
    elif width <= _THICKEST_RULE and height > width:
        middle = (max(xs) + min(xs)) / 2
        yield (middle, min(ys)), (middle, max(ys))


Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _paths(page: Any, raw: Any) -> Iterator[tuple[Any, Matrix]]:
    """The path objects of a page and of the forms on it, with the matrix that leads to the page's coordinates."""
    left = MAX_OBJECTS
    holders: list[tuple[Any, Matrix, int]] = [(None, _UNMOVED, 0)]
    while holders:
        form, outer, depth = holders.pop()
        count = raw.FPDFFormObj_CountObjects(form) if form else raw.FPDFPage_CountObjects(page)
        left -= count
        if left < 0:
            raise _TooMany
        for number in range(count):
            found = raw.FPDFFormObj_GetObject(form, number) if form else raw.FPDFPage_GetObject(page, number)
            kind = raw.FPDFPageObj_GetType(found)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                yield found, _times(_matrix(found, raw), outer)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                holders.append((found, _times(_matrix(found, raw), outer), depth + 1))


def _matrix(found: Any, raw: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(found, matrix):
        return _UNMOVED
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies the inner one first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _apply(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _subpaths(path: Any, count: int, raw: Any) -> Iterator[list[Point]]:
    """The runs of points of a path, closed ones ending where they began. Curves are cut out: they rule no table."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != raw.FPDF_SEGMENT_LINETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
