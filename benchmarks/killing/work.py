"""The work during which a process is killed, and the process that does it: `python -m benchmarks.killing.work FOLDER`.

It loads everything once and forks for each death, so that no instant is spent on starting Python. It reads a line of JSON
for each, `{"scenario", "target", "delay"}` (seconds until SIGKILL; null for none), and writes one, `{"seconds", "killed"}`.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import faiss  # noqa: F401 - loaded before the fork
import tantivy  # noqa: F401

import index.intake
import index.vectors
from index.backup import back_up
from index.library import open_library
from index.restore import restore
from ingest.pipeline import Ingested

SMALL = 60  # passages that are compared one by one, so that the others settle in clusters
ARCHIVE = "backup.zip"  # beside the data folder
PARSED, NEW, BASE, GONE = "parsed", "new", "base", "gone.json"


def ingest(shared: Path, data: Path) -> None:
    """Take documents in: some are new, some replace others."""
    _take_in(shared, data, sorted((shared / NEW).iterdir()))


def replace(shared: Path, data: Path) -> None:
    """Take documents in that replace others, and nothing else."""
    base = {path.name for path in (shared / BASE).iterdir()}
    _take_in(shared, data, [path for path in sorted((shared / NEW).iterdir()) if path.name in base])


def remove(shared: Path, data: Path) -> None:
    """Take documents out."""
    library = open_library(data, "kiwi")
    for name in json.loads((shared / GONE).read_text(encoding="utf-8")):
        library.remove(name)


def rebuild(shared: Path, data: Path) -> None:
    """Empty the library and take all in anew."""
    _take_in(shared, data, sorted((shared / NEW).iterdir()), anew=True)


def level(shared: Path, data: Path) -> None:
    """Make both search structures anew from the store."""
    for name in ("lexical", "vectors"):
        for path in sorted((data / name).iterdir()):
            path.unlink()
    open_library(data, "kiwi")


def backup(shared: Path, data: Path) -> None:
    """Write a backup in place of another."""
    back_up(data, data.parent / ARCHIVE, force=True)


def put_back(shared: Path, data: Path) -> None:
    """Restore the library from a backup of another state, and open it."""
    restore(shared / ARCHIVE, data, force=True)
    open_library(data, "kiwi")


def reembed(shared: Path, data: Path) -> None:
    """Embed all anew, as after an upgrade that brought another built-in model."""
    with closing(sqlite3.connect(data / "library.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE setting SET value = 'kiwi-morphemes:00000000' WHERE name = 'embedding_model'")
    open_library(data, "kiwi")


SCENARIOS: dict[str, Callable[[Path, Path], None]] = {
    "ingest": ingest,
    "replace": replace,
    "remove": remove,
    "rebuild": rebuild,
    "settle": ingest,  # with clusters
    "level": level,
    "backup": backup,
    "restore": put_back,
    "reembed": reembed,
}


def prepare(scenario: str) -> None:
    """Let vectors settle in clusters where that is what is looked at, here and in whoever judges it."""
    most = SMALL if scenario == "settle" else index.vectors.EXACT_UP_TO
    index.vectors.VectorIndex.__init__.__defaults__ = (most,)


def _take_in(shared: Path, data: Path, files: list[Path], *, anew: bool = False) -> None:
    library = open_library(data, "kiwi", anew=anew)
    reports = list(index.intake.take_in(library, files))
    assert not [report.reason for report in reports if report.status is index.intake.Status.FAILED]


def _serve(shared: Path) -> None:
    parsed: dict[str, Ingested] = pickle.loads((shared / PARSED).read_bytes())
    setattr(index.intake, "ingest_file", lambda path, *_: parsed[path.name])  # noqa: B010 - it is no public name of it
    for line in sys.stdin:
        asked = json.loads(line)
        start = time.perf_counter()
        child = os.fork()
        if not child:
            prepare(asked["scenario"])
            SCENARIOS[asked["scenario"]](shared, Path(asked["target"]))
            os._exit(0)
        if asked["delay"] is not None:
            time.sleep(asked["delay"])
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        told = {
            "seconds": time.perf_counter() - start,
            "killed": os.WIFSIGNALED(status),
            "status": os.waitstatus_to_exitcode(status),
        }
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
