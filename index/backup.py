"""A backup of a data folder in one file, made while the program runs and takes documents in."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import msgspec

from index.backup_format import FORMAT, MANIFEST, SUFFIX, Entry, Manifest, is_kept
from index.snapshot import snapshot
from ingest.errors import BadInput, why

_BLOCK = 1 << 20
_LEVEL = 1  # of deflate: the others take twice as long and more for a tenth less
LIBRARY = "library.sqlite"

Progress = Callable[[int], None]  # told of so many bytes more


def back_up(data: Path, target: Path, *, force: bool = False, progress: Progress = lambda bytes: None) -> Manifest:
    """Write all of a data folder that cannot be made again to `target`, whole or not at all. Gives what it holds.

    Raises BadInput where there is no library, where `target` is there (unless `force`) or lies in the data folder, and where
    something cannot be read or written; IndexMismatch where a database is broken.
    """
    _check(data, target, force)
    part = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".geungeo-", dir=target.parent) as folder:
            manifest = _written(data, part, Path(folder), progress)
        os.replace(part, target)
    except OSError as error:
        raise BadInput(
            f"백업을 쓸 수 없습니다: {target} ({why(error)})", "디스크의 빈 자리와 권한을 확인하거나 다른 곳에 써 주십시오."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return manifest


def size_of(data: Path) -> int:
    """How many bytes of a data folder a backup has to read."""
    return sum(path.stat().st_size for path, _ in _files(data))


def _check(data: Path, target: Path, force: bool) -> None:
    if not (data / LIBRARY).is_file():
        raise BadInput(f"색인이 없습니다: {data}", "--data로 색인이 있는 폴더를 주십시오.")
    if target.is_dir() or (target.exists() and not force):
        raise BadInput(f"이미 있는 파일입니다: {target}", "다른 이름을 주거나, 덮어쓰려면 --force를 붙여 주십시오.")
    if target.resolve().is_relative_to(data.resolve()):
        raise BadInput("백업은 데이터 폴더 안에 둘 수 없습니다.", "데이터 폴더와 함께 잃지 않도록 다른 디스크에 두십시오.")
    if not target.parent.is_dir():
        raise BadInput(f"폴더가 없습니다: {target.parent}", "경로를 확인해 주십시오.")


def _written(data: Path, part: Path, folder: Path, progress: Progress) -> Manifest:
    """Write the archive. A file that was kept meanwhile is taken too: every document of the library has its file in it."""
    entries: dict[str, Entry] = {}
    part.touch(mode=0o600)  # it has in it what people asked
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for databases in (False, True, False):
            for path, name in _files(data):
                if (path.suffix == SUFFIX) is databases and str(name) not in entries:
                    with suppress(FileNotFoundError):  # taken away meanwhile
                        entries[str(name)] = _added(archive, path, name, folder, progress)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(FORMAT, made, str(data.resolve()), list(entries.values()))
        archive.writestr(MANIFEST, msgspec.json.encode(manifest))
    with part.open("rb") as file:
        os.fsync(file.fileno())
    return manifest


def _added(archive: zipfile.ZipFile, path: Path, name: PurePosixPath, folder: Path, progress: Progress) -> Entry:
    """Put a file into the archive; a database as it is at this instant."""
    copy = folder / "copy"
    if path.suffix == SUFFIX:
        snapshot(path, copy, progress)
        path = copy
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file, archive.open(str(name), "w", force_zip64=True) as entry:
        while block := file.read(_BLOCK):
            entry.write(block)
            digest.update(block)
            size += len(block)
            progress(len(block) if path is not copy else 0)
    copy.unlink(missing_ok=True)
    return Entry(str(name), size, digest.hexdigest())


def _files(data: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    """The files of a data folder that belong into a backup, with their names below it."""
    for path in sorted(data.rglob("*")):
        name = PurePosixPath(path.relative_to(data).as_posix())
        if is_kept(name) and path.is_file() and not path.is_symlink():
            yield path, name
