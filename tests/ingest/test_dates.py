"""Dates and periods are read in every form, and spans of time are not taken for dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import iso, read_dates
from ingest.figures import read_quantities
from ingest.units import DATE


def dates(text: str) -> list[int]:
    """The dates that a text states, all in all."""
    return [int(quantity.value) for quantity in read_quantities(text) if quantity.dimension == DATE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("’24.1말 2,497.09", [20240100]),
        ("지적 (‘11.3)", [20110300]),
        ("24. 3. 1. 개소", [20240301]),
        ("2024/03/01", [20240301]),
        ("2024-03-01", [20240301]),
        ("8. 1.(화) 10:00", [801]),
        ("9.19.(금) ~ 9.21.(일)", [919, 921]),
        ("2024. 3. 1.∼5. 31.", [20240301, 531]),
        ("(3. 11.)", [311]),
        ("22년 예산", [20220000]),
        ("20년말 시범", [20200000]),
        ("22년도 3억원", [20220000]),
        ("(’22) 51.5 → (’23) 51.8", [20220000, 20230000]),
        ("(2022) 80.0 → (2023) 81.8", [20220000, 20230000]),
        ("(2019~2022)", [20190000, 20220000]),
        ("10~30년까지", [20100000, 20300000]),
    ],
)
def test_date_is_read_in_every_form(text: str, found: list[int]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("3년마다", 3),
        ("지난 4년", 4),
        ("최근 10년", 10),
        ("20년 이상", 20),
        ("10년 이내", 10),
        ("13년간", 13),
        ("5년 동안", 5),
        ("2년으로 한다", 2),
    ],
)
def test_span_of_time_is_counted(text: str, base: int) -> None:
    (quantity,) = read_quantities(text)
    assert (quantity.base, quantity.dimension) == (base, "count:년간")


@pytest.mark.parametrize("text", ["1.6~1.7%", "3.2점", "24.5%", "10.1.2 절", "2020년 10.1건"])
def test_decimal_number_is_no_date(text: str) -> None:
    assert all(int(date) % 10000 == 0 for date in dates(text))


@pytest.mark.parametrize(("value", "said"), [(20250131, "2025-01-31"), (20250100, "2025-01"), (20250000, "2025"), (131, "")])
def test_date_is_said_as_far_as_it_is_known(value: int, said: str) -> None:
    assert iso(Decimal(value)) == said


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2039, 12, 31)), st.data())
def test_any_date_is_read_back(day: date, data: st.DataObject) -> None:
    form = data.draw(
        st.sampled_from(
            ["{0.year}. {0.month}. {0.day}.", "’{1:02d}. {0.month}. {0.day}.", "{0:%Y-%m-%d}", "{1:02d}. {0.month}. {0.day}."]
        )
    )
    text = form.format(day, day.year % 100)
    (found,) = read_dates(f"{text} 기준", 0)
    assert iso(found.value) == day.isoformat()
