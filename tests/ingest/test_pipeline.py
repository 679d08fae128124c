"""From a file to its passages and figures: title, kind, year, and every figure with its address and its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from ingest.document import Figure
from ingest.errors import UnreadableFile
from ingest.pipeline import Ingested, ingest_file
from ingest.units import DATE

REPORT = """가람시 2024년도 주요업무 보고
2024. 3.
Ⅰ. 일반현황
□ 인력
(’24. 1. 31. 기준, 단위:명)
구분\t계\t일반직\t별정직
정원\t20\t15\t5
현원\t18\t14\t4
Ⅱ. 예산현황
(단위 : 천원)
구 분\t2022년\t2023년\t증감
도로\t3,200,000\t4,000,000\t800,000
공원\t1,100,000\t1,000,000\t△100,000
○ 2023년 도서관 예산은 129억 9천7백만원으로 전년보다 12.3% 늘었음
○ ’22.9월 청년 34명을 채용하였음
"""


def ingested(folder: Path, text: str, name: str = "가람시_업무보고.txt") -> Ingested:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return ingest_file(path)


def figure_with(found: Ingested, text: str) -> Figure:
    return next(figure for figures in found.figures for figure in figures if figure.quantity.text == text)


@pytest.fixture
def report(tmp_path: Path) -> Ingested:
    return ingested(tmp_path, REPORT)


def test_document_says_what_it_is(report: Ingested) -> None:
    document = report.document
    assert (document.title, document.kind, document.year) == ("가람시 2024년도 주요업무 보고", "업무보고", 2024)


def test_every_figure_is_quoted_from_its_place(report: Ingested) -> None:
    figures = [figure for figures in report.figures for figure in figures]
    assert len(figures) == 15
    assert all(figure.quantity.span.of(report.document.source.text) == figure.quantity.text for figure in figures)


def test_figures_lie_in_their_passage_and_are_no_dates(report: Ingested) -> None:
    assert len(report.figures) == len(report.passages)
    for passage, figures in zip(report.passages, report.figures, strict=True):
        assert all(passage.span.holds(figure.quantity.span) for figure in figures)
        assert all(figure.quantity.dimension != DATE for figure in figures)


@pytest.mark.parametrize(
    ("text", "base", "measure", "column", "year"),
    [
        ("20", 20, "정원", "계", 2024),
        ("4", 4, "현원", "별정직", 2024),
        ("3,200,000", 3_200_000_000, "도로", "2022년", 2022),
        ("4,000,000", 4_000_000_000, "도로", "2023년", 2023),
        ("800,000", 800_000_000, "도로", "증감", 2024),
        ("△100,000", -100_000_000, "공원", "증감", 2024),
        ("129억 9천7백만원", 12_997_000_000, "도서관 예산", "", 2023),
        ("12.3%", Decimal("12.3"), "도서관 예산 전년보다", "", 2023),
        ("34명", 34, "청년", "", 2022),
    ],
)
def test_figure_has_value_measure_column_and_year(
    report: Ingested, text: str, base: Decimal, measure: str, column: str, year: int
) -> None:
    figure = figure_with(report, text)
    assert (figure.quantity.base, figure.measure, figure.column, figure.year) == (base, measure, column, year)


def test_figure_knows_its_section_and_page(report: Ingested) -> None:
    assert figure_with(report, "20").section == ("일반현황", "인력")
    assert figure_with(report, "34명").page == 1


def test_figure_said_twice_has_its_own_measure(tmp_path: Path) -> None:
    found = ingested(tmp_path, "○ 일반직 정원 12명과 별정직 현원 12명을 두었음")
    assert [figure.measure.split()[-1] for figure in found.figures[0]] == ["정원", "현원"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("제3회 가람시의회 회의록\n○ 개의함", "a.txt", "회의록"),
        ("2023년 행정사무감사 처리결과\n○ 조치함", "a.txt", "감사 처리결과"),
        ("가람시 도서관 조례안 검토보고\n○ 타당함", "a.txt", "검토보고서"),
        ("2024년도 세입·세출 예산안\n○ 편성함", "a.txt", "예산·결산"),
        ("가람시 도서관 운영 조례안\n○ 정함", "a.txt", "조례·의안"),
        ("가람시 소식\n○ 알림", "가람시_회의록.txt", "회의록"),
        ("가람시 소식\n○ 알림", "소식.txt", "기타"),
    ],
)
def test_kind_is_told_by_title_name_or_first_pages(tmp_path: Path, text: str, name: str, kind: str) -> None:
    assert ingested(tmp_path, text, name).document.kind == kind


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("가람시 2024년도 업무보고\n○ 2022년에 지음", "a.txt", 2024),
        ("가람시 소식\n○ 2022년에 지음", "2023년_소식.txt", 2023),
        ("가람시 소식\n○ 2022년에 지음\n○ 2022년에 엶\n○ 2023년에 닫음", "소식.txt", 2022),
        ("가람시 소식\n○ 도서관을 지음", "소식.txt", None),
    ],
)
def test_year_is_told_by_title_name_or_what_is_named_most(tmp_path: Path, text: str, name: str, year: int | None) -> None:
    assert ingested(tmp_path, text, name).document.year == year


def test_document_without_a_title_goes_by_its_file_name(tmp_path: Path) -> None:
    assert ingested(tmp_path, "○ 도서관을 지음", "가람시_소식.txt").document.title == "가람시 소식"


def test_topics_are_the_words_of_the_title_and_those_said_throughout(tmp_path: Path) -> None:
    sections = "\n".join(f"{n}. {task}\n○ 주민참여 사업으로 추진함" for n, task in enumerate(["도로", "공원", "수도"], start=1))
    topics = ingested(tmp_path, f"# 가람시 업무보고\n{sections}").topics
    assert "업무" in topics and "주민" in topics
    assert "수도" not in topics


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
def test_encoding_changes_no_figure(tmp_path: Path, report: Ingested, encoding: str) -> None:
    text = REPORT.replace("’", "'")
    path = tmp_path / "b.txt"
    path.write_bytes(text.encode(encoding))
    assert ingest_file(path).figures == ingested(tmp_path, text).figures


def test_same_file_gives_the_same_passages(tmp_path: Path, report: Ingested) -> None:
    assert ingested(tmp_path, REPORT) == report


def test_unreadable_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.hwp"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100)
    with pytest.raises(UnreadableFile, match="HWP"):
        ingest_file(path)


def test_file_of_nothing_but_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        ingested(tmp_path, "----------\n==========\n")


@pytest.mark.parametrize("name", ["빈 문서.docx", "공백.txt", "공백.html", "빈 표.xlsx"])
def test_a_sound_file_without_words_is_not_to_be_got_again(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("docx"):
        docx.Document().save(str(path))
    elif name.endswith("xlsx"):
        openpyxl.Workbook().save(path)
    else:
        path.write_text("<html><body> </body></html>" if name.endswith("html") else "\ufeff\u3000\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="OCR") as caught:
        ingest_file(path)
    assert "다시 받아" not in str(caught.value)
