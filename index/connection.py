"""A connection to the store's database: brought up to the newest schema, readable while it is written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from index.newer import check_library
from index.refused import told
from index.schema import MIGRATIONS, migrate, needs_migration
from ingest.errors import BadInput, GeungeoError

_PATIENCE = 30  # seconds to wait for another process's write
_Made = TypeVar("_Made")


def connect(path: Path) -> Connection:
    """Open the database at `path`, making it if it is not there; only to read where nothing can be written.

    Raises IndexMismatch for a file that is broken or of a later version, BadInput for one that cannot be opened; whatever SQLite refuses later
    is raised as these too.
    """
    if path.exists() and not is_writable(path.parent):
        return _to_read(path)
    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Gradio answers on worker threads; SQLite itself serialises the calls on one connection.
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=_PATIENCE, factory=Connection)
        check_library(connection, path, len(MIGRATIONS))  # before anything is written
        use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if connection is not None:
            connection.close()
        raise told(error, path) or error from error
    except GeungeoError:  # of a later version
        if connection is not None:
            connection.close()
        raise
    connection.path = path
    return connection


def is_writable(folder: Path) -> bool:
    """Whether files can be made and changed in a folder. Of a full disk nothing is said."""
    return os.access(folder, os.W_OK | os.X_OK)


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


def _to_read(path: Path) -> Connection:
    """A connection to a database in a folder that cannot be written."""
    log = path.with_name(path.name + "-wal")
    folder = None
    try:
        if log.is_file() and log.stat().st_size:  # writes that are not in the file yet: SQLite reads them where it may write
            folder = tempfile.TemporaryDirectory(prefix="geungeo-")
            for file in (path, log):
                shutil.copyfile(file, Path(folder.name) / file.name)
            uri = f"{(Path(folder.name) / path.name).as_uri()}"
        else:
            uri = f"{path.resolve().as_uri()}?immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None, factory=Connection)
        connection.folder = folder
        check_library(connection, path, len(MIGRATIONS))
        outdated = needs_migration(connection)
        connection.is_read_only = True
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise told(error, path) or error from error
    if outdated:
        raise BadInput(
            f"이전 판의 색인인데 폴더에 쓸 수 없어 새 판으로 바꾸지 못합니다: {path.parent}",
            "쓸 수 있는 폴더에 복사해 열어 주십시오.",
        )
    connection.path = path
    return connection


class _Cursor(sqlite3.Cursor):
    """A cursor that tells what SQLite refuses as the connection does."""

    def execute(self, *arguments: Any) -> _Cursor:
        self._told(super().execute, *arguments)
        return self

    def fetchone(self) -> Any:
        return self._told(super().fetchone)

    def fetchall(self) -> list[Any]:
        return self._told(super().fetchall)

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        try:
            yield from iter(super().fetchone, None)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._error(error) from error

    def _told(self, call: Callable[..., _Made], *arguments: Any) -> _Made:
        try:
            return call(*arguments)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._error(error) from error

    def _error(self, error: Exception) -> Exception:
        path = getattr(self.connection, "path", None)
        return (told(error, path) if path is not None else None) or error


class Connection(sqlite3.Connection):
    """A connection that tells what SQLite refuses in Korean, once it is open."""

    path: Path | None = None
    is_read_only = False
    folder: tempfile.TemporaryDirectory[str] | None = None  # where a copy lies; it goes with the connection

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Run one statement."""
        return self.cursor(_Cursor).execute(*arguments)
