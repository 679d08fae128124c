"""`geungeo read` as a person sees it: places, marks, tables with their cells, warnings."""

from __future__ import annotations

import openpyxl
import pytest

REPORT = """가람시 업무보고
1. 일반현황
○ 드론 예산 : 5억 원
 - 구입비 3억 원
□ 인력 현황 (단위: 명)
구분\t정원\t현원
드론과\t20\t5
하늘길정책과\t1,500\t14
"""


@pytest.fixture
def shown(geungeo, tmp_path):
    """What is shown of a text."""

    def shown(text: str) -> list[str]:
        path = tmp_path / "보고.txt"
        path.write_text(text, encoding="utf-8")
        return geungeo("read", path).out.splitlines()

    return shown


def test_marks_and_places_are_shown(shown):
    lines = [line.strip() for line in shown(REPORT)]
    assert lines[0].endswith("보고.txt: 가람시 업무보고 (업무보고)")
    assert {"[문단 2] 1. 일반현황", "[문단 3] ○ 드론 예산 : 5억 원", "[문단 4] - 구입비 3억 원"} <= set(lines)


def test_a_table_is_shown_with_its_unit_and_its_cells_in_columns(shown):
    lines = [line.strip() for line in shown(REPORT)]
    start = next(number for number, line in enumerate(lines) if "[표]" in line)
    assert lines[start].endswith("(단위: 명)")
    assert lines[start + 1 : start + 5] == [
        "구분         | 정원  | 현원",
        "---------------------------",
        "드론과       | 20    | 5",
        "하늘길정책과 | 1,500 | 14",
    ]


def test_a_merged_cell_stands_where_it_begins(geungeo, tmp_path):
    book = openpyxl.Workbook()
    for row in (("구분", "2024년", None), (None, "예산", "집행"), ("도로", 10, 20)):
        book.active.append(row)
    for cells in ("A1:A2", "B1:C1"):
        book.active.merge_cells(cells)
    book.save(tmp_path / "예산.xlsx")
    lines = geungeo("read", tmp_path / "예산.xlsx").out.splitlines()
    assert {"구분 | 2024년 |", "     | 예산   | 집행", "도로 | 10     | 20"} <= set(lines)


def test_what_could_not_be_read_is_told(geungeo, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(("드론", "비행"))
    book.create_sheet("비밀").sheet_state = "hidden"
    book.save(tmp_path / "드론.xlsx")
    assert "※ 숨긴 시트는 읽지 않았습니다: 비밀" in geungeo("read", tmp_path / "드론.xlsx").out
