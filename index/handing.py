"""Documents handed over to be kept and taken in, and taken away again: what every face does with a person's files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.collections import checked_collection, named_in
from index.folders import may_be_document
from index.jobs import Item, Jobs, Stage
from index.kept import is_kept, keep, kept_as, throw_away
from index.library import Library
from ingest.errors import GeungeoError

_NO_READER = "읽을 수 있는 형식이 아닙니다. HWP, HWPX, PDF, DOCX, XLSX, HTML, TXT, Markdown으로 저장해 넣어 주십시오."
_TWICE = "같은 이름의 파일이 함께 들어왔습니다. 하나의 이름을 바꾸어 다시 넣어 주십시오."


def hand_over(library: Library, jobs: Jobs, paths: Iterable[Path], collection: str = "") -> str:
    """Move files into the data folder and queue them; what is refused is told with the batch. Gives the batch's id.

    The id is empty where there was nothing.
    """
    taken: dict[str, Path] = {}
    cased: set[str] = set()
    refused: list[Item] = []
    for path in paths:
        name = named_in(collection, kept_as(path.name))
        if not may_be_document(path):
            refused.append(Item(name, Stage.SKIPPED, _NO_READER))
        elif name.casefold() in cased:  # on some systems these are one file
            refused.append(Item(name, Stage.FAILED, _TWICE))
        else:
            cased.add(name.casefold())
            try:
                taken[name] = keep(library.folder, path, path.name, collection)
            except GeungeoError as error:
                refused.append(Item(name, Stage.FAILED, str(error)))
    return jobs.put(list(taken.values()), refused) if taken or refused else ""


def take_away(library: Library, name: str) -> bool:
    """Remove a document, and its file where that is kept in the data folder; whether there was one.

    Raises BadInput while another process writes.
    """
    origin = library.store.origin(name)
    if origin is None:  # nor is one taken away that is not seen
        return False
    with library.again() as own:
        removed = own.remove(name)
    library.reload()
    if removed:
        throw_away(library.folder, origin[0])
    return removed


def put_into(library: Library, name: str, collection: str) -> str:
    """Put a document, and its file where that is kept, into a collection, or with an empty name into none; its new name.

    Empty where there is no such document. Raises BadInput where the collection holds one of its name, or while another process writes.
    """
    origin = library.store.origin(name)
    if origin is None:
        return ""
    with library.again() as own:
        new = own.move(name, checked_collection(collection))
        if new and new != name and is_kept(library.folder, origin[0]) and origin[0].is_file():
            kept = keep(library.folder, origin[0], origin[0].name, collection)
            with own.writing():
                own.store.trace(new, kept, own.store.unread(new))
    library.reload()
    return new
