"""Columns proven by the header's own formulas, where a figure of the document is wrong."""

from __future__ import annotations

from decimal import Decimal

from ingest.header_solver import solve

HEADER = ["’25년예산", "’24년예산", "본예산(a)", "이월(b)", "예산현액(A=a+b)"]
PATHS = [("’25년예산", "본예산(a)"), ("’25년예산", "이월(b)"), ("’25년예산", "예산현액(A=a+b)"), ("’24년예산",)]


def rows(*values: tuple[int, ...]) -> list[list[Decimal | None]]:
    return [[Decimal(value) for value in row] for row in values]


def solved(body: list[list[Decimal | None]]) -> list[tuple[str, ...]]:
    return solve(HEADER, body, [[False] * 4 for _ in body])


def test_formulas_that_hold_in_every_row_prove_the_columns():
    assert solved(rows((100, 20, 120, 90), (300, 40, 340, 70))) == PATHS


def test_one_wrong_figure_does_not_cost_the_table_its_columns():
    assert solved(rows((100, 20, 120, 90), (300, 40, 340, 70), (500, 60, 999, 80))) == PATHS


def test_as_many_rows_against_as_for_it_prove_nothing():
    assert solved(rows((100, 20, 120, 90), (500, 60, 999, 80))) == []
