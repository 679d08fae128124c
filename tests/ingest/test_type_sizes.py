"""Headings told by the size of their type: in PDF and in spreadsheets, which record no headings."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ingest.document import BlockKind
from ingest.pipeline import read_document
from ingest.readers import read_source
from ingest.readers.type_sizes import levels_by_size


@pytest.mark.parametrize(
    ("sized", "levels"),
    [
        ([(10, 900), (16, 20), (12, 30)], {16: 1, 12: 2}),
        ([(10, 900), (10.3, 300), (9, 100)], {}),  # a rounding, a smaller table
        ([(10, 900), (14.1, 20), (13.9, 20)], {14.0: 1}),
        ([(10, 50), (14, 40)], {}),  # as much large as small: a poster
        ([(0, 900), (12, 40)], {}),
        ([], {}),
    ],
)
def test_what_is_larger_than_the_body_heads(sized: list[tuple[float, int]], levels: dict[float, int]) -> None:
    assert levels_by_size(sized) == levels


BODY = "가람시는 섬마을 주민이 배를 기다리지 않도록 나루터마다 대기실을 새로 짓고 난방 시설을 갖춘다."


def _pdf(path: Path, lines: list[tuple[str, float]]) -> Path:
    fpdf = pytest.importorskip("fpdf")
    fonts = pytest.importorskip("pylopdf_fonts_ko")
    paper = fpdf.FPDF(unit="pt", format="A4")
    paper.add_font("korean", fname=fonts.sans_path())
    paper.add_page()
    for text, size in lines:
        paper.set_font("korean", size=size)
        paper.multi_cell(0, h=size * 1.6, text=text, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.output(str(path))
    return path


def _sections(path: Path) -> dict[str, tuple[str, ...]]:
    blocks = read_document(read_source(path)).blocks
    return {block.text[:6]: block.section for block in blocks if block.kind is not BlockKind.HEADING}


@pytest.mark.parametrize("heading", ["대기실 신축", "난방 시설 교체 현황", "섬마을 배편 운영"])
def test_a_larger_line_of_a_pdf_heads_what_follows(tmp_path: Path, heading: str) -> None:
    lines = [
        ("나루터 정비 계획", 18.0),
        (heading, 13.0),
        (BODY, 10.0),
        ("다음 사업", 13.0),
        ("셋째 " + BODY, 10.0),
        ("끝으로 " + BODY, 10.0),
    ]
    sections = _sections(_pdf(tmp_path / "나루.pdf", lines))
    assert sections[BODY[:6]] == ("나루터 정비 계획", heading)
    assert sections["셋째 가람시"] == ("나루터 정비 계획", "다음 사업")


def test_a_larger_sentence_of_a_pdf_heads_nothing(tmp_path: Path) -> None:
    lines = [(BODY, 10.0), ("대기실은 모두 여섯 곳에 짓는다.", 14.0), ("넷째 " + BODY, 10.0), (BODY, 10.0)]
    assert _sections(_pdf(tmp_path / "나루.pdf", lines))["넷째 가람시"] == ()


@pytest.mark.parametrize(("size", "bold"), [(11, True), (15, False), (15, True)])
def test_a_title_of_a_sheet_set_off_from_the_rest_heads_its_table(tmp_path: Path, size: float, bold: bool) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        ["대기실 현황"],
        ["나루", "면적", "이용"],
        ["솔섬", 12, 340],
        ["달섬", 9, 210],
        [],
        ["주민이 함께 쓰는 곳"],
        ["구분", "수"],
        ["계", 3],
    ]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    sheet["A1"].font = openpyxl.styles.Font(size=size, bold=bold)
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "대기실.xlsx"
    path.write_bytes(content.getvalue())
    source = read_source(path)
    assert [mark.span.of(source.text) for mark in source.outline] == ["대기실 현황"]
