"""The file that lines are written to: bounded in size, and shared by all processes that work on one data folder."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from filelock import FileLock, Timeout

FOLDER, FILE = "logs", "geungeo.log"
PARTS = 5  # the file at hand and those before it, `.1` the newest
_LEAST_PART = 4096  # bytes


class LogFile:
    """Lines are appended whole, by one write each. When the file is full it is put aside, by whichever process sees it first."""

    def __init__(self, data: Path, size: int) -> None:
        """`size` is that of all parts together, in bytes. Nothing is made before the first line."""
        self._path = data / FOLDER / FILE
        self._part = max(_LEAST_PART, size // PARTS)
        self._open: int | None = None
        self._is_torn = False  # whether the last line was written in part

    def write(self, line: bytes) -> None:
        """Append a line, which ends itself. Raises OSError where the disk does not take it."""
        opened = self._opened(len(line))
        text = b"\n" + line if self._is_torn else line
        written = os.write(opened, text)
        self._is_torn = written < len(text)
        if self._is_torn:
            raise OSError(f"{written} of {len(text)} bytes")

    def close(self) -> None:
        """Close the file; the next line opens it again."""
        if self._open is not None:
            os.close(self._open)
            self._open = None

    def _opened(self, size: int) -> int:
        """The file at hand, as it stands under its name now, with room for so many bytes."""
        try:
            there = self._path.stat()
            if there.st_size and there.st_size + size > self._part:
                self._turn(size)
            elif self._open is not None and os.path.samestat(there, os.fstat(self._open)):
                return self._open
        except FileNotFoundError:  # none yet, or another process has just put it aside
            pass
        self.close()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._open = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return self._open

    def _turn(self, size: int) -> None:
        """Put the full file aside and drop the oldest. Where another process holds it, it grows a little more."""
        self.close()
        with suppress(Timeout, OSError), FileLock(self._path.with_suffix(".lock"), timeout=0):
            if self._path.stat().st_size + size <= self._part:
                return  # another was first
            parts = parts_of(self._path)
            for older, newer in pairwise(parts):
                if newer.exists():
                    newer.replace(older)


def parts_of(path: Path) -> list[Path]:
    """The file and those put aside, the oldest first, whether or not they are there."""
    return [*(path.with_name(f"{path.name}.{number}") for number in range(PARTS - 1, 0, -1)), path]
