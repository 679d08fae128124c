"""The header of an HWPX document, as far as it tells of paragraph heads: outline levels, numberings, bullets."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from ingest.readers.hancom_lists import BULLET, NUMBER, OUTLINE, HancomLists, HeadShape, list_level
from ingest.readers.numbering import ListLevel

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADER = re.compile(r"Contents/header\.xml", re.IGNORECASE)
_MOST_LEVELS = 10


def read_lists(archive: zipfile.ZipFile) -> HancomLists:
    """What the header says of paragraph heads; nothing where it is missing, broken or defines entities: the text can do without."""
    from lxml.etree import XMLParser, XMLSyntaxError, parse

    path = next((name for name in archive.namelist() if _HEADER.fullmatch(name)), None)
    if path is None:
        return HancomLists()
    try:
        with archive.open(path) as header:
            tree = parse(header, XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except XMLSyntaxError:
        return HancomLists()
    if tree.docinfo.internalDTD is not None:
        return HancomLists()
    root = tree.getroot()
    return HancomLists(
        shapes={_number(shape, "id"): found for shape in root.iter("{*}paraPr") if (found := _head_shape(shape)) is not None},
        numberings={_number(numbering, "id"): _levels(numbering) for numbering in root.iter("{*}numbering")},
        bullets={_number(bullet, "id"): _glyph(bullet) for bullet in root.iter("{*}bullet")},
    )


def _head_shape(shape: Element) -> HeadShape | None:
    heading = shape.find("{*}heading")
    kind = heading.get("type", "") if heading is not None else ""
    if heading is None or kind not in (OUTLINE, NUMBER, BULLET):
        return None
    return HeadShape(kind, _number(heading, "idRef"), _number(heading, "level"))


def _levels(numbering: Element) -> tuple[ListLevel, ...]:
    """The levels of a numbering by the number that they state."""
    found = {_number(head, "level") - 1: head for head in numbering.findall("{*}paraHead")}
    return tuple(
        list_level(found[level].text or "", found[level].get("numFormat", ""), _number(found[level], "start", 1), level)
        if level in found
        else ListLevel("")
        for level in range(_MOST_LEVELS)
    )


def _glyph(bullet: Element) -> str:
    """The bullet's letter; none where it is a picture."""
    return "" if bullet.get("useImage") == "1" else bullet.get("char", "")


def _number(element: Element, attribute: str, default: int = 0) -> int:
    text = element.get(attribute, "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else default
