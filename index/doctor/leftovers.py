"""Whether killed programs left files behind."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from index.doctor.finding import Finding, Patient, care, well
from index.restore import FOLDER, is_decided
from index.writer import writing

_OLD = 3600.0  # seconds: whatever writes such a file is done with it in less
_PATTERNS = ("**/*.part", "**/*.new", "lexical/.tmp*", f"{FOLDER}/")


def look(patient: Patient) -> Finding:
    """Count files that were half written and never finished."""
    found = list(_left(patient.data))
    if found:
        return care(
            f"쓰다 만 파일 {len(found)}개: {', '.join(path.name for path in found[:3])}",
            "`geungeo doctor --mend`로 지워 주십시오.",
        )
    return well("쓰다 만 파일이 없습니다.")


def mend(patient: Patient) -> None:
    """Delete them."""
    with writing(patient.data):
        for path in _left(patient.data):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _left(data: Path) -> Iterator[Path]:
    """What is old enough to be of nobody; a restoring that is decided is gone on with and not thrown away."""
    before = time.time() - _OLD
    for pattern in _PATTERNS:
        for path in data.glob(pattern):
            inside = FOLDER in path.relative_to(data).parts[:-1] or (path.name == FOLDER and is_decided(data))
            if not inside and not path.is_symlink() and path.lstat().st_mtime < before:
                yield path
