"""A data folder put back from a backup: everything is looked at first, then all of it changes, or nothing.

The files are laid beside the old ones, in `.restore/new` of the data folder, and a line of `.restore/committed` decides:
before it is written nothing has changed, and once it is, whoever opens the folder next goes on where a kill stopped it. The
folder itself is never renamed, as it may be one that a system mounts.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from uuid import uuid4

from index.backup import LIBRARY
from index.backup_format import PRIVATE, SUFFIX, Entry, Manifest, broken, read_manifest
from index.schema import MIGRATIONS
from index.snapshot import check
from index.stamp import restamp
from index.writer import LOCK, writing
from ingest.errors import BadInput, InUse, why

FOLDER = ".restore"
_NEW, _OLD, _COMMITTED = "new", "old", "committed"
_STAYS = frozenset({FOLDER, LOCK, "models", "sweeps"})  # of the folder as it is
_BLOCK = 1 << 20
_SPARE = 16 << 20  # bytes that are to be free beside what is restored
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)

Progress = Callable[[int], None]


def restore(path: Path, data: Path, *, force: bool = False, progress: Progress = lambda bytes: None) -> Manifest:
    """Put what a backup holds in place of what a data folder holds; search structures are made anew at the next opening.

    Raises BadInput, with nothing changed, for a file that is no whole backup, where the folder has a library already
    (unless `force`), and where the disk has no room; InUse where a program has the folder open.
    """
    if (data / LIBRARY).exists() and not force:
        raise BadInput(f"이미 색인이 있습니다: {data}", "지금 있는 것을 백업의 것으로 바꾸려면 --force를 붙여 주십시오.")
    try:
        data.mkdir(parents=True, exist_ok=True)
        with writing(data):
            with _nobody_has_it_open(data):
                if is_decided(data):
                    _finish(data)
                manifest = _decided(path, data, progress)
            _finish(data)
    except OSError as error:
        raise BadInput(
            f"되돌릴 수 없습니다: {error.filename or data} ({why(error)})", "경로, 빈 자리, 권한을 확인해 주십시오."
        ) from error
    return manifest


def is_decided(data: Path) -> bool:
    """Whether a restoring was stopped after it was decided."""
    return (data / FOLDER / _COMMITTED).exists()


def finish(data: Path) -> None:
    """Go on with a restoring that was stopped after it was decided; of one that was stopped before, nothing is done."""
    if is_decided(data):
        with writing(data):
            if is_decided(data):
                _finish(data)


def _decided(path: Path, data: Path, progress: Progress) -> Manifest:
    """Lay out what a backup holds and decide to take it; nothing is left of it where that fails."""
    shutil.rmtree(data / FOLDER, ignore_errors=True)  # of one that was stopped before it was decided
    try:
        manifest = _laid_out(path, data, progress)
        _commit(data)
    except BaseException:
        shutil.rmtree(data / FOLDER, ignore_errors=True)
        raise
    return manifest


@contextmanager
def _nobody_has_it_open(data: Path) -> Iterator[None]:
    """Raises InUse where a program has a database of the folder open: it would go on writing to what is gone."""
    with ExitStack() as held:
        for path in sorted(data.glob(f"*{SUFFIX}")):
            connection = held.enter_context(closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)))
            try:
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # which no other connection may then have
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("COMMIT")
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                    raise InUse(
                        f"다른 프로그램이 이 폴더를 쓰고 있습니다: {data}", "그 프로그램을 끝내고 다시 해 주십시오."
                    ) from error
        yield


def _laid_out(path: Path, data: Path, progress: Progress) -> Manifest:
    """Lay the files of a backup beside those that are there, each as its checksum has it."""
    new = data / FOLDER / _NEW
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = read_manifest(archive, path)
            free = shutil.disk_usage(data).free
            if free < manifest.size + _SPARE:
                raise BadInput(
                    f"디스크에 남은 공간이 모자랍니다: {manifest.size >> 20:,}MB가 더 있어야 하는데 {free >> 20:,}MB가 남았습니다.",
                    "자리를 비우거나 --data로 다른 디스크의 폴더를 주십시오.",
                )
            new.mkdir(parents=True)
            for entry in manifest.files:
                _lay(archive, entry, new, path, progress)
    except _UNREADABLE as error:
        raise broken(path, "깨졌거나 ZIP이 아님") from error
    _adapt(new, Path(manifest.data), data, path)
    return manifest


def _for_this_account(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _lay(archive: zipfile.ZipFile, entry: Entry, new: Path, path: Path, progress: Progress) -> None:
    target = new / entry.name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), entry.size
    opener = _for_this_account if entry.name in PRIVATE else None
    with archive.open(entry.name) as held, open(target, "xb", opener=opener) as file:
        while block := held.read(min(_BLOCK, left + 1)):
            left -= len(block)
            if left < 0:
                break
            digest.update(block)
            file.write(block)
            progress(len(block))
        file.flush()
        os.fsync(file.fileno())
    if left or digest.hexdigest() != entry.sha256:
        raise broken(path, f"내용이 다름: {entry.name}")


def _adapt(new: Path, before: Path, data: Path, path: Path) -> None:
    """Let the library know where its files lie now, and that what followed another state of it does not follow this one."""
    for file in sorted(new.glob(f"*{SUFFIX}")):
        try:
            with closing(sqlite3.connect(file, isolation_level=None)) as connection:
                check(connection, path)
                if file.name == LIBRARY:
                    _move(connection, before, data.resolve(), path)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise broken(path, f"깨진 파일: {file.name}") from error
    if not (new / LIBRARY).is_file():
        raise broken(path, f"{LIBRARY} 없음")


def _move(connection: sqlite3.Connection, before: Path, data: Path, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise BadInput(f"더 새로운 판이 만든 백업입니다: {path} (색인 {version}판)", "새 판을 설치한 뒤 되돌려 주십시오.")
    connection.execute("BEGIN IMMEDIATE")
    for name, old in connection.execute("SELECT name, path FROM document").fetchall():
        if Path(old).is_relative_to(before):
            connection.execute("UPDATE document SET path = ? WHERE name = ?", (str(data / Path(old).relative_to(before)), name))
    restamp(connection, library=uuid4().hex)
    connection.execute("COMMIT")


def _commit(data: Path) -> None:
    """Decide: from here on it is gone through with, if need be by whoever opens the folder next."""
    leaving = [path.name for path in data.iterdir() if path.name not in _STAYS and not path.name.endswith(".lock")]
    coming = [path.name for path in (data / FOLDER / _NEW).iterdir()]
    part = data / FOLDER / "committed.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump({"leaving": sorted(leaving), "coming": sorted(coming)}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, data / FOLDER / _COMMITTED)


def _finish(data: Path) -> None:
    """Put the new files in place of the old ones, which are put aside until it is done. Doing it twice does no harm."""
    new, old = data / FOLDER / _NEW, data / FOLDER / _OLD
    old.mkdir(exist_ok=True)
    decided = json.loads((data / FOLDER / _COMMITTED).read_text(encoding="utf-8"))
    for name in decided["leaving"]:
        has_come = name in decided["coming"] and not (new / name).exists()
        if (data / name).exists() and not has_come:
            os.replace(data / name, old / name)
    for name in decided["coming"]:
        if (new / name).exists():
            os.replace(new / name, data / name)
    (data / FOLDER / _COMMITTED).unlink()
    shutil.rmtree(data / FOLDER)
