"""What stands in a store, table for table, to compare it with another."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

_TIMES = {"added_at"}
_SETTINGS = {"stamp", "changed_at"}  # one is random, the other a time


def content_of(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the library in a folder, but for times and the stamp, which is random."""
    with sqlite3.connect(folder / "library.sqlite") as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: _rows(connection, name) for name in names}


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')
    kept = [number for number, column in enumerate(cursor.description) if column[0] not in _TIMES]
    rows = [tuple(row[number] for number in kept) for row in cursor.fetchall()]
    return [row for row in rows if table != "setting" or row[0] not in _SETTINGS]
