"""Characters with places become lines of text: the lines of a page, and the text of a table's cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from ingest.readers.builder import TableCell
from ingest.readers.pdf_geometry import Box
from ingest.readers.pdf_page import Char
from ingest.readers.pdf_tables import Lattice

_SAME_LINE = 0.5  # of a character's height between baselines: footnote marks stand 0.3 higher, the next line 1.2 lower
_WORD_GAP = 0.3  # of a character's height, between characters that do not follow one another in the file


class RuledTable(NamedTuple):
    """A table with its text. `columns` are the places of its column edges in points."""

    columns: tuple[float, ...]
    rows: int
    cells: tuple[TableCell, ...]


class Piece(NamedTuple):
    """Something that stands on a page: lines of text, or a table (its text is empty then).

    `sizes` are the type sizes of the lines in points, 0 where not known; `first` is the number of a line's first character.
    """

    box: Box
    text: str = ""
    table: RuledTable | None = None
    sizes: tuple[float, ...] = ()
    first: int = -1


def split_tables(chars: Sequence[Char], lattices: Sequence[Lattice]) -> tuple[list[Piece], list[Char]]:
    """The tables with their text, and the characters outside of them. A lattice with text in one cell is no table."""
    tables, inside = [], set[int]()
    for lattice in lattices:
        contents = _contents(chars, lattice)
        if len(contents) < 2:
            continue
        inside.update(char.number for found in contents.values() for char in found)
        cells = tuple(
            TableCell(cell.row, cell.col, cell_text(contents.get(number, ())), cell.row_span, cell.col_span)
            for number, cell in enumerate(lattice.cells)
        )
        tables.append(Piece(lattice.box, table=RuledTable(lattice.columns, len(lattice.rows) - 1, cells)))
    return tables, _without(chars, inside)


def cell_text(chars: Sequence[Char]) -> str:
    """The text of a cell, a line each, from top to bottom and from left to right."""
    if not chars:
        return ""
    height = median(char.box.height for char in chars)
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.baseline):
        if lines and char.baseline - lines[-1][0].baseline <= _SAME_LINE * height:
            lines[-1].append(char)
        else:
            lines.append([char])
    return "\n".join(_line_text(sorted(line, key=lambda char: char.box.left), height) for line in lines)


def lines_of_chars(chars: Iterable[Char], gutter: float | None = None) -> Iterator[Piece]:
    """The lines of a page in the file's own order; one that leaps over the gutter is two."""
    line: list[Char] = []
    for char in chars:
        if line and gutter is not None and _leaps(line[-1], char, gutter):
            yield _piece(line)
            line = []
        line.append(char)
        if char.breaks:
            yield _piece(line)
            line = []
    if line:
        yield _piece(line)


def _contents(chars: Sequence[Char], lattice: Lattice) -> dict[int, list[Char]]:
    """The characters in each cell, by its number."""
    box, owners = lattice.box, lattice.owners()
    contents: dict[int, list[Char]] = {}
    for char in chars:
        x, y = char.box.middle_x, char.box.middle_y
        if box.has(x, y) and (owner := owners.get(lattice.place_of(x, y))) is not None:
            contents.setdefault(owner, []).append(char)
    return contents


def _without(chars: Sequence[Char], inside: set[int]) -> list[Char]:
    """The characters outside of tables; a line that a table cuts ends there."""
    kept: list[Char] = []
    for before, char in zip([None, *chars], chars, strict=False):
        if char.number in inside:
            if kept and before is not None and before.number == kept[-1].number:
                kept[-1] = kept[-1]._replace(breaks=True)
        else:
            kept.append(char)
    return kept


def _line_text(line: Sequence[Char], height: float) -> str:
    """The characters of a line, with spaces where the file has them and where a gap shows one."""
    parts = []
    for char, after in zip(line, [*line[1:], None], strict=True):
        parts.append(char.text)
        if after is None:
            continue
        follows = after.number > char.number and after.number - char.number <= 2
        if char.spaced or (not follows and after.box.left - char.box.right > _WORD_GAP * height):
            parts.append(" ")
    return "".join(parts)


def _leaps(char: Char, after: Char, gutter: float) -> bool:
    return char.box.middle_x < gutter < after.box.middle_x and char.spaced


def _piece(line: Sequence[Char]) -> Piece:
    box = line[0].box
    for char in line[1:]:
        box = box.with_box(char.box)
    text = "".join(char.text + (" " if char.spaced and not char.breaks else "") for char in line)
    return Piece(box, text.rstrip(), first=line[0].number)
