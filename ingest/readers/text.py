"""Plain text and Markdown: find the encoding out, keep every character."""

from __future__ import annotations

from ingest.document import Source
from ingest.errors import NO_TEXT, UnreadableFile
from ingest.readers.text_pages import text_pages

# A document whose lines are mostly set apart by one empty line, or broken at paper width, was wrapped by its extraction.
_WRAPPED_SHARE = 0.6
_FEWEST_LINES = 10  # too few lines tell nothing
_MARKED_SHARE = 0.02
_PRINTED_LINE = 90  # 98 of 100 lines are shorter than 57 and 63 characters in real PDF text, 140 to 361 in HWP text
_CONTROL_SHARE = 0.02  # more control characters than this and it is no text
_ENCODINGS = ("utf-8-sig", "utf-16", "cp949")


def read_text(name: str, content: bytes, digest: str) -> Source:
    """Read UTF-8 (with or without BOM), UTF-16 with BOM, or CP949 text. Raises UnreadableFile if it is none of these."""
    text = _decode(content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableFile("글자가 없는 파일입니다.", NO_TEXT)
    wrapped = is_wrapped(text)
    pages, numbers = text_pages(text, wrapped)
    return Source(name, "text", digest, text, pages, wrapped, page_numbers=numbers)


def _decode(content: bytes) -> str:
    """The text by the first encoding that fits without a wrong byte."""
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for character in text if character < " " and character not in "\n\r\t\f\v")
        if controls <= _CONTROL_SHARE * len(text):
            return text
    raise UnreadableFile(
        "글자로 읽을 수 없는 파일입니다(UTF-8, CP949 모두 맞지 않음).",
        "깨진 파일인지 확인하고 텍스트나 PDF로 다시 저장해 넣어 주십시오.",
    )


def is_wrapped(text: str) -> bool:
    """Whether line ends are the paper's, not the author's.

    Told by two marks: most lines are followed by exactly one empty line (a PDF extraction with line spacing), or
    hardly a line is longer than a printed line. Text with tab-separated tables or Markdown headings was not.
    """
    lines = text.split("\n")
    filled = [index for index, line in enumerate(lines[:-1]) if line.strip()]
    marked = sum(1 for index in filled if "\t" in lines[index] or lines[index].startswith("#"))
    if len(filled) < _FEWEST_LINES or marked / len(filled) > _MARKED_SHARE:
        return False
    spaced = sum(1 for index in filled if not lines[index + 1].strip())
    lengths = sorted(len(lines[index]) for index in filled)
    return spaced / len(filled) >= _WRAPPED_SHARE or lengths[int(0.98 * (len(lengths) - 1))] <= _PRINTED_LINE
