"""Accounts: who there is, what each may do, and the collections that each may see."""

from __future__ import annotations

import time
from typing import NamedTuple

from access.database import Database
from access.names import account_name, folded
from access.passwords import check_password, hashed
from access.person import Person, Role
from ingest.errors import BadInput

_LISTED = "SELECT name, role, disabled, password <> '', created, seen FROM person"


class Account(NamedTuple):
    """An account as a list shows it."""

    name: str
    role: Role
    is_disabled: bool
    has_password: bool  # without one it is entered by single sign-on or a token alone
    created: float  # seconds since 1970
    seen: float  # when it last asked for anything; 0 for never


class Accounts:
    """The accounts of a file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, password: str | None, role: Role) -> None:
        """Make an account; without a password for single sign-on and tokens. Raises BadInput for a name or password that will not do."""
        name = account_name(name)
        kept = _checked(password, name) if password is not None else ""
        row = (name, folded(name), kept, role.value, time.time())
        with self._database.transaction() as connection:
            if connection.execute("SELECT 1 FROM person WHERE folded = ?", (folded(name),)).fetchone():
                raise BadInput(f"이미 있는 이름입니다: {name}", "`geungeo users list`로 확인해 주십시오.")
            connection.execute("INSERT INTO person (name, folded, password, role, created) VALUES (?, ?, ?, ?, ?)", row)

    def all(self) -> list[Account]:
        """All accounts by name."""
        return [_account(row) for row in self._database.rows(f"{_LISTED} ORDER BY folded")]

    def get(self, name: str) -> Account:
        """An account. Raises BadInput where there is none of that name."""
        found = self._database.rows(f"{_LISTED} WHERE folded = ?", folded(name))
        if not found:
            raise _unknown(name)
        return _account(found[0])

    def has_admin(self) -> bool:
        """Whether anyone can manage the others."""
        return bool(self._database.rows("SELECT 1 FROM person WHERE role = ? AND NOT disabled", Role.ADMIN.value))

    def person(self, name: str) -> Person | None:
        """Who an account is of; None for one that is not there or is disabled."""
        rows = self._database.rows("SELECT id, name, role FROM person WHERE folded = ? AND NOT disabled", folded(name))
        if not rows:
            return None
        id, name, role = rows[0]
        return Person(name, Role(role), None if role == Role.ADMIN else self._collections(id))

    def hash_of(self, name: str) -> str:
        """The hash of an account's password; empty where there is no such account, or no password of it, or it is disabled."""
        rows = self._database.rows("SELECT password FROM person WHERE folded = ? AND NOT disabled", folded(name))
        return str(rows[0][0]) if rows else ""

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; whoever is logged in as it no longer is. Raises BadInput."""
        self._change(name, "password", _checked(password, self.get(name).name))

    def renew_hash(self, name: str, password: str) -> None:
        """Keep the same password by a stronger hash."""
        self._database.change("UPDATE person SET password = ? WHERE folded = ?", hashed(password), folded(name))

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role; its sessions end. Raises BadInput."""
        self._change(name, "role", role.value)

    def set_disabled(self, name: str, is_disabled: bool) -> None:
        """Shut an account out, or let it in again; its sessions end. Raises BadInput."""
        self._change(name, "disabled", int(is_disabled))

    def remove(self, name: str) -> None:
        """Delete an account with its sessions, tokens and collections. Raises BadInput."""
        if not self._database.change("DELETE FROM person WHERE folded = ?", folded(name)):
            raise _unknown(name)
        self._database.wipe()

    def _change(self, name: str, column: str, value: object) -> None:
        with self._database.transaction() as connection:
            found = connection.execute("SELECT id FROM person WHERE folded = ?", (folded(name),)).fetchone()
            if found is None:
                raise _unknown(name)
            connection.execute(f"UPDATE person SET {column} = ? WHERE id = ?", (value, found[0]))
            connection.execute("DELETE FROM session WHERE person_id = ?", found)

    def _collections(self, id: int) -> frozenset[str]:
        rows = self._database.rows("SELECT collection FROM membership WHERE person_id = ?", id)
        return frozenset(name for (name,) in rows)


def _account(row: tuple[str, str, int, int, float, float]) -> Account:
    name, role, disabled, has_password, created, seen = row
    return Account(name, Role(role), bool(disabled), bool(has_password), created, seen)


def _checked(password: str, name: str) -> str:
    check_password(password, name)
    return hashed(password)


def _unknown(name: str) -> BadInput:
    return BadInput(f"없는 이름입니다: {name[:60]}", "`geungeo users list`로 확인해 주십시오.")
