"""The ends of a range are read in one unit, the lower as from, the upper as to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Qualifier
from ingest.figures import read_quantities
from ingest.units import DATE


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10~15%", (10, "ratio"), (15, "ratio")),
        ("1.6~1.7% 상승", ("1.6", "ratio"), ("1.7", "ratio")),
        ("3-5명", (3, "count:명"), (5, "count:명")),
        ("15-29세 청년", (15, "count:세"), (29, "count:세")),
        ("35~70㎡", (35, "area"), (70, "area")),
        ("100만~200만원", (1_000_000, "money"), (2_000_000, "money")),
        ("100~200만원", (1_000_000, "money"), (2_000_000, "money")),
        ("3∼5억원", (300_000_000, "money"), (500_000_000, "money")),
        ("10~15억", (1_000_000_000, "money"), (1_500_000_000, "money")),
        ("1억~1억 5천만원", (100_000_000, "money"), (150_000_000, "money")),
        ("10~30만명", (100_000, "count:명"), (300_000, "count:명")),
        ("300명에서 500명까지", (300, "count:명"), (500, "count:명")),
    ],
)
def test_both_ends_are_in_the_unit_of_the_upper(text: str, low: tuple[int | str, str], high: tuple[int | str, str]) -> None:
    one, other = read_quantities(text)
    assert (one.base, one.dimension, one.qualifier) == (Decimal(low[0]), low[1], Qualifier.FROM)
    assert (other.base, other.dimension, other.qualifier) == (Decimal(high[0]), high[1], Qualifier.TO)


@pytest.mark.parametrize(
    "text",
    ["380,000 - 380,000", "300명에서 500명으로 늘어", "5,000 3,000", "80% 이상 ~ 90% 미만", "500명~300명", "3명~5건"],
)
def test_what_only_looks_like_a_range_is_none(text: str) -> None:
    assert not {Qualifier.FROM, Qualifier.TO} & {quantity.qualifier for quantity in read_quantities(text)}


@pytest.mark.parametrize(
    ("text", "months"),
    [("4∼11월", [400, 1100]), ("3-12월", [300, 1200]), ("1~12월", [100, 1200]), ("19∼22년", [20190000, 20220000])],
)
def test_months_and_years_of_a_range_are_dates(text: str, months: list[int]) -> None:
    assert [(int(found.value), found.dimension) for found in read_quantities(text)] == [(month, DATE) for month in months]


@given(
    st.integers(1, 9999),
    st.integers(1, 9999),
    st.sampled_from("~∼-"),
    st.sampled_from(["명", "%", "만원", "억원", "개소", "천원"]),
)
def test_range_is_read_like_its_ends_written_in_full(one: int, other: int, mark: str, unit: str) -> None:
    low, high = sorted((one, other + 10_000))
    short, full = (
        read_quantities(f"{low}{mark}{high}{unit}"),
        [*read_quantities(f"{low}{unit}"), *read_quantities(f"{high}{unit}")],
    )
    assert [(end.base, end.step, end.dimension) for end in short] == [(end.base, end.step, end.dimension) for end in full]
