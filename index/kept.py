"""Files that were handed over in the browser, kept in the data folder so that they can be read again."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from index.collections import checked_collection, may_be_collection
from ingest.errors import BadInput, why

_FOLDER = "documents"
_PART = ".part"  # of a file that is being written
_NO_NAME = "이름 없는 문서"
# What Windows takes in no name, and control characters (also those that turn the direction of writing).
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NOT_ALLOWED = re.compile(r'[<>:"|?*/\\]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\.|$)", re.IGNORECASE)
_LONGEST = 200  # bytes; file systems take 255, of which `.part` needs some


def keep(data: Path, file: Path, name: str, collection: str = "") -> Path:
    """Move a file into the data folder under a safe form of its name, in place of one of that name; where it is then.

    Those of a collection lie in a folder of its name.

    Raises BadInput where it cannot be written.
    """
    if not file.is_file():  # a folder would go with all that lies in it
        raise BadInput(f"파일이 아닙니다: {file.name}", "문서 파일을 넣어 주십시오.")
    kept = kept_folder(data) / checked_collection(collection) / kept_as(name)
    part = kept.with_name(kept.name + _PART)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, part)
        os.replace(part, kept)  # a kill leaves the old file or the new one
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)  # half of it, for which the full disk has better use
        raise BadInput(
            f"파일을 데이터 폴더에 둘 수 없습니다: {kept.name} ({why(error)})",
            "디스크의 빈 자리와 권한을 확인하고 다시 넣어 주십시오.",
        ) from error
    return kept


def safe_name(name: str) -> str:
    """The last part of a path as a name that every system takes; letters of any language stay."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    composed = unicodedata.normalize("NFC", last)  # macOS hands Korean over in single letters
    plain = "".join(letter for letter in _NOT_ALLOWED.sub("_", composed) if unicodedata.category(letter) not in _UNSEEN)
    plain = plain.strip().lstrip(".").rstrip(". ")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain) or _NO_NAME


def kept_as(name: str) -> str:
    """What a file of a name is kept as: never what a collection may be called, whose files lie in a folder of its name."""
    safe = safe_name(name)
    return f"{safe}_" if may_be_collection(safe) else safe


def kept_folder(data: Path) -> Path:
    """Where the files of a library are kept."""
    return (data / _FOLDER).resolve()


def kept_files(data: Path) -> list[Path]:
    """The files that are kept, by name."""
    folder = kept_folder(data)
    return sorted(file for file in (*folder.glob("*"), *folder.glob("*/*")) if file.is_file() and file.suffix != _PART)


def is_kept(data: Path, file: Path) -> bool:
    """Whether a file is one of those that are kept."""
    folder, parents = kept_folder(data), file.resolve().parents
    return folder in parents[:2]


def kept_name(data: Path, file: Path) -> str:
    """The name of the document that a file is kept as; empty for one that is not kept."""
    return file.resolve().relative_to(kept_folder(data)).as_posix() if is_kept(data, file) else ""


def throw_away(data: Path, file: Path) -> bool:
    """Delete a file if it is one of those that are kept; whether it was. A user's own file elsewhere is never touched."""
    if not is_kept(data, file):
        return False
    file.unlink(missing_ok=True)
    return True


def _shortened(name: str) -> str:
    """The name cut to what file systems take, with its ending."""
    path = PurePosixPath(name)
    stem = path.stem.encode()[: _LONGEST - len(path.suffix.encode())].decode(errors="ignore")
    return f"{stem.rstrip()}{path.suffix}" if len(name.encode()) > _LONGEST else name
