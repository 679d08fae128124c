"""Write a document as HWPX by hand: the zip of XML that the format (KS X 6101, OWPML) asks for, and outline levels."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from eval.sample.parts import Part, PartTable
from ingest.readers.builder import TableCell

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SPACE = "http://www.hancom.co.kr/hwpml/2011"
_VERSION = (
    '<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" tagetApplication="WORDPROCESSOR" '
    'major="5" minor="1" micro="0" buildNumber="1" xmlVersion="1.4"/>'
)  # "taget" is how the format spells it
_CONTAINER = (
    '<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles>'
    '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
    "</ocf:rootfiles></ocf:container>"
)
_CONTENT = (
    '<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:metadata/><opf:manifest>'
    '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
    '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/>'
    '</opf:manifest><opf:spine><opf:itemref idref="header"/><opf:itemref idref="section0"/></opf:spine></opf:package>'
)
_LEVELS = 6
# Paragraph shape 0 is body text; those after it are the outline's levels, without a number of their own.
_SHAPES = "".join(
    f'<hh:paraPr id="{level + 1}"><hh:heading type="OUTLINE" idRef="0" level="{level}"/></hh:paraPr>' for level in range(_LEVELS)
)
_NUMBERING = "".join(f'<hh:paraHead start="1" level="{level + 1}" numFormat="DIGIT"/>' for level in range(_LEVELS))
_HEADER = (
    f'<hh:head xmlns:hh="{_SPACE}/head" version="1.4" secCnt="1"><hh:refList><hh:numberings itemCnt="1">'
    f'<hh:numbering id="1" start="0">{_NUMBERING}</hh:numbering></hh:numberings><hh:paraProperties itemCnt="{_LEVELS + 1}">'
    f'<hh:paraPr id="0"><hh:heading type="NONE" idRef="0" level="0"/></hh:paraPr>{_SHAPES}</hh:paraProperties>'
    "</hh:refList></hh:head>"
)


def write_hwpx(path: Path, parts: Sequence[Part]) -> None:
    """Write the parts in order, in one section."""
    body = "".join(_paragraph(part.text, "" if part.table is None else _table(part.table), part.level) for part in parts)
    section = f'<hs:sec xmlns:hs="{_SPACE}/section" xmlns:hp="{_SPACE}/paragraph">{body}</hs:sec>'
    members = {
        "version.xml": _VERSION,
        "META-INF/container.xml": _CONTAINER,
        "Contents/content.hpf": _CONTENT,
        "Contents/header.xml": _HEADER,
        "Contents/section0.xml": section,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)  # first and unpacked, so that it is seen
        for name, text in members.items():
            archive.writestr(name, _HEAD + text)


def _paragraph(text: str, table: str = "", level: int = 0) -> str:
    lines = escape(text).replace("\n", "<hp:lineBreak/>")
    return f'<hp:p paraPrIDRef="{level}" styleIDRef="0"><hp:run charPrIDRef="0">{table}<hp:t>{lines}</hp:t></hp:run></hp:p>'


def _table(table: PartTable) -> str:
    rows = ("".join(_cell(cell) for cell in table.cells if cell.row == row) for row in range(table.rows))
    return (
        f'<hp:tbl rowCnt="{table.rows}" colCnt="{table.cols}" repeatHeader="1"><hp:pos treatAsChar="1"/>'
        + "".join(f"<hp:tr>{row}</hp:tr>" for row in rows)
        + "</hp:tbl>"
    )


def _cell(cell: TableCell) -> str:
    lines = "".join(map(_paragraph, cell.text.split("\n")))
    return (
        f"<hp:tc><hp:subList>{lines}</hp:subList>"
        f'<hp:cellAddr colAddr="{cell.col}" rowAddr="{cell.row}"/>'
        f'<hp:cellSpan colSpan="{cell.col_span}" rowSpan="{cell.row_span}"/></hp:tc>'
    )
