"""HWPX: what is read of a small file made here, and that bombs and broken files end in a refusal."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterable

import pytest

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers import sniff
from ingest.readers.hwpx import read_hwpx

SPACES = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
SLOWEST = 5.0  # seconds


def section(*paragraphs: str, prologue: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<hs:sec {SPACES}>{"".join(paragraphs)}</hs:sec>'


def paragraph(text: str = "", *objects: str, breaks: bool = False, after: str = "") -> str:
    """A paragraph: text, then objects, then more text. The text may hold marks of its own, such as a tab."""
    rest = f"<hp:t>{after}</hp:t>" if after else ""
    return f'<hp:p pageBreak="{int(breaks)}"><hp:run><hp:t>{text}</hp:t>{"".join(objects)}{rest}</hp:run></hp:p>'


def listed(*texts: str) -> str:
    return f"<hp:subList>{''.join(text if text.startswith('<') else paragraph(text) for text in texts)}</hp:subList>"


def cell(row: int, col: int, *texts: str, spans: tuple[int, int] = (1, 1)) -> str:
    place = f'<hp:cellAddr colAddr="{col}" rowAddr="{row}"/><hp:cellSpan colSpan="{spans[1]}" rowSpan="{spans[0]}"/>'
    return f"<hp:tc>{listed(*texts)}{place}</hp:tc>"


def table(rows: int, cols: int, *cells: str, inline: bool = True, caption: str = "") -> str:
    head = f'<hp:tbl rowCnt="{rows}" colCnt="{cols}"><hp:pos treatAsChar="{int(inline)}"/>{caption}'
    return f"{head}<hp:tr>{''.join(cells)}</hp:tr></hp:tbl>"


def control(name: str, *texts: str) -> str:
    return f"<hp:ctrl><hp:{name}>{listed(*texts)}</hp:{name}></hp:ctrl>"


def hwpx(*sections: str, others: Iterable[tuple[str, str]] = ()) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)
        for name, text in (*others, *((f"Contents/section{number}.xml", text) for number, text in enumerate(sections))):
            archive.writestr(name, text)
    return content.getvalue()


def read(*paragraphs: str) -> Source:
    return read_hwpx("a.hwpx", hwpx(section(*paragraphs)), "")


def refused(content: bytes) -> UnreadableFile:
    """The refusal, which has to come in time and with a remedy."""
    began = time.monotonic()
    with pytest.raises(UnreadableFile) as caught:
        read_hwpx("a.hwpx", content, "")
    assert time.monotonic() - began < SLOWEST
    assert re.search("[가-힣]{2}", caught.value.remedy)
    return caught.value


def grid(source: Source, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [(*found[:4], found.span.of(source.text)) for found in source.grids[number].cells]


def test_paragraphs_come_in_order() -> None:
    assert read(paragraph("가람시"), paragraph("둘째 구역")).text == "가람시\n둘째 구역\n"


def test_sections_are_sorted_by_number_and_begin_a_page() -> None:
    source = read_hwpx("a.hwpx", hwpx(*(section(paragraph(f"{number}번")) for number in range(11))), "")
    assert [page.of(source.text).strip() for page in source.pages] == [f"{number}번" for number in range(11)]


def test_marks_in_the_text_are_read() -> None:
    text = "가<hp:tab/>나<hp:lineBreak/>다<hp:fwSpace/>라<hp:markpenBegin/>마<hp:markpenEnd/> \uf53a"
    assert read(paragraph(text)).text == "가 나\n다 라마 \uf53a\n"


def test_text_struck_out_in_a_tracked_change_is_left_out() -> None:
    text = '예산은 <hp:deleteBegin Id="1"/>12<hp:deleteEnd Id="1"/><hp:insertBegin Id="2"/>13<hp:insertEnd Id="2"/>억원'
    assert read(paragraph(text)).text == "예산은 13억원\n"


def test_pages_begin_where_the_author_broke_them() -> None:
    source = read(paragraph("첫째"), paragraph("둘째", breaks=True))
    assert [page.of(source.text).strip() for page in source.pages] == ["첫째", "둘째"]


def test_merged_cells_stand_at_their_place() -> None:
    cells = cell(0, 0, "구분", spans=(2, 1)), cell(0, 1, "예산", spans=(1, 2)), cell(1, 1, "2023"), cell(1, 2, "12", "13")
    source = read(paragraph("앞", table(2, 3, *cells), after="뒤"))
    assert grid(source) == [(0, 0, 2, 1, "구분"), (0, 1, 1, 2, "예산"), (1, 1, 1, 1, "2023"), (1, 2, 1, 1, "12\n13")]
    assert source.text.startswith("앞\n구분\t") and source.text.endswith("\n뒤\n")


def test_table_that_floats_comes_after_its_paragraph() -> None:
    assert read(paragraph("", table(1, 1, cell(0, 0, "12"), inline=False), after="예산 현황")).text == "예산 현황\n12\n"


def test_table_without_places_is_read_by_order() -> None:
    rows = "<hp:tr><hp:tc><hp:p><hp:run><hp:t>구분</hp:t></hp:run></hp:p></hp:tc></hp:tr>" * 2
    source = read(f"<hp:tbl>{rows}</hp:tbl>")
    assert grid(source) == [(0, 0, 1, 1, "구분"), (1, 0, 1, 1, "구분")]


@pytest.mark.parametrize(("side", "text"), [("TOP", "표 1 제목\n12\n"), ("BOTTOM", "12\n표 1 제목\n")])
def test_caption_stands_on_its_side_of_the_table(side: str, text: str) -> None:
    title = paragraph("표 ", '<hp:ctrl><hp:autoNum num="1" numType="TABLE"/></hp:ctrl>', after=" 제목")
    caption = f'<hp:caption side="{side}">{listed(title)}</hp:caption>'
    assert read(paragraph("", table(1, 1, cell(0, 0, "12"), caption=caption))).text == text


def test_table_in_a_cell_is_text_of_the_cell() -> None:
    inner = paragraph("밖", table(1, 2, cell(0, 0, "안"), cell(0, 1, "쪽")))
    source = read(paragraph("", table(1, 2, cell(0, 0, inner), cell(0, 1, "옆"))))
    assert grid(source) == [(0, 0, 1, 1, "밖\n안 쪽"), (0, 1, 1, 1, "옆")]
    assert len(source.grids) == 1


def test_note_follows_its_paragraph_and_running_heads_are_left_out() -> None:
    source = read(paragraph("본문", control("header", "머리말"), control("footNote", "각주 글"), after=" 끝"), paragraph("다음"))
    assert source.text == "본문 끝\n각주 글\n다음\n"


def test_note_marked_in_a_cell_follows_the_table() -> None:
    marked = paragraph("12", control("endNote", "잠정치"))
    assert read(paragraph("", table(1, 2, cell(0, 0, marked), cell(0, 1, "13")))).text == "12\t13\n잠정치\n"


def test_text_boxes_give_their_text_though_grouped() -> None:
    box = f"<hp:rect><hp:drawText>{listed('글상자')}</hp:drawText></hp:rect>"
    assert read(paragraph("본문", f"<hp:container>{box}{box}</hp:container>")).text == "본문\n글상자\n글상자\n"


def test_table_of_a_false_size_gives_its_text_quickly() -> None:
    began = time.monotonic()
    false = table(99_999_999, 99_999_999, cell(0, 0, "12", spans=(99_999_999, 99_999_999)))
    assert read(paragraph("", false)).text == "12\n"
    assert time.monotonic() - began < SLOWEST


def test_kind_is_told_by_what_is_in_the_zip() -> None:
    named = hwpx(section(paragraph("가")))
    unnamed = named.replace(b"application/hwp+zip", b"application/any+zip")
    assert (sniff(named), sniff(named[: len(named) // 2]), sniff(unnamed)) == ("hwpx", "hwpx", "hwpx")


def test_locked_document_is_refused() -> None:
    manifest = "<odf:manifest><odf:file-entry><odf:encryption-data/></odf:file-entry></odf:manifest>"
    error = refused(hwpx(section(paragraph("가")), others=[("META-INF/manifest.xml", manifest)]))
    assert "암호" in error.reason


def test_document_without_text_is_told() -> None:
    assert "글자가 없는" in read(paragraph()).warnings[0]


def test_document_without_sections_is_refused() -> None:
    assert "본문이 없는" in refused(hwpx()).reason


def test_section_that_is_no_xml_is_refused() -> None:
    assert "깨졌거나" in refused(hwpx("가람시")).reason
    assert "깨졌거나" in refused(hwpx(section(paragraph("가"))[:-20])).reason


def test_cut_file_is_refused_at_every_length() -> None:
    content = hwpx(section(paragraph("가람시"), paragraph("", table(1, 1, cell(0, 0, "12")))))
    for length in range(len(content)):
        refused(content[:length])


def test_zip_bomb_is_refused_quickly() -> None:
    assert refused(hwpx(section(paragraph("가" * 20_000_000)))).reason


def test_entity_bomb_is_refused_quickly() -> None:
    layers = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12))
    bomb = section(paragraph("&e11;"), prologue=f'<!DOCTYPE sec [<!ENTITY e0 "가">{layers}]>')
    assert "깨졌거나" in refused(hwpx(bomb)).reason


def test_outside_entity_is_refused() -> None:
    outside = section(paragraph("&e;"), prologue='<!DOCTYPE sec [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
    assert "깨졌거나" in refused(hwpx(outside)).reason


def test_tables_nested_without_end_are_refused() -> None:
    opened = "<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList>"
    closed = "</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>"
    assert "깨졌거나" in refused(hwpx(section(opened * 5000 + closed * 5000))).reason  # libxml2 stops at 256 levels
