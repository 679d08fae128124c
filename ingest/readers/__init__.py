"""One reader a format. The format is found from the content, not the name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.document import Source
from ingest.errors import UnreadableFile, why
from ingest.plain import as_plain, one_line
from ingest.readers.archive import member_names
from ingest.readers.docx import is_docx, read_docx
from ingest.readers.html import is_html, read_html
from ingest.readers.hwp import is_hwp, read_hwp
from ingest.readers.hwpx import is_hwpx, read_hwpx
from ingest.readers.old_office import refuse_old_office
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text
from ingest.readers.xlsx import is_xlsx, read_xlsx

Reader = Callable[[str, bytes, str], Source]
READERS: dict[str, Reader] = {
    "docx": read_docx,
    "html": read_html,
    "hwp": read_hwp,
    "hwpx": read_hwpx,
    "pdf": read_pdf,
    "text": read_text,
    "xlsx": read_xlsx,
}

_ZIP_FILE = b"PK\x03\x04"
# First bytes of formats that are not text: what to call them.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "한글(HWP) 또는 옛 오피스 문서"),
    (_ZIP_FILE, "압축 파일 또는 다른 오피스 문서"),
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
        raise UnreadableFile(f"파일을 열 수 없습니다({why(error)}).", "경로와 읽기 권한을 확인해 주십시오.") from error
    if not content.strip():
        raise UnreadableFile("빈 파일입니다.", "원본을 다시 받아 넣어 주십시오.")
    format = sniff(content)
    return plain(READERS[format](path.name, content, hashlib.sha256(content).hexdigest()))


def plain(source: Source) -> Source:
    """The source without what no one sees and a terminal, a page or a spreadsheet may obey; no place in it moves."""
    text = as_plain(source.text)
    rows = tuple(row._replace(sheet=one_line(row.sheet)) for row in source.rows)
    warnings = tuple(map(one_line, source.warnings))
    return replace(source, text=text, rows=rows, warnings=warnings)


def sniff(content: bytes) -> str:
    """The key of `READERS` that fits the content. Raises UnreadableFile for a foreign format."""
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return "pdf"
    if is_hwp(content):
        return "hwp"
    if is_hwpx(content):
        return "hwpx"
    if content.startswith(_ZIP_FILE):
        names = member_names(content)
        if is_docx(names) or is_xlsx(names):
            return "docx" if is_docx(names) else "xlsx"
    refuse_old_office(content)
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise UnreadableFile(
                f"지원하지 않는 형식입니다: {name}.",
                "PDF(글자 포함)나 HWPX·HWP·DOCX·XLSX·HTML·텍스트(TXT, MD)로 저장해 넣어 주십시오.",
            )
    return "html" if is_html(content) else "text"
