"""Amounts behind their products: they take the unit of the price, and nothing else does."""

from __future__ import annotations

import pytest

from ingest.figures import read_quantities
from ingest.products import with_units_of_products


def _read(text: str, offset: int = 0) -> list[tuple[str, int]]:
    found = with_units_of_products(text, offset, read_quantities(text, offset))
    return [(quantity.unit, int(quantity.base)) for quantity in found]


@pytest.mark.parametrize("offset", [0, 100])
@pytest.mark.parametrize(
    "text",
    ["3,309천원 X 2명 X 11개월 72,798", "3,309천원 × 2명 × 11개월 = 72,798", "3,309천원 x 2명 * 11개월 : 72,798"],
)
def test_result_is_in_the_unit_of_the_price(text, offset):
    assert _read(text, offset)[-1] == ("천원", 72_798_000)


@pytest.mark.parametrize(
    "text",
    [
        "3,309천원 X 2명 X 11개월 99,999",  # not what they make
        "3,309천원 2명 11개월 72,798",  # no product
        "30명 X 2회 60",  # no price
        "3,309천원 72,798",
    ],
)
def test_other_numbers_stay_bare(text):
    assert _read(text)[-1][0] == ""


def test_slip_within_a_hundredth_is_still_the_result():
    assert _read("3,309천원 X 2명 X 11개월 72,800")[-1] == ("천원", 72_800_000)
