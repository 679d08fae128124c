"""The kill test in short; `python -m benchmarks.kill` makes the two hundred deaths of it."""

from __future__ import annotations

from benchmarks.kill import kill, report
from benchmarks.killing.work import SCENARIOS


def test_whatever_is_killed_leaves_a_whole_library() -> None:
    deaths = kill(3 * len(SCENARIOS), seed=4, documents=6)
    assert {death.scenario for death in deaths} == set(SCENARIOS)
    assert [death for death in deaths if death.left.wrong] == []
    assert sum(death.killed for death in deaths) > len(deaths) / 2  # the instants lie within the work
    assert f"{len(deaths)} of {len(deaths)} were whole" in report(deaths, 4, "a machine", 1.0)
