"""A figure comes out of the store as it went in, and figures of older stores are carried over."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.library import Library
from index.schema import MIGRATIONS, migrate
from ingest.document import FigureKind
from ingest.pipeline import ingest_file


@pytest.fixture(scope="module")
def stored(small_library: Library, small_documents: Path) -> list[tuple[object, ...]]:
    """Each figure of the small library beside what is read anew from its file."""
    found = []
    for path in sorted(small_documents.iterdir()):
        ingested = ingest_file(path)
        ids = [
            id
            for (id,) in small_library.store._connection.execute(
                "SELECT p.id FROM passage p JOIN document d ON d.id = p.document_id WHERE d.name = ? ORDER BY p.id", (path.name,)
            )
        ]
        rows = small_library.store.figures(ids)
        figures = sorted((figure for each in ingested.figures for figure in each), key=lambda figure: figure.quantity.span)
        assert len(rows) == len(figures) > 0
        found += list(zip(rows, figures, strict=True))
    return found


def test_every_figure_comes_out_as_it_went_in(stored):
    for row, figure in stored:
        assert row.quantity == figure.quantity
        for name in ("page", "section", "row_path", "col_path", "measure", "column", "year", "date", "as_of", "kind", "place"):
            assert getattr(row, name) == getattr(figure, name), name
        assert row.table == figure.title


def test_kind_year_and_date_of_counting_are_in_the_ledger(small_library: Library):
    rows = small_library.store.ledger(["드론 배송 실증 지원"])
    told = {(row.document, row.column, row.year, row.kind) for row in rows}
    assert ("업무보고.txt", "2022 최종예산", 2022, FigureKind.FINAL_BUDGET) in told
    assert ("업무보고.txt", "2023 예산현액", 2023, FigureKind.AVAILABLE_BUDGET) in told
    assert {row.as_of for row in small_library.store.ledger(["현 원"])} == {"2023-08-31"}


def test_section_is_kept_only_where_it_is_not_the_passage_s(small_library: Library):
    written = small_library.store._connection.execute(
        "SELECT f.section, p.section FROM figure f JOIN passage p ON p.id = f.passage_id"
    )
    assert all(own != of_passage for own, of_passage in written)


def test_figures_of_an_older_store_keep_their_row_and_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    connection = sqlite3.connect(tmp_path / "old.sqlite", isolation_level=None)
    with monkeypatch.context() as before:
        before.setattr("index.schema.MIGRATIONS", MIGRATIONS[:7])
        migrate(connection)
    connection.execute(
        "INSERT INTO document(name, path, digest, format, title, kind, topics, text, pages, warnings, added_at, outdated)"
        " VALUES ('가.txt', '가.txt', '0', 'text', '가', '기타', '', '', '[]', '[]', '', 0)"
    )
    connection.execute("INSERT INTO passage(document_id, start, end, page, section, statements) VALUES (1, 0, 9, 1, '[]', x'')")
    for measure, column in (("도로", "2023년 예산"), ("도로는", "")):
        connection.execute(
            "INSERT INTO figure VALUES (1, 0, 1, '3', '3', '', 'number', '3', '1', 1, ?, ?, ?, 2023)", (measure, measure, column)
        )
    migrate(connection)
    assert connection.execute("SELECT row_path, col_path, kind FROM figure").fetchall() == [
        ('["도로"]', '["2023년 예산"]', ""),
        ('["도로는"]', "[]", ""),
    ]
    assert connection.execute("SELECT outdated FROM document").fetchall() == [(1,)]
