"""What a library was made with: the embedding model and the length of its passages. What was made otherwise is never mixed in."""

from __future__ import annotations

import sqlite3

from ingest.errors import IndexMismatch

MODEL, LENGTH = "embedding_model", "passage_length"
UNNOTED_LENGTH = 780  # characters: that of every library from before it was noted
_REMEDIES = {
    MODEL: "설정을 되돌리거나, `geungeo reembed`로 임베딩만 설정의 모델로 바꾸거나, `geungeo ingest --rebuild 문서폴더`로 색인을 새로 만들어 주십시오.",
    LENGTH: "설정을 되돌리거나 `geungeo ingest --rebuild 문서폴더`로 색인을 새로 만들어 주십시오.",
}
_BUILT_IN = "kiwi-morphemes:"
_TOLD = {MODEL: "'{}' 모델", LENGTH: "대목 길이(passage_length) {}자"}


def made_with(connection: sqlite3.Connection, name: str) -> str | None:
    """What is remembered under a name; None where nothing is."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def remember(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Remember what a library is made with from now on, within a transaction."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?,?)", (name, value))


def forget(connection: sqlite3.Connection) -> None:
    """Forget what an emptied library was made with, within a transaction."""
    connection.execute("DELETE FROM setting WHERE name IN (?,?)", (MODEL, LENGTH))


def check(name: str, known: str | None, wanted: str, passages: int) -> None:
    """Raises IndexMismatch, with what to do, where there are passages that were made otherwise than is wanted."""
    if passages and known not in (None, wanted):
        raise IndexMismatch(
            f"색인은 {_TOLD[name].format(known)}(으)로 만들어졌는데 설정은 {_TOLD[name].format(wanted)}입니다.",
            _REMEDIES[name],
        )


def is_outgrown(known: str | None, wanted: str) -> bool:
    """Whether a library was made with the built-in model as an older version of the program had it."""
    return known is not None and known != wanted and all(name.startswith(_BUILT_IN) for name in (known, wanted))
