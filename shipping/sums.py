"""SHA256SUMS of a folder, as `sha256sum -c` reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

FILE = "SHA256SUMS"


def write_sums(folder: Path) -> None:
    """Write the digests of every file below a folder into it."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != FILE)
    lines = [f"{digest(folder / name)}  {name}\n" for name in names]
    (folder / FILE).write_text("".join(lines), encoding="utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
