"""HWPX: sections of XML in a zip file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers.archive import check_archive, member_names, refusing_broken
from ingest.readers.builder import SourceBuilder
from ingest.readers.hancom import Block, CellBlocks, ParagraphFlow, put_in, table_blocks, with_captions
from ingest.readers.hancom_lists import NO_HEAD, HancomLists, ParagraphHead
from ingest.readers.hwpx_header import read_lists

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ZIP_FILE = b"PK\x03\x04"
_MIMETYPE = b"application/hwp+zip"
_MIMETYPE_WITHIN = 200  # the mimetype is the first member, not packed
_SECTION = re.compile(r"Contents/section(\d{1,6})\.xml", re.IGNORECASE)
_MANIFEST = "META-INF/manifest.xml"
_LARGEST_MANIFEST = 10_000_000

_MARK, _LEVEL, _BULLET = (
    "{geungeo}mark",
    "{geungeo}level",
    "{geungeo}bullet",
)  # attributes of our own, written before the paragraphs are read
_LETTERS = {"lineBreak": "\n", "tab": "\t", "nbSpace": " ", "fwSpace": " ", "hyphen": "-", "hypen": "-"}
_TEXTART_LINE_END = "\u240d\u240a"  # pictures of the control characters, in an attribute
_NUMBERED_OBJECTS = frozenset(("PICTURE", "TABLE", "EQUATION"))  # automatic numbers; those of pages and notes are left out


def is_hwpx(content: bytes) -> bool:
    """Whether the content is an HWPX document: a sound one, or a broken one that still says so at its beginning."""
    if not content.startswith(_ZIP_FILE):
        return False
    if _MIMETYPE in content[:_MIMETYPE_WITHIN]:
        return True
    with suppress(UnreadableFile):
        return any(_SECTION.fullmatch(name) for name in member_names(content))
    return False


def read_hwpx(name: str, content: bytes, digest: str) -> Source:
    """Read the sections in order. The page breaks are those that authors set; no page number follows from them.

    HWPX records how far down its page a line stands, but not on which page: a table over several pages leaves no trace,
    a column begins as a page does, and the flag that is to mark the first line of a page is set on none of the 10,207
    lines of the samples.

    Raises UnreadableFile for a broken, locked or empty document, and for one that unpacks to more than a document can be.
    """
    check_archive(content)
    builder = SourceBuilder()
    with refusing_broken("한글(HWPX)"), zipfile.ZipFile(io.BytesIO(content)) as archive:
        _refuse_locked(archive)
        lists = read_lists(archive)
        for path in _section_paths(archive):
            builder.page_break()
            with archive.open(path) as section:
                _read_section(section, builder, lists)
    return builder.build(name, "hwpx", digest)


def _refuse_locked(archive: zipfile.ZipFile) -> None:
    if _MANIFEST not in archive.namelist():
        return
    with archive.open(_MANIFEST) as manifest:
        if b"encryption-data" in manifest.read(_LARGEST_MANIFEST):
            raise UnreadableFile("암호가 걸린 한글(HWPX) 문서입니다.", "암호를 풀어 저장한 뒤 넣어 주십시오.")


def _section_paths(archive: zipfile.ZipFile) -> list[str]:
    """The sections by number. Raises UnreadableFile where there is none."""
    found = sorted({(int(match.group(1)), path) for path in archive.namelist() if (match := _SECTION.fullmatch(path))})
    if not found:
        raise UnreadableFile("본문이 없는 한글(HWPX) 문서입니다.", "원본을 다시 받아 넣어 주십시오.")
    return [path for _, path in found]


def _read_section(section: IO[bytes], builder: SourceBuilder, lists: HancomLists) -> None:
    """Add a section. Raises UnreadableFile for one that defines entities; libxml2 refuses more than 256 levels itself."""
    from lxml.etree import XMLParser, parse

    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    tree = parse(section, XMLParser(remove_comments=True, remove_pis=True, **safe))
    if tree.docinfo.internalDTD is not None:
        raise UnreadableFile("깨졌거나 정의(DTD)가 든 한글(HWPX) 문서입니다.", "한컴오피스에서 다시 저장해 넣어 주십시오.")
    _put_heads(tree.getroot(), lists)
    for element in tree.getroot():
        if element.get("pageBreak") == "1":
            builder.page_break()
        put_in(builder, _blocks(element))


def _put_heads(root: Element, lists: HancomLists) -> None:
    """Write their heads onto all paragraphs, those in tables and boxes among them, in order."""
    settings = next(root.iter("{*}secPr"), None)
    lists.outline_id = _number(settings, "outlineShapeIDRef", lists.outline_id)
    for paragraph in root.iter("{*}p"):
        head = lists.head(_number(paragraph, "paraPrIDRef", -1))
        if head != NO_HEAD:  # few have one, and writing is dear
            paragraph.set(_MARK, head.mark)
            paragraph.set(_LEVEL, str(head.level))
            paragraph.set(_BULLET, str(int(head.is_bullet)))


def _head(paragraph: Element) -> ParagraphHead:
    if paragraph.get(_MARK) is None:
        return NO_HEAD
    return ParagraphHead(paragraph.get(_MARK, ""), _number(paragraph, _LEVEL, 0), paragraph.get(_BULLET) == "1")


def _blocks(element: Element) -> list[Block]:
    """A paragraph with what hangs on it. Some writers put a table or drawing where a paragraph belongs."""
    if _name(element) == "p":
        return _Paragraph(element).blocks()
    return _object(element)


class _Paragraph:
    """A paragraph while it is read."""

    def __init__(self, paragraph: Element) -> None:
        self._flow = ParagraphFlow(_head(paragraph))
        self._is_deleted = False  # between the marks of text struck out in a tracked change
        for run in paragraph:
            for element in run if _name(run) == "run" else (run,):
                self._put(element)

    def blocks(self) -> list[Block]:
        return self._flow.blocks()

    def _put(self, element: Element) -> None:
        """What an element of a run adds. Section settings, line places and equations add nothing."""
        name = _name(element)
        if name == "t":
            self._put_text(element)
        elif name == "ctrl":
            for control in element:
                self._put_control(control)
        elif name == "dutmal":
            self._flow.write("".join(child.text or "" for child in element if _name(child) == "mainText"))
        elif name == "compose":
            self._flow.write(element.get("composeText", ""))
        elif name == "switch":
            for child in element:
                for inner in child if _name(child) == "default" else ():
                    self._put(inner)
        elif not self._is_deleted:
            self._flow.place(_object(element), _stands_in_line(element))

    def _put_text(self, text: Element) -> None:
        self._write(text.text)
        for child in text:
            name = _name(child)
            if name in ("deleteBegin", "deleteEnd"):
                self._is_deleted = name == "deleteBegin"
            self._write(_LETTERS.get(name))
            self._write(child.tail)

    def _write(self, text: str | None) -> None:
        if text and not self._is_deleted:
            self._flow.write(text)

    def _put_control(self, control: Element) -> None:
        """Notes and the numbers of captions. Headers, footers, comments and fields add nothing."""
        name = _name(control)
        if name in ("footNote", "endNote"):
            self._flow.annotate(_list_blocks(control))
        elif name == "autoNum" and control.get("numType") in _NUMBERED_OBJECTS:
            self._write(control.get("num"))


def _object(element: Element) -> list[Block]:
    """A table or drawing, with its caption."""
    captions = [(_list_blocks(caption), caption.get("side") == "BOTTOM") for caption in element if _name(caption) == "caption"]
    if _name(element) == "tbl":
        return with_captions(_table(element), captions)
    if _name(element) == "textart":
        return with_captions([Block(element.get("text", "").replace(_TEXTART_LINE_END, "\n"))], captions)
    return with_captions([block for child in element for block in _drawn(child)], captions)


def _drawn(element: Element) -> list[Block]:
    """The text in a part of a drawing, which may be a drawing itself."""
    if _name(element) == "drawText":
        return _list_blocks(element)
    return _object(element) if len(element) and _name(element) != "caption" else []


def _table(table: Element) -> list[Block]:
    rows = [child for child in table if _name(child) == "tr"]
    cells = list(_cells(rows))
    found_rows = max((cell.row + cell.row_span for cell in cells), default=0)
    found_cols = max((cell.col + cell.col_span for cell in cells), default=0)
    return table_blocks(_number(table, "rowCnt", found_rows), _number(table, "colCnt", found_cols), cells)


def _cells(rows: Iterable[Element]) -> Iterator[CellBlocks]:
    """The cells at the place they state, or else next to the one before."""
    for row_number, row in enumerate(rows):
        next_col = 0
        for cell in row:
            if _name(cell) != "tc":
                continue
            parts = {_name(part): part for part in cell}
            place, span = parts.get("cellAddr"), parts.get("cellSpan")
            found = CellBlocks(
                _number(place, "rowAddr", row_number),
                _number(place, "colAddr", next_col),
                _number(span, "rowSpan", 1),
                _number(span, "colSpan", 1),
                _list_blocks(cell),
            )
            next_col = found.col + found.col_span
            yield found


def _list_blocks(element: Element) -> list[Block]:
    """The paragraphs below an element, in their list or, from some writers, without one."""
    found = []
    for child in element:
        for inner in child if _name(child) == "subList" else (child,):
            if _name(inner) in ("p", "tbl"):
                found += _blocks(inner)
    return found


def _stands_in_line(element: Element) -> bool:
    return any(_name(child) == "pos" and child.get("treatAsChar") == "1" for child in element)


def _number(element: Element | None, attribute: str, default: int) -> int:
    text = element.get(attribute, "") if element is not None else ""
    return int(text) if len(text) < 10 and text.isascii() and text.isdigit() else default


def _name(element: Element) -> str:
    """The name without its namespace, of which there is one a format year."""
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
