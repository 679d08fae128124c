"""The tab of the documents as the page uses it: handing over, looking at the jobs, putting right, removing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import screen.audit
import screen.check
import screen.document_form
import screen.documents
import screen.figures
import ui
from assistant.settings import Settings
from index.jobs import Jobs
from index.kept import kept_files
from index.library import Library, open_library
from ingest.correction import FIELDS
from screen import chat as chatting
from screen import desk, scope
from screen.named import NamedDocuments
from screen.opened import told
from screen.shown import Shown

LONG = 60.0  # seconds: only a test that fails waits so long
QUESTION = "드론 배송 실증 지원 2023 예산현액은 얼마인가요?"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    opened = open_library(tmp_path / "data", "kiwi")
    yield opened
    opened.close()


@pytest.fixture
def jobs(own: Library) -> Iterator[Jobs]:
    jobs = Jobs(own)
    yield jobs
    jobs.close()


@pytest.fixture
def uploaded(tmp_path: Path, small_documents: Path) -> list[str]:
    """The two invented documents as the browser's upload leaves them."""
    folder = tmp_path / "upload"
    shutil.copytree(small_documents, folder)
    return sorted(map(str, folder.iterdir()))


@pytest.fixture
def filled(own: Library, jobs: Jobs, uploaded: list[str]) -> Library:
    screen.documents._hand_over(own, jobs, uploaded)
    assert jobs.wait(LONG)
    return own


def _put_right(library: Library, jobs: Jobs, name: str, **changed: str) -> str:
    values = screen.document_form._values(library, name)
    assert values is not None
    return screen.document_form._put_right(library, jobs, name, *{**values, **changed}.values())[0]


# Handing over


def test_files_are_kept_queued_and_taken_in(own, jobs, uploaded):
    box, html, timer, stop, held = screen.documents._hand_over(own, jobs, uploaded)
    assert box is None and "2개 파일" in html and timer.active and stop["visible"]
    assert jobs.wait(LONG)
    assert [file.name for file in kept_files(own.folder)] == ["검토보고.txt", "업무보고.txt"]
    assert not any(Path(path).exists() for path in uploaded)
    html, timer, stop, after = screen.documents._look(own, jobs)
    assert "넣음 2개" in html and not timer.active and not stop["visible"] and after != held


def test_what_is_no_document_is_refused_by_name(own, jobs, tmp_path):
    picture = tmp_path / "사진.png"
    picture.write_bytes(b"png")
    _, html, timer, *_ = screen.documents._hand_over(own, jobs, [str(picture)])
    assert "사진.png" in html and "읽을 수 있는 형식이 아닙니다" in html and not timer.active
    assert kept_files(own.folder) == []


