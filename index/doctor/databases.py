"""Whether every SQLite file of the folder is whole: pages, indexes, and rows that refer to others."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.backup import LIBRARY
from index.backup_format import SUFFIX
from index.doctor.finding import Finding, Patient, broken, well
from index.newer import version_of
from index.refused import reason_of
from index.schema import MIGRATIONS

_RESTORE = (
    "`geungeo restore 백업파일 --force`로 되돌려 주십시오. 백업이 없으면 그 파일을 다른 곳으로 옮기고 다시 시작해 주십시오."
)


def look(patient: Patient) -> Finding:
    """Read all of every database."""
    files = sorted(patient.data.glob(f"*{SUFFIX}"))
    wrong = [f"{file.name}({reason})" for file in files if (reason := _wrong(file))]
    if wrong:
        return broken(f"깨진 데이터베이스: {', '.join(wrong)}", _RESTORE)
    if patient.store is None and version_of(patient.data / LIBRARY) <= len(MIGRATIONS):
        return broken(
            f"색인을 열 수 없습니다: {patient.data}", "`geungeo ingest 문서폴더`로 문서를 넣거나 --data를 확인해 주십시오."
        )
    return well(f"데이터베이스 {len(files)}개가 온전합니다.")


def _wrong(file: Path) -> str:
    """What is wrong with a database; empty where nothing is."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=5.0)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                return str(found).splitlines()[-1]
            orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
            return f"{orphan[0]} 표에 주인 없는 행" if orphan else ""
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN:
            return reason_of(error)
        return _wrong_at_rest(file)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return reason_of(error)


def _wrong_at_rest(file: Path) -> str:
    """The same for a file in a folder that cannot be written."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?immutable=1", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            return "" if found == "ok" else str(found)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return reason_of(error)
