"""The year and the date that a figure holds for, and the date that it was counted on (기준일)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.dates import iso, read_dates
from ingest.document import Cell, Quantity, Statement
from ingest.labels import is_total
from ingest.years import years_of

_COUNTED_ON = re.compile(r"[^가-힣]{0,2}\s?(?:말|초)?\s?(?:일\s?)?(?:기준|현재)")
# 전년(120억), 작년 120억; not 전년 대비 12%, which is of this year.
_RELATIVE = re.compile(
    r"(?P<before>전년도?|작년|지난해)(?!\s?도?\s?(?:대비|보다|에\s?비|比|과\s?비|와\s?비|동기\s?대비))|(?P<this>금년|올해|당해\s?연도)"
)
_COMPARED = re.compile(r"['’‘`]?\d{2,4}년?도?\s?(?:대비|比)")  # ’21년 대비 증감: of the year that is compared
_OPENING = re.compile(r"\s?\(\s?['’‘`´]?$")
_ALONE = re.compile(r"[^\d()]*(?:\)|$)")  # nothing more is counted in its brackets


class YearMark(NamedTuple):
    """A year that a sentence names, where, and the date to the day or month if it says one."""

    start: int
    end: int
    year: int
    date: str = ""


@lru_cache(maxsize=8192)  # headers, titles and sections come again and again
def _label_years(label: str) -> tuple[int, ...]:
    return years_of(_COMPARED.sub("", label))


def cell_year(statement: Statement, cell: Cell, document_year: int | None) -> int | None:
    """The year that a cell holds for: its column's, else its row's, its table's title's or unit line's, its section's.

    At last its document's. The header's other columns do not count: 증감 beside 2022 and 2023 is of neither.
    """
    if cell.col_path and is_total(cell.col_path[-1]) and _goes_by_years(statement):
        return None  # the total of several years is of none
    around = statement.context[:-1] if statement.header_spans else statement.context
    labels = (*reversed(cell.col_path), *reversed(cell.row_path), *reversed(around), *reversed(statement.section))
    return year_of_labels(labels, document_year)


def _goes_by_years(statement: Statement) -> bool:
    """Whether the columns of a row are of several years."""
    return len({years for cell in statement.cells if (years := _label_years(" ".join(cell.col_path)))}) > 1


def year_of_labels(labels: Iterable[str], document_year: int | None) -> int | None:
    """The year of the first label that names one, else the document's."""
    return next((years[0] for label in labels if (years := _label_years(label))), document_year)


def year_marks(text: str, placed: Sequence[tuple[int, Quantity]], document_year: int | None) -> list[YearMark]:
    """The years that a sentence names, in order: as dates (`placed` where they stand in it), and as 전년, 올해."""
    marks = [
        YearMark(at, at + len(date.text), int(date.value) // 10000, iso(date.value) if date.value % 10000 else "")
        for at, date in placed
        if date.value >= 10000
    ]
    for match in _RELATIVE.finditer(text):
        known = [mark.year for mark in marks if mark.start < match.start()]
        now = document_year or (known[-1] if known else None)
        if match["before"]:
            now = (known[-1] if known else now) or None
            now = now - 1 if now else None
        if now:
            marks.append(YearMark(match.start(), match.end(), now))
    return sorted(marks)


def mark_of(marks: Sequence[YearMark], text: str, start: int, end: int) -> YearMark | None:
    """The year of the figure from `start` to `end`: the nearest before it, or one in brackets right behind it."""
    before = next((mark for mark in reversed(marks) if mark.end <= start), None)
    if before is not None and text[before.end : start].strip() == ")":
        return before  # (2022) 80.0
    behind = next((mark for mark in marks if mark.start >= end), None)
    if behind is not None and _OPENING.match(text[end : behind.start]):
        return behind if _ALONE.match(text, behind.end) else before  # 80.0(2022); 80명(2024년 72명) is of another year
    return before or behind


def counted_on(texts: Iterable[str]) -> str:
    """The date that the first of the texts with one says its figures were counted on: `’25. 1. 31. 기준` -> 2025-01-31."""
    return next((found for text in texts if (found := _counted_on(text))), "")


@lru_cache(maxsize=4096)
def _counted_on(text: str) -> str:
    if "기준" not in text and "현재" not in text:
        return ""
    dates = (date for date in read_dates(text, 0) if _COUNTED_ON.match(text, date.span.end))
    return next((found for date in dates if (found := iso(date.value))), "")
