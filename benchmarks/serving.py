"""The program served as its users have it: `geungeo ui` in a process of its own, over real documents where they are there."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

from benchmarks.sets import MODEL, SAMPLE
from eval.gold import read_gold
from index.intake import take_in
from index.library import open_library

ROOT = Path(__file__).parents[1]
_LONGEST_START = 120.0  # seconds


class Material(NamedTuple):
    """What is served and asked: documents, and questions that they are asked in an order of no meaning."""

    documents: tuple[Path, ...]
    questions: tuple[str, ...]
    told: str


class Served(NamedTuple):
    """A running program: its address, its process, and the seconds from its start until its page was served."""

    url: str
    pid: int
    seconds: float
    process: subprocess.Popen[bytes]


def material(shared: Path) -> Material:
    """The real documents and their questions where `shared` has them, the sample elsewhere."""
    corpus, gold, told = shared / "corpus", shared / "gold" / "dev.jsonl", "the real documents"
    if not (corpus.is_dir() and gold.is_file()):
        corpus, gold, told = SAMPLE / "documents", SAMPLE / "gold.jsonl", "the sample documents"
    documents = tuple(sorted(corpus.iterdir()))
    return Material(documents, tuple(item.question for item in read_gold(gold)), f"{told} ({len(documents)})")


def stored(documents: Sequence[Path], folder: Path) -> Path:
    """The documents in a library of their own."""
    library = open_library(folder, MODEL)
    list(take_in(library, list(documents)))
    library.close()
    return folder


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """The program over a library, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from cli.main import main; main()", "ui", "--data", str(data), "--port", str(port)]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url, process)
        yield Served(url, process.pid, time.perf_counter() - start, process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the page is served. Raises RuntimeError where it does not come."""
    end = time.monotonic() + _LONGEST_START
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(url, timeout=5.0).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.02)
    raise RuntimeError(f"the program was not served at {url}")
