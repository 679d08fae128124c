"""The rows of documents: what each is, what a user put right of it, and which a search is to look in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import NamedTuple

from index.filters import Described, Within
from ingest.correction import NOTHING, SEARCHED, Correction
from ingest.document import Imprint
from ingest.errors import BadInput


class DocumentRow(NamedTuple):
    """A stored document, without its text."""

    id: int
    name: str
    digest: str
    title: str
    kind: str
    year: int | None
    pages: int  # 0 where they are not known
    passages: int
    figures: int
    warnings: tuple[str, ...]
    imprint: Imprint
    unread: str  # why what its file holds now could not be read, so that this is the earlier content; empty where it was


def document_rows(connection: sqlite3.Connection) -> list[DocumentRow]:
    """Every document, by name."""
    rows = connection.execute(
        "SELECT d.id, d.name, d.digest, d.title, d.kind, d.year, coalesce(json_extract(d.page_numbers, '$[#-1]'), 0),"
        " (SELECT count(*) FROM passage p WHERE p.document_id = d.id),"
        " (SELECT count(*) FROM figure f JOIN passage p ON p.id = f.passage_id WHERE p.document_id = d.id), d.warnings, d.imprint,"
        " d.unread FROM document d ORDER BY d.name"
    )
    return [DocumentRow._make((*row[:9], tuple(json.loads(row[9])), read_imprint(row[10]), row[11])) for row in rows]


def described(connection: sqlite3.Connection) -> list[Described]:
    """What filters look at of every document, in the order of their passages."""
    rows = connection.execute(
        "SELECT d.id, d.name, d.kind, d.year, d.imprint, min(p.id), max(p.id)"
        " FROM document d JOIN passage p ON p.document_id = d.id GROUP BY d.id ORDER BY min(p.id)"
    )
    return [Described(id, name, kind, year, read_imprint(imprint), *run) for id, name, kind, year, imprint, *run in rows]


def within(documents: Iterable[Described]) -> Within:
    """Where to look for some documents; the runs of neighbours are one."""
    ids: list[int] = []
    runs: list[tuple[int, int]] = []
    for document in documents:
        ids.append(document.id)
        if runs and runs[-1][1] + 1 == document.first_passage:
            runs[-1] = (runs[-1][0], document.last_passage)
        else:
            runs.append((document.first_passage, document.last_passage))
    return Within(tuple(ids), tuple(runs))


def correction_of(connection: sqlite3.Connection, name: str) -> Correction:
    """What a user put right of the document of this name."""
    row = connection.execute("SELECT fields FROM correction WHERE document = ?", (name,)).fetchone()
    return Correction(**json.loads(row[0])) if row else NOTHING


def put_right(connection: sqlite3.Connection, name: str, correction: Correction) -> bool:
    """Put a stored document right, and remember it for when its file is read again; whether there is such a document."""
    row = connection.execute("SELECT imprint FROM document WHERE name = ?", (name,)).fetchone()
    if row is None:
        return False
    whole = correction.over(correction_of(connection, name))
    connection.execute("INSERT OR REPLACE INTO correction VALUES (?,?)", (name, json.dumps(whole.given(), ensure_ascii=False)))
    given = correction.given()
    columns = {column: given[column] for column in sorted(SEARCHED & given.keys())}
    assignments: Sequence[str] = ["imprint = ?", *(f"{column} = ?" for column in columns), *(["outdated = 1"] if columns else [])]
    values = (write_imprint(correction.imprint(read_imprint(row[0]))), *columns.values(), name)
    connection.execute(f"UPDATE document SET {', '.join(assignments)} WHERE name = ?", values)
    return True


def rename(connection: sqlite3.Connection, name: str, new: str) -> bool:
    """What `Store.rename` does."""
    if connection.execute("SELECT 1 FROM document WHERE name = ?", (new,)).fetchone():
        raise BadInput(f"같은 이름의 문서가 이미 있습니다: {new}", "두 문서 가운데 하나를 빼거나 파일의 이름을 바꾸어 주십시오.")
    connection.execute("UPDATE OR REPLACE correction SET document = ? WHERE document = ?", (new, name))
    return connection.execute("UPDATE document SET name = ? WHERE name = ?", (new, name)).rowcount > 0


def read_imprint(stored: str) -> Imprint:
    """An imprint out of its column; empty where the document was stored before there were any."""
    fields = json.loads(stored)
    return Imprint(**{**fields, "fiscal_years": tuple(fields.get("fiscal_years", ()))})


def write_imprint(imprint: Imprint) -> str:
    """An imprint as its column holds it."""
    return json.dumps(asdict(imprint), ensure_ascii=False)
