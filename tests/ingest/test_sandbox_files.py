"""Files read in a process of their own: the same sources as in ours, and bounds for those made to do harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import Source
from ingest.readers import read_source
from ingest.sandbox import DEFAULT_LIMITS, Limits, read_safely
from tests.ingest.safely import GOOD, TIGHT, Put, on_linux, outcome, refused

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
FORMATS = ("hwp", "hwpx", "pdf")
FILES = [path for format in FORMATS for path in sorted((SAMPLES / format).glob("*"))]


class TestSameSource:
    @pytest.mark.skipif(not FILES, reason="no samples here")
    @pytest.mark.parametrize("format", FORMATS)
    def test_samples_come_back_as_they_are_read_in_process(self, format: str) -> None:
        paths = [path for path in FILES if path.parent.name == format]
        results = {path.name: (outcome(read_safely, path), outcome(read_source, path)) for path in paths}
        assert [name for name, (apart, here) in results.items() if apart != here] == []
        assert any(isinstance(apart, Source) for apart, _ in results.values())

    @pytest.mark.parametrize("make", ["docx", "xlsx", "html", "text"])
    def test_made_files_come_back_as_they_are_read_in_process(self, make: str, put: Put) -> None:
        path = put(_MADE[make]())
        source = read_safely(path)
        assert (source.format, source) == (make, read_source(path))

    def test_a_file_that_is_not_there_is_told_as_in_process(self, tmp_path: Path) -> None:
        path = tmp_path / "없음.txt"
        assert outcome(read_safely, path) == outcome(read_source, path)


def _docx(picture: bytes = b"") -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("가람시 예산")
    if picture:
        document.add_picture(io.BytesIO(picture), width=100_000)
    document.add_table(2, 2).cell(0, 0).text = "1,200"
    return _saved(document.save)


def _xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["구분", "예산"])
    book.active.append(["등대", 1200])
    return _saved(book.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def _picture(size: int, data: bytes) -> bytes:
    """A PNG that says it is as wide and as high as this."""
    chunks = {b"IHDR": struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0), b"IDAT": data, b"IEND": b""}
    written = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


_MADE: dict[str, Callable[[], bytes]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "html": lambda: "<html><body><table><tr><td>구분</td><td>예산</td></tr></table></body></html>".encode(),
    "text": GOOD.encode,
}

_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_ENTITIES = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "가람시">{_LAUGHS}]>'
_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "hwpx": "Contents/section0.xml"}


def _packed(format: str, main: bytes) -> bytes:
    """A zip with this as its main part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        if format == "hwpx":
            archive.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)
        archive.writestr(_MAIN_PARTS[format], main)
    return buffer.getvalue()


def _word(body: str) -> str:
    """The main part of a Word document."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'


def _exchanged(content: bytes, name: str, main: bytes) -> bytes:
    """An archive with another content in one of its members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, main if member == name else old.read(member))
    return buffer.getvalue()


class TestHostileFiles:
    @pytest.mark.parametrize("format", _MAIN_PARTS)
    def test_a_zip_bomb_is_refused(self, format: str, put: Put) -> None:
        assert "압축" in refused(read_safely, put(_packed(format, bytes(250 << 20)))).reason

    @pytest.mark.parametrize("format", _MAIN_PARTS)
    def test_an_entity_bomb_is_refused(self, format: str, put: Put) -> None:
        refused(read_safely, put(_packed(format, (_ENTITIES + "<a>&a9;</a>").encode())))

    def test_an_entity_bomb_in_a_sound_document_is_refused(self, put: Put) -> None:
        main = _ENTITIES + _word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>")
        refused(read_safely, put(_exchanged(_docx(), "word/document.xml", main.encode())))

    def test_an_entity_bomb_in_a_page_ends(self, put: Put) -> None:
        source = outcome(read_safely, put(f"{_ENTITIES}<html><body>&a9;</body></html>"))
        assert isinstance(source, str) or len(source.text) < 10_000

    @pytest.mark.skipif(not FILES, reason="no samples here")
    @pytest.mark.parametrize("format", FORMATS)
    def test_what_is_cut_short_is_read_as_in_process_or_refused(self, format: str, put: Put) -> None:
        whole = min((path for path in FILES if path.parent.name == format), key=lambda path: path.stat().st_size).read_bytes()
        for tenths in range(1, 10):
            path = put(whole[: len(whole) * tenths // 10])
            assert outcome(lambda path: read_safely(path, TIGHT), path) == outcome(read_source, path)

    @pytest.mark.parametrize("make", ["docx", "xlsx"])
    def test_what_is_made_and_cut_short_is_refused(self, make: str, put: Put) -> None:
        whole = _MADE[make]()
        for tenths in range(1, 10):
            refused(read_safely, put(whole[: len(whole) * tenths // 10]))

    @on_linux
    def test_a_document_that_grows_twentyfold_in_memory_ends(self, put: Put) -> None:
        # Under every limit of the archive: 20 MB of XML, packed no more tightly than a sound document.
        rows = "".join(f'<w:p w:rsidR="{number}"/>' for number in range(800_000))
        path = put(_exchanged(_docx(), "word/document.xml", _word(rows).encode()))
        assert "메모리를 너무 많이 써서" in refused(read_safely, path, replace(TIGHT, memory=128 << 20)).reason

    @on_linux
    def test_a_picture_larger_than_any_memory_is_not_decoded(self, put: Put) -> None:
        path = put(_docx(_picture(100_000, zlib.compress(bytes(64 << 20)))))
        assert "가람시 예산" in read_safely(path, replace(TIGHT, memory=64 << 20)).text

    def test_a_hundred_megabytes_without_a_line_end_end(self, put: Put) -> None:
        path = put("가나다라 ".encode() * ((100 << 20) // 13))
        assert "시간이 너무 오래 걸려" in refused(read_safely, path, Limits(seconds=0.2, seconds_per_megabyte=0.001)).reason
        assert len(read_safely(path, DEFAULT_LIMITS).pages) == 1

    def test_a_file_without_end_ends(self) -> None:
        if not Path("/dev/zero").exists():
            pytest.skip("no endless file here")
        refused(read_safely, Path("/dev/zero"), replace(TIGHT, seconds=2.0))
