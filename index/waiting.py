"""The files that wait to be taken in, noted in the data folder: what a stop or a power cut left is taken in at the next start."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable
from pathlib import Path

_FILE = "waiting.json"


def note_waiting(data: Path, files: Iterable[Path]) -> None:
    """Note which files wait now. Where that cannot be written they still are taken in, but by no later start."""
    note, new = data / _FILE, data / f"{_FILE}.new"
    names = [str(file) for file in files]
    try:
        if names:
            new.write_text(json.dumps(names), encoding="ascii")
            os.replace(new, note)
        else:
            note.unlink(missing_ok=True)
    except (OSError, ValueError):
        logging.getLogger(__name__).exception("what waits could not be noted")


def left_waiting(data: Path) -> list[Path]:
    """The files that waited when the program ended, as far as they are there still."""
    try:
        names = json.loads((data / _FILE).read_text(encoding="ascii"))
        return [path for path in map(Path, names) if path.is_file()]
    except (OSError, ValueError, TypeError):  # none waited, or the note is none of ours
        return []
