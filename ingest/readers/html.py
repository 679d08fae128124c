"""Web pages (HTML), by lxml: headings, paragraphs, lists and tables as a browser would show them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ingest.document import Source
from ingest.errors import NO_TEXT, UnreadableFile
from ingest.headings import find_marker
from ingest.readers.archive import refusing_broken
from ingest.readers.builder import SourceBuilder, TableCell

_LARGEST = 50 * 1024 * 1024  # a tree takes some ten times its file
_MOST_COLUMNS = 200
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# At the head of a line, or behind another tag: a text that mentions <html> stays text.
_HEAD = re.compile(r"(?:^|>)\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.MULTILINE)
_HEAD_WITHIN = 1000
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_META_WITHIN = 4096
# Encodings that a Korean page may name; EUC-KR means CP949 in practice, as the WHATWG standard has it.
_NAMED = {"utf-8": "utf-8", "euc_kr": "cp949", "cp949": "cp949", "johab": "johab"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu"})
_NOT_SHOWN = frozenset(
    ("script", "style", "nav", "head", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "button")
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
        " header hr legend li main menu ol p pre section summary table tbody tfoot thead tr ul h1 h2 h3 h4 h5 h6",
    )
)
_DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_SPACE_RUN = re.compile(r" {2,}")
_SPAN = re.compile(r"\s*(\d{1,6})")


def read_html(name: str, content: bytes, digest: str) -> Source:
    """Read an HTML page. The levels of headings are recorded, and list entries get their bullet or number.

    Raises UnreadableFile for a page that is too large, in no known encoding, or without text.
    """
    if len(content) > _LARGEST:
        raise UnreadableFile(f"너무 큰 HTML 파일입니다(한도 {_LARGEST >> 20}MB).", "필요한 부분만 나누어 저장해 넣어 주십시오.")
    builder = SourceBuilder()
    with refusing_broken("HTML"):
        for piece in _flow(_parsed(_decode(content), builder)):
            if isinstance(piece, _Paragraph):
                builder.paragraph(piece.text, piece.level)
            else:
                _put_table(builder, piece)
    return builder.build(name, "html", digest)


def is_html(content: bytes) -> bool:
    """Whether the content is a web page: a doctype or an html element at the head of a line among its first characters."""
    encoding = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), "latin-1")
    head = content[: 4 * _HEAD_WITHIN].decode(encoding, "ignore")[:_HEAD_WITHIN]
    return _HEAD.search(head) is not None


def _decode(content: bytes) -> str:
    """The page's characters: by its byte order mark, the encoding it names, else UTF-8, else CP949."""
    marked = [encoding for bom, encoding in _BOMS if content.startswith(bom)]
    for encoding in dict.fromkeys([*marked, *_named_encoding(content), "utf-8", "cp949"]):
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(
        "글자로 읽을 수 없는 HTML 파일입니다(UTF-8, CP949 모두 맞지 않음).", "브라우저에서 UTF-8로 다시 저장해 넣어 주십시오."
    )


def _named_encoding(content: bytes) -> list[str]:
    """The encoding that a meta element names, if it is one that a Korean page may be in."""
    match = _META.search(content[:_META_WITHIN])
    try:
        named = codecs.lookup(match.group(1).decode("ascii")).name if match else ""
    except LookupError:
        return []
    return [_NAMED[named]] if named in _NAMED else []


