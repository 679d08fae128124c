"""Take files into the library: what is new or changed is read, what is unchanged is skipped, what fails is told."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.library import Library
from ingest.errors import BadInput, GeungeoError
from ingest.pipeline import ingest_file

_SKIPPED_NAMES = frozenset({"Thumbs.db", "desktop.ini"})
_PROGRAM_ERRORS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


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


def list_files(paths: Iterable[Path]) -> list[Path]:
    """The files of some paths, folders with all below them; hidden files are left out. Raises BadInput for a path not there."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise BadInput(f"경로가 없습니다: {path}", "경로를 확인해 주십시오.")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts) if file != path else False
            if file.is_file() and not hidden and file.name not in _SKIPPED_NAMES:
                found[file] = None
    return list(found)


def take_in(library: Library, files: Iterable[Path]) -> Iterator[FileReport]:
    """Read each file into the library and report it; a file that fails loses nothing else.

    The search structures are brought level at the end, or by whoever opens the library next if this is cut short.
    """
    try:
        for file in files:
            yield _take_one(library, file)
    finally:
        library.refresh()


def _take_one(library: Library, file: Path) -> FileReport:
    start = time.perf_counter()
    # Names that an old archive wrote in CP949 are no text here: neither the store nor a terminal takes them.
    path, name = (os.fsencode(part).decode(errors="replace") for part in (file, file.name))
    try:
        if name != file.name:
            raise BadInput("파일 이름을 글자로 읽을 수 없습니다.", "파일의 이름을 바꾸어 주십시오.")
        origin = library.store.origin(name)
        same = origin is not None and origin[1] == _digest(file)
        if same and not library.store.is_outdated(name):
            return FileReport(path, name, Status.UNCHANGED, seconds=time.perf_counter() - start)
        if origin is not None and not same and origin[0].resolve() != file.resolve() and origin[0].exists():
            raise BadInput(f"같은 이름의 다른 문서가 이미 있습니다: {origin[0]}", "두 파일 가운데 하나의 이름을 바꾸어 주십시오.")
        ingested = ingest_file(file, library.store.correction(name))
        library.add(ingested, file.resolve())
    except GeungeoError as error:
        return FileReport(path, name, Status.FAILED, str(error), seconds=time.perf_counter() - start)
    except _PROGRAM_ERRORS as error:
        # Our own mistake on an unforeseen document must not cost the user the other documents.
        logging.getLogger(__name__).exception("ingest of %s failed", path)
        reason = f"문서를 해석하다가 프로그램 오류가 났습니다({type(error).__name__}). 파일과 함께 개발자에게 알려 주십시오."
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


def _digest(file: Path) -> str:
    """SHA-256 of a file's bytes; empty if it cannot be read, so that reading it reports why."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
