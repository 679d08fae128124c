"""Files read ahead of those that are stored: in order, and not too far."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from index.ahead import Ahead
from index.intake import Status, take_in
from index.library import Library
from index.reading import Read, Reply, Wanted, read, reply_to
from ingest.correction import NOTHING, Correction
from ingest.errors import UnreadableFile

Write = Callable[..., Path]
FILES = [Path(f"{number}.txt") for number in range(30)]


class _Reader:
    """Reads at once, and counts what was begun and not yet taken."""

    def __init__(self, at_once: int, size: int = 10) -> None:
        self.at_once, self.size = at_once, size
        self.begun: list[Path] = []
        self.replies: dict[Path, bytes] = {}

    def submit(self, wanted: Wanted) -> Future[bytes]:
        self.begun.append(wanted.file)
        future: Future[bytes] = Future()
        future.set_result(self.replies.get(wanted.file) or pickle.dumps(Reply(reason="x" * self.size)))
        return future

    def close(self) -> None:
        pass


def _wanted(file: Path) -> Wanted:
    return Wanted(file, NOTHING, 780)


def _furthest(reader: _Reader, ahead: Ahead) -> int:
    """How many files were begun at most and not taken yet, when all are taken."""
    most = 0
    for taken, file in enumerate(ahead, 1):
        with pytest.raises(UnreadableFile):
            ahead.read(_wanted(file))
        most = max(most, len(reader.begun) - taken)
    assert reader.begun == FILES
    return most


def test_no_more_files_are_begun_than_a_few_a_reader() -> None:
    reader = _Reader(at_once=2)
    assert _furthest(reader, Ahead(reader, FILES, _wanted)) == 6


def test_nothing_is_begun_while_much_waits_to_be_stored() -> None:
    reader = _Reader(at_once=4, size=1000)
    assert _furthest(reader, Ahead(reader, FILES, _wanted, most_held=3000)) == 3


def test_what_waits_may_be_larger_than_the_bound_by_one_file_only() -> None:
    reader = _Reader(at_once=4, size=100_000)
    assert _furthest(reader, Ahead(reader, FILES, _wanted, most_held=3000)) == 1


def test_a_file_of_which_nothing_is_wanted_is_given_in_its_turn() -> None:
    reader = _Reader(at_once=2)
    ahead = Ahead(reader, FILES, lambda file: None if file.stem == "3" else _wanted(file))
    assert list(ahead) == FILES
    assert Path("3.txt") not in reader.begun


def test_a_file_of_which_something_else_is_wanted_in_its_turn_is_read_again() -> None:
    reader = _Reader(at_once=1)
    ahead = Ahead(reader, FILES[:1], _wanted)
    for file in ahead:
        with pytest.raises(UnreadableFile):
            ahead.read(Wanted(file, Correction(year=2020), 780))
    assert reader.begun == FILES[:1] * 2


class _Here(_Reader):
    """Reads truly, in this process."""

    def __init__(self, library: Library) -> None:
        super().__init__(2)
        self._embedder = library.embedder

    def submit(self, wanted: Wanted) -> Future[bytes]:
        self.replies[wanted.file] = reply_to(wanted, self._embedder)
        return super().submit(wanted)


def test_two_files_of_one_name_are_told_as_if_read_one_by_one(library: Library, write: Write) -> None:
    files = [write("가/보고.txt", "강변공원을 꾸민다.\n"), write("나/보고.txt", "솔섬에 등대를 세운다.\n")]
    reports = list(take_in(library, files, reader=_Here(library)))
    assert [report.status for report in reports] == [Status.ADDED, Status.FAILED]
    assert "같은 이름" in reports[1].reason


def test_what_cannot_be_read_is_told_and_the_rest_goes_in(library: Library, write: Write, tmp_path: Path) -> None:
    files = [write("빈.txt", ""), tmp_path / "없는.txt", tmp_path, write("공원.txt", "강변공원을 꾸민다.\n")]
    reader = _Here(library)
    reports = list(take_in(library, files, reader=reader))
    assert [report.status.value for report in reports] == ["failed", "failed", "failed", "added"]
    assert ["빈 파일" in reports[0].reason, "파일이 아닙니다" in reports[2].reason] == [True, True]
    again = list(take_in(library, files[3:], reader=reader))
    assert [report.status for report in again] == [Status.UNCHANGED] and reader.begun.count(files[3]) == 1


def test_a_mistake_of_our_own_costs_its_document_alone(library: Library, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(wanted: Wanted, embedder: object) -> Read:
        if wanted.file.stem == "2":
            raise ZeroDivisionError
        return read(wanted, library.embedder)

    monkeypatch.setattr("index.reading.read", stumble)
    files = [write(f"{number}.txt", f"솔섬에 등대 {number}개를 세운다.\n") for number in (1, 2, 3)]
    reports = list(take_in(library, files, reader=_Here(library)))
    assert [report.status.value for report in reports] == ["added", "failed", "added"]
    assert "프로그램 오류" in reports[1].reason and "ZeroDivisionError" in reports[1].reason


def test_what_is_sent_is_without_what_was_only_to_understand_by(library: Library, write: Write) -> None:
    ingested = read(Wanted(write("공원.txt", "강변공원을 꾸민다.\n" * 20), NOTHING, 780), library.embedder).ingested
    assert not any(passage.morphemes or passage.words or passage.pairs for passage in ingested.passages)
    assert not ingested.document.blocks
