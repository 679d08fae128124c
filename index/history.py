"""Conversations on disk, per user: a small SQLite file of their own, so that an ingest never keeps one waiting.

An answer is bytes here, and a user any text that names one. Nothing is read, changed or deleted without the user's name.
"""

from __future__ import annotations

import sqlite3
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from index.beside import prepare
from index.refused import reason_of
from ingest.errors import BadInput
from ingest.korean import letters_of

FILE = "history.sqlite"
_PATIENCE = 5  # seconds to wait for another process, whose writes take milliseconds
_VERSION = 1
MOST_LISTED = 100  # conversations; among 10,000 answers these are found in 17 ms
_LONGEST_SOUGHT = 200  # characters; what is pasted beyond would only slow it down
_DAY = 86_400  # seconds
_REMEDY = "데이터 폴더에 쓸 수 있는지 확인하고, 파일이 깨졌으면 다른 곳으로 옮긴 뒤 다시 시작해 주십시오."

# What lists are made of lies apart from the answers themselves, which are ten times as large.
_SCHEMA = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,           -- of the answer, which nobody can guess
    user TEXT NOT NULL,
    conversation TEXT NOT NULL,
    at REAL NOT NULL,                   -- seconds since 1970
    question TEXT NOT NULL,             -- as typed
    sought TEXT NOT NULL                -- letters and digits of question and answer, NFC and lower case: to search in
);
CREATE INDEX entry_user ON entry(user, conversation);
CREATE TABLE answer (entry_id INTEGER PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE, packed BLOB NOT NULL);
"""
# The latest is what was asked last, whatever the clock said then: it may have been put back since.
_LIST = """
SELECT found.conversation, first.question, found.last_at, found.answers, hit.question
FROM (
    SELECT conversation, min(id) AS first, max(id) AS last, max(at) AS last_at, count(*) AS answers,
        min(CASE WHEN {meets} THEN id END) AS hit
    FROM entry WHERE user = ? GROUP BY conversation HAVING hit IS NOT NULL ORDER BY last DESC LIMIT ?
) AS found JOIN entry AS first ON first.id = found.first JOIN entry AS hit ON hit.id = found.hit
ORDER BY found.last DESC
"""


class Conversation(NamedTuple):
    """A conversation as a list shows it."""

    id: str
    question: str  # its first
    at: float  # when the last was asked, seconds since 1970
    answers: int
    hit: str  # the first of its questions at which stands what was sought; the first of all where nothing was


class Entry(NamedTuple):
    """A question of a conversation as it was typed, and its answer as it was packed."""

    key: str
    question: str
    packed: bytes


class History:
    """An open file of conversations. One thread at a time. Whatever the disk refuses is raised as BadInput."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, making it where it is not there."""
        self._name = path.name
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # for the program's own account alone, where the system knows such things
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=_PATIENCE)
            try:
                # When the current fails the last answers may be lost, never the file.
                prepare(self._connection, path, _SCHEMA, _VERSION, patience=_PATIENCE, synchronous="NORMAL")
            except BaseException:
                self._connection.close()
                raise

    def put(self, user: str, conversation: str, key: str, question: str, text: str, packed: bytes) -> None:
        """Add an answer to a conversation, which begins with its first. `text` is what it is found by beside the question."""
        row = (key, user, conversation, time.time(), question, normal(f"{question}\n{text}"))
        with self._told(), self._transaction():
            added = self._connection.execute(
                "INSERT INTO entry (key, user, conversation, at, question, sought) VALUES (?, ?, ?, ?, ?, ?)", row
            )
            self._connection.execute("INSERT INTO answer VALUES (?, ?)", (added.lastrowid, packed))

    def get(self, user: str, key: str) -> bytes | None:
        """An answer of a user by its key."""
        rows = self._rows("SELECT packed FROM entry JOIN answer ON entry_id = id WHERE key = ? AND user = ?", key, user)
        return bytes(rows[0][0]) if rows else None

    def entries(self, user: str, conversation: str) -> list[Entry]:
        """A conversation of a user from its beginning; empty where there is none of that name."""
        sql = (
            "SELECT key, question, packed FROM entry JOIN answer ON entry_id = id WHERE user = ? AND conversation = ? ORDER BY id"
        )
        return [Entry(*row) for row in self._rows(sql, user, conversation)]

    def conversations(self, user: str, sought: str = "", limit: int = MOST_LISTED) -> list[Conversation]:
        """A user's conversations, the latest first; with `sought` those that have an entry in which every word of it stands."""
        words = [word for word in map(normal, sought[:_LONGEST_SOUGHT].split()) if word]
        meets = " AND ".join(["instr(sought, ?) > 0"] * len(words)) or "1"
        return [Conversation(*row) for row in self._rows(_LIST.format(meets=meets), *words, user, limit)]

    def count(self, user: str) -> int:
        """How many conversations a user has."""
        return int(self._rows("SELECT count(DISTINCT conversation) FROM entry WHERE user = ?", user)[0][0])

    def holding(self, user: str, key: str) -> str:
        """The conversation of a user that an answer is of; empty where there is none."""
        rows = self._rows("SELECT conversation FROM entry WHERE user = ? AND key = ?", user, key)
        return str(rows[0][0]) if rows else ""

    def forget(self, user: str, conversation: str) -> bool:
        """Delete a conversation of a user; whether there was one."""
        return self._delete("user = ? AND conversation = ?", user, conversation)

    def forget_all(self, user: str) -> bool:
        """Delete all that a user has asked; whether there was anything."""
        return self._delete("user = ?", user)

    def forget_older(self, days: int) -> bool:
        """Delete the conversations in which nothing was asked for so many days; whether there were any."""
        old = "SELECT 1 FROM entry AS other WHERE other.user = entry.user AND other.conversation = entry.conversation AND other.at >= ?"
        return self._delete(f"NOT EXISTS ({old})", time.time() - days * _DAY)

    def close(self) -> None:
        """Close the file."""
        with self._told():
            self._connection.close()

    def _delete(self, which: str, *values: object) -> bool:
        with self._told():
            with self._transaction():
                deleted = self._connection.execute(f"DELETE FROM entry WHERE {which}", values).rowcount
            if deleted:  # nor does it stay in the log of writes
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return deleted > 0

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # SQLite ends some of those that fail itself
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise BadInput(f"대화 기록 파일({self._name})을 쓸 수 없습니다({reason_of(error)}).", _REMEDY) from error


def normal(text: str) -> str:
    """A text as it is searched: composed letters and digits alone, in lower case."""
    return letters_of(unicodedata.normalize("NFC", text))
