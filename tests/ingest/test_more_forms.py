"""Forms that money, counts and years take in papers set by hand: wide digits, a minus set apart, short ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.document import FigureKind, Quantity, Span
from ingest.figure_kinds import kind_near, kind_words
from ingest.figures import read_cell, read_quantities
from ingest.flat_rows import cut_row
from ingest.lines import Line
from ingest.measures import row_path_of
from ingest.mend import close_digits
from ingest.units import DATE


def bases(text: str) -> list[tuple[str, Decimal]]:
    """What is read of a text, each with its dimension."""
    return [(quantity.dimension, quantity.base) for quantity in read_quantities(text)]


def cell(text: str, unit: str = "") -> Quantity:
    """The quantity of a cell."""
    quantity = read_cell(text, unit)
    assert quantity is not None
    return quantity


@pytest.mark.parametrize("text", ["△ 100", "▲ 100", "▽  100", "(△ 100)"])
def test_a_minus_set_apart_is_one_in_a_cell(text: str) -> None:
    quantity = cell(text, "백만원")
    assert quantity.base == -100_000_000
    assert quantity.span.of(text) == quantity.text == text.strip("()")


def test_a_minus_set_apart_is_told_from_a_bullet() -> None:
    assert bases("전년 대비 △ 12억원(△ 3.5%p)") == [("money", -1_200_000_000), ("points", Decimal("-3.5"))]
    assert bases("사업은 ▲ 3명 증원 △ 5명 감원") == [("count:명", 3), ("count:명", 5)]
    assert bases("△ 3개 기관") == [("count:개", 3)]


def test_wide_digits_are_read_and_quoted_as_they_stand() -> None:
    (quantity,) = read_quantities("예산은 １２，３４５천원이다", 10)
    assert (quantity.base, quantity.step, quantity.text) == (12_345_000, 1000, "１２，３４５천원")
    assert quantity.span == Span(14, 22)
    assert cell("３．５％").step == Decimal("0.1")
    assert cell("１，０００", "명").base == 1000


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2천~3천만원", 20_000_000, 30_000_000),
        ("5천~6천억원", 500_000_000_000, 600_000_000_000),
        ("900~1천억원", 90_000_000_000, 100_000_000_000),
        ("500~1천만원", 5_000_000, 10_000_000),
        ("500-600명", 500, 600),
        ("100-200만원", 1_000_000, 2_000_000),
        ("2022~2024년", 20220000, 20240000),
        ("2022-2024년", 20220000, 20240000),
    ],
)
def test_what_is_said_once_in_a_range_is_meant_of_both_ends(text: str, low: int, high: int) -> None:
    assert [base for _, base in bases(text)] == [low, high]


@pytest.mark.parametrize("text", ["2024년 3/4분기", "2024.3/4분기", "2024회계연도", "2024회계년도"])
def test_a_quarter_or_a_fiscal_year_leaves_its_year(text: str) -> None:
    assert bases(text) == [(DATE, 20240000)]


@pytest.mark.parametrize("text", ["033-555-0112", "02)555-0112", "1588-1234", "민선8기"])
def test_telephones_and_terms_of_office_are_no_quantities(text: str) -> None:
    assert read_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12개팀", ("count:개", 12)),
        ("31개시군", ("count:개", 31)),
        ("83,500 제곱미터", ("area", 83_500)),
        ("순감 3명", ("count:명", -3)),
    ],
)
def test_counters_written_with_what_they_count(text: str, read: tuple[str, int]) -> None:
    assert bases(text) == [read]


@pytest.mark.parametrize("text", ["4건의사항", "4건의서", "4건의안"])
def test_a_motion_is_no_count(text: str) -> None:
    assert bases(text) == [("number", 4)]


@pytest.mark.parametrize("text", ["4 건의사항", "1 일반현황", "2 개선과제", "5 만족도", "1 원장"])
def test_the_number_of_a_heading_keeps_its_space(text: str) -> None:
    assert close_digits(text) == text


@pytest.mark.parametrize("text", ["2026 년", "15 개소", "5 천만원", "120 명을", "3 월 2 일까지", "46 %", "4 건의 민원"])
def test_a_false_space_goes(text: str) -> None:
    closed = close_digits(text)
    assert closed.startswith(text[: text.index(" ")] + text[text.index(" ") + 1])


def test_rows_keep_a_minus_and_a_pair_of_counts_whole() -> None:
    text = "교육사업 400 △ 50 82 / 3,931"
    row = cut_row(Line(Span(0, len(text)), text, 1, 0))
    assert row.label == "교육사업"
    assert [value.text for value in row.values] == ["400", "△ 50", "82 / 3,931"]


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        ("2023년 7,236명을 교육하여 목표 7,000명을 넘었다", "7,236명", None),
        ("2023년 7,236명을 교육하여 목표 7,000명을 넘었다", "7,000명", FigureKind.TARGET),
        ("2023년 7,263명을 교육하여 목표를 넘긴 것으로 적혀 있음", "7,263명", FigureKind.ACHIEVED),
        ("11,000명을 목표로 함", "11,000명", FigureKind.TARGET),
    ],
)
def test_an_aim_is_of_the_figure_that_it_leads_to(text: str, at: str, kind: FigureKind | None) -> None:
    start = text.index(at)
    assert kind_near(kind_words(text), text, start, start + len(at)) is kind


def test_a_figure_in_brackets_is_called_by_the_words_before_them() -> None:
    text = "2024회계연도 출연금(129억 9천7백만원)은 늘어난 규모임"
    assert row_path_of(text, text.index("129"), ()) == ("출연금",)
