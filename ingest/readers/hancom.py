"""What the two Hancom formats have in common: a paragraph and the tables, boxes and notes that hang on it, put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.readers.builder import SourceBuilder, TableCell
from ingest.readers.hancom_lists import NO_HEAD, ParagraphHead

# A table beyond these is given as plain lines: its stated size is false, and laying it out would exhaust time and memory.
_MOST_CELL_PLACES = 1_000_000
_PLACES_A_CELL = 64  # how many places a cell covers on average; 20 at most in the samples (a form of 26 x 27)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with the text of its cells."""

    rows: int
    cols: int
    cells: tuple[TableCell, ...]


class Block(NamedTuple):
    """A paragraph with the head that stands before its text, a footnote (`is_note`), or a table where `table` is given."""

    text: str = ""
    table: TableBlock | None = None
    is_note: bool = False
    head: ParagraphHead = NO_HEAD


class CellBlocks(NamedTuple):
    """A cell with what stands in it, first row and column from 0."""

    row: int
    col: int
    row_span: int
    col_span: int
    blocks: Sequence[Block]


class ParagraphFlow:
    """A paragraph in the making. What hangs on it comes where it stands in the line, or after the paragraph; notes come last."""

    def __init__(self, head: ParagraphHead = NO_HEAD) -> None:
        """Begin with the number or bullet that is seen before the text."""
        self._head = head
        self._line: list[str] = []
        self._blocks: list[Block] = []
        self._after: list[Block] = []
        self._notes: list[Block] = []

    def write(self, text: str) -> None:
        """Go on with the text of the paragraph."""
        self._line.append(text)

    def place(self, blocks: Iterable[Block], inline: bool) -> None:
        """Put in an object: where the text has come to if it stands in the line like a letter, else after the paragraph."""
        own = [block for block in blocks if not self._is_note(block)]
        if own and inline:
            self._end_line()
        (self._blocks if inline else self._after).extend(own)

    def annotate(self, blocks: Iterable[Block]) -> None:
        """Put in a footnote or endnote."""
        self._notes += [block._replace(is_note=True) for block in blocks]

    def blocks(self) -> list[Block]:
        """The paragraph, what hangs on it, and its notes."""
        self._end_line()
        return [*self._blocks, *self._after, *self._notes]

    def _is_note(self, block: Block) -> bool:
        """Keep the notes of an object for the end."""
        if block.is_note:
            self._notes.append(block)
        return block.is_note

    def _end_line(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        if text.strip():
            self._blocks.append(Block(text, head=self._head))
            self._head = NO_HEAD


def table_blocks(rows: int, cols: int, cells: Sequence[CellBlocks]) -> list[Block]:
    """The table, then the notes marked in its cells. A table of a false size becomes a paragraph a cell."""
    notes = [block for cell in cells for block in cell.blocks if block.is_note]
    if not _fits(rows, cols, cells):
        return [*(block for cell in cells for block in cell.blocks if not block.is_note), *notes]
    placed = tuple(TableCell(cell.row, cell.col, _cell_text(cell.blocks), cell.row_span, cell.col_span) for cell in cells)
    return [Block(table=TableBlock(rows, cols, placed)), *notes]


def with_captions(blocks: Sequence[Block], captions: Iterable[tuple[Sequence[Block], bool]]) -> list[Block]:
    """An object's blocks with its captions, each given with whether it stands below."""
    given = list(captions)
    above = [block for caption, is_below in given if not is_below for block in caption]
    below = [block for caption, is_below in given if is_below for block in caption]
    return [*above, *blocks, *below]


def put_in(builder: SourceBuilder, blocks: Iterable[Block]) -> None:
    """Add the blocks to the source."""
    for block in blocks:
        if block.table is not None:
            builder.table(block.table.rows, block.table.cols, block.table.cells)
        elif block.text.strip():
            builder.paragraph(block.head.mark + block.text, block.head.level)


def _fits(rows: int, cols: int, cells: Sequence[CellBlocks]) -> bool:
    """Whether the stated size goes with the cells, so that laying the table out costs no more than reading it did."""
    places = rows * cols
    covered = sum(min(max(cell.row_span, 1), rows) * min(max(cell.col_span, 1), cols) for cell in cells)
    most = min(_MOST_CELL_PLACES, _PLACES_A_CELL * (len(cells) + 16))
    return 0 < places <= most and covered <= 2 * places


def _cell_text(blocks: Iterable[Block]) -> str:
    """The paragraphs of a cell, a line each; a table within it gives a line a row."""
    lines = []
    for block in blocks:
        if block.table is not None:
            lines += _row_lines(block.table)
        elif not block.is_note:
            lines.append(block.head.mark_in_cell + block.text.strip())
    return "\n".join(line for line in lines if line)


def _row_lines(table: TableBlock) -> list[str]:
    rows: dict[int, list[TableCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [" ".join(cell.text for cell in sorted(rows[row], key=lambda cell: cell.col)).strip() for row in sorted(rows)]
