"""Money in plain words, and particles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.money import krw, plain_reading
from assistant.particles import with_particle
from ingest.figures import agrees, read_quantities


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("12,997,080천원", "129억 9,708만 원"),
        ("12,997,084천원", "약 129억 9,708만 원"),
        ("401,919천원", "약 4억 192만 원"),
        ("2,500,000천원", "25억 원"),
        ("1,250,000백만원", "1조 2,500억 원"),
        ("9,999원", ""),
        ("△340천원", "△34만 원"),
        ("30명", ""),
    ],
)
def test_plain_reading(text, reading):
    assert plain_reading(read_quantities(text)[0]) == reading


@given(st.integers(min_value=10, max_value=10**10))
def test_plain_reading_agrees_with_what_it_reads(thousands):
    quantity = read_quantities(f"{thousands:,}천원")[0]
    again = read_quantities(plain_reading(quantity))[0]
    assert agrees(quantity, again)
    assert abs(krw(again) - krw(quantity)) <= 5000


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("출연금", "출연금은"),
        ("예산", "예산은"),
        ("예비비", "예비비는"),
        ("출연금(2022년)", "출연금(2022년)은"),
        ("기본경비(3,000백만원(30억 원))", "기본경비(3,000백만원(30억 원))는"),
        ("‘사업비’", "‘사업비’는"),
        ("CES 2022", "CES 2022는"),
        ("서비스 개발", "서비스 개발은"),
    ],
)
def test_particles(word, wanted):
    assert with_particle(word, "은", "는") == wanted
