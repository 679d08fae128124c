"""Ingest in the background: each file's way is told, questions are answered meanwhile, others are waited for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer

import pytest

import index.jobs
from assistant.answer import answer
from assistant.settings import Settings
from index.intake import take_one
from index.jobs import Batch, Item, Jobs, Stage
from index.kept import keep, kept_files
from index.library import Library

Write = Callable[..., Path]
OpenLibrary = Callable[..., Library]

PARK = "가람시는 강변공원을 새로 꾸민다.\n"
LIGHT = "솔섬에 등대를 세운다.\n"
BUDGET = "2024년 가람시 예산\n(단위 : 천원)\n구 분\t2023 최종예산\t2024 예산현액\n마을버스 운영 지원\t1,200,000\t1,500,000\n"
QUESTION = "2024년 마을버스 운영 지원 예산현액은 얼마인가요?"
LONG = 60.0  # seconds: only a test that fails waits so long


@pytest.fixture
def jobs(library: Library) -> Iterator[Jobs]:
    jobs = Jobs(library)
    yield jobs
    jobs.close()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Files are taken in only when this is set."""
    go = Event()

    def slowly(*args: object, **kwargs: object) -> object:
        assert go.wait(LONG)
        return take_one(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(index.jobs, "take_one", slowly)
    return go


def _stages(batch: Batch) -> list[str]:
    return [item.stage.value for item in batch.items]


def _names(library: Library) -> list[str]:
    return [row.name for row in library.store.documents()]


def _until(meets: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not meets():
        assert time.monotonic() < end
        time.sleep(0.01)


class TestTakenIn:
    def test_files_are_taken_in_and_found(
        self, jobs: Jobs, library: Library, write: Write, find: Callable[[Library, str], list[str]]
    ) -> None:
        jobs.put([write("공원.txt", PARK), write("예산.txt", BUDGET)])
        assert jobs.wait(LONG)
        (batch,) = jobs.batches()
        assert _stages(batch) == ["added", "added"] and batch.is_done and not jobs.is_working
        assert batch.items[1].figures >= 2 and batch.items[1].seconds > 0 and batch.items[1].size == len(BUDGET.encode())
        assert find(library, "강변공원") == ["공원.txt"]

    def test_a_file_that_fails_is_told_by_name_and_costs_no_other(self, jobs: Jobs, library: Library, write: Write) -> None:
        jobs.put([write("빈 파일.txt", ""), write("공원.txt", PARK)])
        jobs.wait(LONG)
        (batch,) = jobs.batches()
        assert _stages(batch) == ["failed", "added"]
        assert batch.items[0].name == "빈 파일.txt" and "주십시오" in batch.items[0].reason

    def test_what_was_refused_is_told_with_the_batch(self, jobs: Jobs, write: Write) -> None:
        jobs.put([write("공원.txt", PARK)], [Item("사진.png", Stage.SKIPPED, "읽을 수 있는 형식이 아닙니다.")])
        jobs.wait(LONG)
        assert _stages(jobs.batches()[0]) == ["added", "skipped"]

    def test_a_batch_of_refused_files_alone_is_done_at_once(self, jobs: Jobs) -> None:
        jobs.put([], [Item("사진.png", Stage.SKIPPED)])
        assert jobs.batches()[0].is_done and not jobs.is_working

    def test_batches_wait_for_one_another_and_stay_until_the_next(self, jobs: Jobs, write: Write, held: Event) -> None:
        jobs.put([write("공원.txt", PARK)])
        jobs.put([write("등대.txt", LIGHT)])
        _until(lambda: jobs.batches()[0].items[0].stage is Stage.READING)
        assert _stages(jobs.batches()[1]) == ["waiting"]
        held.set()
        jobs.wait(LONG)
        assert [_stages(batch) for batch in jobs.batches()] == [["added"], ["added"]]
        jobs.put([write("등대.txt", LIGHT)])
        jobs.wait(LONG)
        assert [_stages(batch) for batch in jobs.batches()] == [["unchanged"]]

    def test_the_time_left_is_told_from_what_was_measured(self, jobs: Jobs, write: Write, held: Event) -> None:
        held.set()
        jobs.put([write("공원.txt", PARK)])
        jobs.wait(LONG)
        held.clear()
        jobs.put([write("등대.txt", LIGHT), write("예산.txt", BUDGET)])
        left = jobs.batches()[0].seconds_left
        assert left is not None and left > 0
        held.set()

    def test_a_mistake_of_the_disk_is_told_and_the_next_file_taken(
        self, jobs: Jobs, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(library: Library, file: Path, *args: object, **kwargs: object) -> object:
            if file.name == "공원.txt":
                raise OSError(28, "No space left on device")
            return take_one(library, file)

        monkeypatch.setattr(index.jobs, "take_one", full)
        jobs.put([write("공원.txt", PARK), write("등대.txt", LIGHT)])
        jobs.wait(LONG)
        (batch,) = jobs.batches()
        assert _stages(batch) == ["failed", "added"] and "저장하지 못했습니다" in batch.items[0].reason


class TestStopped:
    def test_the_file_at_hand_is_finished_and_no_other_begun(
        self, jobs: Jobs, library: Library, write: Write, held: Event
    ) -> None:
        jobs.put([write("공원.txt", PARK), write("등대.txt", LIGHT)])
        jobs.put([write("예산.txt", BUDGET)])
        _until(lambda: jobs.batches()[0].items[0].stage is Stage.READING)
        jobs.stop()
        assert all(batch.is_stopping for batch in jobs.batches())
        held.set()
        jobs.wait(LONG)
        assert [_stages(batch) for batch in jobs.batches()] == [["added", "stopped"], ["stopped"]]
        assert _names(library) == ["공원.txt"]

    def test_a_closed_queue_takes_nothing_more(self, jobs: Jobs, library: Library, write: Write) -> None:
        jobs.close()
        jobs.put([write("공원.txt", PARK)])
        assert not jobs.is_working and _names(library) == []


class TestBesideOthers:
    def test_questions_are_answered_while_a_job_runs_and_see_what_it_has_stored(
        self, jobs: Jobs, library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        second, go = Event(), Event()

        def at_second(*args: object, **kwargs: object) -> object:
            if args[1].name == "등대.txt":  # type: ignore[attr-defined]
                second.set()
                assert go.wait(LONG)
            return take_one(*args, **kwargs)  # type: ignore[arg-type]

        monkeypatch.setattr(index.jobs, "take_one", at_second)
        assert answer(library, QUESTION, Settings()).abstained
        jobs.put([write("예산.txt", BUDGET), write("등대.txt", LIGHT)])
        assert second.wait(LONG)
        assert jobs.is_working
        assert "1,500,000천원" in answer(library, QUESTION, Settings()).text
        go.set()
        jobs.wait(LONG)
        assert "솔섬" in answer(library, "등대를 어디에 세우나요?", Settings()).text

    def test_answers_never_see_half_a_document(self, jobs: Jobs, library: Library, write: Write) -> None:
        """The old text or the new one, whole: a document is replaced again and again while it is asked for."""
        path = write("예산.txt", BUDGET)
        jobs.put([path])
        jobs.wait(LONG)
        amounts = ["1,500,000", *(f"1,{number}00,000" for number in range(6, 9))]
        for amount in amounts[1:]:
            path.write_text(BUDGET.replace("1,500,000", amount), encoding="utf-8")
            jobs.put([path])
            while jobs.is_working:
                found = answer(library, QUESTION, Settings())
                assert found.abstained or any(amount in found.text for amount in amounts)
        assert amounts[-1] in answer(library, QUESTION, Settings()).text

    def test_another_writer_is_waited_for_and_named(
        self, jobs: Jobs, opened: OpenLibrary, library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.library._PATIENCE", 0.05)
        other = opened()
        with other.writing():
            jobs.put([write("공원.txt", PARK)])
            _until(lambda: "끝나기를 기다립니다" in jobs.batches()[0].told)
            assert _names(library) == []
        jobs.wait(LONG)
        (batch,) = jobs.batches()
        assert (_stages(batch), batch.told) == (["added"], "")
        assert _names(library) == ["공원.txt"]

    def test_who_stops_need_not_wait_for_another_writer(
        self, jobs: Jobs, opened: OpenLibrary, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.library._PATIENCE", 0.05)
        with opened().writing():
            jobs.put([write("공원.txt", PARK)])
            _until(lambda: bool(jobs.batches()[0].told))
            jobs.stop()
            assert jobs.wait(LONG)
        (batch,) = jobs.batches()
        assert _stages(batch) == ["failed"] and "다른 작업" in batch.items[0].reason


class TestKept:
    def _keep(self, library: Library, write: Write, name: str, text: str) -> Path:
        return keep(library.folder, write("올린 것", text), name)

    def test_a_kept_file_replaces_the_document_of_its_name(self, jobs: Jobs, library: Library, write: Write) -> None:
        jobs.put([write("보고.txt", PARK)])
        jobs.wait(LONG)
        jobs.put([self._keep(library, write, "보고.txt", LIGHT)])
        jobs.wait(LONG)
        assert _stages(jobs.batches()[0]) == ["replaced"]
        assert "솔섬" in (library.store.document_text("보고.txt") or "")

    def test_a_kept_file_that_gives_no_text_is_not_left_behind(self, jobs: Jobs, library: Library, write: Write) -> None:
        jobs.put([self._keep(library, write, "빈 파일.txt", ""), self._keep(library, write, "공원.txt", PARK)])
        jobs.wait(LONG)
        assert [file.name for file in kept_files(library.folder)] == ["공원.txt"]

    def test_the_kept_file_of_a_document_stays_though_it_cannot_be_read(self, jobs: Jobs, library: Library, write: Write) -> None:
        for text in (PARK, ""):
            jobs.put([self._keep(library, write, "공원.txt", text)])
            jobs.wait(LONG)
        assert [file.name for file in kept_files(library.folder)] == ["공원.txt"]
        assert "빈 파일" in library.store.unread("공원.txt")


class TestResumed:
    def test_what_a_stop_left_is_taken_in_at_the_next_start(self, library: Library, write: Write, held: Event) -> None:
        jobs = Jobs(library)
        jobs.put([write("공원.txt", PARK), write("등대.txt", LIGHT), write("예산.txt", BUDGET)])
        _until(lambda: jobs.batches()[0].items[0].stage is Stage.READING)
        Timer(0.05, held.set).start()
        jobs.close()
        assert _stages(jobs.batches()[0]) == ["added", "stopped", "stopped"]
        (library.folder.parent / "문서" / "등대.txt").unlink()
        again = Jobs(library)
        assert again.resume() == 2  # the file at hand may not have been stored
        again.wait(LONG)
        assert _stages(again.batches()[0]) == ["unchanged", "added"]
        assert again.resume() == 0

    def test_what_a_person_stopped_is_not(self, jobs: Jobs, write: Write, held: Event) -> None:
        jobs.put([write("공원.txt", PARK), write("등대.txt", LIGHT)])
        _until(lambda: jobs.batches()[0].items[0].stage is Stage.READING)
        jobs.stop()
        held.set()
        jobs.wait(LONG)
        assert jobs.resume() == 0

    def test_a_note_that_is_none_of_ours_is_no_note(self, jobs: Jobs, library: Library) -> None:
        for text in ("", "{", "3", '["\\u0000"]', "[1]"):
            (library.folder / "waiting.json").write_text(text)
            assert jobs.resume() == 0
