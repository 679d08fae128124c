"""Places: a page only where a format records it, else a sheet's row or a paragraph; every character has one."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Source
from ingest.pipeline import ingest
from ingest.place import places_of
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text
from ingest.readers.xlsx import read_xlsx
from tests.ingest import test_hwp as hwp
from tests.ingest import test_hwpx as hwpx
from tests.ingest.test_readers import made_pdf

TABLE_ROWS = "".join(f"<tr><td>사업 {number}</td><td>{number}백만원</td></tr>" for number in range(3))


def place_of(source: Source, words: str) -> str:
    return places_of(source).at(source.text.index(words))


def text_source(text: str) -> Source:
    return read_text("가람시.txt", text.encode(), "")


def word_file(*steps: Callable[[Any], object]) -> Source:
    document = docx.Document()
    for step in steps:
        step(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return read_docx("가람시.docx", buffer.getvalue(), "")


def says(text: str, set_break: bool = False, recorded: bool = False) -> Callable[[Any], object]:
    """Adds a paragraph, behind a break that Word recorded, or before one that its author set."""

    def write(document: Any) -> None:
        run = document.add_paragraph().add_run("")
        if recorded:
            run._r.append(OxmlElement("w:lastRenderedPageBreak"))
        run._r.add_t(text)
        if set_break:
            run.add_break(WD_BREAK.PAGE)

    return write


def long_table(*begin_page: int, rows: int = 6) -> Callable[[Any], object]:
    """Adds a table in which these rows begin a page; Word notes that in each cell."""

    def write(document: Any) -> None:
        table = document.add_table(rows, 2)
        for number in range(rows):
            for column, cell in enumerate(table.rows[number].cells):
                run = cell.paragraphs[0].add_run("")
                if number in begin_page:
                    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
                run._r.add_t(f"{number}행 {column}열")

    return write


def workbook(**sheets: list[list[object]]) -> Source:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return read_xlsx("가람시.xlsx", buffer.getvalue(), "")


# Pages, where they are recorded


def test_a_pdf_has_pages_of_which_empty_ones_count() -> None:
    source = read_pdf("가람시.pdf", made_pdf("Garam one", "", "Garam three"), "")
    assert (place_of(source, "one"), place_of(source, "three")) == ("1쪽", "3쪽")
    assert source.page_count == 3


def test_a_word_file_has_the_pages_that_word_recorded() -> None:
    source = word_file(says("첫째"), says("둘째", set_break=True, recorded=True), says("셋째", recorded=True))
    assert [place_of(source, word) for word in ("첫째", "둘째", "셋째")] == ["1쪽", "2쪽", "3쪽"]


def test_a_table_over_three_pages_counts_them_all() -> None:
    source = word_file(says("앞"), long_table(2, 4), says("뒤"))
    assert [place_of(source, f"{row}행") for row in range(6)] == ["1쪽", "1쪽", "2쪽", "2쪽", "3쪽", "3쪽"]
    assert place_of(source, "뒤") == "3쪽"
    assert (source.grids[0].rows, len(source.grids)) == (6, 1)


def test_a_table_that_begins_a_page_is_not_on_the_page_before() -> None:
    source = word_file(says("앞"), long_table(0))
    assert [place_of(source, words) for words in ("앞", "0행", "5행")] == ["1쪽", "2쪽", "2쪽"]


def test_a_table_over_pages_is_read_as_one() -> None:
    split, whole = (word_file(says("예산 현황"), long_table(*pages), says("끝")) for pages in ((2, 4), ()))
    tables = [[b.table for b in ingest(source).document.blocks if b.table is not None] for source in (split, whole)]
    assert [[(t.rows, t.cols, [c.text for c in t.cells]) for t in found] for found in tables[:1]] == [
        [(t.rows, t.cols, [c.text for c in t.cells]) for t in found] for found in tables[1:]
    ]


# Paragraphs, where there are none


def test_breaks_that_an_author_set_tell_no_page_number_in_word() -> None:
    source = word_file(says("첫째", set_break=True), says("둘째"))
    assert [place_of(source, word) for word in ("첫째", "둘째")] == ["문단 1", "문단 2"]
    assert (len(source.pages), source.page_count) == (2, 0)


def test_breaks_that_an_author_set_tell_no_page_number_in_hancom_files() -> None:
    for source in (
        hwp.read(hwp.paragraph("첫째") + hwp.paragraph("둘째", breaks=4)),
        hwpx.read(hwpx.paragraph("첫째"), hwpx.paragraph("둘째", breaks=True)),
    ):
        assert len(source.pages) == 2
        assert [place_of(source, word) for word in ("첫째", "둘째")] == ["문단 1", "문단 2"]
        assert [passage.place for passage in ingest(source).passages][:1] == ["문단 1"]


def test_a_web_page_has_paragraphs_and_a_row_is_one() -> None:
    body = f"<p>첫째<table><tr><th>이름<th>금액<br>(안)</tr>{TABLE_ROWS}</table><p>뒤"
    source = read_html("가람시.html", f"<!doctype html><html><body>{body}</body></html>".encode(), "")
    assert [place_of(source, word) for word in ("첫째", "이름", "(안)", "사업 0", "뒤")] == [
        f"문단 {number}" for number in (1, 2, 2, 3, 6)
    ]


def test_text_as_written_has_paragraphs() -> None:
    source = text_source("\n# 가람시\n\n\n\n\n○ 정원 20명\n")
    assert [place_of(source, word) for word in ("가람시", "정원")] == ["문단 1", "문단 2"]


# Sheets


def test_a_spreadsheet_has_sheets_and_rows() -> None:
    rows: list[list[object]] = [["세입 총괄"], [], ["구분", "예산", "결산"], ["도로", 1, 2], ["공원", 3, 4], ["※ 국비는 뺌"]]
    source = workbook(세입=rows, 세출=[["구분", "예산"], ["다리", 5]])
    places = {words: place_of(source, words) for words in ("세입 총괄", "구분", "도로", "공원", "※", "세출", "다리")}
    assert places == {
        "세입 총괄": "시트 '세입' 1행",
        "구분": "시트 '세입' 3행",
        "도로": "시트 '세입' 4행",
        "공원": "시트 '세입' 5행",
        "※": "시트 '세입' 6행",
        "세출": "시트 '세출'",
        "다리": "시트 '세출' 2행",
    }
    assert source.page_count == 0


# All


@given(st.text(alphabet="가나 1-\n\f\t", min_size=1).filter(str.strip), st.booleans())
def test_every_character_has_a_place_and_places_go_up(text: str, wrapped: bool) -> None:
    source = text_source(text * 12 if wrapped else text)
    places = places_of(source)
    assert all(places.at(offset) for offset in range(len(source.text) + 1))
    assert all(before.start < after.start for before, after in zip(places.stretches, places.stretches[1:], strict=False))
    assert len(source.page_numbers) in {0, len(source.pages)}


@pytest.mark.parametrize("set_break", [False, True])
@pytest.mark.parametrize("recorded", [False, True])
def test_what_is_cited_has_the_place_of_its_beginning(set_break: bool, recorded: bool) -> None:
    source = word_file(
        *(says(f"제{n}호 사업을 정비하였음.", set_break and n == 4, recorded and n % 3 == 0) for n in range(1, 12))
    )
    places = places_of(source)
    passages = ingest(source).passages
    for passage in passages:
        assert passage.place == places.at(passage.span.start)
        for statement in passage.statements:
            assert statement.place == places.at(statement.span.start)
            assert statement.place.startswith(f"{statement.page}쪽" if recorded else "문단 ")