def test_two_files_of_one_name_in_a_folder_are_not_mixed_up(own, jobs, tmp_path):
    paths = [tmp_path / part / "보고.txt" for part in ("가", "나")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(f"{path.parent.name} 공원을 새로 꾸민다.", encoding="utf-8")
    screen.documents._hand_over(own, jobs, list(map(str, paths)))
    jobs.wait(LONG)
    html = screen.documents._look(own, jobs)[0]
    assert "같은 이름의 파일이 함께" in html
    assert "가 공원" in (own.store.document_text("보고.txt") or "")


@pytest.mark.parametrize("nothing", [None, []])
def test_nothing_handed_over_is_nothing_to_do(own, jobs, nothing):
    assert screen.documents._hand_over(own, jobs, nothing)[1] == ""


def test_what_was_handed_over_is_asked_without_a_restart(filled):
    *_, (last, _) = chatting._reply(filled, Settings(), QUESTION, [])
    assert "1,500,000천원" in last[-1]["content"]
    assert "문서 2개" in ui._title(filled)
    boxes = scope.refresh(filled, [2023], [], [], [], ["업무보고.txt", "지운 것.txt"])
    assert boxes[0]["value"] == [2023] and boxes[4]["value"] == ["업무보고.txt"]


# The list


def test_the_list_and_the_state_show_what_is_there(filled):
    state, listed = screen.documents._listed(filled, "")
    assert "2개" in state and "업무보고.txt" in listed and "검토보고.txt" in listed
    assert "업무보고.txt" not in screen.documents._listed(filled, "검토")[1]


def test_all_are_read_again_and_what_is_the_same_is_left(filled, jobs):
    (filled.folder / "documents" / "업무보고.txt").write_text("2023 업무 보고\n솔섬에 등대를 세운다.", encoding="utf-8")
    screen.documents._read_again(filled, jobs)
    jobs.wait(LONG)
    assert "바꿈 1개, 그대로 1개" in screen.documents._look(filled, jobs)[0]


# One document


def test_the_form_opens_with_what_a_document_is_said_to_be(filled):
    name, group, head, *fields = screen.document_form._open(filled, "7 업무보고.txt")
    assert name == "업무보고.txt" and group["visible"] and "업무보고.txt" in head
    said = dict(zip(FIELDS, fields, strict=False))
    assert (said["kind"], said["year"], said["body"]) == ("업무보고", "2023", "한들미래재단")


def test_a_document_that_is_gone_is_told_in_every_place(filled, jobs):
    assert "색인에 없는 문서" in screen.document_form._open(filled, "1 없음.txt")[-1]
    assert "색인에 없는 문서" in screen.document_form._put_right(filled, jobs, "없음.txt", *FIELDS)[0]
    assert "색인에 없는 문서" in screen.document_form._read(filled, jobs, "없음.txt")[0]
    assert "색인에 없는 문서" in screen.document_form._remove(filled, "없음.txt")[0]


def test_what_is_put_right_is_shown_and_read_again(filled, jobs):
    told = _put_right(filled, jobs, "업무보고.txt", title="달빛 업무 보고", committee="기획경제위원회")
    assert "바로잡았습니다: 제목, 위원회" in told and "다시 읽습니다" in told
    jobs.wait(LONG)
    assert "바꿈 1개" in screen.documents._look(filled, jobs)[0]
    _, listed = screen.documents._listed(filled, "달빛")
    assert "달빛 업무 보고" in listed and "기획경제위원회" in listed and "다시 읽어야" not in listed


def test_what_is_not_searched_by_is_not_read_again(filled, jobs):
    assert "다시 읽습니다" not in _put_right(filled, jobs, "업무보고.txt", body="")
    assert not filled.store.is_outdated("업무보고.txt")
    assert (screen.document_form._values(filled, "업무보고.txt") or {})["body"] == ""


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "바꾼 것이 없습니다"),
        ({"title": " "}, "제목"),
        ({"year": "이천"}, "네 자리"),
        ({"year": "24"}, "네 자리"),
        ({"date": "2025-02-30"}, "날짜가 맞지 않습니다"),
    ],
)
def test_what_no_document_can_be_is_refused_with_the_remedy(filled, jobs, changed, told):
    before = screen.document_form._values(filled, "업무보고.txt")
    assert told in _put_right(filled, jobs, "업무보고.txt", **changed)
    assert screen.document_form._values(filled, "업무보고.txt") == before


def test_a_document_whose_file_is_gone_cannot_be_read_again(filled, jobs):
    (filled.folder / "documents" / "업무보고.txt").unlink()
    assert "원본 파일이 자리에 없어" in screen.document_form._read(filled, jobs, "업무보고.txt")[0]
    assert not jobs.is_working


def test_a_removed_document_goes_with_its_kept_file_and_is_told_in_the_pane(filled):
    assert told(filled, '{"document": "업무보고.txt"}') == ""
    said, _, group = screen.document_form._remove(filled, "업무보고.txt")
    assert "지웠습니다: 업무보고.txt" in said and not group["visible"]
    assert [file.name for file in kept_files(filled.folder)] == ["검토보고.txt"]
    assert "색인에서 뺀 문서" in told(filled, '{"document": "업무보고.txt"}')
    *_, (last, _) = chatting._reply(filled, Settings(), QUESTION, [])
    assert "업무보고.txt" not in last[-1]["content"]


