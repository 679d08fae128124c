"""Taking files in: each is reported, and none that fails costs another."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.folders import list_files
from index.intake import FileReport, Status, take_in
from index.library import Library
from ingest.correction import Correction
from ingest.errors import BadInput
from ingest.pipeline import ingest_file
from ingest.sandbox import Sandbox

OpenLibrary = Callable[..., Library]
Write = Callable[..., Path]
Find = Callable[[Library, str], list[str]]

HOSTILE = Path(__file__).parents[1] / "ingest" / "hostile"
PARK = "가람시는 강변공원을 새로 꾸민다.\n"
LIGHT = "솔섬에 등대를 세운다.\n"
BUDGET = "2024년 가람시 예산\n(단위 : 천원)\n구 분\t2023 최종예산\t2024 예산현액\n마을버스 운영 지원\t1,200,000\t1,500,000\n"


def _statuses(reports: list[FileReport]) -> list[str]:
    return [report.status.value for report in reports]


def _names(library: Library) -> list[str]:
    return [row.name for row in library.store.documents()]


class TestReports:
    def test_a_new_file_is_added(self, library: Library, write: Write, find: Find) -> None:
        path = write("예산.txt", BUDGET)
        (report,) = take_in(library, [path])
        assert (report.file, report.document, report.status, report.reason) == (str(path), "예산.txt", Status.ADDED, "")
        (row,) = library.store.documents()
        assert (report.pages, report.passages, report.figures) == (row.pages, row.passages, row.figures)
        assert report.figures >= 2
        assert report.seconds > 0
        assert find(library, "마을버스 운영") == ["예산.txt"]

    def test_the_same_file_is_unchanged(self, library: Library, write: Write) -> None:
        path = write("공원.txt", PARK)
        assert _statuses([*take_in(library, [path]), *take_in(library, [path])]) == ["added", "unchanged"]
        assert library.store.sequence() == 1

    def test_a_changed_file_replaces_the_old_one(self, library: Library, write: Write, find: Find) -> None:
        list(take_in(library, [write("보고.txt", PARK)]))
        (report,) = take_in(library, [write("보고.txt", LIGHT)])
        assert report.status == Status.REPLACED
        assert (find(library, "솔섬 등대"), find(library, "강변공원")) == (["보고.txt"], [])

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "빈 파일"),
            (b"  \n", "빈 파일"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "한글(HWP)"),
            (b"PK\x03\x04" + bytes(64), "압축"),
            (b"%PDF-1.7\n" + b"\x00garbage" * 20, "PDF"),
            (bytes(range(256)) * 4, "글자로 읽을 수 없는"),
        ],
        ids=["empty", "blank", "hwp", "zip", "broken pdf", "noise"],
    )
    def test_a_file_without_text_fails_with_the_reason_and_what_to_do(
        self, library: Library, write: Write, content: bytes, reason: str
    ) -> None:
        (report,) = take_in(library, [write("이상한 파일.pdf", content)])
        assert report.status == Status.FAILED
        assert reason in report.reason and "주십시오" in report.reason
        assert _names(library) == []

    def test_a_file_that_went_away_fails_with_the_reason(self, library: Library, tmp_path: Path) -> None:
        (report,) = take_in(library, [tmp_path / "사라진 파일.txt"])
        assert report.status == Status.FAILED
        assert "파일을 열 수 없습니다" in report.reason

    def test_a_file_renamed_on_disk_may_be_changed_later(self, library: Library, write: Write) -> None:
        old = write("옛 폴더/공원.txt", PARK)
        list(take_in(library, [old]))
        old.unlink()
        (report,) = take_in(library, [write("새 폴더/공원.txt", LIGHT)])
        assert report.status == Status.REPLACED


class TestFailures:
    def test_a_broken_file_among_good_ones_loses_nothing(self, library: Library, write: Write, find: Find) -> None:
        files = [write("1.txt", PARK), write("2.txt", b"\x89PNG\r\n"), write("3.txt", LIGHT)]
        assert _statuses(list(take_in(library, files))) == ["added", "failed", "added"]
        assert (find(library, "강변공원"), find(library, "등대")) == (["1.txt"], ["3.txt"])

    def test_a_file_that_becomes_broken_keeps_what_was_read_of_it(self, library: Library, write: Write, find: Find) -> None:
        list(take_in(library, [write("공원.txt", PARK)]))
        (report,) = take_in(library, [write("공원.txt", b"")])
        assert report.status == Status.FAILED
        assert find(library, "강변공원") == ["공원.txt"]

    @pytest.mark.parametrize(
        "error",
        [ZeroDivisionError, AttributeError, IndexError, KeyError, RecursionError, TypeError, UnicodeError, AssertionError],
    )
    def test_a_program_error_in_one_document_is_reported_and_the_rest_goes_in(
        self, library: Library, write: Write, find: Find, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
    ) -> None:
        def stumble(path: Path, correction: Correction, length: int) -> object:
            if path.name == "2.txt":
                raise error("시험")
            return ingest_file(path, correction, length)

        monkeypatch.setattr("index.intake.ingest_file", stumble)
        files = [write("1.txt", PARK), write("2.txt", BUDGET), write("3.txt", LIGHT)]
        reports = list(take_in(library, files))
        assert _statuses(reports) == ["added", "failed", "added"]
        assert "프로그램 오류" in reports[1].reason and error.__name__ in reports[1].reason
        assert (_names(library), find(library, "등대")) == (["1.txt", "3.txt"], ["3.txt"])

    def test_a_document_that_crashes_its_reader_is_reported_and_the_rest_goes_in(
        self, library: Library, write: Write, find: Find, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.syspath_prepend(str(HOSTILE))
        sandbox = Sandbox("hostile_reader:read")
        monkeypatch.setattr("ingest.pipeline.read_safely", sandbox.read)
        files = [write("1.txt", PARK), write("2.txt", "segfault"), write("3.txt", LIGHT)]
        reports = list(take_in(library, files))
        sandbox.close()
        assert _statuses(reports) == ["added", "failed", "added"]
        assert "해석하다가 프로그램이 멈추었습니다" in reports[1].reason
        assert (_names(library), find(library, "등대")) == (["1.txt", "3.txt"], ["3.txt"])

    @pytest.mark.parametrize("name", ["가람시 보고".encode("cp949") + b".txt", b"\xff.txt"])
    def test_a_name_in_an_old_encoding_fails_with_what_to_do(
        self, library: Library, write: Write, tmp_path: Path, name: bytes
    ) -> None:
        old = tmp_path / os.fsdecode(name)
        old.write_text(PARK, encoding="utf-8")
        reports = list(take_in(library, [old, write("등대.txt", LIGHT)]))
        assert _statuses(reports) == ["failed", "added"]
        assert "이름을 바꾸어 주십시오" in reports[0].reason
        (reports[0].file + reports[0].document).encode()  # can be printed

    def test_a_file_in_an_old_encoding_goes_in(self, library: Library, write: Write, find: Find) -> None:
        list(take_in(library, [write("공원.txt", PARK.encode("cp949"))]))
        assert find(library, "강변공원") == ["공원.txt"]

    def test_what_was_read_is_found_when_the_rest_is_given_up(self, library: Library, write: Write, find: Find) -> None:
        reports = take_in(library, [write("1.txt", PARK), write("2.txt", LIGHT)])
        next(reports)
        reports.close()  # type: ignore[attr-defined]
        assert (find(library, "강변공원"), _names(library)) == (["1.txt"], ["1.txt"])

    def test_another_writer_at_work_is_told(self, library: Library, opened: OpenLibrary, write: Write) -> None:
        with opened().writing():
            reports = take_in(library, [write("1.txt", PARK)])
            report = next(reports)
            assert report.status == Status.FAILED
            assert "다른 작업이 색인에 쓰고 있습니다" in report.reason
            with pytest.raises(BadInput):
                next(reports)
        assert _statuses(list(take_in(library, [write("1.txt", PARK)]))) == ["added"]


class TestSameName:
    def test_two_files_of_one_name_are_not_taken_for_one(self, library: Library, write: Write) -> None:
        first, second = write("2023/보고.txt", PARK), write("2024/보고.txt", LIGHT)
        reports = list(take_in(library, [first, second]))
        assert _statuses(reports) == ["added", "failed"]
        assert str(first) in reports[1].reason and "이름을 바꾸어" in reports[1].reason
        assert library.store.document_text("보고.txt") == PARK

    def test_a_copy_of_the_same_content_is_unchanged(self, library: Library, write: Write) -> None:
        files = [write("2023/보고.txt", PARK), write("사본/보고.txt", PARK)]
        assert _statuses(list(take_in(library, files))) == ["added", "unchanged"]

    def test_the_same_file_by_another_path_replaces_itself(
        self, library: Library, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        list(take_in(library, [write("보고.txt", PARK)]))
        write("보고.txt", LIGHT)
        monkeypatch.chdir(tmp_path)
        assert _statuses(list(take_in(library, [Path("문서/../문서/보고.txt")]))) == ["replaced"]


class TestListFiles:
    def test_a_folder_stands_for_all_below_it_in_order(self, write: Write, tmp_path: Path) -> None:
        paths = [write(name, PARK) for name in ("나/2.txt", "가.txt", "나/1.txt")]
        assert list_files([tmp_path / "문서"]).files == sorted(paths)

    @pytest.mark.parametrize("name", [".숨김.txt", ".git/설정", "가/.cache/나.txt", "Thumbs.db", "가/desktop.ini"])
    def test_hidden_files_are_left_out(self, write: Write, tmp_path: Path, name: str) -> None:
        write(name, PARK)
        shown = write("보고.txt", PARK)
        assert list_files([tmp_path / "문서"]).files == [shown]

    def test_a_folder_below_a_hidden_one_is_taken_when_named(self, write: Write) -> None:
        path = write(".숨김/보고.txt", PARK)
        assert list_files([path.parent]).files == list_files([path]).files == [path]

    def test_a_file_named_twice_comes_once(self, write: Write) -> None:
        path = write("보고.txt", PARK)
        assert list_files([path, path.parent, path]).files == [path]

    def test_an_empty_folder_gives_nothing(self, tmp_path: Path) -> None:
        assert list_files([tmp_path]).files == []

    def test_a_path_that_is_not_there_is_named(self, write: Write, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match=r"경로가 없습니다.*없는 폴더") as caught:
            list_files([write("보고.txt", PARK), tmp_path / "없는 폴더"])
        assert caught.value.remedy == "경로를 확인해 주십시오."

    @pytest.mark.parametrize("name", ["집계.py", "보고.zip", "그림.PNG", "가/이상한.xyz"])
    def test_a_file_in_a_folder_that_no_reader_is_for_is_skipped_unless_named(
        self, write: Write, tmp_path: Path, name: str
    ) -> None:
        odd, report = write(name, PARK), write("보고.txt", PARK)
        assert list_files([tmp_path / "문서"]) == ([report], [odd])
        assert sorted(list_files([tmp_path / "문서", odd]).files) == sorted([report, odd])
        assert list_files([tmp_path / "문서", odd]).skipped == []

    @pytest.mark.parametrize("name", ["보고", "보고 2024.12.31", "제3차. 회의록", "보고.HWP", "옛 보고.doc"])
    def test_a_name_that_does_not_say_otherwise_may_be_a_document(self, write: Write, tmp_path: Path, name: str) -> None:
        report = write(name, PARK)
        assert list_files([tmp_path]) == ([report], [])


class TestGone:
    """What was read from a folder and is no longer there goes; what may merely be out of reach stays."""

    def test_a_removed_file_goes_from_its_folder(self, library: Library, write: Write, find: Find) -> None:
        park, light = write("공원.txt", PARK), write("등대.txt", LIGHT)
        list(take_in(library, [park, light]))
        park.unlink()
        reports = list(take_in(library, [light], [light.parent]))
        assert [(report.document, report.status) for report in reports] == [
            ("등대.txt", Status.UNCHANGED),
            ("공원.txt", Status.REMOVED),
        ]
        assert (find(library, "강변공원"), _names(library)) == ([], ["등대.txt"])

    def test_a_file_alone_removes_nothing(self, library: Library, write: Write) -> None:
        park, light = write("공원.txt", PARK), write("등대.txt", LIGHT)
        list(take_in(library, [park, light]))
        park.unlink()
        assert _statuses(list(take_in(library, [light]))) == ["unchanged"]
        assert _names(library) == ["공원.txt", "등대.txt"]

    def test_what_is_gone_from_another_folder_stays(self, library: Library, write: Write) -> None:
        park, light = write("가/공원.txt", PARK), write("나/등대.txt", LIGHT)
        list(take_in(library, [park, light]))
        park.unlink()
        assert _statuses(list(take_in(library, [light], [light.parent]))) == ["unchanged"]

    def test_an_empty_folder_may_be_a_drive_that_is_not_there(self, library: Library, write: Write) -> None:
        park = write("공원.txt", PARK)
        list(take_in(library, [park]))
        park.unlink()
        (report,) = take_in(library, [], [park.parent])
        assert report.status is Status.FAILED and "geungeo remove" in report.reason
        assert _names(library) == ["공원.txt"]

    def test_a_moved_file_is_the_same_document(self, library: Library, write: Write) -> None:
        old = write("공원.txt", PARK)
        list(take_in(library, [old]))
        new = write("2024/공원.txt", PARK)
        old.unlink()
        assert _statuses(list(take_in(library, [new], [old.parent]))) == ["unchanged"]
        assert library.store.origin("공원.txt")[0] == new.resolve()  # type: ignore[index]

    def test_what_was_put_right_outlives_the_file(self, library: Library, write: Write) -> None:
        park, light = write("공원.txt", PARK), write("등대.txt", LIGHT)
        list(take_in(library, [park, light]))
        library.put_right("공원.txt", Correction(kind="업무보고"))
        park.unlink()
        list(take_in(library, [light], [light.parent]))
        assert library.store.correction("공원.txt").kind == "업무보고"


class TestUnread:
    """A changed file that cannot be read leaves the earlier content, and the library says so until it is read."""

    def test_the_earlier_content_stays_and_is_marked(self, library: Library, write: Write) -> None:
        list(take_in(library, [write("공원.txt", PARK)]))
        (report,) = take_in(library, [write("공원.txt", b"")])
        assert report.reason.endswith("이전에 넣은 내용은 그대로 둡니다.")
        assert "빈 파일" in library.store.documents()[0].unread

    @pytest.mark.parametrize("content", [PARK, LIGHT])
    def test_the_mark_goes_when_the_file_can_be_read(self, library: Library, write: Write, content: str) -> None:
        list(take_in(library, [write("공원.txt", PARK)]))
        list(take_in(library, [write("공원.txt", b"")]))
        list(take_in(library, [write("공원.txt", content)]))
        assert library.store.documents()[0].unread == ""

    def test_a_new_file_that_fails_leaves_nothing(self, library: Library, write: Write) -> None:
        (report,) = take_in(library, [write("공원.txt", b"")])
        assert "이전에" not in report.reason
