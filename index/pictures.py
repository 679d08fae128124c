"""Pictures of pages kept on disk by the file's digest, the page and the scale; those unseen longest go first."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_MOST_BYTES = 200 << 20  # of all pictures together: some 1,500 pages


class Pictures:
    """The kept pictures. They can be deleted at any time: what is gone is drawn again."""

    def __init__(self, folder: Path, most_bytes: int = _MOST_BYTES) -> None:
        """Keep pictures in `folder`, which is made when the first one comes."""
        self._folder = folder
        self._most_bytes = most_bytes

    def get(self, digest: str, page: int, scale: float) -> bytes:
        """The picture of a page; empty where there is none."""
        path = self._path(digest, page, scale)
        try:
            found = path.read_bytes()
        except OSError:
            return b""
        with suppress(OSError):
            os.utime(path)  # seen just now
        return found

    def put(self, digest: str, page: int, scale: float, png: bytes) -> None:
        """Keep a picture, and drop others where there are too many. On a disk that takes none, nothing is kept."""
        path = self._path(digest, page, scale)
        beside = path.with_name(f"{uuid4().hex}.part")  # nobody may read half a picture
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(png)
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        self._drop_oldest(path)

    def _path(self, digest: str, page: int, scale: float) -> Path:
        return self._folder / f"{digest}-{page}-{round(scale * 100)}.png"

    def _drop_oldest(self, newest: Path) -> None:
        """Delete what was not seen for longest until the rest may stay; the newest stays in any case."""
        found = []
        with suppress(OSError):
            for path in self._folder.iterdir():
                with suppress(OSError):  # another process may be deleting too
                    state = path.stat()
                    found.append((state.st_mtime, state.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._most_bytes:
                return
            if path != newest:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
                    total -= size
