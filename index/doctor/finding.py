"""What a check finds, and what it looks at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.store import Store


class State(StrEnum):
    """How bad it is."""

    WELL = "정상"
    CARE = "주의"  # works, and will not for ever
    BROKEN = "고장"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, in a sentence, and what to do about it."""

    state: State
    told: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """A data folder. Both are None where its library cannot be opened, which the check of the databases tells."""

    data: Path
    embedding: str  # the model of the settings
    store: Store | None
    connection: sqlite3.Connection | None  # another one, to what the store does not tell


Look = Callable[[Patient], Finding]
Mend = Callable[[Patient], None]


@dataclass(frozen=True, slots=True)
class Check:
    """A check under its Korean name; `mend` mends what it finds, where a program can."""

    name: str
    look: Look
    mend: Mend | None = None
    needs_store: bool = False
    mends: str = ""  # what `--mend` would do, in a sentence


def well(told: str) -> Finding:
    """Nothing is the matter."""
    return Finding(State.WELL, told)


def care(told: str, remedy: str) -> Finding:
    """It works, but something should be done."""
    return Finding(State.CARE, told, remedy)


def broken(told: str, remedy: str) -> Finding:
    """It does not work as it should."""
    return Finding(State.BROKEN, told, remedy)
