"""The document information of HWP 5, as far as it tells of paragraph heads: outline levels, numberings, bullets."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ingest.readers.hancom_lists import BULLET, FORMATS, NUMBER, OUTLINE, HancomLists, HeadShape, list_level
from ingest.readers.hwp_records import CONTROL, PARAGRAPH, Record, read_records
from ingest.readers.numbering import ListLevel

_NUMBERING, _BULLET, _SHAPE = 23, 24, 25  # tags of Hancom's format paper, from 16 on
_KINDS = (None, OUTLINE, NUMBER, BULLET)
_KIND_AT, _LEVEL_AT = 23, 25  # bits of a paragraph shape's attributes
_LIST_AT = 30  # byte of a paragraph shape at which the id of its numbering or bullet stands
_HEAD = 12  # bytes of a paragraph head: attributes, width, distance, letter shape
_FORMAT_AT = 5  # bits of its attributes
_LEVELS = 7
_SHAPE_OF_PARAGRAPH = struct.Struct("<H")  # at byte 8 of a paragraph
_OUTLINE_OF_SECTION = struct.Struct("<H")  # at byte 18 of a section's control
_FORMAT_NAMES = tuple(FORMATS)


def read_lists(info: bytes) -> HancomLists:
    """What the records of `DocInfo` say of paragraph heads. Ids of numberings and bullets count from 1, of shapes from 0."""
    shapes: dict[int, HeadShape] = {}
    numberings: list[tuple[ListLevel, ...]] = []
    bullets: list[str] = []
    count = 0
    for tag, _, payload in read_records(info):
        if tag == _SHAPE:
            shape = _head_shape(payload)
            shapes |= {count: shape} if shape is not None else {}
            count += 1
        elif tag == _NUMBERING:
            numberings.append(_levels(payload))
        elif tag == _BULLET:
            bullets.append(payload[_HEAD : _HEAD + 2].decode("utf-16-le", "ignore"))
    return HancomLists(shapes, dict(enumerate(numberings, 1)), dict(enumerate(bullets, 1)))


def put_heads(paragraph: Record, lists: HancomLists) -> None:
    """Write its head into a paragraph and into those that hang on it, in order; a section's control names its outline."""
    for control in paragraph.all(CONTROL):
        if control.payload[3::-1] == b"secd" and len(control.payload) >= 18 + _OUTLINE_OF_SECTION.size:
            (lists.outline_id,) = _OUTLINE_OF_SECTION.unpack_from(control.payload, 18)
    for found in _paragraphs(paragraph):
        if len(found.payload) >= 8 + _SHAPE_OF_PARAGRAPH.size:
            found.head = lists.head(_SHAPE_OF_PARAGRAPH.unpack_from(found.payload, 8)[0])


def _paragraphs(record: Record) -> Iterator[Record]:
    """The paragraph records of a tree, outermost first. No deeper than `read_paragraphs` lets trees be."""
    if record.tag == PARAGRAPH:
        yield record
    for below in record.below:
        yield from _paragraphs(below)


def _head_shape(payload: bytes) -> HeadShape | None:
    if len(payload) < _LIST_AT + 2:
        return None
    attributes, list_id = struct.unpack_from("<I", payload)[0], struct.unpack_from("<H", payload, _LIST_AT)[0]
    kind = _KINDS[attributes >> _KIND_AT & 3]
    return HeadShape(kind, list_id, attributes >> _LEVEL_AT & 7) if kind is not None else None


def _levels(payload: bytes) -> tuple[ListLevel, ...]:
    """The levels of a numbering: a head and its text each, then their first numbers; shorter where the record is cut."""
    texts: list[tuple[int, str]] = []
    position = 0
    while len(texts) < _LEVELS and position + _HEAD + 2 <= len(payload):
        attributes, length = (
            struct.unpack_from("<I", payload, position)[0],
            struct.unpack_from("<H", payload, position + _HEAD)[0],
        )
        position += _HEAD + 2
        texts.append((attributes >> _FORMAT_AT & 0xF, payload[position : position + 2 * length].decode("utf-16-le", "ignore")))
        position += 2 * length
    position += 2  # the number that the whole list begins with, in files older than that of each level
    starts = [
        struct.unpack_from("<I", payload, position + 4 * level)[0] if position + 4 * level + 4 <= len(payload) else 1
        for level in range(len(texts))
    ]
    return tuple(list_level(text, _FORMAT_NAMES[format], starts[level], level) for level, (format, text) in enumerate(texts))
