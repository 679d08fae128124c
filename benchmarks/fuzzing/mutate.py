"""One mutation of one sample: the same for the same format and number, wherever it is made."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from random import Random

from benchmarks.fuzzing.hwp import mutate_hwp
from benchmarks.fuzzing.markup import mutate_markup
from benchmarks.fuzzing.octets import Mutation, mutate_octets
from benchmarks.fuzzing.pdf import mutate_pdf
from benchmarks.fuzzing.zips import mutate_zip

SEED = 20241121
MUTATIONS: dict[str, Mutation] = {
    "text": lambda content, chance: chance.choice((mutate_octets, mutate_markup))(content, chance),
    "html": mutate_markup,
    "pdf": mutate_pdf,
    "hwp": mutate_hwp,
    "hwpx": mutate_zip,
    "docx": mutate_zip,
    "xlsx": mutate_zip,
}


def mutated(samples: Path, format: str, number: int) -> bytes:
    """The mutation with this number of the samples in `samples/format`, taken in turn."""
    found = _samples(samples / format)
    return MUTATIONS[format](found[number % len(found)], Random(f"{SEED}/{format}/{number}"))


@lru_cache(maxsize=8)
def _samples(folder: Path) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(folder.iterdir()))
