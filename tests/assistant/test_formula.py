"""A formula proves what its operands give, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.formula import Result, proven, results

MILLION = 10**6
KNOWN = frozenset({Decimal(2565 * MILLION), Decimal(1756 * MILLION), Decimal(120)})
CHANGE = "2,565백만원 - 1,756백만원 = 809백만원, 809백만원 ÷ 1,756백만원 × 100 = 46.07%"


def test_a_change_proves_difference_and_rate() -> None:
    found = proven(CHANGE, KNOWN, listed=0)
    assert Result("money", Decimal(809 * MILLION)) in found
    assert any(item.dimension == "ratio" and abs(item.base - Decimal("46.07")) < Decimal("0.01") for item in found)


@pytest.mark.parametrize(
    "formula",
    [
        "1 + 1 = 2",  # operands that no source states
        "2,565백만원 - 1,756백만원 = 810백만원",  # a wrong result
        "2,565백만원 - 1,756백만원 = 809백만원, 809 ÷ 1,756 × 100 = 64.07%",
        "2,565백만원 - 1,756백만원",
        "합계",
    ],
)
def test_what_does_not_come_out_proves_nothing(formula: str) -> None:
    assert proven(formula, KNOWN, listed=0) == frozenset()


def test_no_change_is_a_result_too() -> None:
    assert proven("120명 - 120명 = 0명", KNOWN, listed=0) == {Result("count:명", Decimal(0))}


@pytest.mark.parametrize(
    ("formula", "listed", "found"), [("항목 수: 4", 4, {Result("count:건", Decimal(4))}), ("항목 수: 5", 4, set())]
)
def test_a_count_proves_how_many_were_listed(formula: str, listed: int, found: set[Result]) -> None:
    assert proven(formula, (), listed) == found


def test_results_are_what_each_part_comes_to() -> None:
    found = results("3명 + 4명 = 7명, 7명 ÷ 2 = 3.5명")
    assert [(item.base, item.dimension) for item in found] == [(Decimal(7), "count:명"), (Decimal("3.5"), "count:명")]


def test_rounded_result_is_proven_as_it_is_told() -> None:
    """8,596.7백만원, and its reading in plain words, which is finer than the rounding."""
    known = [Decimal(amount) * 10**6 for amount in (7_850, 8_640, 9_300)]
    proof = proven("7,850백만원 + 8,640백만원 + 9,300백만원 = 25,790백만원, 25,790백만원 ÷ 3 = 8,596.7백만원", known, 0)
    assert Result("money", Decimal("8596700000")) in proof
