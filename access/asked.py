"""What was asked, by whom and when (`asked.sqlite`): kept for so many days, listed and deleted by those who keep the program."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from access.database import Database

FILE = "asked.sqlite"
_VERSION = 1
_DAY = 86_400  # seconds
LONGEST = 2_000  # characters of what was asked; of a draft that was checked, its beginning
_SCHEMA = """
CREATE TABLE asked (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,                   -- seconds since 1970
    person TEXT NOT NULL,
    face TEXT NOT NULL,                 -- chat, desk, api/ask, api/cite, api/figures, api/check
    text TEXT NOT NULL,
    request TEXT NOT NULL,              -- the number of the request, as the log of the program has it
    documents TEXT NOT NULL,            -- names of those that were cited or found, as JSON
    answered INTEGER NOT NULL
);
CREATE INDEX asked_at ON asked(at);
CREATE INDEX asked_person ON asked(person, at);
"""


class Asked(NamedTuple):
    """Something that was asked."""

    at: float  # seconds since 1970
    person: str
    face: str
    text: str
    request: str
    documents: Sequence[str]
    answered: bool


class AskedLog:
    """The open file. Whatever the disk refuses is raised as BadInput."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / FILE, _SCHEMA, _VERSION)

    def add(self, rows: Sequence[Asked]) -> None:
        """Keep what was asked."""
        sql = "INSERT INTO asked (at, person, face, text, request, documents, answered) VALUES (?, ?, ?, ?, ?, ?, ?)"
        with self._database.transaction() as connection:
            connection.executemany(sql, [_row(asked) for asked in rows])

    def find(self, person: str = "", since: float = 0.0) -> Iterator[Asked]:
        """What was asked, by one person and since a time where these are given, in its order."""
        sql = "SELECT at, person, face, text, request, documents, answered FROM asked WHERE at >= ?1 AND (?2 = '' OR person = ?2)"
        for at, who, face, text, request, documents, answered in self._database.rows(f"{sql} ORDER BY id", since, person):
            yield Asked(at, who, face, text, request, json.loads(documents), bool(answered))

    def remove_of(self, person: str) -> int:
        """Delete what a person asked; how many there were."""
        return self._remove("person = ?", person)

    def remove_before(self, time: float) -> int:
        """Delete what was asked before a time; how many there were."""
        return self._remove("at < ?", time)

    def remove_older(self, days: int) -> int:
        """Delete what was asked longer ago than so many days; how many there were."""
        return self.remove_before(time.time() - days * _DAY)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _remove(self, which: str, value: object) -> int:
        removed = self._database.change(f"DELETE FROM asked WHERE {which}", value)
        if removed:
            self._database.wipe()
        return removed


def _row(asked: Asked) -> tuple[object, ...]:
    documents = json.dumps(list(asked.documents), ensure_ascii=False)
    return (asked.at, asked.person, asked.face, asked.text[:LONGEST], asked.request, documents, int(asked.answered))
