"""What a user says a document is, held against what a document can be."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as calendar
from typing import Any

from ingest.correction import Correction
from ingest.errors import BadInput
from ingest.metadata import KINDS, OTHER
from ingest.plain import one_line

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


def checked(correction: Correction) -> Correction:
    """The correction without white space around its words. Raises BadInput for what no document can be."""
    words: dict[str, Any] = {
        name: one_line(value).strip() if isinstance(value, str) else value for name, value in correction.given().items()
    }
    correction = replace(correction, **words)
    if correction.title == "":
        raise BadInput("제목은 비울 수 없습니다.", "제목을 적어 주십시오.")
    if correction.kind is not None and correction.kind not in kinds():
        raise BadInput(f"없는 종류입니다: {correction.kind}", f"{', '.join(kinds())} 가운데 하나를 주십시오.")
    if correction.year is not None and not _FIRST_YEAR <= correction.year <= _LAST_YEAR:
        raise BadInput(f"해가 맞지 않습니다: {correction.year}", "2025처럼 네 자리로 적어 주십시오.")
    if correction.date and not _is_date(correction.date):
        raise BadInput(f"날짜가 맞지 않습니다: {correction.date}", "2025-02-19, 2025-02 또는 2025처럼 적어 주십시오.")
    return correction


def kinds() -> list[str]:
    """The kinds that a document can be of."""
    return [*(kind for kind, _ in KINDS), OTHER]


def _is_date(text: str) -> bool:
    """Whether the calendar has it: a day, a month or a year."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        found = calendar(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return _FIRST_YEAR <= found.year <= _LAST_YEAR
