"""The stamp of a store: which library it is, and which of its states.

Numbers of changes are alike in any two libraries, and in a library and what was restored of it. By the stamp a search
structure is known to be of this very store.
"""

from __future__ import annotations

import sqlite3
from typing import Protocol
from uuid import uuid4

_NAME = "stamp"


class Follower(Protocol):
    """A search structure, as far as it follows the store."""

    @property
    def sequence(self) -> int:
        """The change up to which it has followed."""

    @property
    def stamp(self) -> str:
        """The stamp that the store had then."""


def stamp_of(connection: sqlite3.Connection) -> str:
    """The stamp of a store, `library:state`; empty before it was given one."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_NAME,)).fetchone()
    return str(row[0]) if row else ""


def restamp(connection: sqlite3.Connection, *, library: str = "") -> None:
    """Stamp another state of a library, within a transaction; of another `library` where that is named."""
    library = library or library_of(stamp_of(connection)) or uuid4().hex
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?,?)", (_NAME, f"{library}:{uuid4().hex[:12]}"))


def library_of(stamp: str) -> str:
    """Which library a stamp is of."""
    return stamp.partition(":")[0]


def follows(structure: Follower, sequence: int, stamp: str) -> bool:
    """Whether what a structure holds is a state, older or the same, of the store with this stamp."""
    if not structure.sequence:
        return True  # it is empty
    if structure.sequence == sequence:
        return structure.stamp == stamp
    return structure.sequence < sequence and library_of(structure.stamp) == library_of(stamp)
