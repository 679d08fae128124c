"""Totals: found wrong where the table proves how it adds up, and nowhere else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.audit.tables import findings_of, told, won

MONEY = "(단위: 천원)"


def test_a_total_that_is_not_the_sum_of_its_row_is_named():
    rows = [
        ["구분", "2020년", "2021년", "2022년", "합계"],
        ["신규 강좌 (식)", 3, 2, 1, 5],
        ["수강 인원 (명)", 384, 572, 707, 1663],
    ]
    assert told(rows) == [("5", "6식")]


def test_the_formula_and_its_operands_are_shown():
    rows = [
        ["구분", "2020년", "2021년", "2022년", "합계"],
        ["신규 강좌 (식)", 3, 2, 1, 5],
        ["수강 인원 (명)", 384, 572, 707, 1663],
    ]
    (finding,) = findings_of(rows)
    assert finding.formula == "3 + 2 + 1 = 6식 (적힌 값 5식)"
    assert (finding.row, finding.column, len(finding.operands)) == ("신규 강좌 (식)", "합계", 3)


def test_a_part_that_breaks_its_row_and_its_column_is_the_one_named():
    rows = [
        ["구분", "계", "국비", "시비"],
        ["도로 정비", "1,500", "1,000", "500"],
        ["하천 정비", "2,600", "1,700", "800"],
        ["공원 조성", "900", "400", "500"],
        ["합계", "5,000", "3,200", "1,800"],
    ]
    (finding,) = findings_of(rows, MONEY)
    assert (finding.quantity.text, finding.expected_text, finding.likely) == ("1,700", "1,800천원", True)


def test_subtotals_stand_for_their_parts():
    rows = [
        ["분야", "사업", "예산액"],
        ["복지", "소계", "3,000"],
        ["", "경로당", "1,000"],
        ["", "돌봄", "2,000"],
        ["교통", "소계", "5,500"],
        ["", "버스", "5,000"],
        ["", "주차", "500"],
        ["합계", "", "8,500"],
    ]
    assert told(rows, MONEY) == []
    rows[4][2] = "5,900"
    assert told(rows, MONEY) == [("5,900", "5,500천원")]


def test_rounded_parts_may_miss_their_total_by_what_rounding_explains():
    rows = [
        ["구분", "2023년", "2024년"],
        ["가", "1,333", "2,100"],
        ["나", "1,333", "3,100"],
        ["다", "1,333", "4,200"],
        ["계", "4,000", "9,400"],
    ]
    assert told(rows, "(단위: 백만원)") == []
    rows[4][1] = "4,010"
    assert told(rows, "(단위: 백만원)") == [("4,010", "3,999백만원")]


def test_means_rates_and_running_sums_are_no_totals():
    rows = [
        ["구분", "2021년", "2022년", "누계", "평균"],
        ["상담 (건)", 10, 20, 95, 15],
        ["방문 (건)", 30, 50, 300, 40],
        ["1인당 상담 (건)", "1.5", "2.5", "4.0", "2.0"],
    ]
    assert told(rows) == []


def test_what_is_counted_twice_or_only_in_part_is_left_alone():
    rows = [["과정", "신청자", "수료자"], ["요가", 50, 40], ["서예", 30, 20], ["계(중복 제외)", 71, 55]]
    assert told(rows, "(단위: 명)") == []


def test_a_total_over_an_amount_that_is_not_a_number_is_left_alone():
    rows = [["사업", "예산"], ["도로", "1,000"], ["하천", "미정"], ["공원", "2,000"], ["계", "3,500"]]
    assert told(rows, MONEY) == []


def test_a_total_that_adds_up_in_no_column_proves_nothing():
    rows = [["구분", "2023년", "2024년"], ["가", "1,000", "2,000"], ["나", "3,000", "4,000"], ["계", "9,000", "9,500"]]
    assert told(rows, MONEY) == []


AMOUNTS = st.lists(st.lists(st.integers(1_000, 900_000), min_size=3, max_size=3), min_size=3, max_size=6)


def made(parts: list[list[int]]) -> list[list[object]]:
    """A table with totals of its rows and of its columns."""
    body = [[f"{number}번 사업", sum(row), *row] for number, row in enumerate(parts, start=1)]
    totals = [sum(column) for column in zip(*(row[1:] for row in body), strict=True)]
    return [
        ["사업명", "합계", "국비", "시비", "구비"],
        *([row[0], *map(won, row[1:])] for row in body),
        ["계", *map(won, totals)],
    ]


@given(AMOUNTS)
@settings(max_examples=30, deadline=None)
def test_a_table_that_adds_up_gives_no_finding(parts):
    assert told(made(parts), MONEY) == []


@given(AMOUNTS, st.data())
@settings(max_examples=30, deadline=None)
def test_a_digit_that_was_changed_gives_one(parts, data):
    rows = made(parts)
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(1, 4))
    text = str(rows[row][column])
    at = data.draw(st.sampled_from([n for n, letter in enumerate(text[:-1]) if letter.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    rows[row][column] = f"{text[:at]}{digit}{text[at + 1 :]}"
    findings = findings_of(rows, MONEY)
    assert [(finding.quantity.text, finding.likely) for finding in findings] == [(rows[row][column], True)]


def test_persons_counted_once_do_not_add_up():
    """실인원: who came to two places is one of each, and one of all."""
    rows = [
        ["시설", "이용 건수", "실인원", "수입"],
        ["계", "2,410", "1,880", "64,300"],
        ["체육관", "1,200", "1,050", "33,100"],
        ["수영장", "810", "700", "21,900"],
        ["테니스장", "400", "330", "9,300"],
    ]
    assert told(rows) == []
    named_otherwise = [[*rows[0][:2], "회원", rows[0][3]], *rows[1:]]
    assert told(named_otherwise) == [("1,880", "2,080")]
