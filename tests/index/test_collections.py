"""Collections: which documents lie in one, that they stay there, and that a part of the library holds nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from index.collections import checked_collection, collection_of, named_in
from index.filters import Filters
from index.handing import put_into
from index.intake import Status, take_in
from index.kept import keep, kept_files
from index.library import Library
from ingest.errors import BadInput

PARK = "# 별빛공원 보고\n\n1. 별빛공원을 2024년까지 넓혔다.\n2. 사업비는 1,200만원이다.\n"
LIGHT = "# 등대 보고\n\n1. 등대를 세 곳에 세웠다.\n2. 사업비는 3,400만원이다.\n"
NOBODYS = frozenset[str]()


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    """A library with a document that all see, and one in a collection."""
    for name, text, collection in (("공원.txt", PARK, ""), ("등대.txt", LIGHT, "비공개")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert [report.status for report in take_in(library, [tmp_path / name], collection=collection)] == [Status.ADDED]
    return library


def names(library: Library) -> list[str]:
    return [row.name for row in library.store.documents()]


def test_a_part_holds_what_it_is_given_and_what_is_in_no_collection(filled: Library) -> None:
    assert names(filled) == ["공원.txt", "비공개/등대.txt"]
    assert names(filled.seen_by(NOBODYS)) == ["공원.txt"]
    assert names(filled.seen_by(frozenset({"비공개", "없는 것"}))) == names(filled)
    assert filled.seen_by(None) is filled


@pytest.mark.parametrize("question", ["등대는 몇 곳에 세웠나?", "등대 사업비는?"])
def test_a_part_answers_from_itself_alone(filled: Library, question: str) -> None:
    part = filled.seen_by(NOBODYS)
    assert {hit.document for hit in answer(filled, question, Settings()).hits} >= {"비공개/등대.txt"}
    assert {hit.document for hit in answer(part, question, Settings()).hits} <= {"공원.txt"}


def test_what_is_counted_is_of_the_part(filled: Library) -> None:
    part = filled.seen_by(NOBODYS)
    assert (filled.lexical.document_frequency("등대") > 0, part.lexical.document_frequency("등대")) == (True, 0)
    assert part.lexical.document_frequency("공원") == filled.lexical.document_frequency("공원") > 0
    assert not part.lexical.holds_pair("등대") and part.lexical.holds_pair("별빛")
    assert part.lexical.count() == part.store.passage_count() < filled.store.passage_count()
    assert part.store.document_years() == [year for year in filled.store.document_years() if year == 2024]
    assert part.store.changed_at() and part.store.findings() == []


def test_filters_look_within_the_part(filled: Library) -> None:
    part = filled.seen_by(NOBODYS)
    assert part.store.allowed(Filters(documents=("비공개/등대.txt",))) == []
    assert [item.name for item in filled.store.allowed(Filters(documents=("등대",)))] == ["비공개/등대.txt"]


def test_no_table_of_the_store_shows_more_than_its_documents(filled: Library) -> None:
    """Each table that a migration adds is either bounded for a part, or listed here as one that tells of no document."""
    tells_nothing = {"setting"}
    connection = filled.seen_by(NOBODYS).store._connection
    tables = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    bounded = {name for (name,) in connection.execute("SELECT name FROM temp.sqlite_master WHERE type = 'view'")}
    assert {name for name in tables if not name.startswith("sqlite_")} - bounded - tells_nothing == set()


def test_a_part_takes_nothing(filled: Library) -> None:
    part = filled.seen_by(frozenset({"비공개"}))
    with pytest.raises(BadInput):
        part.store.remove("공원.txt")


def test_a_file_that_is_taken_in_again_stays_where_it_is(filled: Library, tmp_path: Path) -> None:
    (tmp_path / "등대.txt").write_text(LIGHT + "3. 등대지기를 둔다.\n", encoding="utf-8")
    assert [report.document for report in take_in(filled, [tmp_path / "등대.txt"])] == ["비공개/등대.txt"]
    assert names(filled.seen_by(NOBODYS)) == ["공원.txt"]


def test_a_file_is_taken_into_another_collection(filled: Library, tmp_path: Path) -> None:
    (report,) = take_in(filled, [tmp_path / "공원.txt"], collection="비공개")
    assert report.status is Status.UNCHANGED and names(filled) == ["비공개/공원.txt", "비공개/등대.txt"]
    part = filled.seen_by(NOBODYS)
    assert names(part) == [] and part.lexical.document_frequency("공원") == 0
    list(take_in(filled, [tmp_path / "공원.txt"], collection=""))
    assert names(part) == ["공원.txt"] and part.lexical.document_frequency("공원") > 0


def test_a_document_is_moved_with_its_kept_file(library: Library, tmp_path: Path) -> None:
    (tmp_path / "공원.txt").write_text(PARK, encoding="utf-8")
    kept = keep(library.folder, tmp_path / "공원.txt", "공원.txt")
    list(take_in(library, [kept]))
    assert put_into(library, "공원.txt", "비공개") == "비공개/공원.txt"
    assert [file.relative_to(library.folder).as_posix() for file in kept_files(library.folder)] == ["documents/비공개/공원.txt"]
    assert [report.document for report in take_in(library, kept_files(library.folder))] == ["비공개/공원.txt"]
    assert put_into(library.seen_by(NOBODYS), "비공개/공원.txt", "") == ""
    assert put_into(library, "없음.txt", "비공개") == ""


def test_no_document_takes_the_place_of_another(filled: Library, tmp_path: Path) -> None:
    other = tmp_path / "다른"
    other.mkdir()
    (other / "등대.txt").write_text(PARK, encoding="utf-8")
    list(take_in(filled, [other / "등대.txt"]))
    assert names(filled) == ["공원.txt", "등대.txt", "비공개/등대.txt"]
    with pytest.raises(BadInput, match="이미 있습니다"):
        put_into(filled, "등대.txt", "비공개")
    assert names(filled) == ["공원.txt", "등대.txt", "비공개/등대.txt"]


@pytest.mark.parametrize("name", ["가/나", "..", " 가", "가'", "a" * 41, "con", "가\n", "-가"])
def test_a_collection_is_called_by_a_plain_name(name: str) -> None:
    with pytest.raises(BadInput):
        checked_collection(name)


@pytest.mark.parametrize("name", ["", "비공개", "2026 예산_안", "가" * 40])
def test_the_name_tells_the_collection(name: str) -> None:
    assert collection_of(named_in(checked_collection(name), "보고.txt")) == name
