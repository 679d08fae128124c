"""Shares, percentiles and their intervals, against values worked out by hand and an independent drawing."""

from __future__ import annotations

import random

import numpy as np
import pytest

from eval.result import Counted, Result
from eval.statistics import differences, intervals, percentile_of, share_of, values


def result(id: int, right: bool, milliseconds: float = 1.0, quotes: Counted | None = None) -> Result:
    measures = {"answered_right": Counted(right, 1)} | ({"quotes_verbatim": quotes} if quotes else {})
    return Result(f"q{id}", "질문", "figure", "", (), "", right, False, 0.5, milliseconds, measures=measures)


def test_a_share_is_the_sum_of_parts_over_the_sum_of_wholes():
    share = share_of([1, 0, 2], [1, 0, 4])
    drawn = np.array([[1, 1, 1], [4, 0, 0], [0, 3, 0], [0, 0, 2]], float)
    assert share(drawn)[[0, 1, 3]].tolist() == [0.6, 1.0, 0.5]
    assert np.isnan(share(drawn)[2])  # nothing to measure was drawn


@pytest.mark.parametrize(("share", "wanted"), [(0.5, [20, 30, 10]), (0.95, [30, 30, 10])])
def test_a_percentile_is_by_nearest_rank_of_what_was_drawn(share, wanted):
    times = percentile_of([30.0, 10.0, float("nan"), 20.0], share)
    assert times(np.array([[1, 1, 1, 1], [3, 1, 0, 0], [0, 2, 5, 0]], float)).tolist() == wanted


def test_a_question_that_was_not_asked_took_no_time():
    results = [result(0, True, 30.0), result(1, True, 10.0), result(2, False, 0.0)]
    assert values(results)["latency_p50"] == 10.0 and values(results)["answered_right"] == pytest.approx(2 / 3)


def test_values_are_those_of_the_run_and_intervals_hold_them():
    results = [result(number, number % 4 > 0, number + 1, Counted(number, 10) if number else None) for number in range(40)]
    found = intervals(results)
    assert found["answered_right"].value == values(results)["answered_right"] == 0.75
    assert found["quotes_verbatim"].value == sum(range(40)) / 390
    assert found["latency_p50"].value == 20
    assert all(one.low <= one.value <= one.high for one in found.values())


def test_an_interval_is_that_of_an_independent_drawing():
    rights = [number % 5 > 0 for number in range(200)]
    generator = random.Random(7)
    means = sorted(sum(generator.choices(rights, k=200)) / 200 for _ in range(4000))
    found = intervals([result(number, right) for number, right in enumerate(rights)])["answered_right"]
    assert found.low == pytest.approx(means[100], abs=0.011)
    assert found.high == pytest.approx(means[3900], abs=0.011)


def test_an_interval_is_the_same_every_time():
    results = [result(number, number % 3 > 0) for number in range(50)]
    assert intervals(results) == intervals(results)


def test_where_every_question_counts_the_same_the_interval_is_a_point():
    assert intervals([result(number, True) for number in range(9)])["answered_right"] == (1.0, 1.0, 1.0)


def test_a_difference_of_pairs_is_surer_than_two_intervals():
    # 20 of 200 questions became right and none wrong: each run's interval is some 13 points wide, the difference's 8.
    before = [result(number, number < 100) for number in range(200)]
    after = [result(number, number < 120) for number in range(200)]
    grown = differences(before, after)["answered_right"]
    assert grown.value == pytest.approx(0.1)
    assert 0.05 < grown.low < grown.high < 0.15
    assert intervals(before)["answered_right"].high > intervals(after)["answered_right"].low


def test_a_thousand_questions_take_less_than_two_seconds():
    import time

    results = [result(number, number % 3 > 0, number, Counted(number % 7, 7)) for number in range(1000)]
    start = time.process_time()
    intervals(results)
    assert time.process_time() - start < 2
