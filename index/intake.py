"""Take files into the library: what is new or changed is read, what is unchanged is skipped, what fails is told.

What was read from a folder and is gone from it goes.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from index.ahead import Ahead, Reader
from index.collections import checked_collection, named_in
from index.folders import gone
from index.kept import kept_name
from index.library import Library
from index.reading import Read, Wanted, mistake
from ingest.errors import BadInput, GeungeoError
from ingest.pipeline import Ingested, ingest_file
from ingest.plain import is_plain, one_line

_LARGEST = 512 << 20  # bytes of a file
_STAYS = "이전에 넣은 내용은 그대로 둡니다."
_PROGRAM_ERRORS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    REMOVED = "removed"  # its file is gone from the folder
    SKIPPED = "skipped"  # a file in a folder that no reader is for


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file; `reason` says why it failed and what to do, or what could not be read of it."""

    file: str
    document: str
    status: Status
    reason: str = ""
    pages: int = 0  # 0 where the format records none
    passages: int = 0
    figures: int = 0
    seconds: float = 0.0


def take_in(
    library: Library,
    files: Iterable[Path],
    folders: Iterable[Path] = (),
    collection: str | None = None,
    reader: Reader | None = None,
) -> Iterator[FileReport]:
    """Read each file into the library and report it; a file that fails loses nothing else.

    They are read one by one here, or by a `reader` that reads many at once: what is stored is the same.

    Then what was read from one of the `folders` before and is no longer there is removed.

    The search structures are brought level at the end, or by whoever opens the library next if this is cut short.
    """
    try:
        ahead = Ahead(reader, files, partial(_wanted, library, collection)) if reader is not None else None
        for file in files if ahead is None else ahead:
            yield take_one(library, file, collection=collection, reads=None if ahead is None else ahead.read)
        for folder in folders:
            yield from _take_out(library, folder)
    finally:
        library.refresh()


def take_one(
    library: Library,
    file: Path,
    storing: Callable[[int], None] = lambda pages: None,
    *,
    replaces: bool = False,
    collection: str | None = None,
    reads: Callable[[Wanted], Read] | None = None,
) -> FileReport:
    """Read a file into the library, to be found after `Library.refresh`.

    `storing` is called with its pages once it is read. `replaces`: it takes the place of another file of its name. `collection`
    is the one that it goes into, empty for none; without it a file that is there already stays where it is. `reads` reads it
    elsewhere than here.
    """
    start = time.perf_counter()
    # Names that an old archive wrote in CP949 are no text here: neither the store nor a terminal takes them.
    path, name = (os.fsencode(part).decode(errors="replace") for part in (file, file.name))
    path = one_line(path)
    taken = False
    try:
        _check(file)
        name = _document(library, file, collection)
        origin = library.store.origin(name)
        same = origin is not None and origin[1] == _digest(file)
        if same and not library.store.is_outdated(name):
            _follow(library, name, file)
            return FileReport(path, name, Status.UNCHANGED, seconds=time.perf_counter() - start)
        if not replaces and origin is not None and not same and origin[0].resolve() != file.resolve() and origin[0].exists():
            raise BadInput(f"같은 이름의 다른 문서가 이미 있습니다: {origin[0]}", "두 파일 가운데 하나의 이름을 바꾸어 주십시오.")
        taken = origin is not None
        wanted = Wanted(file, library.store.correction(name), library.passage_length)
        ingested, vectors = (
            reads(wanted) if reads is not None else Read(ingest_file(file, wanted.correction, wanted.passage_length))
        )
        storing(ingested.document.source.page_count)
        library.add(_named(ingested, name), file.resolve(), vectors)
    except GeungeoError as error:
        return FileReport(path, name, Status.FAILED, _kept(library, name, str(error), taken), seconds=time.perf_counter() - start)
    except _PROGRAM_ERRORS as error:
        # Our own mistake on an unforeseen document must not cost the user the other documents.
        reason = _kept(library, name, mistake(file, error), taken)
        return FileReport(path, name, Status.FAILED, reason, seconds=time.perf_counter() - start)
    return FileReport(
        path,
        name,
        Status.REPLACED if origin is not None else Status.ADDED,
        "; ".join(ingested.document.source.warnings),
        ingested.document.source.page_count,
        len(ingested.passages),
        sum(map(len, ingested.figures)),
        time.perf_counter() - start,
    )


