"""Columns that follow from others: differences, growth, rates, shares, formulas of headers, prices."""

from __future__ import annotations

import pytest

from tests.ingest.audit.tables import told

MONEY = "(단위: 천원)"

DIFFERENCE = [
    ["구분", "2023년", "2024년", "증감"],
    ["가", "1,000", "1,500", "500"],
    ["나", "2,000", "1,200", "△800"],
    ["다", "700", "900", "200"],
]
GROWTH = [
    ["구분", "2023년", "2024년", "증감률(%)"],
    ["가", "1,000", "1,500", "50.0"],
    ["나", "2,000", "1,200", "△40.0"],
    ["다", "700", "900", "28.6"],
    ["라", "-", "300", "순증"],
]
RATE = [
    ["사업", "예산현액", "집행액", "집행률(%)"],
    ["가", "8,000", "6,150", "76.9"],
    ["나", "9,100", "3,300", "36.3"],
    ["다", "4,700", "4,700", "100.0"],
]
SHARE = [
    ["연령", "이용자", "비중"],
    ["청년", "2,310", "23.1%"],
    ["중년", "4,270", "42.7%"],
    ["노년", "3,420", "34.2%"],
    ["계", "10,000", "100.0%"],
]
FORMULA = [
    ["사업", "본예산(a)", "이월(b)", "예산현액(A=a+b)"],
    ["가", "1,000", "300", "1,300"],
    ["나", "2,000", "-", "2,000"],
    ["다", "4,000", "50", "4,050"],
]
PRICE = [
    ["품목", "단가", "수량", "금액"],
    ["책상", "150", "12", "1,800"],
    ["의자", "80", "30", "2,400"],
    ["화이트보드", "95", "4", "380"],
]
FLOW = [
    ["구분", "2022년말", "증가", "감소", "2023년말"],
    ["가", "5,000", "700", "300", "5,400"],
    ["나", "1,000", "200", "900", "300"],
]
BRACKETS = [
    ["사업", "예산현액", "지출액(집행률)"],
    ["가", "8,000", "6,150(76.9)"],
    ["나", "9,100", "3,300(36.3)"],
    ["다", "4,700", "900(19.1)"],
]

# The table, where a figure is changed and to what, and what the audit then says.
CASES = {
    "difference": (DIFFERENCE, 3, 3, "250", ("250", "200천원")),
    "growth": (GROWTH, 2, 3, "△44.0", ("△44.0", "△40.0%")),
    "rate": (RATE, 2, 3, "39.3", ("39.3", "36.3%")),
    "share": (SHARE, 2, 1, "4,970", ("4,970", "4,270명")),
    "formula": (FORMULA, 3, 3, "4,500", ("4,500", "4,050천원")),
    "price": (PRICE, 2, 3, "2,900", ("2,900", "2,400천원")),
    "flow": (FLOW, 2, 4, "800", ("800", "300천원")),
    "brackets": (BRACKETS, 3, 2, "900(29.1)", ("29.1", "19.1%")),
}


@pytest.mark.parametrize("name", CASES)
def test_what_follows_from_its_columns_gives_no_finding(name):
    rows, *_ = CASES[name]
    assert told(rows, "(단위: 명)" if name == "share" else MONEY) == []


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_is_named_with_what_it_would_have_to_be(name):
    rows, row, column, text, said = CASES[name]
    changed = [[*cells] for cells in rows]
    changed[row][column] = text
    assert told(changed, "(단위: 명)" if name == "share" else MONEY) == [said]


def test_rates_that_are_cut_off_are_no_mistakes():
    rows = [
        ["사업", "예산", "집행", "집행률(%)"],
        ["가", "3,000", "2,000", "66.6"],
        ["나", "7,000", "4,000", "57.1"],
        ["다", "9,000", "5,000", "55.5"],
    ]
    assert told(rows, MONEY) == []


def test_amounts_that_are_shown_rounded_allow_what_they_may_be():
    rows = [
        ["사업", "예산현액", "집행액", "집행률(%)"],
        ["가", "18", "9", "51.2"],
        ["나", "710", "73", "10.3"],
        ["다", "667", "80", "12.0"],
    ]
    assert told(rows, "(단위: 백만원)") == []


def test_shares_of_those_asked_may_be_more_than_the_whole():
    rows = [
        ["불편(복수응답)", "응답", "비율(%)"],
        ["전체", 400, "100.0"],
        ["주차", 220, "55.0"],
        ["소음", 180, "45.0"],
        ["먼지", 90, "22.5"],
    ]
    assert told(rows, "(단위: 명)") == []
