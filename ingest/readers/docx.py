"""Word documents (DOCX) by python-docx: paragraphs, tables with merged cells, page breaks and footnotes, in order.

python-docx opens the package; its tree is walked here, because its own iterators pass over content controls,
tracked insertions and text boxes. Deleted, moved-away and hidden text is left out, as are headers and footers. The
numbers of automatic lists are computed and written where a person sees them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers.archive import check_archive, refusing_broken
from ingest.readers.builder import SourceBuilder, TableCell
from ingest.readers.docx_structure import DocxStructure

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RECORDED_BREAK = f"{_W}lastRenderedPageBreak"
_NOT_SHOWN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rt", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTES = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_NOTE_PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN_PART = re.compile(r"word/document\d*\.xml")  # Word on the web writes document2.xml
_LARGEST_XML = 50 * 1024 * 1024  # some 100,000 paragraphs; 14 s and 1.1 GB of memory for 100 MB
_MOST_COLUMNS = 200  # Word draws 63; a gridSpan of a million would make a million places


def read_docx(name: str, content: bytes, digest: str) -> Source:
    """Read a DOCX file. Page breaks are those that Word recorded when it last laid the file out, and those that are set.

    Only the recorded ones tell page numbers: between breaks that an author set there may be any number of pages. A file
    that no Word has laid out, such as one written by a program, has none. What docProps/app.xml says of the number of
    pages is no help: programs leave there what their template said.

    Raises UnreadableFile for a broken, locked or empty file and for an archive made to do harm.
    """
    check_archive(content)
    _check_size(content)
    builder = SourceBuilder()
    with refusing_broken("DOCX"):
        import docx

        document = docx.Document(io.BytesIO(content))
        _Reading(builder, _notes(document), DocxStructure(document)).blocks(document.element.body)
        is_laid_out = next(document.element.body.iter(_RECORDED_BREAK), None) is not None
    return builder.build(name, "docx", digest, paged=is_laid_out)


def is_docx(names: Collection[str]) -> bool:
    """Whether a zip with these members is a Word document."""
    return any(_MAIN_PART.fullmatch(name) for name in names)


def _check_size(content: bytes) -> None:
    """Refuse XML that python-docx, which loads it whole, would need too much time and memory for."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if any(part.filename.endswith(".xml") and part.file_size > _LARGEST_XML for part in archive.infolist()):
            raise UnreadableFile(f"본문이 너무 큰 DOCX 파일입니다(한도 {_LARGEST_XML >> 20}MB).", "문서를 나누어 넣어 주십시오.")


class _Told(NamedTuple):
    """What the runs of a paragraph tell: its text cut at page breaks, the notes it marks, and its text boxes."""

    parts: list[str]  # one more than there are breaks
    hard: list[bool]  # of each break, whether its author set it
    notes: list[tuple[str, str]]
    boxes: list[Any]

    def text(self) -> str:
        """The whole text."""
        return "".join(self.parts)


class _Reading:
    """One pass over a document's body."""

    def __init__(self, builder: SourceBuilder, notes: Mapping[tuple[str, str], str], structure: DocxStructure) -> None:
        """`notes` by kind and id."""
        self._builder = builder
        self._notes = notes
        self._structure = structure
        self._numbers: dict[tuple[str, str], int] = {}

    def blocks(self, parent: Any) -> None:
        """Read the paragraphs and tables of a body, a cell or a text box."""
        for element in _block_elements(parent):
            if element.tag == f"{_W}tbl":
                self._table(element)
            else:
                self._paragraph(element)

    def _paragraph(self, element: Any) -> None:
        told = _tell(element)
        number, level = self._structure.mark(element), self._structure.level(element)
        if _is_set(element, "pageBreakBefore"):
            self._builder.page_break()
        for text, breaks in _pages(told):
            if text.strip():
                self._builder.paragraph(f"{number}{self._marked(text, told)}", level)
                number = ""
            if breaks:
                self._builder.page_break()
        for box in told.boxes:
            self.blocks(box)
        self._write_notes(told.notes)
        if _ends_section(element):
            self._builder.page_break()

    def _table(self, element: Any) -> None:
        rows = [row for row in _children(element, "tr") if not _is_deleted(row)]
        cells = [list(_children(row, "tc")) for row in rows]
        if sum(len(row) for row in cells) == 1:
            self.blocks(next(row[0] for row in cells if row))  # a frame around text, which may hold a table of its own
            return
        placed, cols = _placed(rows, cells, self._structure)
        if rows and _page_breaks(cells[0])[0]:
            self._builder.page_break()
        self._builder.open_table(len(rows), cols, placed)
        for number, row in enumerate(cells):
            before, within = _page_breaks(row)
            if before and number:
                self._builder.page_break()
            self._builder.table_rows(number, number + 1)
            if within:
                self._builder.page_break(within)  # a row stands where it begins
        self._builder.close_table()
        self._write_notes([(_NOTES[mark.tag], mark.get(f"{_W}id", "")) for mark in element.iter(*_NOTES)])

    def _marked(self, text: str, told: _Told) -> str:
        """The text with its marks of notes, written as printed documents do: 조성함1). Behind a digit none is: 1001)."""
        for note in told.notes:
            mark = f"\x00{note[0]}:{note[1]}\x00"
            before, found, after = text.partition(mark)
            if found:
                number = f"{self._number(note)})" if note in self._notes and before[-1:].isalpha() else ""
                text = before + number + after
        return text

    def _write_notes(self, notes: Iterable[tuple[str, str]]) -> None:
        for note in notes:
            if self._notes.get(note, "").strip():
                self._builder.paragraph(f"{self._number(note)}) {self._notes[note].strip()}")

    def _number(self, note: tuple[str, str]) -> int:
        """Which note it is, counted in the order in which they are marked."""
        return self._numbers.setdefault(note, len(self._numbers) + 1)


