"""Measure `geungeo ingest` with one process, with two, and over Ray, and compare what they stored.

`python -m benchmarks.taking_in [--times 12]` writes benchmarks/INGEST.md: the real documents where they are there, the
sample elsewhere, each so many times under another name, into an empty library by the command as its user runs it, from its
start to its exit. Exit status 1 where any store is not the same as the first.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

import psutil

from benchmarks.machine import machine
from benchmarks.stored import digest_of
from index.reading_apart import usual_workers

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("INGEST.md")
_CORPUS = ROOT.parent / "shared" / "corpus"
_SAMPLE = ROOT / "eval" / "sample" / "documents"
_COMMAND = (sys.executable, "-c", "from cli.main import main; main()", "ingest")
_EACH = 0.2  # seconds between two looks at the memory
_ONE_CORE = "one process on one core"
_WANTED = 1.8


class Way(NamedTuple):
    """A way of taking in: its name, the flags of the command, and whether it has one core only."""

    name: str
    flags: tuple[str, ...]
    one_core: bool = False


class Row(NamedTuple):
    """What one way took: seconds of the clock, of all processors, the most memory of all its processes, and what it stored."""

    way: str
    seconds: float
    processor: float
    memory: int  # bytes, shared pages counted once (PSS)
    stored: str


def main() -> None:
    """Measure, write, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=12)
    asked, told = parser.parse_args(), machine()
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        size = write_documents(documents, asked.times)
        rows = []
        for number, way in enumerate(ways()):
            rows.append(measured(way, documents, Path(folder) / f"data{number}"))
            print(rows[-1], flush=True)
        text = as_markdown(rows, len(list(documents.iterdir())), size, told)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)
    sys.exit(1 if len({row.stored for row in rows}) > 1 else 0)


def ways() -> list[Way]:
    """What is measured here: one core where processes can be held to it, Ray where it is installed."""
    found = [Way("one process", ("--workers", "1")), Way("two processes", ("--workers", "2"))]
    if hasattr(os, "sched_setaffinity"):
        found.insert(0, Way(_ONE_CORE, ("--workers", "1"), one_core=True))
    if usual_workers() > 2:
        found.append(Way(f"{usual_workers()} processes", ()))
    if find_spec("ray") is not None:
        found.append(Way("Ray on this machine, two workers", ("--workers", "2", "--ray", "local")))
    return found


def write_documents(folder: Path, times: int) -> int:
    """Write every document so many times; the bytes of all."""
    folder.mkdir()
    sources = sorted((_CORPUS if _CORPUS.is_dir() else _SAMPLE).iterdir())
    for time_ in range(times):
        for source in sources:
            shutil.copy(source, folder / f"{source.stem}_{time_:03}{source.suffix}")
    return sum(file.stat().st_size for file in folder.iterdir())


def measured(way: Way, documents: Path, data: Path) -> Row:
    """Take the documents in. Raises CalledProcessError where the command fails."""
    core = min(os.sched_getaffinity(0)) if way.one_core else -1
    held: Callable[[], None] | None = (lambda: os.sched_setaffinity(0, {core})) if way.one_core else None
    command = [*_COMMAND, *way.flags, "--data", str(data), str(documents)]
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, preexec_fn=held)
    done, most = Event(), [0]
    watch = Thread(target=_watch, args=(process.pid, done, most))
    watch.start()
    status = process.wait()
    seconds = time.perf_counter() - start
    done.set()
    watch.join()
    if status:
        raise subprocess.CalledProcessError(status, command)
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Row(way.name, seconds, processor, most[0], digest_of(data))


def _watch(id: int, done: Event, most: list[int]) -> None:
    """Keep the most memory that a process and all that it started had together."""
    while not done.wait(_EACH):
        with suppress(psutil.Error):
            root = psutil.Process(id)
            most[0] = max(most[0], sum(_memory(process) for process in (root, *root.children(recursive=True))))


def _memory(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        full = process.memory_full_info()
        return int(getattr(full, "pss", full.rss))
    return 0


def as_markdown(rows: Sequence[Row], documents: int, size: int, told: str) -> str:
    """The measurement as a page."""
    one = next(row for row in rows if row.way == "one process")
    two = next(row for row in rows if row.way == "two processes")
    core = next((row for row in rows if row.way == _ONE_CORE), None)
    same = "The stores are the same" if len({row.stored for row in rows}) == 1 else "**The stores are not the same**"
    lines = [
        "# Ingest by several processes",
        "",
        f"Written by `python -m benchmarks.taking_in` on {date.today():%Y-%m-%d}; {told}.",
        "",
        f"{documents} documents, {size / 1e6:.1f} MB, into an empty library, from the start of the command to its exit: loading Kiwi,"
        " reading, cutting, embedding, storing and the search structures. One process is not held to one core: Kiwi's threads and"
        " the process that parses use others, which is why one core is measured too. Single runs.",
        "",
        "| way | seconds | MB/s | × one process | × one core | processor seconds | memory MB |",
        "|---|---|---|---|---|---|---|",
        *(_line(row, size, one, core) for row in rows),
        "",
        f"{same}: every document, passage, figure, finding, vector and id (times and the stamp aside). Two processes are wanted"
        f" to be at least {_WANTED} times as fast as one: {one.seconds / two.seconds:.2f}"
        + (f", as one on one core {core.seconds / two.seconds:.2f}." if core is not None else "."),
    ]
    return "\n".join(lines) + "\n"


def _line(row: Row, size: int, one: Row, core: Row | None) -> str:
    faster = f"{core.seconds / row.seconds:.2f}" if core is not None else "–"
    return (
        f"| {row.way} | {row.seconds:.1f} | {size / 1e6 / row.seconds:.2f} | {one.seconds / row.seconds:.2f} | {faster}"
        f" | {row.processor:.1f} | {row.memory / 1e6:.0f} |"
    )


if __name__ == "__main__":
    main()
