"""Sessions of browsers: begun by a login, found by what a cookie holds, ended by idleness, age, or a change of the account.

A clock that is moved back neither ends a session nor makes it last: those that were seen in the time to come are moved back
with it, and keep the age that they had.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import NamedTuple

from access.database import Database
from access.names import folded

IDLE = 12 * 3600  # seconds without a request
LONGEST = 30 * 86_400  # seconds from the login, however busy
_EACH = 60  # seconds between two notes that a session is used
_SWEEP = 3600  # seconds between two looks for those that have ended
_MOST = 50  # sessions of one account; of more, that which was idle longest ends


class Found(NamedTuple):
    """A session that holds."""

    name: str  # of the account
    is_stale: bool  # that it is used is to be noted (`touch`)


class Listed(NamedTuple):
    """A session as a list shows it."""

    began: float  # seconds since 1970
    seen: float
    address: str


class Sessions:
    """The sessions of a file. `clock` gives seconds since 1970."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock
        self._swept = 0.0
        self.sweep()

    def begin(self, name: str, address: str = "") -> str:
        """A new session of an account; gives what the cookie is to hold. Of it only a digest is kept."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._database.transaction() as connection:
            id = connection.execute("SELECT id FROM person WHERE folded = ?", (folded(name),)).fetchone()[0]
            connection.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?)", (digest_of(token), id, now, now, address))
            surplus = "SELECT digest FROM session WHERE person_id = ? ORDER BY seen DESC LIMIT -1 OFFSET ?"
            connection.execute(f"DELETE FROM session WHERE digest IN ({surplus})", (id, _MOST))
            connection.execute("UPDATE person SET seen = ? WHERE id = ?", (now, id))
        return token

    def find(self, token: str) -> Found | None:
        """The session of a cookie; None where there is none, or it has ended. Writes nothing."""
        sql = "SELECT name, began, session.seen FROM session JOIN person ON id = person_id WHERE digest = ? AND NOT disabled"
        rows = self._database.rows(sql, digest_of(token))
        if not rows:
            return None
        name, began, seen = rows[0]
        now = self._clock()
        if seen > now:  # the clock was moved back
            began, seen = began - (seen - now), now - _EACH
        is_over = now - seen > IDLE or now - began > LONGEST
        return None if is_over else Found(name, now - seen >= _EACH)

    def touch(self, token: str) -> None:
        """Note that a session is used."""
        now = self._clock()
        self.sweep() if not 0 <= now - self._swept < _SWEEP else self._move_back(now)
        with self._database.transaction() as connection:
            connection.execute("UPDATE session SET seen = ? WHERE digest = ?", (now, digest_of(token)))
            of_session = "SELECT person_id FROM session WHERE digest = ?"
            connection.execute(f"UPDATE person SET seen = ? WHERE id IN ({of_session})", (now, digest_of(token)))

    def end(self, token: str) -> None:
        """End a session."""
        self._database.change("DELETE FROM session WHERE digest = ?", digest_of(token))

    def end_all(self, name: str) -> int:
        """End all sessions of an account; how many there were."""
        return self._database.change(
            "DELETE FROM session WHERE person_id IN (SELECT id FROM person WHERE folded = ?)", folded(name)
        )

    def of(self, name: str) -> list[Listed]:
        """The sessions of an account, the latest first."""
        self.sweep()
        sql = "SELECT began, session.seen, address FROM session JOIN person ON id = person_id WHERE folded = ? ORDER BY session.seen DESC"
        return [Listed(*row) for row in self._database.rows(sql, folded(name))]

    def sweep(self) -> None:
        """Delete those that have ended, after those of the time to come were moved back."""
        now = self._swept = self._clock()
        self._move_back(now)
        if self._database.rows("SELECT 1 FROM session WHERE seen < ? OR began < ?", now - IDLE, now - LONGEST):
            self._database.change("DELETE FROM session WHERE seen < ? OR began < ?", now - IDLE, now - LONGEST)

    def _move_back(self, now: float) -> None:
        if self._database.rows("SELECT 1 FROM session WHERE seen > ?", now):
            self._database.change("UPDATE session SET began = began - (seen - ?1), seen = ?1 WHERE seen > ?1", now)


def digest_of(token: str) -> bytes:
    """What is kept of a secret: nobody who reads the file can log in with it. It is random, so that no salt is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
