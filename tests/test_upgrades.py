"""Libraries that older versions made are opened, brought up to date and answered from; what a later version made is left alone."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from access.asked import AskedLog
from access.register import Register
from assistant.answer import answer
from assistant.settings import Settings
from index.history import History
from index.intake import Status, take_in
from index.library import open_library
from index.schema import MIGRATIONS
from ingest.errors import BadInput, IndexMismatch

DATA = Path(__file__).with_name("data")
PAPERS = DATA / "papers"
LARGEST = 200_000  # bytes of an archive
NEWEST = len(MIGRATIONS)


def unpacked(schema: int, folder: Path) -> Path:
    """A copy of the data folder that the version of a schema made."""
    with tarfile.open(DATA / f"schema-{schema:02d}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder


def schema_of(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def put_version(file: Path, version: int) -> str:
    """Say that a file is of a version; gives its digest then."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {version}")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_every_version_has_its_library() -> None:
    archives = {int(path.name[7:9]): path.stat().st_size for path in DATA.glob("schema-*.tar.xz")}
    assert sorted(archives) == list(range(1, NEWEST + 1)), "add a line to tests/data/make.sh and run it"
    assert max(archives.values()) <= LARGEST


@pytest.mark.parametrize("schema", range(1, NEWEST + 1))
def test_a_library_of_an_older_version_is_brought_up_to_date_and_answers(schema: int, tmp_path: Path) -> None:
    data = unpacked(schema, tmp_path / "data")
    assert schema_of(data / "library.sqlite") == schema
    papers = tmp_path / "papers"
    shutil.copytree(PAPERS, papers)
    library = open_library(data, "kiwi")
    try:
        assert schema_of(data / "library.sqlite") == NEWEST
        assert [document.name for document in library.store.documents()] == ["검토보고.txt", "업무보고.txt"]
        told = answer(library, "드론 배송 실증 지원의 참여 기업은 몇 개사인가요?", Settings(today="2025-03-01"))
        assert "7개사" in told.text and told.citations
        outdated = {trace.name for trace in library.store.traces() if trace.is_outdated}
        reports = {report.document: report.status for report in take_in(library, sorted(papers.iterdir()))}
        assert {name for name, status in reports.items() if status is Status.REPLACED} == outdated
        assert {name for name, status in reports.items() if status is Status.UNCHANGED} == reports.keys() - outdated
        assert len(outdated) == (2 if schema < 9 else 0)  # m010 asks for no reading again
        assert not any(trace.is_outdated for trace in library.store.traces())
        told = answer(library, "2025년 출연금은 얼마인가요?", Settings(today="2025-03-01"))
        assert "980백만원" in told.text
    finally:
        library.close()


def test_an_upgrade_and_a_fresh_ingest_give_the_same(tmp_path: Path) -> None:
    contents = []
    for schema in (1, None):
        data = unpacked(schema, tmp_path / "old") if schema else tmp_path / "fresh"
        library = open_library(data, "kiwi")
        assert not any(report.reason for report in take_in(library, sorted(PAPERS.iterdir())))
        library.close()
        with closing(sqlite3.connect(data / "library.sqlite")) as connection:
            passages = "SELECT name, start, end, statements, vector FROM passage JOIN document d ON d.id = document_id"
            figures = "SELECT text, value, unit, row_path, col_path, year, kind, place FROM figure"
            contents.append([connection.execute(f"{sql} ORDER BY 1, 2").fetchall() for sql in (passages, figures)])
    assert contents[0] == contents[1]


def test_a_library_of_a_later_version_is_told_of_and_left_as_it_is(tmp_path: Path) -> None:
    file = unpacked(NEWEST, tmp_path / "data") / "library.sqlite"
    before = put_version(file, NEWEST + 1)
    with pytest.raises(IndexMismatch, match=f"새 판이 만든 파일.*파일 {NEWEST + 1}판, 이 프로그램 {NEWEST}판"):
        open_library(tmp_path / "data", "kiwi")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("history.sqlite", lambda folder: History(folder / "history.sqlite")),
        ("users.sqlite", Register),
        ("asked.sqlite", AskedLog),
    ],
)
def test_a_file_beside_it_of_a_later_version_likewise(name: str, opened: Callable[[Path], History], tmp_path: Path) -> None:
    opened(tmp_path).close()
    before = put_version(tmp_path / name, 99)
    with pytest.raises(BadInput, match=f"새 판이 만든 파일.*{name} .파일 99판"):
        opened(tmp_path)
    assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == before
