"""`geungeo figures`: on the terminal, as JSON, as files."""

from __future__ import annotations

import openpyxl

WORDS = "드론 배송 실증 지원 예산"


def test_figures_are_listed_by_year_with_kind_source_and_quote(geungeo, filled):
    told = geungeo("figures", "--data", filled, WORDS)
    assert told.status == 0
    assert "2022년: 1,200,000천원, 12억 원, 최종예산" in told.out
    assert "2023년: 1,500,000천원, 15억 원, 예산현액" in told.out
    assert "(업무보고.txt)" in told.out and "“드론 배송 실증 지원" in told.out


def test_json_is_one_line_a_figure_with_its_address(geungeo, filled):
    rows = geungeo("figures", "--data", filled, "--json", WORDS).rows
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    first = next(row for row in rows if row["year"] == 2022 and row["doc"] == "업무보고.txt")
    assert (first["value"], first["unit"], first["krw"], first["kind"]) == ("1200000", "천원", 1_200_000_000, "최종예산")
    assert first["row"] == ["드론 배송 실증 지원"] and first["column"] == ["2022 최종예산"]
    assert first["end"] - first["start"] == len(first["text"])


def test_documents_can_be_chosen(geungeo, filled):
    rows = geungeo("figures", "--data", filled, "--json", "--document", "검토보고.txt", WORDS).rows
    assert {row["doc"] for row in rows} == {"검토보고.txt"}


def test_files_are_written(geungeo, filled, tmp_path):
    told = geungeo("figures", "--data", filled, "--csv", tmp_path / "수치.csv", "--xlsx", tmp_path / "수치.xlsx", WORDS)
    assert told.status == 0
    lines = (tmp_path / "수치.csv").read_text(encoding="utf-8-sig").splitlines()
    sheet = openpyxl.load_workbook(tmp_path / "수치.xlsx")["수치"]
    assert len(lines) == sheet.max_row > 2


def test_file_that_cannot_be_written_is_told_with_the_remedy(geungeo, filled, tmp_path):
    told = geungeo("figures", "--data", filled, "--csv", tmp_path / "없음" / "수치.csv", WORDS)
    assert told.status == 2
    assert "CSV를 쓸 수 없습니다" in told.err and "확인해 주십시오" in told.err


def test_nothing_found_is_said_and_told_by_the_exit_status(geungeo, filled):
    told = geungeo("figures", "--data", filled, "우주정거장 승무원 연봉")
    assert told.status == 1
    assert told.out == "" and "수치가 문서에 없습니다" in told.err
