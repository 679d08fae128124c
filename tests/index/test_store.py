"""The store: whole writes, exact figures, a log that names every change."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import index.store
from index.rows import Change
from index.schema import MIGRATIONS, migrate
from index.store import Store
from ingest.errors import IndexMismatch
from ingest.pipeline import Ingested

Put = Callable[..., int]
Ingest = Callable[[str, str], Ingested]

REPORT = """2024년 가람시 주요업무 보고
# I. 일반현황
## □ 인 력
(’24. 1. 31. 기준, 단위:명)
구 분\t계\t3급\t4급\t5급
정 원\t20\t2\t6\t12
# II. 예산현황
(단위 : 천원)
구 분\t2023 최종예산\t2024 예산현액
마을버스 운영 지원\t1,200,000\t1,500,000
달빛도서관 운영 사업\t2,000,000\t2,500,000
"""
SHORT = "가람시 강변공원을 새로 꾸민다.\n"


def _without_time(store: Store) -> list[tuple[object, ...]]:
    tables = {"document": "id, name, text", "passage": "*", "figure": "*", "change": "*", "setting": "*"}
    query = "SELECT {} FROM {} ORDER BY 1, 2"
    return [row for table, columns in tables.items() for row in store._connection.execute(query.format(columns, table))]


class TestPut:
    def test_a_document_is_read_back_as_it_was_put(self, store: Store, put: Put, ingested: Ingest) -> None:
        document = ingested("보고.txt", REPORT)
        number = put("보고.txt", REPORT)
        (row,) = store.documents()
        assert (row.id, row.name, row.title, row.year) == (number, "보고.txt", document.document.title, 2024)
        assert (row.pages, row.passages) == (0, len(document.passages))  # text as written has no pages
        assert row.figures == sum(map(len, document.figures)) > 0
        assert store.document_text("보고.txt") == document.document.source.text
        assert store.origin("보고.txt") == (Path("/문서/보고.txt"), document.document.source.digest)
        assert store.document_years() == [2024]

    def test_passages_are_read_back_with_their_statements(self, store: Store, put: Put, ingested: Ingest) -> None:
        document = ingested("보고.txt", REPORT)
        put("보고.txt", REPORT)
        rows = store.passages(range(1, len(document.passages) + 1))
        assert [row.statements for row in rows] == [passage.statements for passage in document.passages]
        assert [row.span for row in rows] == [passage.span for passage in document.passages]
        assert [row.section for row in rows] == [passage.section for passage in document.passages]

    @pytest.mark.parametrize(
        "text",
        [
            REPORT,
            "가람시 🎉 축제를 연다. 𠮷野도 함께한다.\n",
            "가람시\u3000강변공원\u200b을 꾸민다.\n",
            "가람시 강변\x00공원을 꾸민다.\n" + SHORT * 3,
        ],
        ids=["plain", "beyond the first plane", "odd spaces", "a null character"],
    )
    def test_the_text_of_a_passage_is_that_of_its_span(self, store: Store, put: Put, text: str) -> None:
        put("보고.txt", text)
        rows = store.passages(range(1, 100))
        assert rows
        assert [row.text for row in rows] == [row.span.of(text) for row in rows]

    def test_passages_come_in_the_order_asked_for_without_those_that_are_gone(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        assert [row.id for row in store.passages([2, 99, 1])] == [2, 1]
        assert store.passages([]) == []

    def test_vectors_are_read_back(self, store: Store, ingested: Ingest) -> None:
        document = ingested("보고.txt", REPORT)
        vectors = np.arange(len(document.passages) * 4, dtype=np.float32).reshape(-1, 4)
        store.put(document, Path("보고.txt"), vectors)
        ids, found = store.vectors(1, 1000)
        assert ids.tolist() == list(range(1, len(vectors) + 1))
        np.testing.assert_array_equal(found, vectors)
        assert store.vectors(500, 600)[0].size == 0

    def test_a_document_of_the_same_name_is_replaced_whole(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        put("보고.txt", SHORT)
        assert [(row.name, row.passages, row.figures) for row in store.documents()] == [("보고.txt", 1, 0)]
        assert store.ledger(["마을버스 운영 지원"]) == []
        assert store.passage_count() == 1

    def test_a_document_outlives_the_process(self, store: Store, put: Put, tmp_path: Path) -> None:
        put("보고.txt", REPORT)
        before = _without_time(store)
        store.close()
        again = Store(tmp_path / "library.sqlite")
        assert _without_time(again) == before
        again.close()


class TestRemove:
    def test_nothing_of_a_removed_document_stays(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        assert store.remove("보고.txt")
        assert (store.documents(), store.passage_count(), store.document_years()) == ([], 0, [])
        assert store.ledger(["마을버스 운영 지원"]) == []
        assert store.document_text("보고.txt") is None
        assert store.origin("보고.txt") is None

    def test_other_documents_stay(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        put("공원.txt", SHORT)
        store.remove("보고.txt")
        assert [row.name for row in store.documents()] == ["공원.txt"]

    def test_removing_what_is_not_there_changes_nothing(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        before = _without_time(store)
        assert not store.remove("없는 문서.txt")
        assert _without_time(store) == before

    def test_clear_leaves_no_document_and_no_model(self, store: Store, put: Put) -> None:
        store.set_model("하나")
        put("보고.txt", REPORT)
        put("공원.txt", SHORT)
        store.clear()
        assert (store.documents(), store.passage_count(), store.model()) == ([], 0, None)


class TestLog:
    def test_every_change_is_named_in_order(self, store: Store, put: Put) -> None:
        put("공원.txt", SHORT)
        put("보고.txt", REPORT)
        last = store.passage_count()
        put("공원.txt", SHORT + "나무도 심는다.\n")
        store.remove("보고.txt")
        added = last + 1
        assert store.changes_since(0) == [
            Change(1, "added", 1, 1),
            Change(2, "added", 2, last),
            Change(3, "removed", 1, 1),
            Change(4, "added", added, store.changes_since(3)[0].last_passage),
            Change(5, "removed", 2, last),
        ]
        assert store.changes_since(4) == [Change(5, "removed", 2, last)]
        assert store.changes_since(5) == []

    def test_the_sequence_is_the_newest_change(self, store: Store, put: Put) -> None:
        assert store.sequence() == 0
        put("공원.txt", SHORT)
        assert store.sequence() == 1
        store.clear()
        assert store.sequence() == 2

    def test_the_id_of_a_passage_is_never_used_twice(self, store: Store, put: Put) -> None:
        put("공원.txt", SHORT)
        store.remove("공원.txt")
        put("공원.txt", SHORT)
        assert [row.id for row in store.search_rows(0, 100)] == [2]


class TestTransaction:
    """An error in the middle of a write leaves what was there."""

    @pytest.mark.parametrize(
        ("owner", "method"), [(index.store, "insert_passage"), (Store, "_log"), (Store, "_delete")], ids=lambda part: str(part)
    )
    def test_a_write_that_fails_changes_nothing(
        self, store: Store, put: Put, monkeypatch: pytest.MonkeyPatch, owner: Any, method: str
    ) -> None:
        put("공원.txt", SHORT)
        before = _without_time(store)
        original, calls = getattr(owner, method), [0]

        def fail_after_it_ran(*args: Any) -> Any:
            original(*args)
            calls[0] += 1
            raise KeyboardInterrupt

        monkeypatch.setattr(owner, method, fail_after_it_ran)
        with pytest.raises(KeyboardInterrupt):
            put("공원.txt", REPORT)
        assert calls == [1]
        assert _without_time(store) == before
        monkeypatch.undo()
        put("공원.txt", REPORT)
        assert store.document_text("공원.txt") == REPORT

    def test_too_few_vectors_leave_nothing_of_the_document(self, store: Store, ingested: Ingest) -> None:
        with pytest.raises(IndexError):
            store.put(ingested("보고.txt", REPORT), Path("보고.txt"), np.zeros((1, 4), np.float32))
        assert (store.documents(), store.sequence()) == ([], 0)

    def test_a_reader_sees_the_old_document_until_the_write_is_done(self, store: Store, put: Put, tmp_path: Path) -> None:
        put("공원.txt", SHORT)
        reader = Store(tmp_path / "library.sqlite")
        with store._transaction() as connection:
            store._delete(connection, "공원.txt")
            assert [row.name for row in reader.documents()] == ["공원.txt"]
        assert reader.documents() == []
        reader.close()


class TestModel:
    def test_the_model_is_remembered(self, store: Store, put: Put) -> None:
        assert store.model() is None
        store.set_model("하나")
        put("공원.txt", SHORT)
        store.set_model("하나")
        assert store.model() == "하나"

    def test_an_empty_store_takes_any_model(self, store: Store) -> None:
        store.set_model("하나")
        store.set_model("둘")
        assert store.model() == "둘"

    def test_another_model_is_refused_with_what_to_do(self, store: Store, put: Put) -> None:
        store.set_model("하나")
        put("공원.txt", SHORT)
        with pytest.raises(IndexMismatch) as caught:
            store.set_model("둘")
        assert "'하나'" in caught.value.reason and "'둘'" in caught.value.reason
        assert "geungeo ingest --rebuild" in caught.value.remedy
        assert store.model() == "하나"


class TestMigrate:
    def test_a_new_store_is_of_the_newest_schema(self, store: Store) -> None:
        assert store._connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)

    def test_a_migration_runs_once(self, store: Store, put: Put) -> None:
        put("공원.txt", SHORT)
        before = _without_time(store)
        migrate(store._connection)
        assert _without_time(store) == before

    def test_a_later_migration_keeps_the_documents(self, store: Store, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
        put("공원.txt", SHORT)
        monkeypatch.setattr("index.schema.MIGRATIONS", (*MIGRATIONS, "ALTER TABLE document ADD COLUMN note TEXT;"))
        migrate(store._connection)
        assert store._connection.execute("SELECT name, note FROM document").fetchall() == [("공원.txt", None)]

    def test_a_migration_that_fails_leaves_the_old_schema(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        Store(tmp_path / "library.sqlite").close()
        monkeypatch.setattr("index.schema.MIGRATIONS", (*MIGRATIONS, "DROP TABLE figure;\nSELECT nonsense;"))
        with pytest.raises(sqlite3.OperationalError):
            Store(tmp_path / "library.sqlite")
        monkeypatch.undo()
        store = Store(tmp_path / "library.sqlite")
        assert store.ledger(["정원"]) == []
        store.close()

    def test_two_programs_may_make_the_store_at_once(self, tmp_path: Path) -> None:
        errors: list[Exception] = []

        def make(path: Path) -> None:
            try:
                Store(path).close()
            except Exception as error:
                errors.append(error)

        for attempt in range(5):
            threads = [threading.Thread(target=make, args=(tmp_path / f"{attempt}.sqlite",)) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert errors == []


class TestLedger:
    def test_a_figure_is_found_by_what_it_measures(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        rows = store.ledger(["마을버스 운영 지원"])
        assert [(row.text, Decimal(row.base), row.year) for row in rows] == [
            ("1,200,000", Decimal(1_200_000_000), 2023),
            ("1,500,000", Decimal(1_500_000_000), 2024),
        ]
        assert {(row.document, row.page, row.dimension, row.measure) for row in rows} == {
            ("보고.txt", 1, "money", "마을버스 운영 지원")
        }

    def test_a_figure_says_where_it_stands(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        for row in store.ledger(["마을버스 운영 지원", "정원"]):
            assert REPORT[row.start : row.end] == row.text
            (passage,) = store.passages([row.passage])
            assert passage.span.start <= row.start < row.end <= passage.span.end

    @pytest.mark.parametrize(
        "measure", ["마을버스운영지원", "마을버스 운영  지원", "1. 마을버스 운영 지원", "[마을버스] 운영(지원)"]
    )
    def test_white_space_running_numbers_and_brackets_do_not_matter(self, store: Store, put: Put, measure: str) -> None:
        put("보고.txt", REPORT)
        assert len(store.ledger([measure])) == 2

    def test_several_measures_are_asked_for_at_once(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        rows = store.ledger(["정원", "달빛도서관 운영 사업"])
        assert {row.measure.replace(" ", "") for row in rows} == {"정원", "달빛도서관운영사업"}
        assert [row.start for row in rows] == sorted(row.start for row in rows)
        assert store.ledger([]) == []


class TestNotable:
    def test_what_can_be_asked_for_has_a_name_a_column_and_a_year(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        rows = store.notable(10)
        assert {row.measure for row in rows} == {"마을버스 운영 지원", "달빛도서관 운영 사업"}
        assert all(row.column and row.year for row in rows)

    def test_each_measure_comes_once(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        put("다른 보고.txt", REPORT)
        measures = [row.measure for row in store.notable(10)]
        assert len(measures) == len(set(measures)) == 2

    def test_documents_take_turns(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        put("다른 보고.txt", REPORT.replace("마을버스", "마을택시").replace("달빛도서관", "별빛도서관"))
        assert len({row.document for row in store.notable(2)}) == 2

    def test_nothing_is_asked_for_that_is_zero(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT.replace("1,200,000\t1,500,000", "0\t0.0"))
        assert {row.measure for row in store.notable(10)} == {"달빛도서관 운영 사업"}

    @pytest.mark.parametrize("limit", [0, 1])
    def test_no_more_come_than_asked_for(self, store: Store, put: Put, limit: int) -> None:
        put("보고.txt", REPORT)
        assert len(store.notable(limit)) == limit
