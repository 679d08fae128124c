"""Where documents come from and when they were last touched: what their keeper asks of the store."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import NamedTuple

_CHANGED = "changed_at"


class Trace(NamedTuple):
    """Where a document comes from."""

    name: str
    path: str
    added_at: str  # ISO 8601
    is_outdated: bool  # to be read again though its file is the same


def traces(connection: sqlite3.Connection) -> list[Trace]:
    """Where every document comes from, by name."""
    rows = connection.execute("SELECT name, path, added_at, outdated FROM document ORDER BY name")
    return [Trace(name, path, added_at, bool(outdated)) for name, path, added_at, outdated in rows]


def date_change(connection: sqlite3.Connection) -> None:
    """Note that the documents were changed now."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?,?)", (_CHANGED, now()))


def changed_at(connection: sqlite3.Connection) -> str:
    """When the documents were last changed, in ISO 8601; empty before the first."""
    row = connection.execute(
        "SELECT coalesce((SELECT value FROM setting WHERE name = ?), (SELECT max(added_at) FROM document), '')", (_CHANGED,)
    ).fetchone()
    return str(row[0])


def now() -> str:
    """The time in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
