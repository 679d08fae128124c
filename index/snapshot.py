"""A copy of an SQLite file as it was at one instant, while others read and write it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from index.refused import told
from ingest.errors import IndexMismatch

_PATIENCE = 30.0  # seconds to wait for another process's write
_PAGES = 2000  # at a time: 8 MB


def snapshot(source: Path, target: Path, progress: Callable[[int], None] = lambda bytes: None) -> None:
    """Copy a database; `progress` is told how many bytes more are done. Raises IndexMismatch for one that is broken."""
    try:
        with (
            closing(sqlite3.connect(source, timeout=_PATIENCE, isolation_level=None)) as held,
            closing(sqlite3.connect(target, isolation_level=None)) as copy,
        ):
            # Within one reading all pages are of one instant, however long it takes and whoever writes meanwhile.
            held.execute("BEGIN")
            held.execute("SELECT count(*) FROM sqlite_master").fetchone()
            (size,) = held.execute("PRAGMA page_size").fetchone()
            done = 0

            def note(_status: int, remaining: int, total: int) -> None:
                nonlocal done
                now = (total - remaining) * size
                progress(now - done)
                done = now

            held.backup(copy, pages=_PAGES, progress=note)
            held.execute("COMMIT")
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
            check(copy, source)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise told(error, source) or error from error


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raises IndexMismatch where what a database holds does not fit together; `path` is what it is called."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise IndexMismatch(f"색인 파일이 깨졌습니다: {path} ({found})", "`geungeo doctor`로 살펴 주십시오.")
