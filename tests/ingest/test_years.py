"""Years are found however Korean writes them, and counts are not taken for years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.years import write_in_full, years_asked, years_of


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022년", (2022,)),
        ("2022년도 결산", (2022,)),
        ("’22년", (2022,)),
        ("‘22년", (2022,)),
        ("22년도 예산", (2022,)),
        ("'22.9월", (2022,)),
        ("’25. 1. 31.", (2025,)),
        ("2024. 3. 1.", (2024,)),
        ("2024회계연도", (2024,)),
        ("2024 회계연도", (2024,)),
        ("2024예산", (2024,)),
        ("2024(안)", (2024,)),
        ("2024", (2024,)),
        ("’24년말", (2024,)),
        ("’98년", (1998,)),
        ("1999년", (1999,)),
        ("’23.5~’24.2월, 2022년도", (2023, 2024, 2022)),
        ("2022, 2023년", (2022, 2023)),
        ("2024·2025년", (2024, 2025)),
        ("2022/2023년", (2022, 2023)),
        ("’24예산", (2024,)),
    ],
)
def test_year_is_found_in_every_way_of_writing(text: str, years: tuple[int, ...]) -> None:
    assert years_of(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5년",
        "20년간",
        "20년 이상",
        "10년차",
        "2,024명",
        "12,024천원",
        "1,2023",
        "120245",
        "1969년",
        "2070년",
        "24명",
        ("2000명"),
        ("2000만원"),
        ("최근 10년"),
    ],
)
def test_number_that_is_no_year_is_not_taken_for_one(text: str) -> None:
    assert years_of(text) == ()


@pytest.mark.parametrize("text", ["2024년, 2023년, 2024년", "’24년 3월과 2023년, ’24년 5월"])
def test_year_named_twice_counts_once_in_order_of_first_mention(text: str) -> None:
    assert years_of(text) == (2024, 2023)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2020~2023년 가람시 출연금", (2020, 2021, 2022, 2023)),
        ("2020∼2023년 출연금", (2020, 2021, 2022, 2023)),
        ("2023-2025 사업비", (2023, 2024, 2025)),
        ("’24~’26년 계획", (2024, 2025, 2026)),
        ("2024년과 2022년 예산 비교", (2022, 2024)),
        ("2024년 예산은?", (2024,)),
        ("예산은 얼마인가", ()),
        ("2025~2023년", (2023, 2025)),
        ("2022년부터 2024년까지 보급 실적", (2022, 2023, 2024)),
        ("’21년에서 ’23년 사이 민원", (2021, 2022, 2023)),
        ("2019년도부터 2021년도까지 예산", (2019, 2020, 2021)),
        ("2022년부터 시행, 2024년 예산", (2022, 2024)),
    ],
)
def test_range_that_is_asked_for_names_every_year_in_it(question: str, years: tuple[int, ...]) -> None:
    assert years_asked(question) == years


def test_range_too_long_to_be_meant_names_its_ends_only() -> None:
    assert years_asked("1975~2024년") == (1975, 2024)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("'22.9월", "2022.9월"),
        ("’24년 예산", "2024년 예산"),
        ("’23~’24년", "2023~2024년"),
        ("2024년 12명", "2024년 12명"),
        ("‘가람시’ 24명", "‘가람시’ 24명"),
        ("24년", "24년"),
        ("’98년 준공", "1998년 준공"),
    ],
)
def test_short_year_is_written_in_full_and_all_else_left(text: str, full: str) -> None:
    assert write_in_full(text) == full


@given(st.integers(1970, 2069), st.sampled_from(["{}년", "{}년도 예산", "{}. 3. 1.", "{}회계연도", "가람시 {}년말", "{}"]))
def test_any_full_year_is_found(year: int, frame: str) -> None:
    assert years_of(frame.format(year)) == (year,)


@given(st.integers(1970, 2069), st.sampled_from(["’{:02d}년", "'{:02d}.9월", "‘{:02d}. 3. 1.", "’{:02d}년도 예산"]))
def test_any_short_year_is_found_in_its_century(year: int, frame: str) -> None:
    assert years_of(frame.format(year % 100)) == (year,)


@given(st.integers(1970, 2050), st.integers(1, 19))
def test_any_range_names_each_of_its_years(first: int, length: int) -> None:
    assert years_asked(f"{first}~{first + length}년 예산") == tuple(range(first, first + length + 1))


@given(st.text(alphabet="0123456789’'년월.~, 도간명가", max_size=30))
def test_what_is_found_is_a_year_and_named_once(text: str) -> None:
    years = years_of(text)
    assert len(set(years)) == len(years)
    assert all(1970 <= year <= 2069 for year in years)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2025년 예산은 작년보다 얼마나 늘었나요?", (2024, 2025)),
        ("2025년 출연금의 전년 대비 증가율", (2024, 2025)),
        ("작년보다 늘었나요?", ()),
        ("2023년과 2025년을 작년보다", (2023, 2025)),
    ],
)
def test_the_year_before_is_asked_for_where_it_is_compared_with(text: str, years: tuple[int, ...]) -> None:
    assert years_asked(text) == years