def _block_elements(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body or cell in order, those in content controls and insertions among them."""
    for child in parent:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"}:
            yield from _block_elements(child)


def _children(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, those in content controls among them."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"}:
            yield from _children(child, name)


def _tell(paragraph: Any) -> _Told:
    """Walk the runs of a paragraph."""
    told = _Told([""], [], [], [])
    _walk(paragraph, told)
    return told


def _walk(parent: Any, told: _Told) -> None:
    for child in parent:
        if child.tag in {f"{_W}t", f"{_M}t"}:
            told.parts[-1] += child.text or ""
        elif child.tag == _RECORDED_BREAK or (child.tag == f"{_W}br" and child.get(f"{_W}type") == "page"):
            told.parts.append("")
            told.hard.append(child.tag == f"{_W}br")
        elif child.tag in _CHARACTERS:
            told.parts[-1] += _CHARACTERS[child.tag]
        elif child.tag in _NOTES:
            told.notes.append((_NOTES[child.tag], child.get(f"{_W}id", "")))
            told.parts[-1] += f"\x00{_NOTES[child.tag]}:{child.get(f'{_W}id', '')}\x00"
        elif child.tag == f"{_W}txbxContent":
            told.boxes.append(child)
        elif child.tag not in _NOT_SHOWN and not (child.tag == f"{_W}r" and _is_hidden(child)):
            _walk(child, told)


def _pages(told: _Told) -> Iterator[tuple[str, bool]]:
    """The text of a paragraph a page each, and whether a page ends behind it.

    A break that Word only recorded does not cut a sentence: the paragraph stands on the page on which it begins.
    """
    text, pending = told.parts[0], False
    for part, hard in zip(told.parts[1:], told.hard, strict=True):
        if hard or not text.strip():
            yield text, True
            text, pending = part, False
        else:
            text, pending = text + part, True
    yield text, pending


def _page_breaks(row: Iterable[Any]) -> tuple[bool, int]:
    """Whether a row of cells begins a page, and how many pages begin within it: Word notes a break in each cell."""
    begins, within = False, 0
    for cell in row:
        found, is_empty = 0, True
        for element in cell.iter(_RECORDED_BREAK, f"{_W}t"):
            if element.tag != _RECORDED_BREAK:
                is_empty = is_empty and not (element.text or "").strip()
            elif is_empty:
                begins = True
            else:
                found += 1
        within = max(within, found)
    return begins, within


def _placed(rows: list[Any], cells: list[list[Any]], structure: DocxStructure) -> tuple[list[TableCell], int]:
    """The cells of a table at their places, merged ones once, and the number of columns."""
    placed: list[TableCell] = []
    open_cells: dict[int, int] = {}  # first column -> the cell that goes on downwards there
    cols = 0
    for number, (row, row_cells) in enumerate(zip(rows, cells, strict=True)):
        col = min(_MOST_COLUMNS, row.grid_before)
        going_on: dict[int, int] = {}
        for cell in row_cells:
            span = max(1, min(_MOST_COLUMNS - col, cell.grid_span))
            above = open_cells.get(col)
            if cell.vMerge == "continue" and above is not None and placed[above].col_span == span:
                placed[above] = placed[above]._replace(row_span=placed[above].row_span + 1)
                going_on[col] = above
            elif col < _MOST_COLUMNS:
                if cell.vMerge is not None:
                    going_on[col] = len(placed)
                placed.append(TableCell(number, col, "\n".join(_cell_lines(cell, structure)), 1, span))
            col += span
        open_cells = going_on
        cols = max(cols, min(col, _MOST_COLUMNS))
    return placed, cols


def _cell_lines(cell: Any, structure: DocxStructure | None) -> Iterator[str]:
    """The paragraphs of a cell, those of tables and text boxes within it among them."""
    for element in _block_elements(cell):
        if element.tag == f"{_W}tbl":
            for row in _children(element, "tr"):
                yield " ".join(" ".join(_cell_lines(inner, structure)) for inner in _children(row, "tc")).strip()
            continue
        told = _tell(element)
        number = structure.mark(element, in_cell=True) if structure is not None else ""
        text = re.sub("\x00[^\x00]*\x00", "", told.text()).strip()
        if text:
            yield number + text
        for box in told.boxes:
            yield from _cell_lines(box, structure)


def _notes(document: Any) -> dict[tuple[str, str], str]:
    """The texts of footnotes and endnotes by kind and id."""
    from docx.oxml.parser import parse_xml

    found: dict[tuple[str, str], str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.removeprefix(_NOTE_PARTS).removesuffix("s")
        if kind in _NOTES.values() and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.tag == f"{_W}{kind}" and note.get(f"{_W}type") is None:  # the others draw the line above the notes
                    found[kind, note.get(f"{_W}id", "")] = " ".join(_cell_lines(note, None))
    return found


def _is_set(paragraph: Any, name: str) -> bool:
    """Whether an on-off property of a paragraph is on."""
    found = paragraph.find(f"{_W}pPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _is_hidden(run: Any) -> bool:
    found = run.find(f"{_W}rPr/{_W}vanish")
    return found is not None and found.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _is_deleted(row: Any) -> bool:
    return row.find(f"{_W}trPr/{_W}del") is not None


def _ends_section(paragraph: Any) -> bool:
    """Whether a section ends with this paragraph and the next one begins a page."""
    section = paragraph.find(f"{_W}pPr/{_W}sectPr")
    kind = section.find(f"{_W}type") if section is not None else None
    return section is not None and (kind is None or kind.get(f"{_W}val") != "continuous")
