"""The time left: nothing is told before anything was measured, then by kind and size."""

from __future__ import annotations

import pytest

from index.pace import Pace


def test_nothing_is_told_before_anything_was_measured() -> None:
    assert Pace().left((".pdf", 100, 1.0), [(".txt", 100)]) is None


def test_a_file_takes_as_long_as_others_of_its_kind_and_size() -> None:
    pace = Pace()
    pace.note(".pdf", 1000, 10.0)
    pace.note(".txt", 1000, 1.0)
    assert pace.expect(".PDF", 500) == pytest.approx(5.0)
    assert pace.expect(".txt", 500) == pytest.approx(0.5)
    assert pace.expect(".hwp", 2000) == pytest.approx(11.0)  # of a kind that was not met: as all together


def test_what_the_file_at_hand_took_already_is_not_left() -> None:
    pace = Pace()
    pace.note(".txt", 100, 10.0)
    assert pace.left((".txt", 100, 4.0), [(".txt", 50)]) == pytest.approx(11.0)
    assert pace.left((".txt", 100, 40.0), []) == 0.0
