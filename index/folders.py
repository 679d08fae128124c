"""What stands in the folders that a user names: the files to take in, those that no reader is for, and documents whose file is gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from index.library import Library
from ingest.errors import BadInput

_SKIPPED_NAMES = frozenset({"Thumbs.db", "desktop.ini"})
# What is read, and what a user may well take for a document: of these the reader says what to save it as.
_DOCUMENTS = re.compile(r"hwpx?|hml|pdf|docx?|docm|xlsx?|xlsm|pptx?|html?|xhtml|txt|text|md|markdown|odt|rtf", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?=[0-9]*[A-Za-z])([A-Za-z0-9]{1,10})$")  # of `보고 2024.12.31` and `제3차. 회의록` there is none


class Listing(NamedTuple):
    """The files to be read, and those in folders that no reader is for."""

    files: list[Path]
    skipped: list[Path]


def list_files(paths: Iterable[Path]) -> Listing:
    """The files of some paths, folders with all below them; hidden files are left out. Raises BadInput for a path not there."""
    found: dict[Path, None] = {}
    skipped: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise BadInput(f"경로가 없습니다: {path}", "경로를 확인해 주십시오.")
        for file in _inside(path) if path.is_dir() else [path]:
            (found if file == path or may_be_document(file) else skipped)[file] = None
    return Listing(list(found), [file for file in skipped if file not in found])


def gone(library: Library, folder: Path) -> list[str]:
    """The names of the documents that were read from a folder and whose files are no longer there.

    Raises BadInput where nothing is left in the folder: it may be on a drive that is not there now.
    """
    inside = folder.resolve()
    names = [name for name, path in library.store.origins() if path.is_relative_to(inside) and _is_gone(path)]
    if names and not any(_inside(folder)):
        raise BadInput(
            f"폴더가 비어 있어, 여기서 넣은 문서 {len(names)}개를 빼지 않고 그대로 두었습니다.",
            "드라이브가 연결되어 있는지 확인하고, 빼려면 `geungeo remove 이름`을 실행해 주십시오.",
        )
    return names


def may_be_document(file: Path) -> bool:
    """Whether a file's name does not say that it is something else than a document, or the system's own."""
    if file.name in _SKIPPED_NAMES or file.name.startswith("."):
        return False
    extension = _EXTENSION.search(file.name)
    return extension is None or _DOCUMENTS.fullmatch(extension.group(1)) is not None


def _inside(folder: Path) -> Iterator[Path]:
    """The files below a folder in order, less hidden ones."""
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and file.name not in _SKIPPED_NAMES and file.is_file():
            yield file


def _is_gone(path: Path) -> bool:
    """Whether there is no file at a path; a file that merely cannot be reached is not gone."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
