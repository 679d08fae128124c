"""A connection to the store's database: brought up to the newest schema, readable while it is written."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from index.schema import migrate
from ingest.errors import IndexMismatch

_PATIENCE = 30  # seconds to wait for another process's write


def connect(path: Path) -> sqlite3.Connection:
    """Open the database at `path`, making it if it is not there. Raises IndexMismatch for a file that is broken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Gradio answers on worker threads; SQLite itself serialises the calls on one connection.
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=_PATIENCE)
    try:
        use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise IndexMismatch(
            f"색인 파일이 깨졌습니다: {path} ({error})", f"{path.parent} 폴더를 지우고 `geungeo ingest`로 다시 넣어 주십시오."
        ) from error
    return connection


def use_wal(connection: sqlite3.Connection, patience: float = _PATIENCE) -> None:
    """Let readers read during a write. SQLite itself does not wait where two processes make a new database so at once.

    Waits `patience` seconds for another process. Raises sqlite3.OperationalError where that is not enough.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