def test_a_users_own_file_outlives_its_document(filled, jobs, tmp_path):
    mine = tmp_path / "내 것.txt"
    mine.write_text("솔섬에 등대를 세운다.", encoding="utf-8")
    jobs.put([mine])
    jobs.wait(LONG)
    screen.document_form._remove(filled, "내 것.txt")
    assert mine.exists()


def test_a_document_is_moved_where_that_was_chosen_and_who_sees_it_is_told(filled):
    assert "지금과 다른 모음" in screen.document_form._move(filled, "업무보고.txt", None)[0]
    told, _, _ = screen.document_form._move(filled, "업무보고.txt", "비공개")
    assert "비공개/업무보고.txt" in told and "‘비공개’ 모음을 볼 수 있는 사람만" in told
    *_, chosen = screen.document_form._open_with_collection(filled, "1 비공개/업무보고.txt")
    assert chosen["value"] == "비공개"  # an empty box would stand for none, and everybody would see it
    for nothing_new in (None, "비공개"):
        assert "지금과 다른 모음" in screen.document_form._move(filled, "비공개/업무보고.txt", nothing_new)[0]
    assert filled.store.origin("비공개/업무보고.txt") is not None
    assert "이제 모두 봅니다" in screen.document_form._move(filled, "비공개/업무보고.txt", "")[0]


def test_the_question_names_the_document(filled):
    row, html = screen.document_form._ask("업무보고.txt")
    assert row["visible"] and "업무보고.txt" in html and "지울까요?" in html


def test_another_writer_is_told_and_nothing_is_lost(filled, jobs, monkeypatch):
    monkeypatch.setattr("index.writer._PATIENCE", 0.05)
    with filled.writing():
        assert "다른 작업" in screen.document_form._remove(filled, "업무보고.txt")[0]
        assert "다른 작업" in _put_right(filled, jobs, "업무보고.txt", committee="위원회")
    assert len(filled.store.documents()) == 2 and len(kept_files(filled.folder)) == 2


# An empty index


def test_every_tab_says_the_one_step(own, tmp_path):
    step = "‘문서’ 탭에서 파일을 넣어 주십시오"
    *_, (last, turns) = chatting._reply(own, Settings(), QUESTION, [])
    assert step in last[-1]["content"] and list(turns) == []
    assert step in ui._title(own)
    for typed in ("", "도서관"):
        assert step in desk.found_html(own, Settings(), NamedDocuments(own), desk.Asked(typed))
    assert step in screen.figures._find(own, Settings(), None, "예산")[0]  # type: ignore[arg-type]
    assert step in screen.check._check(own, Settings(), None, "예산은 1원이다.", None)[0]  # type: ignore[arg-type]
    assert step in screen.audit._found(own, "")
    assert "끌어다 놓으십시오" in screen.documents._listed(own, "")[0]


# Over the wire


def test_only_what_was_uploaded_can_be_handed_over(own, jobs, tmp_path):
    """A file is moved when it is handed over: no page may name one that lies elsewhere on this machine."""
    victim = tmp_path / "남의 것.txt"
    victim.write_text("비밀", encoding="utf-8")
    app = ui.build(Shown(own), Settings(), jobs=jobs)
    _, url, _ = app.launch(server_name="127.0.0.1", quiet=True, prevent_thread_lock=True, **ui.appearance())
    file = {"path": str(victim), "meta": {"_type": "gradio.FileData"}}
    call = f"{url}gradio_api/call/hand_over"
    event = httpx.post(call, json={"data": [[file]]}).json()["event_id"]
    assert "event: error" in httpx.get(f"{call}/{event}", timeout=LONG).text
    app.close(verbose=False)
    assert victim.exists() and kept_files(own.folder) == [] and jobs.batches() == ()
