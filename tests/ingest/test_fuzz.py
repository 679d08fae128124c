"""A short run of the mutations that `benchmarks.fuzz` runs at length: every one is read or refused with a clear message."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fuzzing.mutate import mutated
from benchmarks.fuzzing.pool import run
from benchmarks.fuzzing.samples import FORMATS, write_samples

MUTATIONS = 40  # of each format; the seconds are those of the samples and of two processes with Kiwi


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "samples"
    write_samples(folder)
    return folder


@pytest.mark.parametrize("format", FORMATS)
def test_mutated_files_are_read_or_refused(samples: Path, format: str) -> None:
    tally = run(samples, format, range(MUTATIONS))
    assert tally.found == []
    assert tally.outcomes.total() == MUTATIONS and tally.outcomes["read"] > 0


def test_a_mutation_is_the_same_wherever_it_is_made(samples: Path) -> None:
    assert (
        mutated(samples, "hwp", 7)
        == mutated(samples, "hwp", 7)
        != mutated(samples, "hwp", 7 + len(list((samples / "hwp").iterdir())))
    )
