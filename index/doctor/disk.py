"""Whether the folder can be written, has room, and is closed to others."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from index.backup import size_of
from index.backup_format import PRIVATE
from index.connection import is_writable
from index.doctor.finding import Finding, Patient, broken, care, well

_LEAST = 200 << 20  # bytes: less does not hold the log of one large document


def look_for_room(patient: Patient) -> Finding:
    """Hold the free room against what the folder holds: to make its indexes anew, or to restore it, takes as much again."""
    free, held = shutil.disk_usage(patient.data).free, size_of(patient.data)
    told = f"남은 공간 {free >> 20:,}MB, 색인과 보관 파일 {held >> 20:,}MB."
    if free < _LEAST:
        return broken(told, "디스크에 자리를 비워 주십시오. 문서를 넣지 못할 수 있습니다.")
    if free < held:
        return care(told, "되돌리거나 새로 만들 자리가 모자랍니다. 디스크에 자리를 비워 주십시오.")
    return well(told)


def look_at_rights(patient: Patient) -> Finding:
    """Try what the system lets this account do, and look who else may read what people asked."""
    if not is_writable(patient.data):
        return care(
            f"데이터 폴더에 쓸 수 없습니다: {patient.data}", "묻고 찾을 수는 있습니다. 문서를 넣으려면 쓰기 권한을 주십시오."
        )
    open_to_all = [file.name for file in _open_to_others(patient.data)]
    if open_to_all:
        return care(
            f"다른 계정도 읽을 수 있는 개인 기록: {', '.join(open_to_all)}",
            "`geungeo doctor --mend`로 이 계정만 읽게 해 주십시오.",
        )
    return well("데이터 폴더에 쓸 수 있고, 개인 기록은 이 계정만 읽습니다.")


def close(patient: Patient) -> None:
    """Let this account alone read what people asked."""
    for file in _open_to_others(patient.data):
        file.chmod(0o600)


def _open_to_others(data: Path) -> list[Path]:
    if os.name == "nt":
        return []
    return [file for name in PRIVATE if (file := data / name).is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077]
