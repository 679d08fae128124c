"""Tokens of programs: shown once when they are made, kept as digests, and valid until they are revoked."""

from __future__ import annotations

import secrets
import time
from typing import NamedTuple

from access.database import Database
from access.names import folded
from access.sessions import Found, digest_of
from ingest.errors import BadInput

_BEGINNING = "geungeo_"  # so that one that lies about is known for what it is
_EACH = 60  # seconds between two notes that a token is used


class Token(NamedTuple):
    """A token as a list shows it."""

    id: int
    name: str  # of the account
    purpose: str
    created: float  # seconds since 1970
    seen: float  # 0 for never


class Tokens:
    """The tokens of a file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, name: str, purpose: str = "") -> str:
        """A new token of an account, which nobody can show again. Raises BadInput where there is no such account."""
        token = _BEGINNING + secrets.token_urlsafe(32)
        with self._database.transaction() as connection:
            found = connection.execute("SELECT id FROM person WHERE folded = ?", (folded(name),)).fetchone()
            if found is None:
                raise BadInput(f"없는 이름입니다: {name[:60]}", "`geungeo users list`로 확인해 주십시오.")
            row = (digest_of(token), found[0], " ".join(purpose.split())[:80], time.time())
            connection.execute("INSERT INTO token (digest, person_id, purpose, created) VALUES (?, ?, ?, ?)", row)
        return token

    def find(self, token: str) -> Found | None:
        """Whose a token is; None for one that is not there, or of a disabled account. Writes nothing."""
        sql = "SELECT name, token.seen FROM token JOIN person ON person.id = person_id WHERE digest = ? AND NOT disabled"
        rows = self._database.rows(sql, digest_of(token))
        return Found(rows[0][0], abs(time.time() - rows[0][1]) >= _EACH) if rows else None

    def touch(self, token: str) -> None:
        """Note that a token is used."""
        self._database.change("UPDATE token SET seen = ? WHERE digest = ?", time.time(), digest_of(token))

    def all(self, name: str = "") -> list[Token]:
        """The tokens, or those of an account, in the order that they were made in."""
        sql = "SELECT token.id, name, purpose, token.created, token.seen FROM token JOIN person ON person.id = person_id"
        rows = self._database.rows(f"{sql} WHERE ?1 = '' OR folded = ?1 ORDER BY token.id", folded(name))
        return [Token(*row) for row in rows]

    def revoke(self, id: int) -> bool:
        """Make a token worthless; whether there was one."""
        return bool(self._database.change("DELETE FROM token WHERE id = ?", id))
