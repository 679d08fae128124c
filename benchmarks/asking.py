"""The whole way: ingest against Kiwi's own time, a library opened, questions answered, a fresh process's first answer."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.answer import answer
from assistant.settings import Settings
from benchmarks.reading import Row, best_time, megabytes
from eval.gold import GoldItem
from eval.measures.latency import percentile
from eval.run import run
from index.intake import Status, take_in
from index.library import open_library
from ingest.korean import analyse, kiwi
from ingest.pipeline import ingest
from ingest.readers import read_source
from ingest.sandbox import read_safely

_MODEL = "kiwi"
_ROUNDS = 5


def measure_kiwi(documents: Sequence[Path]) -> Iterator[Row]:
    """Morphemes of the documents' text by Kiwi alone, against reading and cutting them as a whole.

    Kiwi is asked in both ways: each document's text as one string, which it takes on one thread, and line by line in one
    call, which its threads share. Each run is in a process of its own, so that nothing is remembered from the one before.
    """
    text = f"{megabytes([read_source(path) for path in documents]):.2f} MB of text in {len(documents)} documents"
    works = (_as_one_string, _line_by_line, _ingest_all, _store_all)
    whole, threads, ours, stored = _in_fresh_processes(works, documents)
    yield Row("Kiwi alone, each text as one string", f"{whole:.2f} s", text)
    yield Row("Kiwi alone, line by line on all threads", f"{threads:.2f} s", text)
    yield Row("read, cut and analyse", f"{ours:.2f} s", text)
    yield Row("ingest as a whole, into an empty library", f"{stored:.2f} s", text)
    yield Row("ingest as a whole ÷ Kiwi, one string", f"{stored / whole:.2f}", "at most 1.5 is wanted")
    yield Row("ingest as a whole ÷ Kiwi, all threads", f"{stored / threads:.2f}", "")


def _as_one_string(documents: Sequence[Path]) -> None:
    for path in documents:
        kiwi().tokenize(read_source(path).text)


def _line_by_line(documents: Sequence[Path]) -> None:
    for path in documents:
        list(kiwi().tokenize(read_source(path).text.split("\n")))


def _ingest_all(documents: Sequence[Path]) -> None:
    for path in documents:
        ingest(read_source(path))


def _store_all(documents: Sequence[Path]) -> None:
    with TemporaryDirectory() as folder:
        library = open_library(Path(folder), _MODEL)
        assert all(report.status is Status.ADDED for report in take_in(library, documents))
        library.close()


def _in_fresh_processes(works: Sequence[Callable[[Sequence[Path]], None]], documents: Sequence[Path]) -> list[float]:
    """The shortest of five runs of each in seconds, by turns, so that what else the machine does meets all of them alike.

    Each run is in a new process with Kiwi loaded and the process that reads files started.
    """
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh:
        rounds = [[fresh.submit(_timed, work, documents).result() for work in works] for _ in range(_ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def _timed(work: Callable[[Sequence[Path]], None], documents: Sequence[Path]) -> float:
    analyse(["서울특별시의회"])
    read_safely(documents[0])
    start = time.perf_counter()
    work(documents)
    return time.perf_counter() - start


def measure_library(folder: Path, documents: Sequence[Path], items: Sequence[GoldItem]) -> Iterator[Row]:
    """A library made in an empty folder: opening, the gold questions, and one asked by a fresh process."""
    library = open_library(folder, _MODEL)
    reports = list(take_in(library, documents))
    library.close()
    assert all(report.status is Status.ADDED for report in reports), reports
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
