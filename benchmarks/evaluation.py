"""Measures how long a thousand gold questions take, from `geungeo eval run` to its exit, and writes EVALUATION.md.

Run: `python -m benchmarks.evaluation [--shared DIR]`. The questions are those of the sample set, its paraphrases and the sets
of the real documents, where these are there; the rest are asked of figures of the ledger, as the chat suggests them and then
as they are spoken of. No question is asked twice, and none is answered out of a cache.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from assistant.suggest import question_about
from benchmarks.machine import machine
from eval.measures.text import plain
from eval.report import report
from eval.runs import all_results, find_run, results_of
from eval.statistics import DRAWINGS
from index.intake import Status, take_in
from index.ledger import LedgerRow
from index.library import Library, open_library
from ingest.jsonl import read_json_lines
from ingest.units import MONEY

_ROOT = Path(__file__).parents[1]
_SAMPLE = _ROOT / "eval" / "sample"
_QUESTIONS = 1000
_WORKERS = (1, 2)
_LEDGER = 20_000  # figures looked at for the questions that are left


class Timed(NamedTuple):
    """A run with so many processes: seconds from start to exit, and of processor time over all of its processes."""

    workers: int
    seconds: float
    processor: float
    id: str


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=_ROOT.parent / "shared", help="folder with `corpus` and `gold`")
    shared = parser.parse_args().shared
    about = machine()
    with TemporaryDirectory() as folder:
        data, gold = Path(folder) / "data", Path(folder) / "gold.jsonl"
        library = open_library(data, "kiwi")
        documents = [*sorted((_SAMPLE / "documents").iterdir()), *_real_documents(shared)]
        assert all(taken.status is Status.ADDED for taken in take_in(library, documents))
        rows, made = _questions(library, shared)
        library.close()
        gold.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        runs = [_timed(data, gold, workers) for workers in _WORKERS]
        lines = list(_report(about, data, runs, made, len(documents)))
    (Path(__file__).parent / "EVALUATION.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _real_documents(shared: Path) -> list[Path]:
    return sorted((shared / "corpus").iterdir()) if (shared / "corpus").is_dir() else []


def _questions(library: Library, shared: Path) -> tuple[list[dict[str, Any]], int]:
    """A thousand different questions as lines of a gold file, and how many of them were made of the ledger."""
    sets = [_SAMPLE / "gold.jsonl", _SAMPLE / "paraphrases.jsonl"]
    if _real_documents(shared):
        sets += [shared / "gold" / "dev.jsonl", *sorted((_ROOT / "training" / "abstention").glob("*.jsonl"))]
    found: dict[str, dict[str, Any]] = {}
    for path in filter(Path.is_file, sets):
        for _, row in read_json_lines(path, path.name, ""):
            found.setdefault(plain(row["question"]), row)
    given = len(found)
    figures = library.store.notable(_LEDGER)
    for asked in (question_about, _spoken):
        for figure in figures:
            if question := asked(figure):
                found.setdefault(plain(question), _asked_of(figure, question))
    rows = list(found.values())[:_QUESTIONS]
    return [{**row, "id": f"q{number:04}"} for number, row in enumerate(rows)], max(0, len(rows) - given)


def _spoken(row: LedgerRow) -> str:
    return f"{row.measure} {row.year}년에는 얼마나 됐지?"


def _asked_of(row: LedgerRow, question: str) -> dict[str, Any]:
    figure = {"value": str(row.value), "unit": row.unit, "krw": int(row.base) if row.dimension == MONEY else None}
    evidence = [{"doc": row.document, "quote": row.text}]
    return {"question": question, "type": "figure", "answer": row.text, "figures": [figure], "evidence": evidence}


def _timed(data: Path, gold: Path, workers: int) -> Timed:
    """One run by the command, in a process of its own."""
    name = f"w{workers}"
    command = [sys.executable, "-c", "from cli.main import main; main()", "eval", "run", str(gold), "--data", str(data)]
    before, start = os.times(), time.perf_counter()
    subprocess.run([*command, "--workers", str(workers), "--name", name], check=True, stdout=subprocess.DEVNULL, cwd=_ROOT)
    seconds, after = time.perf_counter() - start, os.times()
    processor = (after.children_user + after.children_system) - (before.children_user + before.children_system)
    return Timed(workers, seconds, processor, find_run(data, name).head.id)


def _report(about: str, data: Path, runs: Sequence[Timed], made: int, documents: int) -> Iterator[str]:
    run = find_run(data, runs[0].id)
    questions = len(results_of(run))
    yield "# A thousand gold questions\n"
    yield f"Written by `python -m benchmarks.evaluation` on {date.today().isoformat()}; {about}.\n"
    yield f"{questions:,} different questions over {documents} documents, {made} of them asked of figures of the ledger and the rest"
    yield "of gold sets, by `geungeo eval run` from start to exit, without a language model: processes started, Kiwi loaded,"
    yield "every measure taken and every result written. Processor time is that of all processes together: what else the"
    yield "machine does makes the run longer, and hardly more of this.\n"
    yield "| processes | seconds | processor seconds | of a question | answer p50 | p95 |"
    yield "|---|---|---|---|---|---|"
    for timed in runs:
        found = report(results_of(find_run(data, timed.id)))
        each = 1000 * timed.processor / questions
        p50, p95 = (found.value(f"latency_p{percent}") for percent in (50, 95))
        yield f"| {timed.workers} | {timed.seconds:.1f} | {timed.processor:.1f} | {each:.0f} ms | {p50:.0f} ms | {p95:.0f} ms |"
    start = time.process_time()
    report(*all_results(run))
    yield f"\nThe report of such a run, with the intervals of all measures from {DRAWINGS:,} drawings, takes"
    yield f"{time.process_time() - start:.1f} s of processor time, the reading of the results included."


if __name__ == "__main__":
    main()
