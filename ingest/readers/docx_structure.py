"""What a Word document records of a paragraph's place: how deep a heading it is, and its automatic number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.numbering import ListLevel, ListNumbers

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERING_PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_HEADING_STYLE = re.compile(r"(?:heading|제목)\s*(\d)", re.IGNORECASE)
_TITLE_STYLES = frozenset({"title", "제목"})
_BODY_TEXT = 9  # the outline level that says "no heading"; the others count from 0
_LONGEST_CHAIN = 20  # styles based on each other
_LEVELS = 9
_STYLES = {
    "none": "none", "decimal": "decimal", "decimalZero": "decimal_zero", "decimalFullWidth": "decimal",
    "decimalHalfWidth": "decimal", "decimalEnclosedCircle": "circled", "decimalEnclosedParen": "parenthesised",
    "decimalEnclosedFullstop": "full_stop", "upperRoman": "roman", "lowerRoman": "roman_small", "upperLetter": "latin",
    "lowerLetter": "latin_small", "ganada": "syllable", "chosung": "consonant", "koreanCounting": "sino",
    "koreanDigital": "sino", "koreanLegal": "native", "koreanDigital2": "hanja", "ideographDigital": "hanja",
    "chineseCounting": "hanja", "ideographTraditional": "stem_hanja",
}  # fmt: skip
_SYMBOL_FONT = re.compile(r"symbol|wingdings", re.IGNORECASE)


class DocxStructure:
    """The styles and lists of a document. Paragraphs are to be asked about in their order: lists are counted."""

    def __init__(self, document: Any) -> None:
        """Read the styles and the numbering part; many documents have none."""
        self._styles = {style.get(f"{_W}styleId", ""): style for style in document.styles.element.iter(f"{_W}style")}
        self._default = next((id for id, style in self._styles.items() if _is_default(style)), "")
        self._lists: dict[str, tuple[str, tuple[ListLevel, ...], frozenset[int]]] = {}
        self._begun: set[str] = set()
        self._numbers = ListNumbers()
        self._abstract, self._concrete = _numbering(document)

    def level(self, paragraph: Any) -> int:
        """How deep a heading the paragraph is, from 1: by its outline level, else its style's, else its style's name."""
        for properties in self._properties(paragraph):
            outline = _number_of(properties.find(f"{_W}outlineLvl"))
            if outline is not None:
                return outline + 1 if 0 <= outline < _BODY_TEXT else 0
        for style in self._chain(_style_id(paragraph)):
            name = style.find(f"{_W}name")
            title = name.get(f"{_W}val", "").strip() if name is not None else ""
            if match := _HEADING_STYLE.fullmatch(title):
                return int(match.group(1))
            if title.lower() in _TITLE_STYLES:
                return 1
        return 0

    def mark(self, paragraph: Any, *, in_cell: bool = False) -> str:
        """The automatic number or bullet of the paragraph with the gap behind it; empty where it has none. Counts it.

        In the cell of a table a bullet is left out: it would be read as part of a value (- 500).
        """
        list_id, level = self._list_of(paragraph)
        if list_id not in self._concrete:
            return ""
        key, levels, restarted = self._list(list_id)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for begun in sorted(restarted):
                self._numbers.restart(key, begun)
        mark = self._numbers.mark(key, levels, level)
        return "" if in_cell and mark and levels[level].is_bullet else mark

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph's own properties, then those of its style and of the styles that it is based on."""
        for owner in (paragraph, *self._chain(_style_id(paragraph) or self._default)):
            properties = owner.find(f"{_W}pPr")
            if properties is not None:
                yield properties

    def _chain(self, id: str) -> Iterator[Any]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(id)
            if style is None:
                return
            yield style
            based = style.find(f"{_W}basedOn")
            id = based.get(f"{_W}val", "") if based is not None else ""

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph: what its own properties leave open its style says. List 0 is none."""
        list_id, level = "", None
        for properties in self._properties(paragraph):
            found = properties.find(f"{_W}numPr")
            if found is None:
                continue
            level = _number_of(found.find(f"{_W}ilvl")) if level is None else level
            id = found.find(f"{_W}numId")
            if id is not None:
                list_id = id.get(f"{_W}val", "")
                break
        if level is None:
            level = self._level_of_style(list_id, _style_id(paragraph))
        return list_id, level

    def _level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list that is linked to a style; the first where none is."""
        for level in self._abstract_of(list_id)[1]:
            linked = level.find(f"{_W}pStyle")
            if linked is not None and linked.get(f"{_W}val") == style:
                return _number_of(level, "ilvl") or 0
        return 0

    def _list(self, list_id: str) -> tuple[str, tuple[ListLevel, ...], frozenset[int]]:
        """What a list is counted under, its levels, and those that begin anew with it."""
        if list_id not in self._lists:
            key, elements = self._abstract_of(list_id)
            levels = {_number_of(element, "ilvl"): element for element in elements}
            starts: dict[int, int] = {}
            for override in self._concrete[list_id].iter(f"{_W}lvlOverride"):
                at = _number_of(override, "ilvl") or 0
                changed = override.find(f"{_W}lvl")
                start = _number_of(override.find(f"{_W}startOverride"))
                levels |= {at: changed} if changed is not None else {}
                starts |= {at: start} if start is not None else {}
            made = tuple(_list_level(levels.get(number), starts.get(number)) for number in range(_LEVELS))
            self._lists[list_id] = key, made, frozenset(starts)
        return self._lists[list_id]

    def _abstract_of(self, list_id: str) -> tuple[str, list[Any]]:
        """The id and levels of the list's definition, through the list style that it may be linked to."""
        id = ""
        for _ in range(_LONGEST_CHAIN):
            concrete = self._concrete.get(list_id)
            link = concrete.find(f"{_W}abstractNumId") if concrete is not None else None
            id = link.get(f"{_W}val", "") if link is not None else ""
            abstract = self._abstract.get(id)
            if abstract is None:
                return id, []
            styled = abstract.find(f"{_W}numStyleLink")
            style = self._styles.get(styled.get(f"{_W}val", "")) if styled is not None else None
            linked = style.find(f"{_W}pPr/{_W}numPr/{_W}numId") if style is not None else None
            if linked is None:
                return id, list(abstract.iterchildren(f"{_W}lvl"))
            list_id = linked.get(f"{_W}val", "")
        return id, []


