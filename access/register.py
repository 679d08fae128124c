"""The file of accounts (`users.sqlite`) as one thing: who there is, who is logged in, who may see what."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from access.accounts import Accounts
from access.collections import Collections
from access.database import Database
from access.sessions import Sessions
from access.throttle import Throttle
from access.tokens import Tokens

FILE = "users.sqlite"
_VERSION = 1
_SCHEMA = """
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,        -- the name less what does not tell two apart
    password TEXT NOT NULL,             -- argon2id with its parameters; empty where there is none
    role TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0,
    created REAL NOT NULL,              -- seconds since 1970, as all times here
    seen REAL NOT NULL DEFAULT 0
);
CREATE TABLE session (
    digest BLOB PRIMARY KEY,            -- SHA-256 of what the cookie holds
    person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    began REAL NOT NULL,
    seen REAL NOT NULL,
    address TEXT NOT NULL
);
CREATE INDEX session_person ON session(person_id);
CREATE TABLE token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest BLOB NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    created REAL NOT NULL,
    seen REAL NOT NULL DEFAULT 0
);
CREATE TABLE browser (                  -- that has logged in as someone before
    digest BLOB PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    since REAL NOT NULL
);
CREATE TABLE attempt (key BLOB PRIMARY KEY, failures INTEGER NOT NULL, last REAL NOT NULL);
CREATE TABLE collection (name TEXT PRIMARY KEY);
CREATE TABLE membership (
    collection TEXT NOT NULL REFERENCES collection(name) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    PRIMARY KEY (collection, person_id)
);
"""


class Register:
    """The open file. Whatever the disk refuses is raised as BadInput."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """Open the accounts of a data folder, making the file where there is none."""
        self._database = Database(folder / FILE, _SCHEMA, _VERSION)
        self.accounts = Accounts(self._database)
        self.sessions = Sessions(self._database, clock)
        self.tokens = Tokens(self._database)
        self.throttle = Throttle(self._database, clock)
        self.collections = Collections(self._database)

    def close(self) -> None:
        """Close the file."""
        self._database.close()
