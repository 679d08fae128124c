"""Column names whose letters are set apart are cut into words that are known; the values tell how many there are."""

from __future__ import annotations

import pytest

from ingest.head_words import heads_of, readings_of
from ingest.mend import mend
from tests.ingest.tables import paths_of, tables_of


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("구 분 총 계", "구분 총계"),
        ("구 분 합 계 정 원 현 원", "구분 합계 정원 현원"),
        ("사 업 명 예 산 액 집 행 액 비 고", "사업명 예산액 집행액 비고"),
        ("구 분 계", "구분 계"),
        ("월/시 기 사 업 명 예 산", "월/시기 사업명 예산"),
        ("구 분 합          계 공     급 미  공  급", "구분 합계 공급 미공급"),
    ],
)
def test_names_run_into_one_another_are_cut(run: str, words: str) -> None:
    assert readings_of(run) == [words]
    assert mend(run) == words


@pytest.mark.parametrize("run", ["일 자 리 정 책 과", "이 중 세 곳", "서 울", "구 분", "가 람 시 청", "창 업 정 책 과"])
def test_letters_that_name_no_columns_are_not_cut(run: str) -> None:
    assert heads_of(run) == []


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("구 분 총 계 본 청", [("총계",), ("본청",)]),
        ("구 분 정 원 현 원", [("정원",), ("현원",)]),
        ("부 서 명 예 산 액 집 행 액", [("예산액",), ("집행액",)]),
        ("월/시 기 예 산 결 산", [("예산",), ("결산",)]),
    ],
)
def test_names_set_apart_head_their_columns(header: str, columns: list[tuple[str]]) -> None:
    (table,) = tables_of(f"{header}\n도로 100 200\n공원 300 400", wrapped=True)
    assert [path for _, path in paths_of(table).values()] == columns * 2


def test_groups_set_apart_govern_a_repeating_line() -> None:
    (table,) = tables_of(
        "구 분 합    계 분    양 미  분  양\n건수 면적(㎡) 건수 면적(㎡) 건수 면적(㎡)\n상가 12 340.5 10 300.5 2 40.0",
        wrapped=True,
    )
    assert paths_of(table)["340.5"] == (("상가",), ("합계", "면적(㎡)"))
    assert paths_of(table)["2"] == (("상가",), ("미분양", "건수"))


@pytest.mark.parametrize("header", ["구 분 총 계 본 청 사 업 소", "구 분 총 계", "구분 예산 집행 결산"])
def test_names_that_do_not_count_out_give_no_column(header: str) -> None:
    (table,) = tables_of(f"{header}\n도로 100 200\n공원 300 400", wrapped=True)
    assert not table.columns_certain


@pytest.mark.parametrize("header", ["구 분 사업명 예산액 비 고", "부서 세부 사업명 금액 비고", "연번 사업명 사업비(안) 산출근거"])
def test_amounts_before_an_empty_column_of_remarks(header: str) -> None:
    (table,) = tables_of(f"(단위 : 천원)\n{header}\n도로 보수 1,100\n공원 조성 2,200", wrapped=True)
    assert [len(path) for _, path in paths_of(table).values()] == [1, 1]
    assert {cell.quantity.unit for cell in table.cells if cell.quantity} == {"천원"}


@pytest.mark.parametrize("row", ["공원 조성 -", "공원 조성 신규", "공원 조성 12.5%", "공원 조성 2,200 300"])
def test_value_that_may_be_a_remark_gives_no_column(row: str) -> None:
    (table,) = tables_of(f"(단위 : 천원)\n구분 사업명 예산액 비고\n도로 보수 1,100\n{row}", wrapped=True)
    assert not table.columns_certain
