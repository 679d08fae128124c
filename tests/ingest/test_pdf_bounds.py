"""PDF files larger than any paper: what is not read is told by page, and time and memory stay within bounds."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence

import pytest

from ingest.document import Source
from ingest.readers.pdf import read_pdf
from ingest.sandbox import Limits, read_safely
from tests.ingest.safely import Put, on_linux

TEXT = b"BT /F1 12 Tf 72 720 Td (Budget 2025 1,200) Tj ET\n"
GRID = b"".join(b"72 %d m 540 %d l S\n" % (at, at) for at in (500, 520, 540)) + b"".join(
    b"%d 500 m %d 540 l S\n" % (at, at) for at in (72, 306, 540)
)
CELLS = b"".join(b"BT /F1 9 Tf %d %d Td (%d) Tj ET\n" % (x, y, x + y) for x in (90, 320) for y in (505, 525))
TABLE = TEXT + GRID + CELLS
RECTANGLE = b"0 0 9 9 re f\n"
LOST = "선이 너무 많아 표를 칸으로 나누지 못했습니다."
WITHIN = Limits(memory=400 << 20, seconds=60.0)


def pdf(pages: Sequence[bytes], picture: bytes = b"") -> bytes:
    """A file with a page for each content, packed; `picture` is an object that every page may draw as /Big."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    resources = b"<< /Font << /F1 3 0 R >> " + (b"/XObject << /Big %d 0 R >> " % (4 + 2 * len(pages)) if picture else b"") + b">>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /MediaBox [0 0 612 792] /Count %d /Kids [%s] /Resources %s >>" % (len(pages), kids, resources),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, content in enumerate(pages):
        packed = zlib.compress(content)
        objects.append(b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (5 + 2 * number))
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed))
    body, places = b"%PDF-1.7\n", []
    parts = [body]
    length = len(body)
    for number, content in enumerate([*objects, *([picture] if picture else [])], start=1):
        places.append(length)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        length += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Root 1 0 R /Size %d >>\n" % (len(places) + 1, table, len(places) + 1)
    return b"".join(parts) + tail + b"startxref\n%d\n%%%%EOF\n" % length


def read(content: bytes) -> Source:
    return read_pdf("가.pdf", content, "0" * 64)


def test_a_page_of_ordinary_lines_keeps_its_tables_and_is_not_warned_of() -> None:
    source = read(pdf([TEXT, TABLE]))
    assert len(source.grids) == 1 and source.warnings == ()


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(RECTANGLE * 20_001, id="objects"),
        pytest.param(b"0 0 m " + b"1 1 l " * 20_001 + b"S\n", id="segments"),
        pytest.param(
            b"".join(b"0 %d.5 m 5 %d.5 l S\n20 %d.5 m 25 %d.5 l S\n" % ((at,) * 4) for at in range(0, 9000, 4)), id="lines"
        ),
        pytest.param(b"".join(b"0 %d m 612 %d l S %d 0 m %d 792 l S\n" % ((at,) * 4) for at in range(0, 600, 5)), id="places"),
    ],
)
def test_pages_that_lose_their_tables_to_lines_without_end_are_named(drawing: bytes) -> None:
    source = read(pdf([TEXT, TABLE + drawing, TABLE, TEXT + drawing]))
    assert len(source.grids) == 1
    [warning] = source.warnings
    assert warning.startswith(f"2쪽, 4쪽: {LOST}") and warning.endswith("주십시오.")
    assert source.text.count("Budget 2025 1,200") == 4


@on_linux
def test_a_million_objects_end_within_bounds(put: Put) -> None:
    began = time.monotonic()
    source = read_safely(put(pdf([TEXT + RECTANGLE * 1_000_000, TABLE])), Limits(memory=1024 << 20, seconds=60.0))
    assert LOST in source.warnings[0] and len(source.grids) == 1
    assert time.monotonic() - began < 60


@on_linux
def test_five_hundred_pages_of_tables_take_little_memory(put: Put) -> None:
    source = read_safely(put(pdf([TABLE] * 500)), WITHIN)
    assert len(source.pages) >= 500 and source.grids


@on_linux
def test_a_picture_larger_than_any_memory_is_not_decoded(put: Put) -> None:
    packed = zlib.compress(bytes(50 << 20))
    head = b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    picture = head + b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    content = pdf([b"q 600 0 0 700 0 0 cm /Big Do Q " + TEXT] * 3, picture)
    source = read_safely(put(content), Limits(memory=40 << 20, seconds=30.0))
    assert source.text.count("Budget") == 3
