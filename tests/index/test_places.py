"""Places in the store: read back as they were put; an older library opens, and tells no page that nobody recorded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.intake import Status, take_in
from index.library import Library
from index.schema import m001, m002
from index.store import Store

Put = Callable[..., int]
Write = Callable[..., Path]

TWO_PAGES = "Ⅰ. 현황\n○ 정원 20명임\n\fⅡ. 계획\n○ 도서관을 지음\n"
STATEMENT = {"kind": "sentence", "span": [0, 2], "text": "본문", "page": 3, "quantities": [], "years": [2024]}


def old_library(path: Path, format: str) -> Store:
    """A library of the second schema with one document of three pages, whose statements know no place."""
    connection = sqlite3.connect(path)
    connection.executescript(m001 + m002)
    connection.execute(
        "INSERT INTO document(name, path, digest, format, title, kind, year, topics, text, pages, warnings, added_at, outdated)"
        " VALUES ('보고', '/문서/보고', 'x', ?, '보고', '업무보고', 2024, '', '본문', '[[0,1],[1,2],[2,2]]', '[]', '2025', 0)",
        (format,),
    )
    connection.execute(
        "INSERT INTO passage(document_id, start, end, page, section, statements, words, pairs) VALUES (1,0,2,3,'[]',?,'','')",
        (json.dumps([STATEMENT, {**STATEMENT, "page": 4}], ensure_ascii=False),),
    )
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()
    return Store(path)


def test_places_are_read_back_as_they_were_put(store: Store, put: Put) -> None:
    put("보고.txt", TWO_PAGES)
    (row,) = store.documents()
    assert row.pages == 2
    places = [statement.place for passage in store.passages(range(1, 10)) for statement in passage.statements]
    assert places[0] == "1쪽" and places[-1] == "2쪽"


@pytest.mark.parametrize(("format", "places"), [("pdf", ["3쪽", "4쪽"]), ("hwp", ["", ""]), ("text", ["", ""])])
def test_an_older_library_opens_and_is_to_be_read_again(tmp_path: Path, format: str, places: list[str]) -> None:
    store = old_library(tmp_path / "old.sqlite", format)
    (passage,) = store.passages([1])
    assert [statement.place for statement in passage.statements] == places
    assert [(statement.page, statement.years) for statement in passage.statements] == [(3, (2024,)), (4, (2024,))]
    assert store.documents()[0].pages == 0
    assert store.is_outdated("보고")
    store.close()


def test_reading_again_gives_an_older_document_its_places(library: Library, write: Write) -> None:
    file = write("보고.txt", TWO_PAGES)
    list(take_in(library, [file]))
    library.store._connection.execute("UPDATE passage SET statements = replace(statements, '\"place\"', '\"other\"')")
    library.store._connection.execute("UPDATE document SET outdated = 1, page_numbers = '[]'")
    assert library.store.documents()[0].pages == 0
    assert [report.status for report in take_in(library, [file])] == [Status.REPLACED]
    last = library.store.sequence() + 100
    found = library.store.passages(range(1, last))
    assert {statement.place for passage in found for statement in passage.statements} == {"1쪽", "2쪽"}
    assert library.store.documents()[0].pages == 2
