"""Files of a later version of the program than this one: they are told of, and left as they are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ingest.errors import BadInput, GeungeoError, IndexMismatch

_REMEDY = "그 판의 프로그램으로 열거나, 이 판에서 만든 백업을 `geungeo restore 백업파일 --force`로 되돌려 주십시오. 파일은 건드리지 않았습니다."


def check_library(connection: sqlite3.Connection, path: Path, known: int) -> None:
    """Raises IndexMismatch for a library that is of a later schema than the newest that is `known`."""
    _check(connection, path, known, IndexMismatch)


def check_beside(connection: sqlite3.Connection, path: Path, known: int) -> None:
    """Raises BadInput for a file beside the library (conversations, accounts) of a later version than is `known`."""
    _check(connection, path, known, BadInput)


def version_of(path: Path) -> int:
    """The version that a file says it is of, without changing anything; 0 where there is none or it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return 0


def _check(connection: sqlite3.Connection, path: Path, known: int, error: type[GeungeoError]) -> None:
    held = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if held > known:
        raise error(
            f"이 프로그램보다 새 판이 만든 파일이어서 열지 않습니다: {path} (파일 {held}판, 이 프로그램 {known}판)", _REMEDY
        )
