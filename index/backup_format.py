"""What a backup is: a ZIP file whose first entry lists the others with their sizes and checksums.

`manifest.json` is `{"format", "made", "data", "files": [{"name", "size", "sha256"}]}`; `data` is the folder that it was made
of. What can be made again of the rest (search structures, pictures, sweeps, models) is not in it.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath

import msgspec

from ingest.errors import BadInput

FORMAT = 1
MANIFEST = "manifest.json"
SUFFIX = ".sqlite"
# Of a data folder: what is made again, and what is of no use elsewhere.
NOT_KEPT = frozenset({"lexical", "vectors", "pictures", "models", "sweeps", "reembedding"})
# Of what people asked and who they are: for the program's own account alone.
PRIVATE = ("history.sqlite", "users.sqlite", "asked.sqlite", "judgements.jsonl")
_PASSING = re.compile(r"(?:\.lock|\.part|\.new|-wal|-shm|-journal)$")
_MOST_FILES = 1_000_000
_LARGEST_MANIFEST = 256 << 20  # bytes
_NOT_A_NAME = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_BROKEN = "다른 백업 파일을 쓰거나, 파일이 끝까지 복사됐는지 확인해 주십시오."


class Entry(msgspec.Struct, frozen=True):
    """A file of a backup. `name` is its path below the data folder, with `/`."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds."""

    format: int
    made: str  # ISO 8601
    data: str  # the folder that it was made of
    files: list[Entry]

    @property
    def size(self) -> int:
        """Bytes of all files together, as they lie in a data folder."""
        return sum(entry.size for entry in self.files)


def is_kept(name: PurePosixPath) -> bool:
    """Whether a file of a data folder belongs into a backup."""
    hidden = any(part.startswith(".") for part in name.parts)
    return not hidden and name.parts[0] not in NOT_KEPT and not _PASSING.search(name.name)


def broken(path: Path, why: str) -> BadInput:
    """A backup that cannot be used, and why."""
    return BadInput(f"백업 파일을 쓸 수 없습니다: {path} ({why})", _BROKEN)


def read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """What a backup says that it holds, once that is possible. Raises BadInput."""
    try:
        info = archive.getinfo(MANIFEST)
        if info.file_size > _LARGEST_MANIFEST:
            raise broken(path, "목록이 너무 큼")
        manifest = msgspec.json.decode(archive.read(info), type=Manifest)
    except (KeyError, msgspec.MsgspecError) as error:
        raise broken(path, "이 프로그램의 백업이 아님") from error
    if manifest.format > FORMAT:
        raise BadInput(f"더 새로운 판이 만든 백업입니다: {path} (형식 {manifest.format})", "새 판을 설치한 뒤 되돌려 주십시오.")
    _check_names(archive, manifest, path)
    return manifest


def _check_names(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Raises BadInput where the list is not that of the files, or names one that is not to lie in a data folder."""
    names = [entry.name for entry in manifest.files]
    held = {info.filename: info for info in archive.infolist() if info.filename != MANIFEST}
    if len(names) > _MOST_FILES:
        raise broken(path, "파일이 너무 많음")
    if len({name.casefold() for name in names}) != len(names) or sorted(names) != sorted(held):
        raise broken(path, "목록과 파일이 다름")
    if len(archive.infolist()) != len(names) + 1:
        raise broken(path, "같은 이름이 여러 번 있음")
    for entry in manifest.files:
        if not _is_safe(entry.name) or not is_kept(PurePosixPath(entry.name)):
            raise broken(path, f"받을 수 없는 이름: {entry.name[:100]!r}")
        if entry.size < 0 or held[entry.name].file_size != entry.size or held[entry.name].is_dir():
            raise broken(path, f"크기가 다름: {entry.name}")


def _is_safe(name: str) -> bool:
    """Whether a name stays below the folder that it is put into, on every system."""
    parts = name.split("/")
    plain = all(part not in {"", ".", ".."} and part == part.strip(" ") and not part.endswith(".") for part in parts)
    return plain and len(parts) <= 8 and len(name) <= 1000 and not _NOT_A_NAME.search(name)
