"""Paragraph heads of HWPX and HWP: outline levels, numbers and bullets stand where a person sees them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import pytest

from ingest.document import Source
from ingest.readers.hancom_lists import HancomLists
from ingest.readers.hwp_docinfo import put_heads, read_lists
from ingest.readers.hwp_records import CONTROL, PARAGRAPH, Record
from ingest.readers.hwpx import read_hwpx
from tests.ingest.test_hwpx import cell, hwpx, section, table

HEAD = 'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"'
FORMATS = (("DIGIT", "^1."), ("HANGUL_SYLLABLE", "^2."), ("CIRCLED_DIGIT", "^3"), ("DIGIT", "^N"))
NUMBERING, BULLET, SHAPE = 23, 24, 25
OUTLINE, NUMBER, BULLETED = 1, 2, 3  # as HWP 5 codes them


def shape(id: int, kind: str, level: int, list_id: int = 0) -> str:
    return f'<hh:paraPr id="{id}"><hh:heading type="{kind}" idRef="{list_id}" level="{level}"/></hh:paraPr>'


def numbering(id: int, formats: Sequence[tuple[str, str]] = FORMATS) -> str:
    heads = "".join(
        f'<hh:paraHead start="1" level="{level}" numFormat="{format}">{text}</hh:paraHead>'
        for level, (format, text) in enumerate(formats, 1)
    )
    return f'<hh:numbering id="{id}" start="0">{heads}</hh:numbering>'


HEADER = (
    f"<hh:head {HEAD}>{numbering(1)}{numbering(2)}"
    '<hh:bullets><hh:bullet id="1" char="○" useImage="0"/><hh:bullet id="2" char="-" useImage="1"/></hh:bullets>'
    + "".join(shape(level, "OUTLINE", level) for level in range(4))
    + "".join(shape(10 + level, "NUMBER", level, 2) for level in range(4))
    + shape(20, "BULLET", 0, 1)
    + shape(21, "BULLET", 0, 2)
    + shape(30, "NONE", 0)
    + "</hh:head>"
)
SETTINGS = '<hp:p><hp:run><hp:secPr outlineShapeIDRef="1"/></hp:run></hp:p>'


def paragraph(text: str, shape: int = 30) -> str:
    return f'<hp:p paraPrIDRef="{shape}"><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>'


def read(*paragraphs: str, header: str = HEADER) -> Source:
    return read_hwpx("a.hwpx", hwpx(section(SETTINGS, *paragraphs), others=[("Contents/header.xml", header)]), "")


def lines(source: Source) -> list[str]:
    return source.text.rstrip("\n").split("\n")


def test_outline_is_recorded_and_its_numbers_are_written() -> None:
    texts = [("현황", 0), ("조직", 1), ("정원", 2), ("현원", 2), ("예산", 1), ("계획", 0), ("도로", 1), ("신설", 3)]
    source = read(*(paragraph(text, level) for text, level in texts))
    assert lines(source) == ["1. 현황", "가. 조직", "① 정원", "② 현원", "나. 예산", "2. 계획", "가. 도로", "2.가.①.1. 신설"]
    assert [mark.level for mark in source.outline] == [level + 1 for _, level in texts]
    assert source.outline[1].span.of(source.text) == "가. 조직"


def test_numbers_and_bullets_are_no_outline() -> None:
    source = read(paragraph("도로", 10), paragraph("신설", 11), paragraph("국비 포함", 20), paragraph("공원", 10))
    assert lines(source) == ["1. 도로", "가. 신설", "○ 국비 포함", "2. 공원"]
    assert source.outline == ()


def test_picture_for_a_bullet_is_left_out() -> None:
    assert lines(read(paragraph("국비 포함", 21))) == ["국비 포함"]


def test_outline_and_list_of_the_same_look_are_counted_apart() -> None:
    assert lines(read(paragraph("현황", 0), paragraph("도로", 10), paragraph("계획", 0))) == ["1. 현황", "1. 도로", "2. 계획"]


def test_outline_without_numbers_is_recorded_all_the_same() -> None:
    bare = HEADER.replace("^1.", "")
    source = read(paragraph("현황", 0), header=bare)
    assert (source.text, [mark.level for mark in source.outline]) == ("현황\n", [1])


def test_number_in_a_cell_is_written_and_a_bullet_is_not() -> None:
    source = read(table(1, 2, cell(0, 0, paragraph("도로", 10)), cell(0, 1, paragraph("500", 20))))
    assert source.text == "1. 도로\t500\n"


@pytest.mark.parametrize("header", ["", "<broken", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", f"<hh:head {HEAD}/>"])
def test_text_is_read_without_a_sound_header(header: str) -> None:
    assert lines(read(paragraph("현황", 0), header=header)) == ["현황"]


# -- HWP 5 -------------------------------------------------------------------------------------------------------


def record(tag: int, payload: bytes) -> bytes:
    return struct.pack("<I", tag | len(payload) << 20) + payload


def shape_record(kind: int, level: int, list_id: int = 0) -> bytes:
    return record(SHAPE, struct.pack("<I", kind << 23 | level << 25) + bytes(26) + struct.pack("<H", list_id) + bytes(12))


def numbering_record(formats: Sequence[tuple[int, str]], starts: Sequence[int] = ()) -> bytes:
    heads = b"".join(
        struct.pack("<IHHIH", format << 5, 0, 0, 0, len(text)) + text.encode("utf-16-le") for format, text in formats
    )
    return record(NUMBERING, heads + struct.pack("<H", 0) + b"".join(struct.pack("<I", start) for start in starts))


SEVEN = ((0, "^1."), (8, "^2."), (0, "^3)"), (8, "^4)"), (0, "(^5)"), (8, "(^6)"), (1, "^7"))
INFO = (
    numbering_record(SEVEN, (1, 3, 1, 1, 1, 1, 1))
    + record(BULLET, bytes(12) + "○".encode("utf-16-le"))
    + shape_record(0, 0)
    + shape_record(OUTLINE, 0)
    + shape_record(OUTLINE, 1)
    + shape_record(BULLETED, 0, 1)
    + shape_record(NUMBER, 6, 1)
)


def heads(lists: HancomLists, *shapes: int) -> list[tuple[str, int]]:
    found = [lists.head(number) for number in shapes]
    return [(head.mark, head.level) for head in found]


def test_heads_of_hwp_are_computed_from_its_document_information() -> None:
    assert heads(read_lists(INFO), 0, 1, 2, 2, 1, 3, 4) == [
        ("", 0), ("1. ", 1), ("다. ", 2), ("라. ", 2), ("2. ", 1), ("○ ", 0), ("① ", 0),
    ]  # fmt: skip


def test_section_names_the_numbering_of_its_outline() -> None:
    lists = read_lists(numbering_record(SEVEN) + numbering_record(((2, "^1."),) * 7) + shape_record(OUTLINE, 0))
    settings = Record(CONTROL, b"dces" + bytes(14) + struct.pack("<H", 2))
    paragraph = Record(PARAGRAPH, bytes(8) + struct.pack("<H", 0), [settings])
    put_heads(paragraph, lists)
    assert paragraph.head.mark == "I. "


@pytest.mark.parametrize("cut", range(0, len(numbering_record(SEVEN)) - 4, 7))
def test_numbering_that_is_cut_has_the_levels_that_are_left(cut: int) -> None:
    payload = numbering_record(SEVEN)[4 : 4 + cut]
    assert len(read_lists(record(NUMBERING, payload)).numberings[1]) <= 7