def _parsed(text: str, builder: SourceBuilder) -> Any:
    """The page's tree. `huge_tree` raises the depth limit, which is harmless here: no step below recurses."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise UnreadableFile("글자가 없는 HTML 파일입니다.", NO_TEXT) from error
    if any("depth" in entry.message for entry in parser.error_log):
        builder.warn("태그가 너무 깊이 겹쳐 있어 그 뒤의 내용을 읽지 못했습니다.")
    return root


def _flow(root: Any) -> Iterator[Any]:
    """The paragraphs under an element and its tables as elements, in order; what merely lays out the page is no table."""
    from lxml import etree

    text = _Text()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag == "table" and not _is_hidden(element) and not _lays_out(element):
            yield from text.taken(end=True)
            yield element
            walk.skip_subtree()
        elif event == "start" and not text.open(element):
            walk.skip_subtree()
        elif event == "end":
            text.close(element)
            if element is not root:
                text.write(element.tail)
        is_behind_cell = event == "end" and element.tag in {"td", "th"}
        if text.is_ended or is_behind_cell:
            yield from text.taken(end=is_behind_cell)
    yield from text.taken(end=True)


def _cell_text(cell: Any) -> str:
    """The paragraphs of a cell, a line each; tables within it are a line a row."""
    from lxml import etree

    text, lines = _Text(), []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        if event == "start" and not text.open(element):
            walk.skip_subtree()
        elif event == "end":
            text.close(element)
            if element is not cell:
                text.write(element.tail)
        if text.is_ended:
            lines += text.taken()
    return "\n".join(paragraph.text for paragraph in [*lines, *text.taken(end=True)])


class _Paragraph(NamedTuple):
    """A paragraph, and how deep a heading it is: from 1; 0 for none."""

    text: str
    level: int


class _Text:
    """Running text in the making: white space as browsers show it, list marks, paragraph ends."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.is_ended = False
        self._pieces: list[str] = []
        self._done: list[_Paragraph] = []
        self._level = 0
        self._mark = ""
        self._preformatted = 0
        self._lists: list[int | None] = []  # of each open list, the next number; None for bullets

    def open(self, element: Any) -> bool:
        """Begin an element; False if it is not shown."""
        if _is_hidden(element):
            return False
        tag = element.tag
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in _LISTS:
            self._lists.append(_number(element.get("start"), 1) if tag == "ol" else None)
        elif tag == "li":
            self._mark = self._list_mark()
        elif tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag == "br":
            self._pieces.append("\n")
        elif tag == "pre":
            self._preformatted += 1
        self.write(element.text)
        return True

    def close(self, element: Any) -> None:
        """End an element, one that is not shown too."""
        tag = element.tag
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in {"td", "th"}:
            self._pieces.append(" ")
        if _is_hidden(element):
            return
        if tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._preformatted -= 1
        elif tag == "li":
            self._mark = ""
        elif tag in _HEADINGS:
            self._level = 0

    def write(self, text: str | None) -> None:
        """Add text."""
        if text:
            self._pieces.append(text if self._preformatted else _SPACE.sub(" ", text))

    def taken(self, end: bool = False) -> list[_Paragraph]:
        """The paragraphs that are ready, each once."""
        if end:
            self._end_paragraph()
        done, self._done, self.is_ended = self._done, [], False
        return done

    def _end_paragraph(self) -> None:
        text = "".join(self._pieces).replace("\xa0", " ")
        self._pieces.clear()
        if not text.strip():
            return
        text = text.strip("\n") if self._preformatted else _SPACE_RUN.sub(" ", _AROUND_BREAK.sub("\n", text)).strip()
        self._done.append(_Paragraph(text if find_marker(text) is not None else self._mark + text, self._level))
        self._mark, self.is_ended = "", True

    def _list_mark(self) -> str:
        """The bullet or number of the next list entry, set in by how deep its list lies."""
        if not self._lists:
            return "- "
        indent, number = "  " * (len(self._lists) - 1), self._lists[-1]
        if number is None:
            return f"{indent}- "
        self._lists[-1] = number + 1
        return f"{indent}{number}. "


def _put_table(builder: SourceBuilder, table: Any) -> None:
    """Add a table, its caption above it."""
    for caption in table.iterchildren("caption"):
        builder.paragraph(_cell_text(caption))
    rows = _rows(table)
    taken: set[tuple[int, int]] = set()
    placed: list[TableCell] = []
    for number, cells in enumerate(rows):
        col = 0
        for cell in cells:
            while (number, col) in taken:
                col += 1
            if col >= _MOST_COLUMNS:
                break
            row_span = min(_number(cell.get("rowspan"), 1) or len(rows), len(rows) - number)  # 0: down to the end
            wanted = min(max(1, _number(cell.get("colspan"), 1)), _MOST_COLUMNS - col)
            col_span = next((width for width in range(1, wanted) if (number, col + width) in taken), wanted)
            taken.update((number + down, col + right) for down in range(row_span) for right in range(col_span))
            placed.append(TableCell(number, col, _cell_text(cell), row_span, col_span))
            col += col_span
    builder.table(len(rows), max((cell.col + cell.col_span for cell in placed), default=0), placed)


def _rows(table: Any) -> list[list[Any]]:
    """The cells of each row that is shown, without those of tables within the table."""
    found: list[Any] = []
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if not _is_hidden(child):
            found += [child] if child.tag == "tr" else child.iterchildren("tr")
    return [[cell for cell in row.iterchildren("td", "th") if not _is_hidden(cell)] for row in found if not _is_hidden(row)]


def _lays_out(table: Any) -> bool:
    """Whether a table tabulates nothing: a frame of one cell, or one without a header whose every row holds a table or is one cell."""
    rows = _rows(table)
    if sum(map(len, rows)) == 1:
        return True
    if next(table.iterchildren("caption", "thead"), None) is not None or any(cell.tag == "th" for row in rows for cell in row):
        return False
    holding = [any(next(cell.iterdescendants("table"), None) is not None for cell in row) for row in rows]
    return any(holding) and all(holds or len(row) == 1 for row, holds in zip(rows, holding, strict=True))


def _is_hidden(element: Any) -> bool:
    return (
        element.tag in _NOT_SHOWN or element.get("hidden") is not None or bool(_DISPLAY_NONE.search(element.get("style") or ""))
    )


def _number(value: str | None, default: int) -> int:
    """The number that an attribute states."""
    match = _SPAN.match(value or "")
    return int(match.group(1)) if match else default