def _numbering(document: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The definitions of lists and the lists themselves, by id."""
    from docx.oxml.parser import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype == _NUMBERING_PART and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            abstract = {element.get(f"{_W}abstractNumId", ""): element for element in root.iterchildren(f"{_W}abstractNum")}
            return abstract, {element.get(f"{_W}numId", ""): element for element in root.iterchildren(f"{_W}num")}
    return {}, {}


def _list_level(element: Any, start: int | None) -> ListLevel:
    """A level as it is counted and spelt. A style that we do not know (한자 숫자의 옛 글자 …) is written in digits."""
    if element is None:
        return ListLevel("")
    children = {child.tag.removeprefix(_W): child for child in element}
    text = children["lvlText"].get(f"{_W}val", "") if "lvlText" in children else ""
    style = children["numFmt"].get(f"{_W}val", "decimal") if "numFmt" in children else "decimal"
    begins = _number_of(children.get("start"))
    suffix = children["suff"].get(f"{_W}val", "tab") if "suff" in children else "tab"
    restart = _number_of(children.get("lvlRestart"))
    return ListLevel(
        text=_bullet(text, element) if style == "bullet" else text,
        style=_STYLES.get(style, "decimal"),
        start=start if start is not None else begins if begins is not None else 0,
        restarts=restart != 0,
        gap="" if suffix == "nothing" else " ",
        is_bullet=style == "bullet",
        legal="isLgl" in children and children["isLgl"].get(f"{_W}val", "1") not in {"0", "false", "off"},
    )


def _bullet(text: str, level: Any) -> str:
    """The glyph of a bullet: in a symbol font a code of its own, and the small o of Courier is a ring."""
    fonts = level.find(f"{_W}rPr/{_W}rFonts")
    font = fonts.get(f"{_W}ascii", "") if fonts is not None else ""
    if _SYMBOL_FONT.search(font):
        return "".join(chr(0xF000 + ord(letter)) if ord(letter) < 0x100 else letter for letter in text)
    return "○" if text == "o" else text


def _style_id(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(f"{_W}val", "")) if style is not None else ""


def _is_default(style: Any) -> bool:
    return style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in {"1", "true"}


def _number_of(element: Any, name: str = "val") -> int | None:
    """The whole number in an attribute of an element; None where there is none."""
    text = element.get(f"{_W}{name}", "") if element is not None else ""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None
