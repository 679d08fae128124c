"""What documents are: stored with them, put right by users, kept when files are read again; old libraries go on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.filters import Filters
from index.intake import Status, take_in
from index.library import Library
from index.schema import m001
from index.store import Store
from ingest.correction import NOTHING, Correction
from ingest.document import Imprint
from ingest.korean import analyse, letter_pairs, words

Put = Callable[..., int]
Write = Callable[..., Path]

REPORT = (
    "제312회 가람시의회 임시회\n기획경제위원회\n2024년도 주요업무 보고\n2024. 2. 21.\n가람재단\n\nⅠ. 일반현황\n○ 정원은 20명임.\n"
)
ANY_REPORT = Filters(kinds=("업무보고",))
SAID = Imprint("가람재단", "가람시의회", "기획경제위원회", "제312회 임시회", "2024-02-21", (2024,))


def _row(store: Store) -> tuple[str, str, int | None, Imprint]:
    (row,) = store.documents()
    return row.title, row.kind, row.year, row.imprint


class TestStored:
    def test_what_a_document_says_of_itself_is_read_back(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        assert _row(store) == ("2024년도 주요업무 보고", "업무보고", 2024, SAID)

    def test_a_document_that_says_nothing_has_nothing(self, store: Store, put: Put) -> None:
        put("공원.txt", "가람시 강변공원을 새로 꾸민다.\n")
        assert _row(store)[3] == Imprint()


class TestPutRight:
    CORRECTION = Correction(title="이천이십사년 보고", year=2023, committee="행정자치위원회", session="", date="2024-02")

    def test_it_stands_at_once(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        assert store.put_right("보고.txt", self.CORRECTION)
        right = Imprint("가람재단", "가람시의회", "행정자치위원회", "", "2024-02", (2024,))
        assert _row(store) == ("이천이십사년 보고", "업무보고", 2023, right)

    def test_it_stands_when_the_file_is_read_again(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        store.put_right("보고.txt", self.CORRECTION)
        before = _row(store)
        put("보고.txt", REPORT + "○ 현원은 19명임.\n")
        assert _row(store) == before

    def test_a_second_one_goes_over_the_first(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        store.put_right("보고.txt", Correction(title="하나", body="한들재단"))
        store.put_right("보고.txt", Correction(title="둘", kind="기타"))
        assert store.correction("보고.txt") == Correction(title="둘", body="한들재단", kind="기타")
        put("보고.txt", REPORT)
        assert _row(store)[:2] == ("둘", "기타") and _row(store)[3].body == "한들재단"

    def test_other_documents_stay_as_they_were_read(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        put("다른 보고.txt", REPORT)
        store.put_right("보고.txt", self.CORRECTION)
        assert store.correction("다른 보고.txt") == NOTHING
        assert {row.name: row.title for row in store.documents()} == {
            "다른 보고.txt": "2024년도 주요업무 보고",
            "보고.txt": "이천이십사년 보고",
        }

    def test_a_document_that_is_not_there_is_told(self, store: Store) -> None:
        assert not store.put_right("없음.txt", self.CORRECTION)
        assert store.correction("없음.txt") == NOTHING

    def test_it_outlives_a_rebuild_but_not_a_removal(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        store.put_right("보고.txt", self.CORRECTION)
        store.clear()
        put("보고.txt", REPORT)
        assert _row(store)[0] == "이천이십사년 보고"
        store.remove("보고.txt")
        put("보고.txt", REPORT)
        assert _row(store)[0] == "2024년도 주요업무 보고"

    def test_it_is_no_change_for_search_to_follow(self, store: Store, put: Put) -> None:
        put("보고.txt", REPORT)
        before = store.sequence()
        store.put_right("보고.txt", self.CORRECTION)
        assert store.sequence() == before

    @pytest.mark.parametrize(
        ("correction", "outdated"),
        [(Correction(title="가"), True), (Correction(year=2020), True), (Correction(body="가"), False)],
    )
    def test_only_what_is_searched_asks_to_be_read_again(
        self, store: Store, put: Put, correction: Correction, outdated: bool
    ) -> None:
        put("보고.txt", REPORT)
        assert not store.is_outdated("보고.txt")
        store.put_right("보고.txt", correction)
        assert store.is_outdated("보고.txt") is outdated
        put("보고.txt", REPORT)
        assert not store.is_outdated("보고.txt")


def test_the_words_of_a_new_title_are_searched_after_the_next_ingest(library: Library, write: Write) -> None:
    file = write("보고.txt", REPORT)
    list(take_in(library, [file]))

    def is_found() -> bool:
        found = words(analyse(["등대 운영"])[0])
        return bool(library.lexical.search(found, letter_pairs(""), 10))

    library.put_right("보고.txt", Correction(title="등대 운영 안내"))
    assert library.store.documents()[0].title == "등대 운영 안내"
    assert not is_found()
    assert [report.status for report in take_in(library, [file])] == [Status.REPLACED]
    assert is_found()
    assert [report.status for report in take_in(library, [file])] == [Status.UNCHANGED]


class TestMigration:
    @pytest.fixture
    def old(self, tmp_path: Path) -> Path:
        """A library of the first schema with one document."""
        path = tmp_path / "old.sqlite"
        connection = sqlite3.connect(path)
        connection.executescript(m001)
        connection.execute(
            "INSERT INTO document(name, path, digest, format, title, kind, year, topics, text, pages, warnings, added_at)"
            " VALUES ('보고.txt', '/문서/보고.txt', 'x', 'text', '보고', '업무보고', 2024, '', '본문', '[[0, 2]]', '[]', '2025')"
        )
        connection.execute(
            "INSERT INTO passage(document_id, start, end, page, section, statements, words, pairs) VALUES (1,0,2,1,'[]','[]','','')"
        )
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
        connection.close()
        return path

    def test_the_fields_of_an_old_document_are_empty_and_it_is_to_be_read_again(self, old: Path) -> None:
        store = Store(old)
        assert _row(store) == ("보고", "업무보고", 2024, Imprint())
        assert store.is_outdated("보고.txt")
        assert store.within(ANY_REPORT).runs == ((1, 1),)
        store.close()

    def test_an_old_document_can_be_put_right(self, old: Path) -> None:
        store = Store(old)
        assert store.put_right("보고.txt", Correction(body="가람재단"))
        assert _row(store)[3] == Imprint(body="가람재단")
        store.close()


def test_an_old_library_is_read_again_at_the_next_ingest(library: Library, write: Write) -> None:
    file = write("보고.txt", REPORT)
    list(take_in(library, [file]))
    library.store._connection.execute("UPDATE document SET imprint = '{}', outdated = 1")
    assert [report.status for report in take_in(library, [file])] == [Status.REPLACED]
    assert _row(library.store)[3] == SAID
