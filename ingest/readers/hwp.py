"""HWP 5: sections of records in a compound file (olefile), also from a distribution document."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers.archive import refusing_broken
from ingest.readers.builder import SourceBuilder
from ingest.readers.hancom import put_in
from ingest.readers.hancom_lists import HancomLists
from ingest.readers.hwp_distribution import decipher
from ingest.readers.hwp_docinfo import put_heads, read_lists
from ingest.readers.hwp_records import broken, inflate, read_paragraphs
from ingest.readers.hwp_text import breaks_page, paragraph_blocks

if TYPE_CHECKING:
    from olefile import OleFileIO

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = "FileHeader"
_SIGNATURE = b"HWP Document File"  # of the header stream; HWP 3 and older begin the file itself with it
_FLAGS_AT = 36
_PACKED, _PASSWORD, _DISTRIBUTION, _DRM = 0x1, 0x2, 0x4, 0x10 | 0x100 | 0x400
_INFO, _LARGEST_INFO = "DocInfo", 20_000_000  # bytes, unpacked; 300,000 paragraph shapes
_LARGEST_TOTAL = 200_000_000  # bytes of all sections, unpacked
_LARGEST_RATIO, _RATIO_FREE = 200, 10_000_000  # as in archive.py: deflate can pack 1,032 times, records pack 5 to 20 times


def is_hwp(content: bytes) -> bool:
    """Whether the content is an HWP document of any version, sound or not."""
    if content.startswith(_SIGNATURE):
        return True
    return content.startswith(_COMPOUND_FILE) and _HEADER.encode("utf-16-le") in content and _SIGNATURE in content


def read_hwp(name: str, content: bytes, digest: str) -> Source:
    """Read the sections in order. The page breaks are those that authors set; no page number follows from them.

    The number of pages that the summary has room for is 0 in 14 of 15 samples.

    Raises UnreadableFile for a broken, locked or empty document, and for one of HWP 3 or older.
    """
    if content.startswith(_SIGNATURE):
        raise UnreadableFile("옛 한글(HWP 3.0 이하) 문서입니다.", "한컴오피스에서 열어 HWPX로 저장한 뒤 넣어 주십시오.")
    builder = SourceBuilder()
    with refusing_broken("한글(HWP)"):
        lists = _lists(content)
        for section in _sections(content):
            builder.page_break()
            for paragraph in read_paragraphs(section):
                put_heads(paragraph, lists)
                if breaks_page(paragraph):
                    builder.page_break()
                put_in(builder, paragraph_blocks(paragraph))
    return builder.build(name, "hwp", digest)


def _sections(content: bytes) -> Iterator[bytes]:
    """The records of each section, in clear and unpacked."""
    from olefile import OleFileIO

    with OleFileIO(io.BytesIO(content)) as file:
        flags = _flags(file)
        left = _LARGEST_TOTAL
        for path in _section_paths(file, "ViewText" if flags & _DISTRIBUTION else "BodyText"):
            stream = file.openstream(path).read()
            if len(stream) < file.get_size(path):
                raise broken()
            clear = decipher(stream) if flags & _DISTRIBUTION else stream
            section = inflate(clear, min(left, _RATIO_FREE + _LARGEST_RATIO * len(clear))) if flags & _PACKED else clear
            left -= len(section)
            yield section


def _lists(content: bytes) -> HancomLists:
    """What the document information says of paragraph heads; nothing where it is missing or broken: the text can do without."""
    from olefile import OleFileIO

    with OleFileIO(io.BytesIO(content)) as file, suppress(UnreadableFile):
        if _flags(file) & _PACKED and file.exists(_INFO):
            return read_lists(inflate(file.openstream(_INFO).read(), _LARGEST_INFO))
        if file.exists(_INFO):
            return read_lists(file.openstream(_INFO).read())
    return HancomLists()


def _flags(file: OleFileIO) -> int:
    """What the header says of the file. Raises UnreadableFile for one that is no HWP document or locked."""
    header = file.openstream(_HEADER).read()
    if not header.startswith(_SIGNATURE) or len(header) < _FLAGS_AT + 4:
        raise broken()
    flags = int(struct.unpack_from("<I", header, _FLAGS_AT)[0])
    if flags & _PASSWORD:
        raise UnreadableFile("암호가 걸린 한글(HWP) 문서입니다.", "암호를 풀어 저장한 뒤 넣어 주십시오.")
    if flags & _DRM:
        raise UnreadableFile("보안(DRM)이 걸린 한글(HWP) 문서입니다.", "보안을 해제해 저장한 뒤 넣어 주십시오.")
    return flags


def _section_paths(file: OleFileIO, folder: str) -> list[list[str]]:
    """The section streams by number. Raises UnreadableFile where there is none."""
    numbered = [
        (path, re.fullmatch(r"Section(\d{1,6})", path[1])) for path in file.listdir() if len(path) == 2 and path[0] == folder
    ]
    found = sorted((int(match.group(1)), path) for path, match in numbered if match)
    if not found:
        raise broken()
    return [path for _, path in found]
