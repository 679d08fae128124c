"""The paragraphs of an HWP 5 section: their text, and the tables, boxes and notes that stand in it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Sequence

from ingest.readers.hancom import Block, CellBlocks, ParagraphFlow, table_blocks
from ingest.readers.hwp_records import CONTROL, LIST, PARAGRAPH, SHAPE, TABLE, TEXT, Record

# Control characters (Hancom's format paper, table 6). All but those of one letter take eight, filler included; the
# extended ones have a record of their own, in the same order.
_ONE_LETTER = {0: "", 10: "\n", 13: "", 24: "-", 25: "", 26: "", 27: "", 28: "", 29: "", 30: " ", 31: " "}
_EXTENDED = frozenset((1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23))
_TAB = 9
_LETTERS_OF_A_CONTROL = 8
_CONTROL_LETTER = re.compile("[\x00-\x1f]")

_BREAKS_PAGE = 0x01 | 0x04  # of a paragraph: a new section, a new page
_IN_LINE = 0x01  # of an object: stands in the line like a letter
_CAPTION_BELOW = 3
_NUMBERED_OBJECTS = (3, 4, 5)  # automatic numbers of pictures, tables and equations; those of pages and notes are left out


def breaks_page(paragraph: Record) -> bool:
    """Whether the paragraph begins a new page by its author's will."""
    return len(paragraph.payload) > 11 and bool(paragraph.payload[11] & _BREAKS_PAGE)


def paragraph_blocks(paragraph: Record) -> list[Block]:
    """The paragraph and all that hangs on it, in order."""
    flow = ParagraphFlow()
    text = b"".join(record.payload for record in paragraph.all(TEXT))
    controls = paragraph.all(CONTROL)
    for piece in _pieces(text):
        if piece is not None:
            flow.write(piece)
        elif (control := next(controls, None)) is not None:
            _put_control(flow, control)
    for control in controls:  # a paragraph whose text does not name all of its controls
        _put_control(flow, control)
    return flow.blocks()


def _pieces(payload: bytes) -> Iterator[str | None]:
    """Runs of text, and None where a control with a record of its own stands. Controls are counted in 16-bit units."""
    units = "".join(map(chr, struct.unpack_from(f"<{len(payload) // 2}H", payload)))
    position = 0
    while match := _CONTROL_LETTER.search(units, position):
        yield _text(units[position : match.start()])
        code, position = ord(match.group()), match.end()
        if code in _ONE_LETTER:
            yield _ONE_LETTER[code]
            continue
        position += _LETTERS_OF_A_CONTROL - 1
        if code in _EXTENDED:
            yield None
        elif code == _TAB:
            yield "\t"
    yield _text(units[position:])


def _text(units: str) -> str:
    """The units with pairs joined to one letter; halves of pairs, which are no text, are replaced."""
    if not _HALF_LETTER.search(units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _put_control(flow: ParagraphFlow, control: Record) -> None:
    """What a control adds to its paragraph. Headers, footers, comments and fields add nothing."""
    kind = control.payload[3::-1]  # written backwards
    if kind == b"tbl ":
        flow.place(_table(control), _stands_in_line(control))
    elif kind == b"gso ":
        flow.place(_lists_blocks(control, lambda _: True), _stands_in_line(control))
    elif kind in (b"fn  ", b"en  "):
        flow.annotate(_lists_blocks(control, lambda _: True))
    elif kind == b"tdut":
        flow.write(_counted_text(control.payload[4:]))
    elif kind == b"tcps":
        flow.write(_counted_text(control.payload[4:]).strip())
    elif kind == b"atno" and len(control.payload) >= 10:
        attributes, number = struct.unpack_from("<IH", control.payload, 4)
        flow.write(str(number) if attributes & 0xF in _NUMBERED_OBJECTS else "")


def _stands_in_line(control: Record) -> bool:
    return len(control.payload) > 4 and bool(control.payload[4] & _IN_LINE)


def _counted_text(payload: bytes) -> str:
    """Text with its length before it; shorter than said where the record is cut."""
    length = int.from_bytes(payload[:2], "little") * 2
    return payload[2 : 2 + length // 2 * 2].decode("utf-16-le", "replace")


def _lists(parent: Record) -> Iterator[tuple[Record, list[Record]]]:
    """The lists of paragraphs directly below a record: the head of each, and its paragraphs."""
    head: Record | None = None
    paragraphs: list[Record] = []
    for record in parent.below:
        if record.tag == LIST:
            if head is not None:
                yield head, paragraphs
            head, paragraphs = record, []
        elif record.tag == PARAGRAPH:
            paragraphs.append(record)
    if head is not None:
        yield head, paragraphs


def _blocks_of(paragraphs: Iterable[Record]) -> list[Block]:
    return [block for paragraph in paragraphs for block in paragraph_blocks(paragraph)]
