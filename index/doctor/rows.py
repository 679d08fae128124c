"""What the doctor asks of the library's tables, and the one thing that he writes in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

_HALF = 2  # bytes of a number of a stored vector

_MISPLACED = """
SELECT name FROM document AS d WHERE EXISTS (
    SELECT 1 FROM passage AS p WHERE p.document_id = d.id AND NOT (0 <= p.start AND p.start < p.end AND p.end <= length(d.text))
) OR EXISTS (
    SELECT 1 FROM passage AS p JOIN figure AS f ON f.passage_id = p.id WHERE p.document_id = d.id
    AND substr(d.text, f.start + 1, f.end - f.start) <> f.text
) OR EXISTS (
    SELECT 1 FROM finding AS f WHERE f.document_id = d.id AND NOT (0 <= f.start AND f.start < f.end AND f.end <= length(d.text))
) ORDER BY name
"""
_WITHOUT_VECTOR = """
SELECT DISTINCT d.name FROM passage AS p JOIN document AS d ON d.id = p.document_id
WHERE p.vector IS NULL OR length(p.vector) <> ? ORDER BY d.name
"""


def misplaced(connection: sqlite3.Connection) -> list[str]:
    """The documents of which a passage, figure or finding does not stand where it is said to; texts with a null character aside."""
    return [name for (name,) in connection.execute(_MISPLACED) if not _holds_null(connection, name)]


def _holds_null(connection: sqlite3.Connection, name: str) -> bool:
    """Whether SQLite's `length` and `substr` cannot be asked of a text: they end at a null character."""
    return "\0" in connection.execute("SELECT text FROM document WHERE name = ?", (name,)).fetchone()[0]


def without_vector(connection: sqlite3.Connection, dimension: int) -> list[str]:
    """The documents that have a passage without a vector of so many numbers."""
    return [name for (name,) in connection.execute(_WITHOUT_VECTOR, (dimension * _HALF,))]


def passage_ids(connection: sqlite3.Connection) -> list[int]:
    """The ids of all passages, in order."""
    return [id for (id,) in connection.execute("SELECT id FROM passage ORDER BY id")]


def schema(connection: sqlite3.Connection) -> int:
    """The number of the schema that the library has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def outdate(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Mark documents to be read again though their files are the same."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("UPDATE document SET outdated = 1 WHERE name = ?", [(name,) for name in names])
    connection.execute("COMMIT")
