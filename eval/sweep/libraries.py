"""The libraries of a sweep: one for each way of cutting and embedding the documents, made once and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.opening import library_of
from assistant.settings import Settings
from assistant.thesaurus import FILE as WORDS_FILE
from eval.head import digest
from eval.runs import slug
from eval.sweep.plan import Sweep
from index.folders import list_files
from index.intake import FileReport, take_in
from index.library import Library
from index.store import Store
from ingest.correction import NOTHING, Correction
from ingest.errors import BadInput, IndexMismatch

STORE = "library.sqlite"


@dataclass(frozen=True, slots=True)
class Papers:
    """What is asked of: the files, what their user put right of them by name, and the words that are searched together."""

    files: tuple[Path, ...]
    corrections: dict[str, Correction]
    words: bytes | None = None


def papers_of(sweep: Sweep, data: Path) -> Papers:
    """The documents that the sweep names, as they are; or those of the library in `data`, with what its user put right.

    Raises BadInput where there are none, or files of the library are gone.
    """
    if sweep.documents:
        files = tuple(list_files(sweep.documents).files)
        papers = Papers(files, {})
    elif (data / STORE).exists():
        papers = _of_library(data)
    else:
        raise BadInput(f"색인이 없습니다: {data}", "비교 파일에 documents로 문서 폴더를 적거나 --data를 확인해 주십시오.")
    if not papers.files:
        raise BadInput("물어볼 문서가 없습니다.", "비교 파일에 documents로 문서 폴더를 적어 주십시오.")
    return papers


def library_folder(home: Path, settings: Settings, papers: Papers) -> Path:
    """The folder, below that of the sweep, of the library that these settings need."""
    put_right = [f"{name} {correction}" for name, correction in sorted(papers.corrections.items())]
    made_of = digest(text.encode() for text in (settings.embedding, *put_right))
    return home / f"{settings.passage_length}-{slug(Path(settings.embedding).name)}-{made_of}"


def open_own(folder: Path, settings: Settings) -> Library:
    """The library in a sweep's folder; one whose model was exchanged under its name is emptied."""
    try:
        return library_of(settings, folder=folder)
    except IndexMismatch:
        return library_of(settings, folder=folder, anew=True)


def take_papers(library: Library, papers: Papers) -> Iterator[FileReport]:
    """Bring a library level with the papers; what is there already is passed over. Gives what became of each file."""
    names = {file.name for file in papers.files}
    for row in library.store.documents():
        if row.name not in names:
            library.remove(row.name)
    yield from take_in(library, papers.files)
    again = [name for name, wanted in papers.corrections.items() if library.store.correction(name) != wanted]
    for name in again:
        library.put_right(name, papers.corrections[name])
    yield from take_in(library, [file for file in papers.files if file.name in again])
    _take_words(library.folder / WORDS_FILE, papers.words)


def _of_library(data: Path) -> Papers:
    store = Store(data / STORE)
    try:
        origins = store.origins()
        corrections = {name: correction for name, _ in origins if (correction := store.correction(name)) != NOTHING}
    finally:
        store.close()
    gone = [str(path) for _, path in origins if not path.is_file()]
    if gone:
        raise BadInput(f"색인의 문서 파일이 없습니다: {', '.join(gone)}", "비교 파일에 documents로 문서 폴더를 적어 주십시오.")
    words = data / WORDS_FILE
    return Papers(tuple(path for _, path in origins), corrections, words.read_bytes() if words.is_file() else None)


def _take_words(path: Path, words: bytes | None) -> None:
    if words is not None:
        path.write_bytes(words)
    elif path.is_file():
        path.unlink()
