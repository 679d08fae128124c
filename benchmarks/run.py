"""Measure and write the results: `python -m benchmarks.run`, which is `make bench`."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.asking import measure_kiwi, measure_library
from benchmarks.material import write_material
from benchmarks.reading import Row, measure_readers
from eval.gold import read_gold

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "RESULTS.md"
# Real documents and questions, which lie beside the project where it is developed; the sample set elsewhere.
_SHARED = ROOT.parent / "shared"
_SAMPLE = ROOT / "eval" / "sample"


def main() -> None:
    """Measure everything, print each figure as it comes, and write `RESULTS.md`."""
    machine, rows = _machine(), []
    for row in measure():
        print(f"{row.measure}: {row.figure} ({row.material})", flush=True)
        rows.append(row)
    RESULTS.write_text(_as_markdown(machine, rows), encoding="utf-8")


def measure() -> Iterator[Row]:
    """All figures, in a folder that is gone afterwards."""
    corpus, gold = _SHARED / "corpus", _SHARED / "gold" / "dev.jsonl"
    if not (corpus.is_dir() and gold.is_file()):
        corpus, gold = _SAMPLE / "documents", _SAMPLE / "gold.jsonl"
    documents = sorted(corpus.iterdir())
    with tempfile.TemporaryDirectory() as folder:
        yield from measure_readers(write_material(Path(folder)), _SHARED / "samples")
        yield from measure_kiwi(documents)
        yield from measure_library(Path(folder) / "data", documents, read_gold(gold))


def _machine() -> str:
    """The machine in words, with what else ran on it when measuring began: a load of 0 is an idle machine."""
    load = f", load {os.getloadavg()[0]:.1f} from other work" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}{load}"


def _as_markdown(machine: str, rows: Sequence[Row]) -> str:
    lines = [
        "# Benchmark results",
        "",
        f"Written by `make bench` on {date.today():%Y-%m-%d}; {machine}. Rates and single times are the best of three runs.",
        "",
        "| measure | figure | on |",
        "|---|---|---|",
        *(f"| {row.measure} | {row.figure} | {row.material} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
