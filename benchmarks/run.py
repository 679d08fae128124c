"""Measure and write the results: `python -m benchmarks.run`, which is `make bench`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.asking import measure_kiwi, measure_library
from benchmarks.machine import machine
from benchmarks.material import write_material
from benchmarks.reading import Row, as_table, measure_readers
from benchmarks.retrieval import RESULTS, retrieval_part
from eval.gold import read_gold

ROOT = Path(__file__).parents[1]
# Real documents and questions, which lie beside the project where it is developed; the sample set elsewhere.
_SHARED = ROOT.parent / "shared"
_SAMPLE = ROOT / "eval" / "sample"


def main() -> None:
    """Measure everything, print each figure as it comes, and write `RESULTS.md`."""
    on, rows = machine(), []
    for row in measure():
        print(f"{row.measure}: {row.figure} ({row.material})", flush=True)
        rows.append(row)
    RESULTS.write_text(_as_markdown(on, rows) + "\n" + retrieval_part(), encoding="utf-8")


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


def _as_markdown(on: str, rows: Sequence[Row]) -> str:
    lines = [
        "# Benchmark results",
        "",
        f"Written by `make bench` on {date.today():%Y-%m-%d}; {on}. Rates and single times are the best of three runs.",
        "",
        *as_table(rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
