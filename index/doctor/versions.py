"""What runs here, and whether the library is of this version."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import version

from index.backup import LIBRARY
from index.doctor.finding import Finding, Patient, broken, care, well
from index.doctor.rows import schema as schema_of
from index.newer import version_of
from index.schema import MIGRATIONS

_LIBRARIES = ("tantivy", "faiss-cpu", "kiwipiepy", "gradio")


def look(patient: Patient) -> Finding:
    """Name the versions, and hold the library's schema against ours."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    schema = schema_of(patient.connection) if patient.connection is not None else version_of(patient.data / LIBRARY)
    if schema > len(MIGRATIONS):
        return broken(
            f"더 새로운 판이 만든 색인입니다({schema}판, 이 프로그램은 {len(MIGRATIONS)}판).", "새 판을 설치해 주십시오."
        )
    if patient.store is None:
        return care("색인을 열 수 없어 살피지 못했습니다.", "데이터베이스를 먼저 고쳐 주십시오.")
    return well(f"색인 {schema}판. Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}.")
