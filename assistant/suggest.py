"""Questions that the documents can answer, made from the ledger: shown to someone who does not know where to begin."""

from __future__ import annotations

import re

from assistant.particles import with_particle
from index.ledger import LedgerRow
from index.library import Library


def suggest_questions(library: Library, limit: int) -> list[str]:
    """Up to `limit` questions, from different documents where there are several."""
    asked = (question_about(row) for row in library.store.notable(limit * _TRIED))
    return [question for question in asked if question is not None][:limit]


_YEAR = re.compile(r"['’‘]?\d{2,4}\s*년?도?")  # it is said once, in full
# Columns that people ask for by name; a column that is only a year needs none.
_NATURAL = re.compile(
    r"(?:[가-힣()]{0,6}\s?(?:예산액?|실적|정원|현원|출연금|금액|집행액|지출액|사업비|이용자|인원|건수|예산현액))?"
)
_TRIED = 12  # figures looked at for one question
_ASKED = {"money": " 얼마인가요?", "count:명": " 몇 명인가요?", "count:건": " 몇 건인가요?"}


def question_about(row: LedgerRow) -> str | None:
    """`2024년 찾아가는 디지털교실 예산액은 얼마인가요?`; None for a figure that nobody asks for by name."""
    column = _YEAR.sub("", row.column).strip()
    if row.dimension not in _ASKED or row.year is None or not row.measure or not _NATURAL.fullmatch(column):
        return None
    return with_particle(f"{row.year}년 {row.measure} {column}".strip(), "은", "는") + _ASKED[row.dimension]
