"""The documents that a search is to look in, as people choose them and are told of them."""

from __future__ import annotations

from dataclasses import dataclass

from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.errors import BadInput


@dataclass(frozen=True, slots=True)
class Choices:
    """What of a library can be chosen: each with what it is called, in Korean, and its value."""

    kinds: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, int], ...]
    committees: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, str], ...]


def choices_of(library: Library) -> Choices:
    """What filters can ask of the documents that are there."""
    documents = library.store.allowed(ANYWHERE)
    years = {year for item in documents for year in (item.year, *item.imprint.fiscal_years) if year is not None}
    return Choices(
        kinds=_named({item.kind for item in documents}),
        years=tuple((f"{year}년", year) for year in sorted(years, reverse=True)),
        committees=_named({item.imprint.committee for item in documents}),
        documents=_named({item.name for item in documents}),
        bodies=_named({item.imprint.body for item in documents}),
    )


def scope_of(filters: Filters) -> str:
    """The documents that were looked in, in one line: `2023년·2024년, 회의록`; empty for all."""
    parts = ([f"{year}년" for year in filters.years], filters.kinds, filters.bodies, filters.committees, filters.documents)
    return ", ".join("·".join(part) for part in parts if part)


def check_scope(library: Library, filters: Filters) -> None:
    """Raises BadInput where the filters leave no document to look in."""
    if filters and not library.store.allowed(filters):
        raise BadInput(f"찾을 범위에 맞는 문서가 없습니다({scope_of(filters)}).", "찾을 범위를 넓혀 주십시오.")


def _named(values: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in sorted(values) if value)
