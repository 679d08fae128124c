"""The rows of abbreviations: which document gives which short name to what."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.abbreviations import Abbreviation

_MOST_KEYS = 900  # of a question: SQLite takes more, no question needs them


class AbbreviationRow(NamedTuple):
    """A short name, what it stands for, and the document that says so."""

    short: str
    long: str
    document: str


def name_key(name: str) -> str:
    """A name as it is found again, with or without spaces and marks: `SBA`, `서울 경제진흥원` -> `sba`, `서울경제진흥원`."""
    return re.sub(r"[^0-9a-z가-힣]", "", name.lower())


def write_abbreviations(connection: sqlite3.Connection, document_id: int, found: Iterable[Abbreviation]) -> None:
    """Store a document's short names; they go when it goes."""
    rows = [(document_id, item.short, item.long, name_key(item.short), name_key(item.long)) for item in found]
    connection.executemany("INSERT INTO abbreviation VALUES (?,?,?,?,?)", rows)


def abbreviations(connection: sqlite3.Connection, keys: Sequence[str] | None = None) -> list[AbbreviationRow]:
    """Every short name, or those where it or the long one has one of these keys; in a settled order."""
    asked = list(keys or ())[:_MOST_KEYS]
    marks = ",".join("?" * len(asked))
    where = "" if keys is None else f" WHERE a.short_key IN ({marks}) OR a.long_key IN ({marks})"
    rows = connection.execute(
        "SELECT a.short, a.long, d.name FROM abbreviation a JOIN document d ON d.id = a.document_id"
        f"{where} ORDER BY a.short, a.long, d.name",
        [*asked, *asked],
    )
    return [AbbreviationRow(*row) for row in rows]
