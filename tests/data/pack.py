"""Put the data folder that an older version made into a small archive: `python pack.py FOLDER ARCHIVE`."""

from __future__ import annotations

import sqlite3
import sys
import tarfile
from contextlib import closing
from pathlib import Path


def pack(folder: Path, archive: Path) -> None:
    """Close the database's log of writes, take this machine's paths and leftovers out, and write the archive."""
    with closing(sqlite3.connect(folder / "library.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("UPDATE document SET path = '/papers/' || name")
        connection.execute("VACUUM")
    with tarfile.open(archive, "w:xz", preset=9) as tar:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and path.suffix != ".lock" and name.parts[0] not in {"logs", "models", "sweeps"}:
                tar.add(path, str(name), filter=_plain)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime, entry.mode = 0, 0o644
    return entry


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
