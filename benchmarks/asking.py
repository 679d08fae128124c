"""The whole way: ingest against Kiwi's own time, a library opened, questions answered, a fresh process's first answer."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.answer import answer
from assistant.settings import Settings
from benchmarks.reading import Row, best_time, megabytes
from eval.gold import GoldItem
from eval.measures.latency import percentile
from eval.run import run
from index.intake import Status, take_in
from index.library import open_library
from ingest.korean import analyse
from ingest.pipeline import ingest
from ingest.readers import read_source

_MODEL = "kiwi"


def measure_kiwi(documents: Sequence[Path]) -> Iterator[Row]:
    """Morphemes of the documents' statements by Kiwi alone, against reading and cutting them as a whole."""
    sources = [read_source(path) for path in documents]
    texts = [[statement.text for passage in ingest(source).passages for statement in passage.statements] for source in sources]
    kiwi, _ = best_time(lambda: [analyse(statements) for statements in texts])
    whole, _ = best_time(lambda: [ingest(read_source(path)) for path in documents])
    material = f"{megabytes(sources):.2f} MB of text in {len(documents)} documents"
    yield Row("Kiwi alone", f"{kiwi:.2f} s", f"the statements of {material}")
    yield Row("read, cut and analyse", f"{whole:.2f} s", material)
    yield Row("read, cut and analyse ÷ Kiwi alone", f"{whole / kiwi:.2f}", "at most 1.5 is wanted")


def measure_library(folder: Path, documents: Sequence[Path], items: Sequence[GoldItem]) -> Iterator[Row]:
    """A library in an empty folder: model, ingest, opening, the gold questions, and one asked by a fresh process."""
    library = open_library(folder, _MODEL)
    start = time.perf_counter()
    reports = list(take_in(library, documents))
    seconds = time.perf_counter() - start
    library.close()
    assert all(report.status is Status.ADDED for report in reports), reports
    passages = sum(report.passages for report in reports)
    yield Row("ingest into the library", f"{seconds:.2f} s", f"{len(documents)} documents, {passages} passages, searchable")
    seconds, library = best_time(lambda: open_library(folder, _MODEL))
    yield Row("library opened", f"{seconds * 1000:.0f} ms", "in a process that runs")
    times = [outcome.milliseconds for outcome in run(items, lambda question: answer(library, question, Settings()))]
    library.close()
    for share in (0.5, 0.95):
        yield Row(f"question answered, p{share * 100:.0f}", f"{percentile(times, share):.0f} ms", f"{len(items)} gold questions")
    seconds, _ = best_time(lambda: _ask_afresh(folder, items[0].question))
    yield Row("first answer of a fresh process", f"{seconds:.2f} s", "`geungeo ask`, from start to exit")


def _ask_afresh(folder: Path, question: str) -> None:
    command = [str(Path(sys.executable).with_name("geungeo")), "ask", "--data", str(folder), question]
    subprocess.run(command, check=True, capture_output=True)
