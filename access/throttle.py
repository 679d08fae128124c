"""Guessing made slow: after some failures every further one has to wait, twice as long each time.

What is counted lies in the file, so that a restart forgives nothing. A name is counted whether there is such an account or not.
Nobody can be kept out by what others do: a browser that has once logged in as someone is known by a cookie and counted by
itself, as that account; those who come from elsewhere wait at most `_LONGEST`, and a try that has to wait is neither looked at
nor counted. Whoever is logged in, comes by single sign-on or has a token is not counted at all.
"""

from __future__ import annotations

import hashlib
import math
import secrets
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from access.database import Database
from access.names import folded
from access.sessions import digest_of

_FREE = {"name": 5, "address": 20, "browser": 5}  # failures before anyone has to wait; many people may have one address
_LONGEST = 300.0  # seconds
_FORGOTTEN = 86_400  # seconds after the last failure
_MOST = 20_000  # counted at the same time; of more, those that failed longest ago are forgotten


class Counted(NamedTuple):
    """What a try to log in counts for."""

    kind: str
    of: str


class Throttle:
    """The counts of a file. `clock` gives seconds since 1970."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock

    def counted(self, name: str, address: str, browser: str) -> list[Counted]:
        """What a try counts for: the browser alone where it is known to have logged in by that name."""
        sql = "SELECT 1 FROM browser JOIN person ON id = person_id WHERE digest = ? AND folded = ?"
        if browser and self._database.rows(sql, digest_of(browser), folded(name)):
            return [Counted("browser", browser)]
        return [Counted("name", folded(name)), Counted("address", address)]

    def begin(self, tried: Sequence[Counted]) -> int:
        """Seconds to wait before a try; where it is none, the try is counted as failed until `forgive`.

        Counted beforehand, so that of many tries at once no more are let through than one after another.
        """
        now = self._clock()
        with self._database.transaction() as connection:
            wait = max(self._wait(connection, each, now) for each in tried)
            if wait <= 0:
                for each in tried:
                    self._count(connection, each, now)
            return math.ceil(max(0.0, wait))

    def forgive(self, tried: Sequence[Counted]) -> None:
        """Take back what was counted for a try that did not fail; of an address only that one, it is not one person's."""
        with self._database.transaction() as connection:
            for each in tried:
                if each.kind == "address":
                    connection.execute("UPDATE attempt SET failures = failures - 1 WHERE key = ? AND failures > 0", (_key(each),))
                else:
                    connection.execute("DELETE FROM attempt WHERE key = ?", (_key(each),))

    def know(self, name: str, browser: str = "") -> str:
        """Know a browser as an account's, by what its cookie is to hold; it keeps what it has where that is known already."""
        if browser and self.counted(name, "", browser)[0].kind == "browser":
            return browser
        token = secrets.token_urlsafe(32)
        sql = "INSERT INTO browser SELECT ?, id, ? FROM person WHERE folded = ?"
        self._database.change(sql, digest_of(token), self._clock(), folded(name))
        return token

    def _wait(self, connection: sqlite3.Connection, each: Counted, now: float) -> float:
        row = connection.execute("SELECT failures, last FROM attempt WHERE key = ?", (_key(each),)).fetchone()
        if row is None or now - row[1] > _FORGOTTEN:
            connection.execute("DELETE FROM attempt WHERE key = ?", (_key(each),))
            return 0.0
        failures, last = int(row[0]), float(row[1])
        if last > now:  # the clock was moved back: what is to be waited for begins now
            connection.execute("UPDATE attempt SET last = ? WHERE key = ?", (now, _key(each)))
            last = now
        return delay(failures - _FREE[each.kind]) - (now - last)

    def _count(self, connection: sqlite3.Connection, each: Counted, now: float) -> None:
        sql = "INSERT INTO attempt VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET failures = failures + 1, last = excluded.last"
        connection.execute(sql, (_key(each), now))
        surplus = "SELECT key FROM attempt ORDER BY last DESC LIMIT -1 OFFSET ?"
        if connection.execute("SELECT count(*) FROM attempt").fetchone()[0] > _MOST:
            connection.execute(f"DELETE FROM attempt WHERE key IN ({surplus})", (_MOST,))


def delay(failures: int) -> float:
    """Seconds to wait after so many failures beyond those that are free: none, 1, 2, 4, up to five minutes."""
    return 0.0 if failures < 0 else min(_LONGEST, 2.0 ** min(failures, 20))


def _key(each: Counted) -> bytes:
    return hashlib.sha256(f"{each.kind}\0{each.of}".encode("utf-8", "surrogatepass")).digest()
