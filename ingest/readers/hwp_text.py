"""The paragraphs of an HWP 5 section: their text, and the tables, boxes and notes that stand in it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from ingest.readers.hancom import Block, CellBlocks, ParagraphFlow, table_blocks, with_captions
from ingest.readers.hwp_records import CONTROL, LIST, PARAGRAPH, SHAPE, TABLE, TEXT, Record

# Control characters (Hancom's format paper, table 6). All but those of one letter take eight, filler included; the
# extended ones have a record of their own, in the same order.
_ONE_LETTER = {0: "", 10: "\n", 13: "", 24: "-", 25: "", 26: "", 27: "", 28: "", 29: "", 30: " ", 31: " "}
_EXTENDED = frozenset((1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23))
_TAB = 9
_LETTERS_OF_A_CONTROL = 8
_CONTROL_LETTER = re.compile("[\x00-\x1f]")
_HALF_LETTER = re.compile("[\ud800-\udfff]")

_TABLE_SIZE = struct.Struct("<HH")  # rows, columns; at byte 4 of a table's record
_CELL_PLACE = struct.Struct("<HHHH")  # column, row, columns covered, rows covered; at byte 8 of a cell's list
_BREAKS_PAGE = 0x01 | 0x04  # of a paragraph: a new section, a new page
_IN_LINE = 0x01  # of an object: stands in the line like a letter
_CAPTION_BELOW = 3
_NUMBERED_OBJECTS = (3, 4, 5)  # automatic numbers of pictures, tables and equations; those of pages and notes are left out


def breaks_page(paragraph: Record) -> bool:
    """Whether the paragraph begins a new page by its author's will."""
    return len(paragraph.payload) > 11 and bool(paragraph.payload[11] & _BREAKS_PAGE)


def paragraph_blocks(paragraph: Record) -> list[Block]:
    """The paragraph and all that hangs on it, in order."""
    flow = ParagraphFlow(paragraph.head)
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
        flow.place(_object(control), _stands_in_line(control))
    elif kind in (b"fn  ", b"en  "):
        flow.annotate(_note(control))
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


def _table(control: Record) -> list[Block]:
    """The table with its caption, as a control holds it: the caption's list, the table's record, then a list a cell."""
    table, lists = next(control.all(TABLE), None), _lists(control)
    if table is None or len(table.payload) < _TABLE_SIZE.size + 4:
        return [block for _, _, blocks in lists for block in blocks]
    rows, cols = _TABLE_SIZE.unpack_from(table.payload, 4)
    cells = [_cell(head, blocks) for head, is_cell, blocks in lists if is_cell and len(head) >= _CELL_PLACE.size + 8]
    captions = [(head, blocks) for head, is_cell, blocks in lists if not is_cell]
    return with_captions(table_blocks(rows, cols, cells), ((blocks, _is_below(head)) for head, blocks in captions))


def _cell(head: bytes, blocks: list[Block]) -> CellBlocks:
    col, row, col_span, row_span = _CELL_PLACE.unpack_from(head, 8)
    return CellBlocks(row, col, row_span, col_span, blocks)


def _is_below(head: bytes) -> bool:
    """Whether the list is a caption that stands below its object."""
    return len(head) > 8 and head[8] & 3 == _CAPTION_BELOW


def _object(control: Record) -> list[Block]:
    """The text in a drawing, that of the drawings grouped in it, and its caption."""
    captions = [(blocks, _is_below(head)) for head, _, blocks in _lists(control)]
    return with_captions([block for shape in control.all(SHAPE) for block in _shape(shape)], captions)


def _shape(shape: Record) -> list[Block]:
    own = [block for _, _, blocks in _lists(shape) for block in blocks]
    return own + [block for part in shape.all(SHAPE) for block in _shape(part)]


def _note(control: Record) -> list[Block]:
    return [block for _, _, blocks in _lists(control) for block in blocks]


def _lists(parent: Record) -> list[tuple[bytes, bool, list[Block]]]:
    """The lists directly below a record: the head of each, whether it comes after a table's record, and its blocks."""
    found: list[tuple[bytes, bool, list[Block]]] = []
    after_table = False
    for record in parent.below:
        if record.tag == LIST:
            found.append((record.payload, after_table, []))
        elif record.tag == PARAGRAPH and found:
            found[-1][2].extend(paragraph_blocks(record))
        after_table = after_table or record.tag == TABLE
    return found
