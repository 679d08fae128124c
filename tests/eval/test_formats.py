"""The sample documents in every format: the same question has the same figures, whatever the file is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from assistant.types import FigureStatus
from assistant.verify import RELATED
from index.intake import Status, take_in
from index.library import Library, open_library

pytest.importorskip("fpdf", reason="the PDF writer of the dev extra is not installed")
pytest.importorskip("pylopdf_fonts_ko", reason="the Korean font of the dev extra is not installed")

from eval.gold import read_gold
from eval.sample.formats import DOCUMENTS, WRITERS, write_formats
from eval.sample.parts import TableCell, parts_of
from eval.sample.write_xlsx import number_of
from ingest.document import Table
from ingest.pipeline import read_document
from ingest.readers import read_source

# What a right answer states of each question, and whether the place is a table.
QUESTIONS = {
    "2025년 찾아가는 디지털교실 예산이 얼마야?": ("1180", True),
    "디지털진흥원 2025년 1월 말 기준 정원이랑 현원 몇 명인지": ("48 45", False),
    "진흥원 4급 직원은 2025년 1월 말 기준으로 정원보다 몇 명 부족한가요? 정원과 현원도 알려주세요": ("-1 16 15", True),
    "2024년도 진흥원 세입 중에 국비보조금이랑 자체수입이 각각 얼마였지": ("780 164.7", True),
    "2024년 찾아가는 디지털교실 실적 9,815명 안에 중복으로 들은 사람이 들어 있나요? 있으면 몇 명?": ("642", False),
    "디지털진흥원 조례 개정안 비용추계에서 성과평가 용역비는 2026년에 얼마 잡혀 있나요": ("25", True),
    "디지털포용 조례안 비용추계 중 디지털안내사 배치 비용은 5년 합계로 얼마?": ("1530", True),
    "2024년 행정사무감사 진흥원 지적사항 총 몇 건이고 그중 완료는 몇 건?": ("16 9", False),
    "2024년 스마트상점은 몇 개소에 보급했어?": ("265 256", True),
    "키오스크 체험관 민간위탁 총 위탁비 3년치 얼마야": ("1716000000", False),
    "체험관 위탁하면 연간 위탁비 중 인건비가 얼마이고 비중은 몇 %인지 알려주세요": ("342000000 59.8", True),
    "어르신 키오스크 체험관 2024년 이용자가 2023년보다 몇 명 늘었나?": ("9425", True),
    "시정요구 완료율은 몇 %인가요?": ("75", True),
    "2023년 별빛도서관 운영 예산의 증감률은?": ("25.0", True),  # below a header cell merged over two columns
}
GOLD = Path(__file__).parents[2] / "eval" / "sample" / "gold.jsonl"
SHOWN = {FigureStatus.VERIFIED, FigureStatus.DERIVED, FigureStatus.CONFLICT}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, small_documents: Path) -> dict[str, list[Path]]:
    """The files of each format. The invented report beside the sample documents has a table with merged header cells."""
    documents = [*DOCUMENTS, small_documents / "업무보고.txt"]
    written = write_formats(tmp_path_factory.mktemp("formats"), documents)
    return {"txt": documents, **{format: [path for path in written if path.suffix == f".{format}"] for format in WRITERS}}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory, folders: dict[str, list[Path]]) -> Iterator[dict[str, Library]]:
    """A library a format."""
    opened = {}
    for format, files in folders.items():
        opened[format] = open_library(tmp_path_factory.mktemp(format), "kiwi")
        assert [(taken.status, taken.reason) for taken in take_in(opened[format], files)] == [(Status.ADDED, "")] * len(files)
    yield opened
    for library in opened.values():
        library.close()


def figures(library: Library, question: str) -> set[tuple[Decimal, str]]:
    """The figures that an answer states, without those of the passages that it only points to."""
    found = answer(library, question, Settings())
    assert not found.abstained
    assert {figure.status for figure in found.figures} <= SHOWN
    return stated(library, question)


def stated(library: Library, question: str) -> set[tuple[Decimal, str]]:
    """The figures of the answer's own sentences."""
    found = answer(library, question, Settings())
    end = found.text.find(f"\n\n{RELATED}")
    return {(figure.value.normalize(), figure.dimension) for figure in found.figures if end < 0 or figure.start < end}


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_format_gives_the_same_figures(libraries, question, format):
    values, is_in_table = QUESTIONS[question]
    if format == "xlsx" and not is_in_table:
        pytest.skip("a spreadsheet is asked about its tables")
    as_text = figures(libraries["txt"], question)
    assert set(map(Decimal, values.split())) <= {value for value, _ in as_text}
    assert figures(libraries[format], question) == as_text


@pytest.mark.parametrize("format", WRITERS)
def test_every_gold_question_of_these_documents_has_the_same_figures(libraries, format):
    names = {document.name for document in DOCUMENTS}
    items = [item for item in read_gold(GOLD) if item.evidence and {place.document for place in item.evidence} <= names]
    # Which lines a summary tells goes by the outline that a format records, and a spreadsheet has none.
    asked = [item.question for item in items if item.type != "summary"]
    assert len(asked) >= 40
    assert [q for q in asked if stated(libraries[format], q) != stated(libraries["txt"], q)] == []


@pytest.mark.parametrize("format", WRITERS)
def test_every_table_cell_comes_back(folders, format):
    """Place, words, headers and amount as the text has them. The header of a table over two pages is read once."""
    for text, written in zip(folders["txt"], folders[format], strict=True):
        assert cells_of_tables(written) == cells_of_tables(text)


def cells_of_tables(path: Path) -> list[set[tuple[object, ...]]]:
    tables = [block.table for block in read_document(read_source(path)).blocks if block.table is not None]
    return [cells_of(table) for table in tables]


def cells_of(table: Table) -> set[tuple[object, ...]]:
    """The cells below the header. Spaces tell nothing here: paper breaks lines within words."""
    return {
        (cell.row, cell.col, bare(cell.text), tuple(map(bare, cell.col_path)), cell.quantity and cell.quantity.base)
        for cell in table.cells
        if cell.row >= table.header_rows
    }


def bare(text: str) -> str:
    return "".join(text.split())


def test_header_cells_are_merged(small_documents):
    table = next(
        part.table
        for part in parts_of(read_document(read_source(small_documents / "업무보고.txt")))
        if part.table is not None and part.table.header_rows == 2
    )
    assert TableCell(0, 0, "구 분", 2, 1) in table.cells
    assert TableCell(0, 3, "증 감", 1, 2) in table.cells


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("1,180", 1180, "#,##0;△#,##0"),
        ("△5.2", -5.2, "#,##0.0;△#,##0.0"),
        ("16.4%", 0.164, "#,##0.0%;△#,##0.0%"),
        ("2022", 2022, "0;△0"),
        ("9,815명", 9815, '#,##0"명";△#,##0"명"'),
    ],
)
def test_a_cell_becomes_a_number_with_its_format(text, value, shown):
    assert number_of(text) == (pytest.approx(value), shown)


@pytest.mark.parametrize("text", ["", "-", "033-555-0112", "2025. 2. 5.", "007", "12,480명(2개소)"])
def test_words_stay_words(text):
    assert number_of(text) is None
