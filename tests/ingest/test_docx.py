"""Word documents: everything that is shown comes out in order, tables with their merged cells, broken files with a reason."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement

from ingest.document import Cell, Source, Table
from ingest.errors import UnreadableFile
from ingest.pipeline import ingest
from ingest.readers import read_source, sniff
from ingest.readers.docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FOOTNOTES = (
    f'<w:footnotes {W}><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve"> 2023년 말 기준임</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def made(*write: Callable[[Any], object]) -> bytes:
    document = docx.Document()
    for step in write:
        step(document)
    return saved(document)


def read(content: bytes) -> Source:
    return read_docx("가람시.docx", content, "0")


def with_body(xml: str, head: str = "") -> bytes:
    """A document whose body is this XML."""
    return with_part(made(), "word/document.xml", f"{head}<w:document {W}><w:body>{xml}</w:body></w:document>".encode())


def with_part(content: bytes, part: str, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, new if name == part else old.read(name))
    return buffer.getvalue()


def refused(content: bytes, match: str) -> None:
    with pytest.raises(UnreadableFile, match=match) as caught:
        read(content)
    assert caught.value.remedy.endswith("주십시오.")


def budget_table(document: Any) -> None:
    """A table with a header over two rows, a name over two columns and a label over two rows."""
    document.add_paragraph("(단위: 백만원)")
    table = document.add_table(4, 4)
    texts = {(0, 0): "구분", (0, 2): "2023년", (1, 2): "예산", (1, 3): "집행", (2, 0): "도로", (2, 1): "신설"}
    texts |= {(2, 2): "1,200", (2, 3): "1,100", (3, 1): "보수", (3, 2): "300", (3, 3): "△250"}
    for (row, col), text in texts.items():
        table.cell(row, col).text = text
    table.cell(0, 0).merge(table.cell(1, 1))
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(2, 0).merge(table.cell(3, 0))


def tables_of(source: Source) -> list[Table]:
    found = [block.table for block in ingest(source).document.blocks if block.table is not None]
    for table in found:
        assert all(cell.span.of(source.text) == cell.text for cell in table.cells)
    return found


def cell_with(table: Table, text: str) -> Cell:
    return next(cell for cell in table.cells if cell.text == text)


def add_footnotes(document: Any) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", FOOTNOTES.encode(), document.part.package)
    document.part.relate_to(part, kind)


def add_reference(paragraph: Any) -> None:
    reference = OxmlElement("w:footnoteReference", attrs={f"{{{W[9:-1]}}}id": "2"})
    paragraph.add_run()._r.append(reference)


@pytest.mark.parametrize(
    ("text", "row_path", "col_path", "won"),
    [
        ("1,200", ("도로", "신설"), ("2023년", "예산"), 1_200_000_000),
        ("1,100", ("도로", "신설"), ("2023년", "집행"), 1_100_000_000),
        ("300", ("도로", "보수"), ("2023년", "예산"), 300_000_000),
        ("△250", ("도로", "보수"), ("2023년", "집행"), -250_000_000),
    ],
)
def test_cell_has_the_paths_of_merged_headers_and_labels(
    text: str, row_path: tuple[str, ...], col_path: tuple[str, ...], won: int
) -> None:
    (table,) = tables_of(read(made(budget_table)))
    cell = cell_with(table, text)
    assert (table.unit, cell.row_path, cell.col_path) == ("백만원", row_path, col_path)
    assert cell.quantity is not None and cell.quantity.base == Decimal(won)


def test_paragraphs_and_tables_keep_their_order() -> None:
    content = made(lambda d: d.add_paragraph("앞"), budget_table, lambda d: d.add_paragraph("뒤"))
    lines = read(content).text.split("\n")
    assert lines[0] == "앞" and lines[2] == "구분\t2023년" and lines[-2] == "뒤"


def test_headings_are_recorded_with_their_level_and_nothing_is_written_into_the_text() -> None:
    content = made(
        lambda d: d.add_heading("가람시 예산", 0), lambda d: d.add_heading("현황", 2), lambda d: d.add_heading("Ⅰ. 총괄", 1)
    )
    source = read(content)
    assert source.text == "가람시 예산\n현황\nⅠ. 총괄\n"
    assert [(mark.level, mark.span.of(source.text)) for mark in source.outline] == [
        (1, "가람시 예산"),
        (2, "현황"),
        (1, "Ⅰ. 총괄"),
    ]


def test_paragraphs_of_a_cell_are_lines_and_nested_tables_go_into_it() -> None:
    def write(document: Any) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text = "하나\n둘"
        table.cell(1, 1).text = "밖"
        table.cell(1, 1).add_table(1, 2).cell(0, 1).text = "안"

    source = read(made(write))
    assert [cell.span.of(source.text) for cell in source.grids[0].cells] == ["하나\n둘", "", "", "밖\n안"]


def test_table_of_one_cell_is_a_frame_around_what_it_holds() -> None:
    content = with_body(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>틀</w:t></w:r></w:p><w:tbl>"
        + "<w:tr><w:tc><w:p><w:r><w:t>가</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>나</w:t></w:r></w:p></w:tc></w:tr>" * 2
        + "</w:tbl><w:p/></w:tc></w:tr></w:tbl>"
    )
    source = read(content)
    assert source.text == "틀\n가\t나\n가\t나\n" and (source.grids[0].rows, source.grids[0].cols) == (2, 2)


def test_row_that_begins_late_keeps_its_columns() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(cell.format(text) for text in "가나다")
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell.format("라")}{cell.format("마")}</w:tr>'
    grid = read(with_body(f"<w:tbl><w:tr>{rows}</w:tr>{late}</w:tbl>")).grids[0]
    assert [(item.row, item.col) for item in grid.cells] == [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2)]


def test_pages_begin_at_set_recorded_and_section_breaks() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("첫 쪽").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("둘째 쪽")
        recorded = document.add_paragraph().add_run("")
        recorded._r.append(OxmlElement("w:lastRenderedPageBreak"))
        recorded._r.add_t("셋째 쪽")
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_paragraph("넷째 쪽").paragraph_format.page_break_before = True
        last = document.add_paragraph("다섯째 쪽")
        last.paragraph_format.page_break_before = True

    source = read(made(write))
    assert [page.of(source.text).strip() for page in source.pages] == ["첫 쪽", "둘째 쪽", "셋째 쪽", "넷째 쪽", "다섯째 쪽"]


def test_recorded_break_does_not_cut_a_sentence() -> None:
    runs = "<w:r><w:t>도로를 정비</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>하였음</w:t></w:r>"
    source = read(with_body(f"<w:p>{runs}</w:p><w:p><w:r><w:t>다음</w:t></w:r></w:p>"))
    assert [page.of(source.text) for page in source.pages] == ["도로를 정비하였음\n", "다음\n"]


def test_footnote_follows_the_paragraph_that_marks_it() -> None:
    def write(document: Any) -> None:
        add_footnotes(document)
        add_reference(document.add_paragraph("도서관을 조성함"))
        add_reference(document.add_paragraph("예산은 1,200"))
        document.add_paragraph("뒤")

    # Behind a digit no mark is set: "1,2001)" would be another number.
    assert read(made(write)).text == "도서관을 조성함1)\n1) 2023년 말 기준임\n예산은 1,200\n1) 2023년 말 기준임\n뒤\n"


def test_content_controls_insertions_and_text_boxes_are_read_and_deletions_not() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>상자</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    content = with_body(
        f"<w:sdt><w:sdtContent><w:p>{run.format('차례')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:ins>{run.format('더함')}</w:ins><w:del><w:r><w:delText>뺌</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run.format('옮김')}</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>숨김</w:t></w:r>{box}</w:p>"
    )
    assert read(content).text == "차례\n더함\n상자\n"


def test_format_is_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "가람시.pdf"
    path.write_bytes(made(budget_table))
    assert sniff(path.read_bytes()) == "docx" and read_source(path).format == "docx"


def test_empty_document_is_told() -> None:
    assert "글자가 없는" in read(made()).warnings[0]


def test_entities_are_not_expanded() -> None:
    head = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "비밀">]>'
    assert read(with_body("<w:p><w:r><w:t>가&x;&y;</w:t></w:r></w:p>", head)).text == "가\n"


def test_entity_bomb_is_refused_or_left_unexpanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE a [<!ENTITY e0 "aaaaaaaaaa">{entities}]>'
    refused(with_body("<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", head), "글자가 없는|깨졌거나")


def test_wide_and_deep_tables_do_no_harm() -> None:
    wide = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p><w:r><w:t>가</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>'
    deep = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * 70 + "<w:p><w:r><w:t>가</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 70
    assert read(with_body(wide)).text.strip() == "가" and read(with_body(deep)).text.strip() == "가"


def test_too_large_body_is_refused() -> None:
    chance = random.Random(1)
    refused(with_body("".join(f"<w:p w:a='{chance.random()}'/>" for _ in range(1_800_000))), "너무 큰")


def test_truncated_document_is_refused() -> None:
    content = made(budget_table)
    for share in range(1, 10):
        refused(content[: len(content) * share // 10], "깨졌거나")


def test_mutated_document_reads_or_is_refused() -> None:
    chance, content = random.Random(20240305), made(budget_table)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml")
    for number in range(60):
        mutated = bytearray(body if number % 2 else content)
        for _ in range(chance.randint(1, 8)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        with suppress(UnreadableFile):
            source = read(with_part(content, "word/document.xml", bytes(mutated)) if number % 2 else bytes(mutated))
            ingest(source)
