"""Numbers that count nothing are told apart from those that do."""

from __future__ import annotations

import pytest

from ingest.figures import read_quantities


@pytest.mark.parametrize(
    "text",
    [
        "의안번호 제1234호",
        "의안번호 : 1,234",
        "지방재정법 18조 3항",
        "「지방재정법」 제18조제3항",
        "제3자",
        "제2서울핀테크랩",
        "[12화학Ⅱ01-01]",
        "123-45-67890",
        "4차 산업혁명",
        "2단계",
        "1분기",
        "2학기",
        "6호선",
        "3급",
        "4·19민주묘지",
        "1:1 맞춤",
        "12쪽 참조",
        "p. 12",
        "pp.12-15",
        "- 12 -",
        "관람객 1인당 평균",
        "강좌 1개당 수강인원",
    ],
)
def test_number_that_counts_nothing_is_none(text: str) -> None:
    assert read_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("과제 3건", 3),
        ("18조 3,000억원", 18_300_000_000_000),
        ("총 120쪽", 120),
        ("3급 12명", 12),
        ("2단계 90,000천원", 90_000_000),
        ("13개대학", 13),
        ("130개업체", 130),
        ("16층", 16),
        ("80kg", 80),
        ("9가지", 9),
        ("1,074만$", 10_740_000),
        ("12,997(백만원)", 12_997_000_000),
        ("12,997 백만 원", 12_997_000_000),
        ("3,500만원", 35_000_000),
        ("587백만원(감)", -587_000_000),
        ("(순감)410,520천원", -410_520_000),
    ],
)
def test_number_that_counts_is_read(text: str, base: int) -> None:
    assert [quantity.base for quantity in read_quantities(text)] == [base]


def test_sign_in_brackets_belongs_to_the_number_behind_it() -> None:
    assert [quantity.base for quantity in read_quantities("24 (감)486")] == [24, -486]


@pytest.mark.parametrize("text", ["2015개정 교육과정", "2022개정"])
def test_year_of_a_revision_counts_nothing(text: str) -> None:
    assert [quantity.unit for quantity in read_quantities(text)] in ([], [""])


def test_price_of_one_and_what_it_is_multiplied_by_stand_each_by_itself() -> None:
    found = read_quantities("3,309천원 X 2명 X 11개월")
    assert [(quantity.base, quantity.dimension) for quantity in found] == [
        (3_309_000, "money"),
        (2, "count:명"),
        (11, "count:개월"),
    ]
