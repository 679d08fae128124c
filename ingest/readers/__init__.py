"""One reader a format. The format is found from the content, not the name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text

Reader = Callable[[str, bytes, str], Source]
READERS: dict[str, Reader] = {"pdf": read_pdf, "text": read_text}

# First bytes of formats that are not text: what to call them.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "한글(HWP) 또는 옛 오피스 문서"),
    (b"PK\x03\x04", "HWPX·DOCX·XLSX 또는 압축 파일"),
    (b"\x89PNG", "그림(PNG)"),
    (b"\xff\xd8\xff", "그림(JPEG)"),
    (b"GIF8", "그림(GIF)"),
    (b"\x7fELF", "실행 파일"),
    (b"MZ", "실행 파일"),
    (b"\x1f\x8b", "압축 파일"),
)
_PDF_HEADER_WITHIN = 1024  # PDF readers accept the header anywhere in the first kilobyte (ISO 32000, annex H)


def read_source(path: Path) -> Source:
    """Read a file into its canonical text.

    Raises UnreadableFile, with the reason and the remedy, for a file that gives no text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"파일을 열 수 없습니다({error.strerror}).", "경로와 읽기 권한을 확인해 주십시오.") from error
    if not content.strip():
        raise UnreadableFile("빈 파일입니다.", "원본을 다시 받아 넣어 주십시오.")
    format = sniff(content)
    return READERS[format](path.name, content, hashlib.sha256(content).hexdigest())


def sniff(content: bytes) -> str:
    """The key of `READERS` that fits the content. Raises UnreadableFile for a foreign format."""
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return "pdf"
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise UnreadableFile(f"지원하지 않는 형식입니다: {name}.", "PDF(글자 포함)나 텍스트(TXT, MD)로 저장해 넣어 주십시오.")
    return "text"
