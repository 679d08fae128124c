"""Questions that the documents can answer, made from the ledger: shown to someone who does not know where to begin."""

from __future__ import annotations

import re

from assistant.particles import with_particle
from index.ledger import LedgerRow
from index.library import Library


def suggest_questions(library: Library, limit: int) -> list[str]:
    """Up to `limit` questions, from different documents where there are several."""
    return [_question(row) for row in library.store.notable(limit)]


_YEAR = re.compile(r"['’‘]?\d{2,4}\s*년?도?")  # it is said once, in full
_ASKED = {"money": " 얼마인가요?", "count:명": " 몇 명인가요?", "count:건": " 몇 건인가요?"}


def _question(row: LedgerRow) -> str:
    """`2024년 찾아가는 디지털교실 예산액은 얼마인가요?`"""
    column = _YEAR.sub("", row.column).strip()
    return with_particle(f"{row.year}년 {row.measure} {column}".strip(), "은", "는") + _ASKED[row.dimension]
