"""The records of an HWP 5 stream: inflated, and each paragraph with what belongs to it as a tree."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.errors import UnreadableFile
from ingest.readers.hancom_lists import NO_HEAD, ParagraphHead

PARAGRAPH, TEXT, CONTROL, LIST, TABLE, SHAPE = 66, 67, 71, 72, 77, 76
DISTRIBUTION = 28
# What a reader of text needs. The rest is letter shapes, line places and drawings, two thirds of all records.
_KEPT = frozenset((PARAGRAPH, TEXT, CONTROL, LIST, TABLE, SHAPE))

_LONG_SIZE = 0xFFF  # the size does not fit into the header and stands in the next four bytes
_MOST_RECORDS = 4_000_000
_DEEPEST = 100  # a table within a table takes two levels


@dataclass(slots=True)
class Record:
    """A record: its tag, its bytes, and the records below it."""

    tag: int
    payload: bytes
    below: list[Record] = field(default_factory=list)
    head: ParagraphHead = NO_HEAD  # of a paragraph: what is seen before its text

    def all(self, tag: int) -> Iterator[Record]:
        """The records with that tag directly below this one."""
        return (record for record in self.below if record.tag == tag)


def broken() -> UnreadableFile:
    """The refusal of a file whose parts do not fit together."""
    return UnreadableFile(
        "깨졌거나 중간에 잘린 한글(HWP) 문서입니다.", "원본을 다시 받아 넣거나 HWPX로 다시 저장해 넣어 주십시오."
    )


def inflate(stream: bytes, limit: int) -> bytes:
    """The stream unpacked (raw deflate). Raises UnreadableFile for one that is broken, cut short or larger than the limit."""
    unpacker = zlib.decompressobj(-15)
    try:
        data = unpacker.decompress(stream, max(1, limit))
    except zlib.error as error:
        raise broken() from error
    if unpacker.unconsumed_tail or len(data) > limit:
        raise UnreadableFile("풀었을 때 지나치게 큰 한글(HWP) 문서입니다.", "문서를 나누어 저장한 뒤 넣어 주십시오.")
    if not unpacker.eof:
        raise broken()
    return data


def read_records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Tag, level and bytes of each record. Raises UnreadableFile where a record goes beyond the end."""
    position, end, count = 0, len(data), 0
    while position + 4 <= end:
        (header,) = struct.unpack_from("<I", data, position)
        size, position = header >> 20, position + 4
        if size == _LONG_SIZE:
            if position + 4 > end:
                raise broken()
            (size,) = struct.unpack_from("<I", data, position)
            position += 4
        count += 1
        if position + size > end or count > _MOST_RECORDS:
            raise broken()
        yield header & 0x3FF, header >> 10 & 0x3FF, data[position : position + size]
        position += size


def read_paragraphs(data: bytes) -> Iterator[Record]:
    """The paragraphs of a section, each with all that belongs to it. Raises UnreadableFile for records nested without end."""
    path: list[tuple[int, Record]] = []  # the record that is open on each level, outermost first
    for tag, level, payload in read_records(data):
        if tag not in _KEPT:
            continue
        while path and path[-1][0] >= level:
            _, done = path.pop()
            if not path and done.tag == PARAGRAPH:
                yield done
        record = Record(tag, payload)
        if path:
            path[-1][1].below.append(record)
        path.append((level, record))
        if len(path) > _DEEPEST:
            raise broken()
    if path and path[0][1].tag == PARAGRAPH:
        yield path[0][1]
