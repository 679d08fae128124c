"""The years that a statement can speak of: those it names, those named around it, and its document's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from assistant.types import Hit
from ingest.document import Cell, Statement
from ingest.years import years_asked, years_of

# A report speaks of the year before it where it tells what was done, and so does a change since then.
_TELLS_OF_WORK_DONE = re.compile(r"실적|결산|결과|성과|감사|추진\s?현황|달성|집행|완료")
# What is laid before the council is of the year after it.
_LAID_BEFORE = re.compile(r"\(안\)|예산안|동의안")
_SINCE_THE_YEAR_BEFORE = re.compile(r"전년|작년|지난해|증감|대비")


def years_around(hit: Hit, statement: Statement) -> set[int]:
    """All years that a statement can speak of: its columns', its own, its section's, its document's."""
    named = column_years(statement) | set(statement.years) | _named_in(statement.section)
    return _with_years_beside(named | document_years(hit), hit, statement)


def years_stated(hit: Hit, statement: Statement, cells: Sequence[Cell]) -> set[int]:
    """The years that an answer of some of a row's cells, or of the whole statement where there are none, is of.

    A cell under a year is of that year and no other.
    """
    dated = [_years_of_cell(cell) for cell in cells]
    if dated and all(dated):
        return set().union(*dated)
    if not cells and (columns := column_years(statement)):
        return columns | set(years_asked(statement.text))
    return set().union(*dated) | years_around(hit, statement) | set(years_asked(statement.text))


def years_of_value(hit: Hit, statement: Statement) -> set[int]:
    """The years that a statement's values are of: its columns', else those that it or its table names, else its document's."""
    return own_years(statement) or _named_in(statement.section) or document_years(hit)


def own_years(statement: Statement) -> set[int]:
    """The years that a statement says its values are of; what a cell of a row holds (개관연도 2016년) says so of no other."""
    if not statement.cells:
        return set(statement.years)
    return column_years(statement) or set(years_of(" ".join(statement.context)))


def years_named_over(statement: Statement) -> set[int]:
    """The years that the headings over a statement name."""
    return _named_in(statement.section)


def may_be_of(years: Collection[int], statement: Statement) -> bool:
    """Whether a statement does not say that its values are of other years than some; of no years, any may be."""
    own = own_years(statement)
    return not years or not own or not own.isdisjoint(years)


def column_years(statement: Statement) -> set[int]:
    """The years that head the columns of a row."""
    return {year for cell in statement.cells for year in years_of(" ".join(cell.col_path))}


def document_years(hit: Hit) -> set[int]:
    """The years that a document is of: its own, and those of its title."""
    return set(_asked_in(hit.title)) | ({hit.year} if hit.year else set())


def _years_of_cell(cell: Cell) -> set[int]:
    return set(years_of(" ".join((*cell.col_path, *cell.row_path))))


def _named_in(headings: Iterable[str]) -> set[int]:
    return {year for heading in headings for year in _asked_in(heading)}


_asked_in = lru_cache(maxsize=4096)(years_asked)  # sections and titles come again and again


def _with_years_beside(years: set[int], hit: Hit, statement: Statement) -> set[int]:
    """The years, with the one before each that is compared with it, and those beside a document of work done or to come."""
    around = " ".join((statement.text, *statement.context))
    found = {year - 1 for year in years} if _SINCE_THE_YEAR_BEFORE.search(around) else set()
    if hit.year and _LAID_BEFORE.search(f"{around} {hit.title}"):
        found.add(hit.year + 1)
    if hit.year and _TELLS_OF_WORK_DONE.search(" ".join((around, hit.title, *statement.section))):
        found.add(hit.year - 1)
    return years | found
