"""Headings that the format records: trusted where they read as titles, and nested as recorded whatever their markers."""

from __future__ import annotations

import pytest

from ingest.document import Block, BlockKind
from ingest.layout import read_layout
from ingest.readers.builder import SourceBuilder


def blocks_of(*paragraphs: tuple[int, str]) -> tuple[Block, ...]:
    """The blocks of paragraphs, each with the level that its format records; 0 for body text."""
    builder = SourceBuilder()
    for level, text in paragraphs:
        builder.paragraph(text, level)
    return read_layout(builder.build("가람시.docx", "docx", ""))


def section_of(blocks: tuple[Block, ...], words: str) -> tuple[str, ...]:
    return next(block.section for block in blocks if words in block.text)


def kind_of(blocks: tuple[Block, ...], words: str) -> BlockKind:
    return next(block.kind for block in blocks if words in block.text)


def test_heading_without_a_marker_makes_the_section() -> None:
    blocks = blocks_of((1, "일반현황"), (2, "인력"), (0, "정원은 스무 명이다."), (1, "예산"), (0, "예산을 늘렸다."))
    assert section_of(blocks, "정원") == ("일반현황", "인력")
    assert section_of(blocks, "늘렸다") == ("예산",)


def test_recorded_depth_goes_before_that_of_the_marker() -> None:
    blocks = blocks_of((1, "1. 총괄"), (2, "예산 현황"), (0, "예산을 늘렸다."), (1, "2. 계획"), (0, "도서관을 짓는다."))
    assert section_of(blocks, "늘렸다") == ("총괄", "예산 현황")
    assert section_of(blocks, "짓는다") == ("계획",)


def test_headings_recorded_alike_are_siblings_with_and_without_a_marker() -> None:
    blocks = blocks_of((1, "현황"), (2, "개요"), (0, "개요를 말한다."), (2, "□ 예산"), (0, "예산을 늘렸다."))
    assert section_of(blocks, "늘렸다") == ("현황", "예산")


def test_marker_takes_the_depth_that_is_recorded_for_it_elsewhere() -> None:
    blocks = blocks_of((1, "현황"), (2, "□ 인력"), (0, "정원은 스무 명이다."), (0, "□ 예산"), (0, "예산을 늘렸다."))
    assert section_of(blocks, "늘렸다") == ("현황", "예산")


def test_markers_nest_below_a_recorded_heading() -> None:
    blocks = blocks_of((1, "주요업무"), (0, "1. 도로"), (0, "가. 신설"), (0, "○ 가람대로를 연다"), (1, "예산"), (0, "2. 공원"))
    assert section_of(blocks, "가람대로") == ("주요업무", "도로", "신설")


@pytest.mark.parametrize(
    "body",
    [
        "가람시는 도서관과 체육관을 새로 짓기로 하였다.",
        "도서관 세 곳을 새로 짓기로 하고 설계를 발주함",
        "가람시는 " + "도서관과 체육관을 " * 10 + "비롯한 시설",
        "※ 국비 포함",
        "- 도로 정비",
        "제1조(목적) 이 조례는 도서관의 운영",
    ],
)
def test_body_text_in_an_outline_style_is_no_heading(body: str) -> None:
    blocks = blocks_of((1, "현황"), (2, body), (0, "다음 문단은 따로 시작한다."))
    assert [block.kind for block in blocks if block.kind is BlockKind.HEADING] == [BlockKind.HEADING]
    assert section_of(blocks, "다음 문단") == ("현황",)


def test_several_in_a_row_that_head_nothing_are_body_text() -> None:
    blocks = blocks_of((1, "현황"), (2, "가람대로"), (2, "나래대로"), (2, "다솜대로"), (0, "세 길을 연다."))
    assert kind_of(blocks, "나래대로") is BlockKind.PARAGRAPH
    assert section_of(blocks, "세 길") == ("현황",)


def test_part_chapter_and_section_in_a_row_stay_headings() -> None:
    blocks = blocks_of((1, "일반현황"), (2, "조직"), (3, "인력"), (0, "정원은 스무 명이다."))
    assert section_of(blocks, "정원") == ("일반현황", "조직", "인력")


def test_ring_in_an_outline_style_heads_only_what_stands_below_it() -> None:
    blocks = blocks_of((1, "현황"), (2, "○ 추진배경"), (0, "- 섬에 길이 없음"), (2, "○ 정원 20명"), (0, "- 일반직 15명"))
    assert kind_of(blocks, "추진배경") is BlockKind.HEADING
    assert kind_of(blocks, "정원") is BlockKind.BULLET


def test_heading_over_two_lines_is_one() -> None:
    blocks = blocks_of((1, "2025년도\n주요업무 보고"), (0, "도서관을 짓는다."))
    assert section_of(blocks, "짓는다") == ("2025년도 주요업무 보고",)
