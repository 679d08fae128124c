"""The parts of the load test: papers that are each another, figures that count what failed, a section that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.loading.faces import ANSWERED, NOT_TAKEN, Asked
from benchmarks.loading.papers import PAGE, write_papers
from benchmarks.loading.show import Flood, Plan, Steady, Stop, as_markdown
from benchmarks.loading.watch import Seen, by_minute, slope
from ingest.readers import read_source

SEEN = [Seen(10.0 * number, 500.0 + 5 * number, 100.0, 2 * number, 0) for number in range(13)]


def test_papers_are_each_another_of_the_size_that_was_asked_for(tmp_path: Path) -> None:
    papers = list(write_papers(tmp_path, 3))
    sources = [read_source(path) for path in papers]
    assert len({source.digest for source in sources}) == 3 and len({path.suffix for path in papers}) == 3
    assert all(4 * PAGE < len(source.text) < 24 * PAGE for source in sources)
    assert not any("가람" in source.text for source in sources)


def test_a_slope_is_megabytes_a_minute() -> None:
    assert slope(SEEN) == pytest.approx(30.0)
    assert slope(SEEN[:1]) == slope([]) == 0.0


def test_of_every_minute_the_last_look_is_told() -> None:
    assert [seen.at for seen in by_minute(SEEN)] == [50.0, 110.0, 120.0]


def test_what_failed_and_what_was_not_taken_is_told() -> None:
    good = [Asked(number, "API", ANSWERED, 100.0, 100.0, 0) for number in range(99)]
    bad = Asked(99.0, "chat", "HTTP 500", 5.0, 5.0, 0)
    again = Asked(1.0, "API", ANSWERED, 100.0, 2100.0, 1)
    late = Asked(0.0, "API", NOT_TAKEN, 1.0, 1.0, 0)
    found = as_markdown(
        "on a machine",
        Plan(50, 2.0, 24, 10.0, 200),
        Steady([*good, bad], SEEN, [], 118.0, 5.0),
        Flood([*good, again], 10.0),
        Stop([good[0], late], 2.0, 0, True, 36, 5),
    )
    for line in (
        "| errors | 1 | 1 HTTP 500 (chat) |",
        "| documents taken in | 24 of 24 | the last of them after 118 s |",
        "| told to come again | 1 times | 1 questions; the API by 429, the chat in words |",
        "| questions under way | 1 | 1 more came when none were taken any more |",
    ):
        assert line in found