def _wanted(library: Library, collection: str | None, file: Path) -> Wanted | None:
    """What will have to be read of a file, as far as can be told before those ahead of it are stored; changes nothing."""
    with suppress(GeungeoError, OSError, *_PROGRAM_ERRORS):  # `take_one` will tell of them in the file's turn
        _check(file)
        name = named_in(checked_collection(collection), file.name) if collection is not None else ""
        name = _known(library, file) or name or file.name
        origin = library.store.origin(name)
        if origin is None or origin[1] != _digest(file) or library.store.is_outdated(name):
            return Wanted(file, library.store.correction(name), library.passage_length)
    return None


def _check(file: Path) -> None:
    """Raises BadInput for a name that is no text, a pipe or a device, which may never end, and what is larger than any document."""
    if os.fsencode(file.name).decode(errors="replace") != file.name or not is_plain(file.name):
        raise BadInput("파일 이름을 글자로 읽을 수 없습니다.", "파일의 이름을 바꾸어 주십시오.")
    if file.exists() and not file.is_file():
        raise BadInput("파일이 아닙니다.", "문서 파일의 경로를 주십시오.")
    if file.is_file() and file.stat().st_size > _LARGEST:
        raise BadInput(
            f"파일이 너무 큽니다({file.stat().st_size / (1 << 20):,.0f}MB).", f"{_LARGEST >> 20}MB 안으로 나누어 주십시오."
        )


def _document(library: Library, file: Path, collection: str | None) -> str:
    """The name of the document that a file is, or is to be. One that lies in another collection is put into the one that is given."""
    known = library.store.name_at(file.resolve())
    if collection is None:
        return _known(library, file) or file.name
    name = named_in(checked_collection(collection), file.name)
    if known and known != name:
        with library.writing():
            library.store.rename(known, name)
    return name


def _known(library: Library, file: Path) -> str:
    """The name of the document that was read from a file, or that it is kept for; empty where it is new."""
    return library.store.name_at(file.resolve()) or kept_name(library.folder, file)


def _named(ingested: Ingested, name: str) -> Ingested:
    """A document under its name. It was read under its file's: that of its collection says nothing of it."""
    source = replace(ingested.document.source, name=name)
    return replace(ingested, document=replace(ingested.document, source=source))


def _take_out(library: Library, folder: Path) -> Iterator[FileReport]:
    """Remove what is gone from a folder; what a user put right of it is kept for when the file comes back."""
    try:
        for name in gone(library, folder):
            origin = library.store.origin(name)
            with library.writing():
                library.store.remove(name, forget=False)
            yield FileReport(str(origin[0] if origin else name), name, Status.REMOVED)
    except GeungeoError as error:
        yield FileReport(str(folder), "", Status.FAILED, str(error))


def _follow(library: Library, name: str, file: Path) -> None:
    """Note of an unchanged document that its file was moved, or can be read again as it was."""
    origin = library.store.origin(name)
    moved = origin is not None and not origin[0].exists()
    if moved or library.store.unread(name):
        with library.writing():
            library.store.trace(name, file.resolve() if moved or origin is None else origin[0], unread="")


def _kept(library: Library, name: str, reason: str, taken: bool) -> str:
    """Why a file failed; of one that is `taken` in already its earlier content stays, which is noted with it."""
    if not taken:
        return reason
    origin = library.store.origin(name)
    if origin is not None:
        with suppress(BadInput), library.writing():  # while another process writes there is nothing to note
            library.store.trace(name, origin[0], unread=reason)
    return f"{reason} {_STAYS}"


def _digest(file: Path) -> str:
    """SHA-256 of a file's bytes; empty if it cannot be read, so that reading it reports why."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
