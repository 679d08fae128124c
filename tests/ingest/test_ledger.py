"""Every figure of a document is entered with what it measures, the year it holds for and what kind it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ingest.document import Figure, FigureKind, Qualifier
from ingest.pipeline import ingest_file


def figures_of_text(folder: Path, text: str) -> dict[str, Figure]:
    """The figures of a text, by what is written; of the same writing the first."""
    path = folder / "가람시_업무보고.txt"
    path.write_text(f"가람시 2024년도 업무보고\n{text}", encoding="utf-8")
    figures = [figure for found in ingest_file(path).figures for figure in found]
    return {figure.quantity.text: figure for figure in reversed(figures)}


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("○ 교육 인원 : 2021년 8,323명, 2022년 16,662명", {"8,323명": 2021, "16,662명": 2022}),
        ("○ 교육 인원은 2022년 16,662명으로 2021년(8,323명)보다 늘었음", {"16,662명": 2022, "8,323명": 2021}),
        ("○ 고용률(%) : (2022) 80.0 → (2023) 81.8", {"80.0": 2022, "81.8": 2023}),
        ("○ 고용률(%) : (’22) 80.0 → (’23) 81.8", {"80.0": 2022, "81.8": 2023}),
        ("○ 이용자 3,100명(2021년), 4,200명(2022년)으로 집계됨", {"3,100명": 2021, "4,200명": 2022}),
        ("○ 예산은 올해 120억원으로 전년 100억원보다 늘었음", {"120억원": 2024, "100억원": 2023}),
        ("○ 2023년 예산은 120억원으로 전년 대비 20억원 늘었음", {"120억원": 2023, "20억원": 2023}),
        ("○ 예산은 120억원을 편성함", {"120억원": 2024}),
    ],
)
def test_figure_of_a_sentence_holds_for_the_nearest_year(tmp_path: Path, line: str, years: dict[str, int]) -> None:
    found = figures_of_text(tmp_path, line)
    assert {text: found[text].year for text in years} == years


def test_date_beyond_the_year_is_kept(tmp_path: Path) -> None:
    found = figures_of_text(tmp_path, "○ ’22. 9. 30. 강좌 34개를 열고 ’23년 5월 41개를 더함")
    assert (found["34개"].date, found["41개"].date) == ("2022-09-30", "2023-05")


@pytest.mark.parametrize(
    ("text", "figure", "as_of"),
    [
        ("□ 인력\n(’25. 1. 31. 기준, 단위:명)\n구분\t정원\t현원\n사무처\t20\t18\n기획과\t7\t6", "20", "2025-01-31"),
        ("○ 2024년 3월 말 기준 회원은 1,234명임", "1,234명", "2024-03"),
        ("○ 2024. 9. 30. 현재 결원이 13명임", "13명", "2024-09-30"),
        ("○ 기준 인원은 1,234명임", "1,234명", ""),
    ],
)
def test_date_of_counting_is_read_as_far_as_said(tmp_path: Path, text: str, figure: str, as_of: str) -> None:
    assert figures_of_text(tmp_path, text)[figure].as_of == as_of


@pytest.mark.parametrize(
    ("line", "figure", "kind"),
    [
        ("○ 2024년 교육 목표 1,200명", "1,200명", FigureKind.TARGET),
        ("○ 34명을 채용할 계획임", "34명", FigureKind.PLAN),
        ("○ 예산 1,200백만원 중 600백만원을 집행하였음", "1,200백만원", FigureKind.BUDGET),
        ("○ 예산 1,200백만원 중 600백만원을 집행하였음", "600백만원", FigureKind.SPENT),
        ("○ 본예산 8,412억원에서 285억원이 늘어남", "8,412억원", FigureKind.ORIGINAL_BUDGET),
        ("○ 결산액은 120억원임", "120억원", FigureKind.SETTLED),
        ("○ 기본계획 3건을 세움", "3건", FigureKind.UNKNOWN),
        ("□ 추진실적\n○ 도서관 12개소를 보급함", "12개소", FigureKind.ACHIEVED),
    ],
)
def test_nearest_word_tells_plan_from_what_came_of_it(tmp_path: Path, line: str, figure: str, kind: FigureKind) -> None:
    assert figures_of_text(tmp_path, line)[figure].kind is kind


TABLE = """□ 사업별 예산
(단위 : 백만원)
구분\t2023 최종예산\t2024 예산현액\t집행액\t집행계획
도로\t3,201\t4,002\t2,503\t1,504
공원\t1,105\t1,006\t907\t108
"""


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("3,201", FigureKind.FINAL_BUDGET, 2023),
        ("4,002", FigureKind.AVAILABLE_BUDGET, 2024),
        ("2,503", FigureKind.SPENT, 2024),
        ("1,504", FigureKind.PLAN, 2024),
    ],
)
def test_column_tells_kind_and_year(tmp_path: Path, text: str, kind: FigureKind, year: int) -> None:
    figure = figures_of_text(tmp_path, TABLE)[text]
    assert (figure.kind, figure.year, figure.row_path) == (kind, year, ("도로",))


def test_row_tells_the_year_where_columns_do_not(tmp_path: Path) -> None:
    found = figures_of_text(tmp_path, "□ 출연금\n(단위 : 천원)\n연도\t출연금\t증감\n2022년\t4,180\t120\n2023년\t4,865\t685")
    assert (found["4,180"].year, found["4,865"].year) == (2022, 2023)


def test_column_compared_with_a_year_is_not_of_that_year(tmp_path: Path) -> None:
    found = figures_of_text(
        tmp_path, "□ 세입\n(단위 : 천원)\n구분\t예산액\t’21년 대비 증감\n세외수입\t4,180\t120\n보조금\t4,865\t685"
    )
    assert found["120"].year == 2024


def test_total_of_several_years_is_of_none(tmp_path: Path) -> None:
    found = figures_of_text(tmp_path, "□ 교육\n(단위 : 명)\n구분\t2022년\t2023년\t합계\n대면\t411\t522\t933\n온라인\t17\t28\t45")
    assert (found["411"].year, found["933"].year) == (2022, None)


def test_share_within_a_cell_is_of_its_row_and_column(tmp_path: Path) -> None:
    found = figures_of_text(tmp_path, "□ 이용\n구분\t이용자\t강사\n청년\t22,227명(16%)\t30명\n노인\t11,113명(84%)\t20명")
    assert (found["16%"].row_path, found["16%"].col_path) == (("청년",), ("이용자",))


def test_bare_numbers_of_a_line_are_in_the_unit_of_its_head(tmp_path: Path) -> None:
    figure = figures_of_text(tmp_path, "○ 청년 고용률(%) : (’22) 51.5 → (’23) 51.8")["51.8"]
    assert (figure.quantity.base, figure.quantity.dimension, figure.measure) == (Decimal("51.8"), "ratio", "청년 고용률(%)")


def test_numbers_of_rows_and_years_are_no_figures(tmp_path: Path) -> None:
    found = figures_of_text(tmp_path, "○ CES 2025 참가 31개사\n□ 목록\n연번\t사업\t건수\n71\t도로\t315건\n72\t공원\t316건")
    assert set(found) == {"31개사", "315건", "316건"}


@pytest.mark.parametrize(
    ("line", "figure", "path"),
    [
        ("○ 교육 인원 : 2021년 8,323명, 2022년 16,662명", "16,662명", ("교육 인원",)),
        ("○ 2023년 도서관 예산은 129억원으로 전년보다 12.3% 늘었음", "12.3%", ("도서관 예산", "전년보다")),
        ("○ 찾아가는 교실 강사 58명", "58명", ("찾아가는 교실 강사",)),
        ("○ 스마트상점\n - 보급 : 총 212개소", "212개소", ("스마트상점", "보급")),
    ],
)
def test_sentence_names_what_is_measured_under_its_subject(tmp_path: Path, line: str, figure: str, path: tuple[str, ...]) -> None:
    assert figures_of_text(tmp_path, line)[figure].row_path == path


def test_qualifier_goes_into_the_ledger(tmp_path: Path) -> None:
    assert figures_of_text(tmp_path, "○ 강사는 30명 이상을 둠")["30명"].quantity.qualifier is Qualifier.AT_LEAST


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("○ 상점 육성 : 45개소 지원(목표 40개소)", {"45개소": FigureKind.UNKNOWN, "40개소": FigureKind.TARGET}),
        ("○ 상점 육성 : 265개소(실적)", {"265개소": FigureKind.ACHIEVED}),
    ],
)
def test_kind_in_a_bracket_is_of_the_figure_in_it(tmp_path: Path, line: str, kinds: dict[str, FigureKind]) -> None:
    found = figures_of_text(tmp_path, line)
    assert {text: found[text].kind for text in kinds} == kinds
