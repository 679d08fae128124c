"""Collections of documents: who may see one is settled by access lists, which lie elsewhere.

A document's name begins with that of its collection and a slash, so that every citation says it and two collections may hold
files of the same name. No slash can stand in a file's own name.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable

from ingest.errors import BadInput

NOBODYS = frozenset({"/"})  # no document can be of it: who sees this alone sees none, not even those of no collection
_NAME = re.compile(r"[0-9A-Za-z가-힣](?:[0-9A-Za-z가-힣 _-]{0,38}[0-9A-Za-z가-힣])?")  # a folder's name on every system
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)

# Each stands before the table of its name for the connection that made it, so that whatever is asked of the tables, now or in a
# later version, cannot reach a document that is not to be seen. {these} is a list of names, as SQL.
_VIEWS = """
CREATE TEMP VIEW document AS SELECT * FROM main.document WHERE collection IN ({these});
CREATE TEMP VIEW passage AS SELECT * FROM main.passage
    WHERE document_id IN (SELECT id FROM main.document WHERE collection IN ({these}));
CREATE TEMP VIEW figure AS SELECT * FROM main.figure WHERE passage_id IN (SELECT id FROM temp.passage);
CREATE TEMP VIEW abbreviation AS SELECT * FROM main.abbreviation
    WHERE document_id IN (SELECT id FROM main.document WHERE collection IN ({these}));
CREATE TEMP VIEW finding AS SELECT * FROM main.finding
    WHERE document_id IN (SELECT id FROM main.document WHERE collection IN ({these}));
CREATE TEMP VIEW correction AS SELECT * FROM main.correction
    WHERE substr(document, 1, instr(document, '/') - 1) IN ({these});
CREATE TEMP VIEW change AS SELECT * FROM main.change WHERE first_passage IN (SELECT id FROM temp.passage);
CREATE TEMP VIEW setting AS SELECT * FROM main.setting WHERE name <> 'changed_at';
"""


def collection_of(name: str) -> str:
    """The collection of a document, by its name; empty for one of none, which everybody sees."""
    return name.rpartition("/")[0]


def named_in(collection: str, file: str) -> str:
    """The name of a document, given its collection, or an empty one, and its file's name."""
    return f"{collection}/{file}" if collection else file


def checked_collection(name: str) -> str:
    """A name for a collection as it is kept; empty for none. Raises BadInput for one that cannot be."""
    name = unicodedata.normalize("NFC", name)
    if name and (not _NAME.fullmatch(name) or _RESERVED.fullmatch(name)):
        raise BadInput(
            f"모음의 이름으로 쓸 수 없습니다: {name[:60]!r}",
            "한글, 영문, 숫자로 시작하고 끝나는 40자까지로, 사이에는 빈칸과 -, _만 쓸 수 있습니다.",
        )
    return name


def may_be_collection(name: str) -> bool:
    """Whether a collection may be called so."""
    return _NAME.fullmatch(name) is not None


def seen_in(collections: Iterable[str]) -> set[str]:
    """Whose documents are seen with some collections: theirs, and those of none."""
    seen = frozenset(collections)
    return set() if seen == NOBODYS else {"", *seen}


def see_only(connection: sqlite3.Connection, collections: Iterable[str]) -> None:
    """Let a connection see the documents of no collection and of these, and write none."""
    these = ", ".join("'" + checked_collection(name).replace("'", "''") + "'" for name in sorted(seen_in(collections)))
    connection.executescript(_VIEWS.format(these=these))
    connection.execute("PRAGMA query_only = ON")
