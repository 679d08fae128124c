"""A small SQLite file beside the library, for the program's own account alone: accounts in one, what was asked in another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from index.beside import prepare
from index.refused import reason_of
from ingest.errors import BadInput

_PATIENCE = 5  # seconds to wait for another process, whose writes take milliseconds
_OWN = 0o600
_REMEDY = "데이터 폴더에 쓸 수 있는지 확인하고, 파일이 깨졌으면 백업에서 되돌린 뒤 다시 시작해 주십시오."


class Database:
    """An open file; any thread may read and write. Readers never wait for a writer. Whatever the disk refuses is a BadInput."""

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """Open the file at `path`, making it where it is not there. Raises BadInput for one of a later version."""
        self._name, self._lock = path.name, RLock()
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=_OWN)
            with suppress(OSError):  # a drive that knows no such things, or a file of somebody else's that may be used
                path.chmod(_OWN)
            self._writing = _connected(path)
            self._reading = self._writing
            try:
                # Who was shut out stays so when the current fails.
                prepare(self._writing, path, schema, version, patience=_PATIENCE, synchronous="FULL")
                self._reading = _connected(path)
            except BaseException:
                self.close()
                raise

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with self._told():
            return self._reading.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees and changes the file alone until the end; all of it is kept, or nothing."""
        with self._told(), self._lock:
            self._writing.execute("BEGIN IMMEDIATE")
            try:
                yield self._writing
                self._writing.execute("COMMIT")
            except BaseException:
                if self._writing.in_transaction:  # SQLite ends some of those that fail itself
                    self._writing.execute("ROLLBACK")
                raise

    def change(self, sql: str, *values: object) -> int:
        """Do one thing; how many rows it changed."""
        with self.transaction() as connection:
            return connection.execute(sql, values).rowcount

    def wipe(self) -> None:
        """Take what was deleted out of the log of writes too."""
        with self._told(), self._lock:
            self._writing.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        for connection in {self._reading, self._writing}:
            with suppress(sqlite3.Error):
                connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            reason = reason_of(error)
            raise BadInput(f"{self._name} 파일을 쓸 수 없습니다({reason}).", _REMEDY) from error


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=_PATIENCE)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
