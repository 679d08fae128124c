"""Word's automatic lists and heading levels: what a person sees before a paragraph stands in the text."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document

from ingest.document import Source
from ingest.layout import read_layout
from ingest.readers.docx import read_docx
from ingest.readers.docx_structure import _NUMBERING_PART
from tests.ingest.test_docx import W, made, read, saved


def level(number: int, format: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


OUTLINE = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "ganada", "%3.")
BULLETS = level(0, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>') + level(1, "bullet", "-")
LISTS = (
    f'<w:abstractNum w:abstractNumId="1">{OUTLINE}</w:abstractNum><w:abstractNum w:abstractNumId="2">{BULLETS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)


def paragraph(text: str, list_id: int | None = None, level: int = 0, more: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>' if list_id is not None else ""
    return f"<w:p><w:pPr>{more}{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(*paragraphs: str, lists: str = LISTS, styles: str = "") -> Source:
    """A document of these paragraphs, with these lists."""
    import docx
    from docx.oxml.parser import parse_xml

    document = docx.Document()
    part = next(relation for relation in document.part.rels.values() if relation.reltype == _NUMBERING_PART).target_part
    part._element = parse_xml(f"<w:numbering {W}>{lists}</w:numbering>")
    for style in parse_xml(f"<w:styles {W}>{styles}</w:styles>"):
        document.styles.element.append(style)
    for element in parse_xml(f"<w:body {W}>{''.join(paragraphs)}</w:body>"):
        document.element.body.insert(-1, element)
    return read(saved(document))


def lines(source: Source) -> list[str]:
    return source.text.rstrip("\n").split("\n")


def test_numbers_of_all_levels_stand_before_their_paragraphs() -> None:
    texts = [("현황", 0), ("조직", 1), ("정원", 2), ("현원", 2), ("예산", 1), ("계획", 0), ("도로", 1), ("신설", 2)]
    source = listed(*(paragraph(text, 1, level) for text, level in texts))
    assert lines(source) == ["I. 현황", "1. 조직", "가. 정원", "나. 현원", "2. 예산", "II. 계획", "1. 도로", "가. 신설"]


def test_bullets_stand_as_they_look() -> None:
    assert lines(listed(paragraph("도로", 2), paragraph("신설", 2, 1))) == ["• 도로", "- 신설"]


def test_list_that_begins_anew_begins_with_its_own_number() -> None:
    source = listed(paragraph("가람", 1), paragraph("나래", 1), paragraph("다솜", 3), paragraph("라온", 3))
    assert lines(source) == ["I. 가람", "II. 나래", "IV. 다솜", "V. 라온"]


def test_list_goes_on_behind_a_paragraph_and_counts_empty_ones() -> None:
    source = listed(paragraph("가람", 1), paragraph("사이에 선 글"), paragraph("", 1), paragraph("나래", 1))
    assert lines(source) == ["I. 가람", "사이에 선 글", "III. 나래"]


def test_list_of_a_style_is_used_and_can_be_switched_off() -> None:
    style = '<w:style w:type="paragraph" w:styleId="장"><w:name w:val="장 제목"/><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    below = '<w:style w:type="paragraph" w:styleId="절"><w:name w:val="절 제목"/><w:basedOn w:val="장"/></w:style>'
    named = '<w:pStyle w:val="{}"/>'.format
    source = listed(
        paragraph("현황", more=named("장")),
        paragraph("계획", 0, more=named("장")),
        paragraph("예산", more=named("절")),
        styles=style + below,
    )
    assert lines(source) == ["I. 현황", "계획", "II. 예산"]
    assert [mark.level for mark in source.outline] == [1, 1, 1]


def test_outline_level_of_the_paragraph_goes_before_its_style() -> None:
    source = listed(paragraph("현황", more='<w:outlineLvl w:val="2"/>'), paragraph("본문", more='<w:outlineLvl w:val="9"/>'))
    assert [(mark.level, mark.span.of(source.text)) for mark in source.outline] == [(3, "현황")]


def test_number_in_a_cell_is_written_and_a_bullet_is_not() -> None:
    cells = "".join(f"<w:tc>{text}</w:tc>" for text in (paragraph("도로", 1), paragraph("500", 2, 1)))
    row = f"<w:tr>{cells}</w:tr>"
    source = listed(f"<w:tbl><w:tblPr/><w:tblGrid/>{row}{row}</w:tbl>")
    assert lines(source)[:2] == ["I. 도로\t500", "II. 도로\t500"]


@pytest.mark.parametrize(
    "lists",
    [
        "",
        '<w:num w:numId="1"/>',
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
        '<w:abstractNum w:abstractNumId="1"/><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="없음"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    ],
)
def test_paragraph_of_a_broken_list_has_no_number(lists: str) -> None:
    assert lines(listed(paragraph("현황", 1), lists=lists)) == ["현황"]


def test_document_without_lists_is_read() -> None:
    assert read(made(lambda document: document.add_paragraph("현황"))).text == "현황\n"


def test_styles_based_on_each_other_in_a_ring_end() -> None:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:basedOn w:val="{other}"/></w:style>' for own, other in ("가나", "나가")
    )
    assert lines(listed(paragraph("현황", more='<w:pStyle w:val="가"/>'), styles=ring)) == ["현황"]


class TestRecordedBesideLists:
    """A heading that the format records stays one beside a list that is numbered as it is."""

    @pytest.mark.parametrize("entry", ["List Number", "List Bullet", None])
    @pytest.mark.parametrize("marks", [("1. ", "2. "), ("가. ", "나. "), ("", ""), ("1) ", "2) ")])
    def test_numbers_typed_in_a_heading(self, entry: str | None, marks: tuple[str, str]) -> None:
        document = Document()
        document.add_heading("하늘길 추진계획", 0)
        document.add_heading(f"{marks[0]}추진 개요", 1)
        for number, words in enumerate(("일정 수립", "평가"), start=1):
            document.add_paragraph(words if entry else f"{number}. {words}", style=entry)
        document.add_heading(f"{marks[1]}예산", 1)
        document.add_paragraph("예산은 5억 원이다.")
        sections = sections_of(document)
        assert [sections[words][-1] for words in ("일정 수립", "평가", "예산은 5억 원이다.")] == [
            "추진 개요",
            "추진 개요",
            "예산",
        ]

    def test_chapters_and_their_sections_numbered_alike(self) -> None:
        document = Document()
        for words, depth in (("1. 총칙", 1), ("1. 목적", 2), ("이 계획은 살기 좋은 마을을 만든다.", 0), ("2. 예산", 1)):
            document.add_heading(words, depth) if depth else document.add_paragraph(words)
        document.add_paragraph("예산은 5억 원이다.")
        sections = sections_of(document)
        assert sections["이 계획은 살기 좋은 마을을 만든다."][-2:] == ("총칙", "목적")
        assert sections["예산은 5억 원이다."][-1] == "예산"


def sections_of(document: Any) -> dict[str, tuple[str, ...]]:
    """The section of each block of a document, by the block's words."""
    stream = io.BytesIO()
    document.save(stream)
    return {block.text: block.section for block in read_layout(read_docx("가.docx", stream.getvalue(), ""))}
