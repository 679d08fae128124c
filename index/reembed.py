"""Another model's embeddings for a whole library, made beside it while it is used, and put in place of its own at once.

They wait in a file of their own: nothing of the library is touched until all are there, and a kill leaves it as it was.
Passages' ids are never used twice, so what was embedded before a kill is embedded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from filelock import FileLock, Timeout

from index.connection import Connection, connect
from index.embed import Embedder
from index.made_with import MODEL, made_with, remember
from index.packing import halve, unpack
from index.refused import not_stored
from index.stamp import library_of, restamp, stamp_of
from index.writer import writing
from ingest.errors import BadInput, InUse

FOLDER = "reembedding"
_FILE = "vectors.sqlite"
_AT_A_TIME = 64  # passages between two commits: what a kill costs
_SCHEMA = """
CREATE TABLE of (library TEXT NOT NULL, model TEXT NOT NULL);
CREATE TABLE made (passage INTEGER PRIMARY KEY, vector BLOB NOT NULL);
"""

Progress = Callable[[int, int], None]


class Reembedded(NamedTuple):
    """What was done: how many passages there are, how many of them had been embedded before a stop."""

    passages: int
    resumed: int
    was: str  # the model before; empty where the library was empty


def reembed(
    folder: Path,
    embedder: Embedder,
    progress: Progress = lambda done, total: None,
    waits: Callable[[], bool] | None = None,
) -> Reembedded:
    """Embed all passages of the library in `folder` with a model, and let it be the library's. `progress`: done, of how many.

    Whoever has the library open answers with the model before until opened again. Raises BadInput for a folder that cannot
    be written, InUse where the same is at work already, or another process writes and `waits` does not wait for it.
    """
    with closing(connect(folder / "library.sqlite")) as library:
        if library.is_read_only:
            raise BadInput(f"데이터 폴더에 쓸 수 없습니다: {folder}", "폴더의 권한을 확인해 주십시오.")
        was = made_with(library, MODEL) or ""
        if was == embedder.name:
            return Reembedded(_count(library), _count(library), was)
        try:
            return _reembed(folder, library, embedder, progress, waits)._replace(was=was)
        except OSError as error:
            raise not_stored(folder, error) from error


def _reembed(
    folder: Path, library: Connection, embedder: Embedder, progress: Progress, waits: Callable[[], bool] | None
) -> Reembedded:
    beside = folder / FOLDER
    beside.mkdir(exist_ok=True)
    lock = FileLock(beside / "embedding.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise InUse("다른 작업이 임베딩을 다시 만들고 있습니다.", "그 작업이 끝난 뒤 다시 실행해 주십시오.") from error
    try:
        with closing(_opened(beside / _FILE, library_of(stamp_of(library)), embedder.name)) as made:
            resumed = len(_made(made))
            _embed(library, made, embedder, progress)
            with writing(folder, waits):
                _embed(library, made, embedder, progress)  # what was taken in meanwhile
                _swap(library, beside / _FILE, embedder.name)
            passages = _count(library)
        _remove(beside / _FILE)
    finally:
        lock.release()
    return Reembedded(passages, min(resumed, passages), "")


def _opened(file: Path, library: str, model: str) -> sqlite3.Connection:
    """The file in which embeddings wait, emptied where they are of another library or model, or the file is broken."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        if connection.execute("SELECT library, model FROM of").fetchall() == [(library, model)]:
            return connection
    except sqlite3.Error:
        pass  # new, or broken
    connection.close()
    _remove(file)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript(_SCHEMA)
    connection.execute("INSERT INTO of VALUES (?,?)", (library, model))
    return connection


def _remove(file: Path) -> None:
    for left in file.parent.glob(file.name + "*"):
        left.unlink(missing_ok=True)


def _embed(library: Connection, made: sqlite3.Connection, embedder: Embedder, progress: Progress) -> None:
    """Embed the passages that are not yet, some at a time."""
    there = [id for (id,) in library.execute("SELECT id FROM passage ORDER BY id").fetchall()]
    known = _made(made)
    lacking = [id for id in there if id not in known]
    for start in range(0, len(lacking), _AT_A_TIME):
        progress(len(there) - len(lacking) + start, len(there))
        rows = _texts(library, lacking[start : start + _AT_A_TIME])
        if not rows:
            continue
        vectors = embedder.passages([text for _, text in rows])
        made.execute("BEGIN")
        made.executemany("INSERT INTO made VALUES (?,?)", [(id, halve(vectors[n])) for n, (id, _) in enumerate(rows)])
        made.execute("COMMIT")
    progress(len(there), len(there))


def _texts(library: Connection, ids: Sequence[int]) -> list[tuple[int, str]]:
    """The texts that passages are embedded by. One that has been removed meanwhile is left out."""
    marks = ",".join("?" * len(ids))
    rows = library.execute(f"SELECT id, statements FROM passage WHERE id IN ({marks}) ORDER BY id", list(ids)).fetchall()
    return [(id, " ".join(statement.text for statement in unpack(packed))) for id, packed in rows]


def _swap(library: Connection, file: Path, model: str) -> None:
    """Put the embeddings in place, in one transaction. The library is another from now on to its search structures."""
    library.execute("ATTACH ? AS beside", (str(file),))
    try:
        library.execute("BEGIN IMMEDIATE")
        try:
            library.execute("UPDATE passage SET vector = (SELECT vector FROM beside.made WHERE made.passage = passage.id)")
            remember(library, MODEL, model)
            restamp(library, library=uuid4().hex)
        except BaseException:
            if library.in_transaction:
                library.execute("ROLLBACK")
            raise
        library.execute("COMMIT")
    finally:
        library.execute("DETACH beside")


def _made(made: sqlite3.Connection) -> set[int]:
    return {id for (id,) in made.execute("SELECT passage FROM made")}


def _count(library: Connection) -> int:
    return int(library.execute("SELECT count(*) FROM passage").fetchone()[0])
