"""Made tables for the tests of the audit: tab-separated text, read as any document is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ingest.audit import Finding, audit_document
from ingest.pipeline import read_document
from ingest.readers.text import read_text

Rows = Sequence[Sequence[object]]


def findings_of(rows: Rows, unit: str = "") -> tuple[Finding, ...]:
    """What the audit says of a table."""
    lines = ["□ 추진 현황", "", *([unit] if unit else []), *("\t".join(map(str, row)) for row in rows)]
    content = "\n".join(lines).encode()
    return audit_document(read_document(read_text("표.txt", content, hashlib.sha256(content).hexdigest())))


def told(rows: Rows, unit: str = "") -> list[tuple[str, str]]:
    """What stands there and what it would have to be, for each finding."""
    return [(finding.quantity.text, finding.expected_text) for finding in findings_of(rows, unit)]


def won(value: int) -> str:
    """An amount as a table says it: △1,234."""
    return f"{'△' if value < 0 else ''}{abs(value):,}"
