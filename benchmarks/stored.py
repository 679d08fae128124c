"""What stands in a store, table for table, to compare it with another."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

_TIMES = {"added_at"}
_SETTINGS = {"stamp", "changed_at"}  # one is random, the other a time


def content_of(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the library in a folder, but for times and the stamp, which is random."""
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        return {name: list(_rows(connection, name)) for name in _tables(connection)}


def digest_of(folder: Path) -> str:
    """The same as a SHA-256 in hexadecimal, for libraries of any size."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        for name in _tables(connection):
            for row in _rows(connection, name):
                digest.update(repr((name, row)).encode())
    return digest.hexdigest()


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')
    kept = [number for number, column in enumerate(cursor.description) if column[0] not in _TIMES]
    for row in cursor:
        if table != "setting" or row[0] not in _SETTINGS:
            yield tuple(row[number] for number in kept)
