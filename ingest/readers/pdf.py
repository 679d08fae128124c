"""PDF with a text layer, by pypdfium2."""

from __future__ import annotations

import re

from ingest.document import Source, Span
from ingest.errors import UnreadableFile

# pypdfium2 sets false spaces between Hangul and digits ("2026 년도"); they stay in the canonical text and are closed
# in the reading text. The two characters below are its marks for a soft hyphen at a line end and an unmapped glyph.
_NOT_TEXT = re.compile("[\ufffe\uffff\x00]")
_PAGE_GAP = "\n\n\n\n"


def read_pdf(name: str, content: bytes, digest: str) -> Source:
    """Read the text layer page by page; pages without text are named in the warnings.

    Raises UnreadableFile for a broken or locked file, and for one in which no page has text.
    """
    texts = [_NOT_TEXT.sub("", text).replace("\r\n", "\n").replace("\r", "\n") for text in _page_texts(content)]
    empty = [number for number, text in enumerate(texts, start=1) if not text.strip()]
    if len(empty) == len(texts):
        raise UnreadableFile(
            f"글자가 없는 PDF입니다({len(texts)}쪽 모두 그림).", "글자 인식(OCR)을 거친 파일이나 원본 문서를 넣어 주십시오."
        )
    warnings = (f"글자가 없어 읽지 못한 쪽: {', '.join(map(str, empty))}",) if empty else ()
    pages, parts, offset = [], [], 0
    for text in texts:
        part = text.strip("\n") + _PAGE_GAP
        pages.append(Span(offset, offset + len(part)))
        parts.append(part)
        offset += len(part)
    return Source(name, "pdf", digest, "".join(parts), tuple(pages), wrapped=True, warnings=warnings)


def _page_texts(content: bytes) -> list[str]:
    """The text of each page, in the file's own order."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile("암호가 걸린 PDF입니다.", "암호를 풀어 저장한 뒤 넣어 주십시오.") from error
        raise UnreadableFile("깨졌거나 PDF가 아닌 파일입니다.", "원본을 다시 받아 넣어 주십시오.") from error
    try:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded() or "")
            text_page.close()
            page.close()
        return texts
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("쪽을 읽다가 오류가 났습니다(파일 손상).", "원본을 다시 받아 넣어 주십시오.") from error
    finally:
        document.close()
