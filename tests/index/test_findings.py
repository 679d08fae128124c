"""Findings are stored with their document, and go with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from index.schema import MIGRATIONS, migrate
from index.store import Store

WRONG = "□ 교육 실적\n\n구분\t2021년\t2022년\t2023년\t합계\n강좌 (식)\t3\t2\t1\t5\n인원 (명)\t384\t572\t707\t1663\n"


def put(store: Store, ingested, name: str, text: str) -> None:
    document = ingested(name, text)
    store.put(document, Path(f"/{name}"), np.zeros((len(document.passages), 8), dtype=np.float32))


def test_what_was_found_is_read_back(store, ingested):
    put(store, ingested, "실적.txt", WRONG)
    (row,) = store.findings("실적.txt")
    (finding,) = ingested("실적.txt", WRONG).findings
    assert (row.stated_text, row.expected_text, row.formula) == ("5식", "6식", finding.formula)
    assert (row.row, row.column, row.place, row.likely) == (finding.row, finding.column, finding.place, False)
    text = store.document_text("실적.txt") or ""
    assert [text[start:end] for start, end in ((row.start, row.end), *row.operands)] == ["5", "3", "2", "1"]


def test_all_documents_are_read_where_none_is_named(store, ingested):
    put(store, ingested, "나.txt", WRONG)
    put(store, ingested, "가.txt", WRONG)
    assert [row.document for row in store.findings()] == ["가.txt", "나.txt"]
    assert store.findings("다.txt") == []


def test_findings_go_with_their_document(store, ingested):
    put(store, ingested, "실적.txt", WRONG)
    put(store, ingested, "실적.txt", WRONG.replace("\t5\n", "\t6\n"))
    assert store.findings() == []


def test_documents_stored_before_are_to_be_read_again(tmp_path, monkeypatch):
    earlier = next(number for number, script in enumerate(MIGRATIONS) if "TABLE finding" in script)
    with closing(sqlite3.connect(tmp_path / "old.db", isolation_level=None)) as connection:
        with monkeypatch.context() as before:
            before.setattr("index.schema.MIGRATIONS", MIGRATIONS[:earlier])
            migrate(connection)
        columns = "name, path, digest, format, title, kind, topics, text, pages, warnings, added_at, outdated"
        connection.execute(f"INSERT INTO document({columns}) VALUES ('가','','','','','','','','','','',0)")
        migrate(connection)
        assert connection.execute("SELECT outdated FROM document").fetchall() == [(1,)]
        assert connection.execute("SELECT * FROM finding").fetchall() == []
