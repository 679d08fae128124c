"""Collections of documents that not everybody sees, and who sees them. Admins see all."""

from __future__ import annotations

from typing import NamedTuple

from access.database import Database
from access.names import collection_name, folded
from ingest.errors import BadInput


class Collection(NamedTuple):
    """A collection, and the accounts that were granted it."""

    name: str
    people: tuple[str, ...]


class Collections:
    """The collections of a file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str) -> bool:
        """Make a collection; whether it was not there yet. Raises BadInput for a name that will not do."""
        return bool(self._database.change("INSERT OR IGNORE INTO collection VALUES (?)", collection_name(name)))

    def remove(self, name: str) -> None:
        """Take away a collection and what was granted of it. Raises BadInput where there is none of that name."""
        if not self._database.change("DELETE FROM collection WHERE name = ?", collection_name(name)):
            raise _unknown(name)

    def all(self) -> list[Collection]:
        """All collections by name."""
        people: dict[str, list[str]] = {name: [] for (name,) in self._database.rows("SELECT name FROM collection ORDER BY name")}
        sql = "SELECT collection, person.name FROM membership JOIN person ON id = person_id ORDER BY folded"
        for collection, person in self._database.rows(sql):
            people.setdefault(collection, []).append(person)
        return [Collection(name, tuple(members)) for name, members in people.items()]

    def names(self) -> list[str]:
        """The names of all collections."""
        return [name for (name,) in self._database.rows("SELECT name FROM collection ORDER BY name")]

    def grant(self, collection: str, person: str) -> bool:
        """Let an account see a collection; whether it did not yet. Raises BadInput where there is no such collection or account."""
        return self._membership("INSERT OR IGNORE INTO membership VALUES (?, ?)", collection, person)

    def revoke(self, collection: str, person: str) -> bool:
        """Let an account see a collection no more; whether it did. Raises BadInput where there is no such collection or account."""
        return self._membership("DELETE FROM membership WHERE collection = ? AND person_id = ?", collection, person)

    def _membership(self, sql: str, collection: str, person: str) -> bool:
        with self._database.transaction() as connection:
            name = collection_name(collection)
            if not connection.execute("SELECT 1 FROM collection WHERE name = ?", (name,)).fetchone():
                raise _unknown(collection)
            found = connection.execute("SELECT id FROM person WHERE folded = ?", (folded(person),)).fetchone()
            if found is None:
                raise BadInput(f"없는 이름입니다: {person[:60]}", "`geungeo users list`로 확인해 주십시오.")
            return connection.execute(sql, (name, found[0])).rowcount > 0


def _unknown(name: str) -> BadInput:
    return BadInput(f"없는 모음입니다: {name[:60]}", "`geungeo collections list`로 확인해 주십시오.")
