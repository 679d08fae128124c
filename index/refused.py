"""What SQLite or the disk refuses, told with the file, the reason and the remedy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ingest.errors import BadInput, GeungeoError, IndexMismatch, InUse, why

RESTORE = "`geungeo restore 백업파일 --force`로 되돌려 주십시오. 백업이 없으면 이 파일을 다른 곳으로 옮기고 `geungeo ingest`로 문서를 다시 넣어 주십시오."
_ROOM = "디스크의 빈 자리와 쓰기 권한을 확인하고 다시 해 주십시오. 이미 넣은 것은 그대로 있습니다."
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_NO_TEXT = "Could not decode to UTF-8"  # what Python makes of text in a damaged page
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_REASONS = {
    sqlite3.SQLITE_CORRUPT: "깨진 파일",
    sqlite3.SQLITE_NOTADB: "깨진 파일",
    sqlite3.SQLITE_READONLY: "권한 없음",
    sqlite3.SQLITE_PERM: "권한 없음",
    sqlite3.SQLITE_CANTOPEN: "열 수 없음",
    sqlite3.SQLITE_FULL: "남은 공간 없음",
    sqlite3.SQLITE_BUSY: "다른 프로그램이 쓰는 중",
    sqlite3.SQLITE_LOCKED: "다른 프로그램이 쓰는 중",
    sqlite3.SQLITE_IOERR: "장치 오류",
}


def reason_of(error: sqlite3.Error | OSError | UnicodeDecodeError) -> str:
    """What is refused, in a few words: `남은 공간 없음`."""
    if isinstance(error, UnicodeDecodeError):
        return _REASONS[sqlite3.SQLITE_CORRUPT]
    return why(error) if isinstance(error, OSError) else _REASONS.get(_code(error), str(error))


def told(error: Exception, path: Path) -> GeungeoError | None:
    """What SQLite refuses of a library's file as an error for the user; None for a mistake of our own.

    Out of a damaged page may come text, or a message of SQLite's, that is no text to Python.
    """
    code = _code(error)
    if code in _BROKEN or isinstance(error, UnicodeDecodeError) or _NO_TEXT in str(error):
        return IndexMismatch(f"색인 파일이 깨졌습니다: {path} ({error})", RESTORE)
    if code not in _REASONS:
        return None
    if code in _BUSY:
        return InUse("다른 작업이 색인에 쓰고 있습니다.", "그 작업이 끝난 뒤 다시 실행해 주십시오.")
    return BadInput(f"색인 파일을 쓸 수 없습니다: {path} ({_REASONS[code]})", _ROOM)


def not_stored(folder: Path, error: OSError) -> BadInput:
    """What the disk refuses of what was to be stored in a folder."""
    return BadInput(f"데이터 폴더에 저장하지 못했습니다: {folder} ({why(error)})", _ROOM)


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
