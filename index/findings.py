"""The rows of findings: figures of a document that the other figures of their table contradict."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from ingest.audit import Finding

# The columns of FindingRow, in its order.
_FINDINGS = (
    "SELECT d.name, d.title, f.start, f.end, f.page, f.place, f.kind, f.stated, f.unit, f.expected, f.expected_text,"
    " f.formula, f.also, f.operands, f.row_label, f.column_label, f.title, f.likely"
    " FROM finding f JOIN document d ON d.id = f.document_id"
)


class FindingRow(NamedTuple):
    """A finding with its document. `expected` is a decimal in `unit`; spans count in the document's text."""

    document: str
    document_title: str
    start: int
    end: int
    page: int
    place: str
    check: str
    stated: str
    unit: str
    expected: str
    expected_text: str
    formula: str
    also: tuple[str, ...]
    operands: tuple[tuple[int, int], ...]
    row: str
    column: str
    table: str
    likely: bool

    @property
    def stated_text(self) -> str:
        """What stands there, with its unit: 5식."""
        return self.stated if not self.unit or self.stated.endswith(self.unit) else f"{self.stated}{self.unit}"


def write_findings(connection: sqlite3.Connection, document_id: int, found: Iterable[Finding]) -> None:
    """Store what does not add up in a document; it goes when the document goes."""
    connection.executemany(
        "INSERT INTO finding VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", [_values(document_id, finding) for finding in found]
    )


def findings(connection: sqlite3.Connection, document: str | None = None) -> list[FindingRow]:
    """The findings of the document of this name, or of all, document by document."""
    where, values = ("", ()) if document is None else (" WHERE d.name = ?", (document,))
    rows = connection.execute(f"{_FINDINGS}{where} ORDER BY d.name, f.start", values)
    return [_row(row) for row in rows]


def _values(document_id: int, finding: Finding) -> tuple[object, ...]:
    """The columns of the table `finding`, in its order."""
    return (
        document_id,
        finding.span.start,
        finding.span.end,
        finding.page,
        finding.place,
        str(finding.check),
        finding.quantity.text,
        finding.quantity.unit,
        str(finding.expected),
        finding.expected_text,
        finding.formula,
        json.dumps(finding.also, ensure_ascii=False),
        json.dumps(finding.operands),
        finding.row,
        finding.column,
        finding.title,
        int(finding.likely),
    )


def _row(row: tuple[object, ...]) -> FindingRow:
    found = FindingRow(*row)  # type: ignore[arg-type]
    return found._replace(
        also=tuple(json.loads(str(found.also))),
        operands=tuple((start, end) for start, end in json.loads(str(found.operands))),
        likely=bool(found.likely),
    )
