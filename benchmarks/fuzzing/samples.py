"""What is mutated: real files of every format where they are present, and small ones written here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fuzzing.compound import write_compound
from benchmarks.material import as_html
from eval.sample.formats import DOCUMENTS, WRITERS
from eval.sample.parts import Part, parts_of
from ingest.errors import UnreadableFile
from ingest.pipeline import read_document
from ingest.readers import read_source

FORMATS = ("text", "html", "pdf", "hwp", "hwpx", "docx", "xlsx")
SHARED_SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
_LARGEST = 180_000  # bytes of a real sample: larger ones hold no more of the format, only pictures, and take longer
_LARGEST_PDF = 500_000
_MOST_PARTS = 60  # of a document that is written here: three pages
_TEXT_BYTES = 12_000
_HWP_PIECES = ("가람시 2025년도 예산", "○ 등대 보수 1,200백만원", "구분", "예산", "등대", "1,200")


def write_samples(folder: Path) -> None:
    """Write or copy the samples, a folder a format. Only those that are read as they are: mutations of the rest say nothing."""
    for format, name, content in _made():
        (folder / format).mkdir(parents=True, exist_ok=True)
        (folder / format / name).write_bytes(content)
    parts = [parts_of(read_document(read_source(document)))[:_MOST_PARTS] for document in DOCUMENTS[:2]]
    for format, write in WRITERS.items():
        (folder / format).mkdir(parents=True, exist_ok=True)
        for number, document in enumerate(parts):
            write(folder / format / f"made{number}.{format}", document)
    for format in ("hwp", "hwpx", "pdf"):
        for path in sorted((SHARED_SAMPLES / format).glob("*")):
            if path.stat().st_size <= (_LARGEST_PDF if format == "pdf" else _LARGEST) and _is_readable(path):
                shutil.copyfile(path, folder / format / path.name)


def _made() -> Iterator[tuple[str, str, bytes]]:
    """Samples that need no library: format, name, content."""
    for document in DOCUMENTS:
        yield "text", f"{document.stem}.md", document.read_bytes()[:_TEXT_BYTES]
    parts: list[Part] = parts_of(read_document(read_source(DOCUMENTS[0])))
    tables = [part for part in parts if part.table is not None]
    yield "html", "made0.html", as_html(parts[:_MOST_PARTS]).encode()
    yield "html", "made1.html", as_html([*tables[:6], *parts[-20:]]).encode("cp949", "replace")
    yield "text", "made.txt", DOCUMENTS[1].read_text(encoding="utf-8")[: _TEXT_BYTES // 2].encode("cp949", "replace")
    yield "hwp", "made.hwp", _small_hwp()


def _is_readable(path: Path) -> bool:
    try:
        read_source(path)
    except UnreadableFile:
        return False
    return True


def _small_hwp() -> bytes:
    """Paragraphs and a table of two by two cells, as Hancom's format paper has them."""
    import struct
    import zlib

    def record(tag: int, level: int, payload: bytes) -> bytes:
        return struct.pack("<I", tag | level << 10 | len(payload) << 20) + payload

    def paragraph(text: str, level: int) -> bytes:
        head = record(66, level, struct.pack("<IIHBBHHHI", len(text) + 1, 0, 0, 0, 0, 0, 0, 0, 0))
        return head + record(67, level + 1, (text + "\r").encode("utf-16-le"))

    section = b"".join(paragraph(text, 0) for text in _HWP_PIECES[:2]) + paragraph("\x0b" + "\x00" * 6 + "\x0b", 0)
    section += record(71, 1, b" lbt" + struct.pack("<I", 1)) + record(77, 2, struct.pack("<IHH", 0, 2, 2))
    for number, text in enumerate(_HWP_PIECES[2:]):
        place = struct.pack("<HHI4H", 1, 0, 0, number % 2, number // 2, 1, 1)
        section += record(72, 2, place) + paragraph(text, 2)
    packer = zlib.compressobj(wbits=-15)
    header = b"HWP Document File".ljust(32, b"\x00") + struct.pack("<II", 0x05000500, 1)
    return write_compound({("FileHeader",): header, ("BodyText", "Section0"): packer.compress(section) + packer.flush()})
