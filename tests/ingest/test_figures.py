"""Figures are read exactly: value, unit, sign, rounding step and place, and nothing is taken for one that is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Qualifier, Quantity
from ingest.figures import agrees, read_cell, read_quantities
from ingest.units import DATE, MONEY, NUMBER, UNITS


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    (quantity,) = read_quantities(text)
    return quantity


@given(
    st.from_regex(r"\A[△▲▽▼-]?(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,6})(?:\.\d{1,2})?%?\Z"),
    st.sampled_from(["", "천원", "%", "명", "모르는 단위"]),
)
def test_plain_cell_is_read_as_any_text(text: str, unit: str) -> None:
    quantity = read_cell(f" {text}", unit, 7)
    (read,) = read_quantities(text, 8)
    assert quantity is not None
    assert (quantity.span, quantity.text, quantity.value) == (read.span, read.text, read.value)
    assert quantity.unit == (read.unit or (unit if unit in UNITS else ""))


def figures(text: str) -> list[Quantity]:
    """The quantities of a text that are no dates."""
    return [quantity for quantity in read_quantities(text) if quantity.dimension != DATE]


@pytest.mark.parametrize(
    ("text", "won", "step"),
    [
        ("500원", 500, 1),
        ("12,997,080천원", 12_997_080_000, 1000),
        ("300만원", 3_000_000, 10_000),
        ("9,998백만원", 9_998_000_000, 10**6),
        ("1,234.5백만원", 1_234_500_000, 10**5),
        ("3천만원", 30_000_000, 10**7),
        ("23억원", 2_300_000_000, 10**8),
        ("29.5억원", 2_950_000_000, 10**7),
        ("29.5억", 2_950_000_000, 10**7),
        ("1.2조원", 1_200_000_000_000, 10**11),
        ("3조원", 3 * 10**12, 10**12),
        ("2.5억 원", 250_000_000, 10**7),
    ],
)
def test_amount_in_one_unit_is_read_with_its_step(text: str, won: int, step: int) -> None:
    quantity = only(text)
    assert (quantity.dimension, quantity.base, quantity.step) == (MONEY, won, step)


@pytest.mark.parametrize(
    ("text", "won", "step"),
    [
        ("129억 9천7백만원", 12_997_000_000, 10**6),
        ("129억 9천 7백만원", 12_997_000_000, 10**6),
        ("12억3,400만원", 1_234_000_000, 10**4),
        ("12억 3,400만 원", 1_234_000_000, 10**4),
        ("1조 2,500억원", 1_250_000_000_000, 10**8),
        ("1조3000억", 1_300_000_000_000, 10**8),
        ("2조 3,000억 5백만원", 2_300_005_000_000, 10**6),
        ("1억 2천만 3천원", 120_003_000, 1000),
        ("3만5천원", 35_000, 1000),
        ("12만5,000원", 125_000, 1),
        ("1백50만원", 1_500_000, 10**4),
        ("5천억원", 500_000_000_000, 10**11),
        ("1억5천", 150_000_000, 10**7),
    ],
)
def test_amount_in_several_powers_is_summed(text: str, won: int, step: int) -> None:
    quantity = only(text)
    assert (quantity.dimension, quantity.base, quantity.step) == (MONEY, won, step)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("△3명", -3),
        ("▲1,200백만원", -1_200_000_000),
        ("△1,200백만원", -1_200_000_000),
        ("▽3%", -3),
        ("▼3%", -3),
        ("(감)587,080천원", -587_080_000),
        ("(감) 3명", -3),
        ("△1억 2천만원", -120_000_000),
        ("(증)300천원", 300_000),
        ("+3명", 3),
        ("-3명", -3),
        ("-1,200천원", -1_200_000),
        ("−3%", -3),
    ],
)
def test_sign_is_part_of_the_figure(text: str, base: int) -> None:
    assert only(text).base == base


@pytest.mark.parametrize("text", ["3-5명", "3~5명", "3∼5명"])
def test_range_is_no_minus(text: str) -> None:
    assert [quantity.base for quantity in figures(text)] == [3, 5]


@pytest.mark.parametrize(
    ("text", "dimension", "base", "step"),
    [
        ("46.1%", "ratio", "46.1", "0.1"),
        ("46.1％", "ratio", "46.1", "0.1"),
        ("100 %", "ratio", "100", "1"),
        ("3.2퍼센트", "ratio", "3.2", "0.1"),
        ("3.2%p", "points", "3.2", "0.1"),
        ("△0.5%p", "points", "-0.5", "0.1"),
        ("3.2%포인트", "points", "3.2", "0.1"),
        ("1,200명", "count:명", "1200", "1"),
        ("50인", "count:명", "50", "1"),
        ("25건", "count:건", "25", "1"),
        ("3개소", "count:개", "3", "1"),
        ("12 개소", "count:개", "12", "1"),
        ("3곳", "count:개", "3", "1"),
        ("4차례", "count:회", "4", "1"),
        ("2만명", "count:명", "20000", "10000"),
        ("5천 명", "count:명", "5000", "1000"),
        ("4만 5천건", "count:건", "45000", "1000"),
        ("10만 그루", "count:그루", "100000", "10000"),
        ("3개월", "count:개월", "3", "1"),
        ("3.3ha", "area", "33000", "1000"),
        ("15㎡", "area", "15", "1"),
        ("1,000,000", NUMBER, "1000000", "1"),
    ],
)
def test_rates_counts_and_bare_numbers_keep_their_kind(text: str, dimension: str, base: str, step: str) -> None:
    quantity = only(text)
    assert (quantity.dimension, quantity.base, quantity.step) == (dimension, Decimal(base), Decimal(step))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("’25. 1. 31.", 20250131),
        ("'22.9월", 20220900),
        ("’24.12.31.", 20241231),
        ("’24년", 20240000),
        ("2024년도", 20240000),
        ("2023년 8월 21일", 20230821),
        ("2024. 3. 1.", 20240301),
        ("2024.06.30.", 20240630),
        ("2023. 8월", 20230800),
        ("5월 3일", 503),
        ("’98년", 19980000),
    ],
)
def test_date_is_one_date_and_no_figure(text: str, value: int) -> None:
    quantity = only(text)
    assert (quantity.dimension, quantity.value, quantity.text) == (DATE, value, text)


def test_year_and_count_in_one_sentence_are_told_apart() -> None:
    assert [(found.dimension, found.text) for found in read_quantities("2024년 3월 기준 12명")] == [
        (DATE, "2024년 3월"),
        ("count:명", "12명"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "☎ 02-123-4567",
        "031-1234-5678",
        "제3조",
        "제12조의2",
        "제 3 항",
        "제2회 추가경정예산",
        "1) 가람시 현황",
        "2. 추진계획",
        "1-2. 세부계획",
        "가람시3)",
        "10:30",
        "https://garam.example/board/1234",
        "A4",
        "COVID-19",
        "가람시의회",
    ],
)
def test_number_that_counts_nothing_is_left_alone(text: str) -> None:
    assert read_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("약 130억원", Qualifier.ABOUT),
        ("대략 30명", Qualifier.ABOUT),
        ("130억원 정도", Qualifier.ABOUT),
        ("13억여원", Qualifier.AND_MORE),
        ("130억원 내외", Qualifier.ABOUT),
        ("130억원", Qualifier.NONE),
        ("계약 130억원", Qualifier.NONE),
        ("100명 이상", Qualifier.AT_LEAST),
        ("100명이상", Qualifier.AT_LEAST),
        ("최소 100명", Qualifier.AT_LEAST),
        ("10% 이하", Qualifier.AT_MOST),
        ("30일 이내", Qualifier.AT_MOST),
        ("최대 2억원", Qualifier.AT_MOST),
        ("5억원 초과", Qualifier.OVER),
        ("18세 미만", Qualifier.UNDER),
    ],
)
def test_words_around_a_figure_say_how_exact_it_is(text: str, qualifier: Qualifier) -> None:
    assert only(text).qualifier is qualifier


@pytest.mark.parametrize(
    ("text", "dimension", "base"),
    [
        ("100여명", "count:명", 100),
        ("25만여명", "count:명", 250_000),
        ("50여억원", MONEY, 5_000_000_000),
    ],
)
def test_odd_few_takes_nothing_from_the_figure(text: str, dimension: str, base: int) -> None:
    quantity = only(text)
    assert (quantity.dimension, quantity.base, quantity.qualifier) == (dimension, base, Qualifier.AND_MORE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("예산 1,200백만원 중 600백만원(50.0%)을 집행", ["1,200백만원", "600백만원", "50.0%"]),
        ("12억원과 3억원", ["12억원", "3억원"]),
        ("1,200만원,300만원", ["1,200만원", "300만원"]),
        ("1인당 3만원", ["3만원"]),
        ("10명 중 3명", ["10명", "3명"]),
        ("12억 3억", ["12억", "3억"]),
    ],
)
def test_every_figure_of_a_sentence_is_found_in_order(text: str, found: list[str]) -> None:
    assert [quantity.text for quantity in read_quantities(text)] == found


@pytest.mark.parametrize(
    ("cell", "unit", "base"),
    [
        ("(감)587,080", "천원", -587_080_000),
        ("1,200", "천원", 1_200_000),
        ("  1,200 ", "백만원", 1_200_000_000),
        ("(500)", "천원", 500_000),
        ("500(12.3%)", "천원", 500_000),
        ("12명", "천원", 12),
        ("29.5억", "천원", 2_950_000_000),
        ("약 120", "명", 120),
        ("▲3", "%p", -3),
        ("1,200", "모르는단위", 1200),
        ("-500", "천원", -500_000),
    ],
)
def test_cell_takes_its_unit_from_elsewhere_unless_it_has_its_own(cell: str, unit: str, base: int) -> None:
    quantity = read_cell(cell, unit)
    assert quantity is not None
    assert quantity.base == base


@pytest.mark.parametrize("cell", ["", "-", "없음", "신규", "’25. 1. 31.", "가람과 3명", "2024년 3월"])
def test_cell_of_words_or_a_date_holds_no_figure(cell: str) -> None:
    assert read_cell(cell, "천원") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("약 130억", "12,997,080천원", True),
        ("79억", "12,997,080천원", False),
        ("12,997백만원", "12,997,080천원", True),
        ("12,998백만원", "12,997,080천원", False),
        ("129억원", "130억원", False),
        ("130억원", "13,000백만원", True),
        ("△3명", "3명", False),
        ("46%", "46.1%", True),
        ("46.1%", "46.2%", False),
        ("3%", "3%p", False),
        ("3명", "3건", False),
        ("3명", "3인", True),
        ("3개사", "3개소", True),
        ("4만 5천건", "45,210건", True),
        ("4만 5천건", "46,210건", False),
        ("’24. 3. 1.", "2024년 3월", True),
        ("’24. 3. 1.", "2024년 4월", False),
        ("’24년", "2023년", False),
        ("’24년", "2024명", False),
    ],
)
def test_figures_agree_within_the_coarser_rounding_either_way_round(one: str, other: str, same: bool) -> None:
    assert agrees(only(one), only(other)) is same
    assert agrees(only(other), only(one)) is same


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=1, allow_nan=False) | st.integers(0, 10**10).map(Decimal)
SIGNS = st.sampled_from(["", "△", "▲", "+", "(증)", "(감)"])
SINGLE_UNITS = st.sampled_from(
    ["원", "천원", "만원", "백만원", "천만원", "억원", "조원", "%", "%p", "명", "건", "개소", "회", "㎡", "ha"]
)
FRAMES = st.sampled_from(["{}", "예산은 {}이며", "({})", "총 {}을 편성", "가람시: {}", "- {} ", "전년 대비 {} 증감"])


@given(AMOUNTS, SINGLE_UNITS, SIGNS, FRAMES, st.integers(0, 50))
def test_amount_written_in_a_unit_is_read_back(amount: Decimal, unit: str, sign: str, frame: str, offset: int) -> None:
    written = f"{sign}{amount:,}{unit}"
    text = frame.format(written)
    (quantity,) = read_quantities(text, offset)
    signed = -amount if sign in {"△", "▲", "(감)"} else amount
    assert (quantity.value, quantity.base) == (signed, signed * UNITS[unit].size)
    assert quantity.step == UNITS[unit].size / 10 ** -int(amount.as_tuple().exponent)
    assert quantity.span.start == offset + text.find(written)
    assert quantity.text == written


@given(st.integers(1, 10**16 - 1), st.booleans(), st.sampled_from(["", " "]))
def test_amount_written_in_powers_is_read_back(amount: int, commas: bool, gap: str) -> None:
    parts = [(amount // 10**12, "조"), (amount // 10**8 % 10**4, "억"), (amount // 10**4 % 10**4, "만"), (amount % 10**4, "")]
    pieces = [f"{part:,}{name}" if commas else f"{part}{name}" for part, name in parts if part]
    assert only(gap.join(pieces) + "원").base == amount


@given(st.integers(1, 9999))
def test_small_powers_are_read_back(amount: int) -> None:
    pieces = "".join(
        f"{digit}{name}" for digit, name in zip(f"{amount:04d}", ["천", "백", "십", ""], strict=True) if digit != "0"
    )
    assert only(f"3억 {pieces}만원").base == 3 * 10**8 + amount * 10**4


@given(st.integers(2000, 2068), st.integers(1, 12), st.integers(1, 28), st.booleans())
def test_date_is_read_back_in_both_ways_of_writing(year: int, month: int, day: int, short: bool) -> None:
    text = f"’{year % 100:02d}. {month}. {day}." if short else f"{year}년 {month}월 {day}일"
    assert only(f"{text} 기준").value == year * 10000 + month * 100 + day


@given(st.text(alphabet="0123456789,.억만천백조원명%p△-~()’'년월 \n가의", max_size=40), st.integers(0, 1000))
def test_spans_lie_in_order_apart_and_on_the_text(text: str, offset: int) -> None:
    end = offset
    for quantity in read_quantities(text, offset):
        assert end <= quantity.span.start < quantity.span.end <= offset + len(text)
        assert text[quantity.span.start - offset : quantity.span.end - offset] == quantity.text
        assert quantity.step > 0
        end = quantity.span.end


@given(st.text(alphabet="0123456789,.억만천원명%△’년월", min_size=1, max_size=15))
def test_every_figure_agrees_with_itself(text: str) -> None:
    assert all(agrees(quantity, quantity) for quantity in read_quantities(text))
