"""What is said of one thing in other roundings, by a relative year, or beside its aim."""

from __future__ import annotations

import pytest

from assistant.checking.draft import check_text
from index.intake import take_in
from index.library import open_library

GRANT = """2024회계연도 출연동의안 검토보고
2023. 11. 6.

Ⅰ. 소요예산
○ 출연금액 : 12,997,080천원
Ⅱ. 검토의견
○ 2024회계연도 출연금(129억 9천7백만원)은 전년도 최종출연금 80억 8천9백만원 대비 49억 8백만원(60.7%) 증가한 규모임.
○ 찾아가는 디지털교실은 2023년도에 7,236명을 교육하여 목표를 넘긴 것으로 적혀 있음.
Ⅲ. 실적
(단위 : 명)
구 분\t2021년\t2022년
고령층 교육 수혜자\t8,323\t16,662
"""


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grant")
    (folder / "검토보고.txt").write_text(GRANT, encoding="utf-8")
    library = open_library(tmp_path_factory.mktemp("alike"), "kiwi")
    list(take_in(library, sorted(folder.iterdir())))

    def of(text: str, figure: str) -> str:
        found = check_text(library, text).findings
        return next(finding.verdict.value for finding in found if finding.text == figure)

    yield of
    library.close()


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("12,997백만원", "verified"),
        ("12,997,080천원", "verified"),
        ("130억 원", "verified"),
        ("12,997,081천원", "not_found"),  # finer than what is stated, and nowhere
        ("129억원", "verified"),  # cut off, not rounded, which is said
        ("79억원", "contradicted"),
        ("12,998백만원", "contradicted"),
    ],
)
def test_a_sum_agrees_within_the_rounding_shown(verdict, figure, expected):
    assert verdict(f"2024년도 출연금은 {figure}이다.", figure) == expected


def test_the_year_before_is_that_of_the_column(verdict):
    text = "고령층 교육 수혜자는 2022년 16,662명으로 전년 8,323명보다 늘었다."
    assert verdict(text, "8,323명") == "verified"
    assert verdict(text.replace("8,323", "8,332"), "8,332명") == "contradicted"


def test_what_is_held_against_an_aim_is_no_aim(verdict):
    assert verdict("찾아가는 디지털교실은 2023년에 7,236명을 교육하여 목표 7,000명을 넘었다.", "7,236명") == "verified"
