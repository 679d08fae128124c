"""What is in the library, as its keeper wants to see it: each document with where it comes from, and the state of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.catalogue import DocumentRow
from index.kept import kept_files, kept_name
from index.library import Library


@dataclass(frozen=True, slots=True)
class Holding:
    """A document and where it comes from."""

    row: DocumentRow
    path: Path
    added_at: str  # ISO 8601
    is_outdated: bool  # to be read again though its file is the same
    is_there: bool  # whether its file is where it was read from


@dataclass(frozen=True, slots=True)
class State:
    """The state of the whole."""

    documents: int
    passages: int
    figures: int
    outdated: int
    model: str
    index_bytes: int  # 0 where only a part of it is seen
    kept_bytes: int  # of the files that are kept in the data folder
    changed_at: str  # ISO 8601; empty before the first document


def holdings(library: Library) -> list[Holding]:
    """Every document, by name."""
    traces = {trace.name: trace for trace in library.store.traces()}
    found = []
    for row in library.store.documents():
        if trace := traces.get(row.name):  # it may have come between the two
            path = Path(trace.path)
            found.append(Holding(row, path, trace.added_at, trace.is_outdated, path.exists()))
    return found


def state(library: Library, held: Iterable[Holding]) -> State:
    """The state of a library that holds these."""
    held = list(held)
    is_whole = library.collections is None  # the size of the whole would tell of what is not seen
    parts = [library.folder.glob("library.sqlite*"), *((library.folder / part).rglob("*") for part in ("lexical", "vectors"))]
    return State(
        len(held),
        sum(holding.row.passages for holding in held),
        sum(holding.row.figures for holding in held),
        sum(holding.is_outdated for holding in held),
        library.embedder.name,
        sum(map(_bytes, parts)) if is_whole else 0,
        _bytes(file for file in kept_files(library.folder) if library.shows(kept_name(library.folder, file))),
        library.store.changed_at(),
    )


def to_read_again(library: Library) -> list[Path]:
    """The files of all documents, as far as they are there, and those kept that were never taken in to the end."""
    traces = library.store.traces()
    names = {trace.name for trace in traces}
    files = [Path(trace.path) for trace in traces if Path(trace.path).is_file()]
    kept = ((file, kept_name(library.folder, file)) for file in kept_files(library.folder))
    return [*files, *(file for file, name in kept if name not in names and library.shows(name))]


def _bytes(files: Iterable[Path]) -> int:
    """The size of some files."""
    total = 0
    for file in files:
        try:
            total += file.stat().st_size if file.is_file() else 0
        except OSError:  # gone meanwhile
            continue
    return total
