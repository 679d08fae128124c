"""The contradictions of a library: documents that state different values for the same thing, without anything that explains it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.places import At, Placed, place_figures
from assistant.same_thing import (
    Thing,
    are_of_other_places,
    are_of_other_sides,
    are_of_other_times,
    context_of,
    distinct,
    is_bound,
    is_change,
    is_computed,
    is_everyones,
    is_named_right_there,
    parts_of,
    says_several,
    thing_of,
    thing_stated,
)
from index.filters import ANYWHERE, Described
from index.ledger import LedgerRow, measure_key
from index.store import Store
from ingest.document import FigureKind

_SHORTEST = 3  # letters of a name; `계` and `금액` are told apart by nothing but their table
_MOST_VALUES = 3  # a name with more of them is of several things


class Stated(NamedTuple):
    """One side of a contradiction: a figure, where it stands, and the day of its document as far as that is known."""

    row: LedgerRow
    place: Placed
    day: str  # 2024-04-26, 2024-04, 2024, or empty


class Contradiction(NamedTuple):
    """Figures of one thing with different values, the earliest document first."""

    name: str
    column: str
    year: int | None
    kind: FigureKind
    sides: tuple[Stated, ...]

    @property
    def documents(self) -> frozenset[str]:
        """The names of its documents."""
        return frozenset(side.row.document for side in self.sides)

    @property
    def latest(self) -> Stated | None:
        """The side of the latest document; None where the days of two documents do not tell."""
        days = [side.day for side in self.sides]
        return self.sides[-1] if all(days) and days[-1][: len(days[-2])] > days[-2][: len(days[-1])] else None


class _Slim(NamedTuple):
    documents: set[int]
    values: set[str]
    keys: set[str]


def find_contradictions(store: Store) -> tuple[Contradiction, ...]:
    """The contradictions between the documents of a store, by name and year.

    Every figure is looked at once and put under what it is of; only things with several values are read whole.
    """
    documents = {document.name: document for document in store.allowed(ANYWHERE)}
    keys = _with_several_values(store)
    by_thing: dict[Thing, list[LedgerRow]] = defaultdict(list)
    several: set[tuple[str, str, str, FigureKind]] = set()
    for thing, rows in _gathered(store, keys):
        by_thing[thing] = rows
        if any(says_several(own) for own in _by_document(row for row in rows if row.col_path)):
            several.add(_whatever_year(thing))
    found = [
        sides
        for thing, rows in by_thing.items()
        if _whatever_year(thing) not in several and len({row.document for row in rows}) > 1
        for sides in _contradicting(store, _in_context(thing, rows, documents), documents)
    ]
    told = [_told(store, sides, documents) for sides in found]
    return tuple(sorted(_without_what_follows(told), key=lambda item: (item.name, item.year or 0, item.column)))


def _with_several_values(store: Store) -> list[str]:
    """The keys by which the ledger knows the names of things for which several documents have several values."""
    things: dict[Thing, _Slim] = {}
    for row in store.stated():
        thing = thing_stated(row)
        if len(thing.name) < _SHORTEST:
            continue
        slim = things.setdefault(thing, _Slim(set(), set(), set()))
        slim.documents.add(row.document_id)
        slim.values.add(row.base)
        slim.keys.add(row.measure_key)
    several = (slim for slim in things.values() if len(slim.documents) > 1 and len(slim.values) > 1)
    return sorted({key for slim in several for key in slim.keys})


def _gathered(store: Store, keys: Sequence[str]) -> Iterator[tuple[Thing, list[LedgerRow]]]:
    """The figures of these names that can be compared, by what they are of."""
    found: dict[Thing, list[LedgerRow]] = defaultdict(list)
    for row in store.ledger(keys):
        if row.year is not None and not is_bound(row):
            found[thing_of(row)].append(row)
    yield from found.items()


def _whatever_year(thing: Thing) -> tuple[str, str, str, FigureKind]:
    return thing.dimension, thing.name, thing.column, thing.kind


def _by_document(rows: Iterable[LedgerRow]) -> list[list[LedgerRow]]:
    found: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        found[row.document].append(row)
    return list(found.values())


def _in_context(thing: Thing, rows: Sequence[LedgerRow], documents: Mapping[str, Described]) -> list[list[LedgerRow]]:
    """The figures of a thing; those of a name that every body has by body and table. Figures of no known kind only from tables."""
    if thing.kind is FigureKind.UNKNOWN:
        rows = [row for row in rows if row.col_path]
    if not is_everyones(thing.name):
        return [list(rows)]
    found: dict[tuple[str, str], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        body, context = documents[row.document].imprint.body, context_of(row)
        if row.col_path and body and context:
            found[body, context].append(row)
    return list(found.values())


def _contradicting(
    store: Store, groups: Iterable[list[LedgerRow]], documents: Mapping[str, Described]
) -> Iterator[list[LedgerRow]]:
    """The groups of figures, one a document and value at least two, that nothing explains."""
    for group in groups:
        if len(distinct(group)) < 2:
            continue
        spoken = [row for own in _by_document(group) if (row := _spoken(store, own)) is not None]
        sides = [row for row in spoken if any(_contradict(row, other, documents) for other in spoken)]
        if 2 <= len(distinct(sides)) <= _MOST_VALUES:
            yield sides


def _spoken(store: Store, rows: Sequence[LedgerRow]) -> LedgerRow | None:
    """What one document states of a thing, most exactly: its tables before its sentences; None where it states several values."""
    tables = [row for row in rows if row.col_path]
    if not tables:
        placed = _places(store, rows)
        tables = [row for row in rows if (row.document, row.start) in placed and _is_whole(row, placed[row.document, row.start])]
    if not tables or says_several(tables):
        return None
    return min(tables, key=lambda row: (row.step, row.start))


def _places(store: Store, rows: Iterable[LedgerRow]) -> Mapping[At, Placed]:
    return place_figures(store, [(row.document, row.start, row.end) for row in rows])


def _is_whole(row: LedgerRow, placed: Placed) -> bool:
    """Whether a sentence says a figure of the very thing that it is named after, not of a part of it or of its change."""
    before, _, behind = placed.around
    return is_named_right_there(row, before) and not is_change(before, behind)


def _contradict(one: LedgerRow, other: LedgerRow, documents: Mapping[str, Described]) -> bool:
    """Whether two documents contradict each other by these figures, and neither time nor part nor place explains it."""
    return (
        len(distinct((one, other))) > 1
        and parts_of(one) == parts_of(other)
        and not are_of_other_times(one, other)
        and not are_of_other_sides(one, other)
        and not are_of_other_places(documents[one.document].imprint, documents[other.document].imprint)
    )


def _told(store: Store, rows: Sequence[LedgerRow], documents: Mapping[str, Described]) -> Contradiction:
    """A contradiction with the places of its figures."""
    placed = _places(store, rows)
    sides = [Stated(row, placed[row.document, row.start], _day(documents[row.document])) for row in rows]
    sides.sort(key=lambda side: (side.day, side.row.document))
    first = max(rows, key=lambda row: bool(row.col_path))
    name = first.measure if first.col_path else first.row_path[-1]
    return Contradiction(name, first.column, first.year, first.kind, tuple(sides))


def _day(document: Described) -> str:
    return document.imprint.date or (str(document.year) if document.year else "")


def _without_what_follows(found: Sequence[Contradiction]) -> list[Contradiction]:
    """The contradictions without those of changes and rates where the figures that these are computed from differ already."""
    named = {(_names(item), item.documents) for item in found if not is_computed(item.column)}
    return [item for item in found if not is_computed(item.column) or (_names(item), item.documents) not in named]


def _names(item: Contradiction) -> str:
    return measure_key(item.name)
