"""The library as its keeper sees it: files by name with the reason, the time left, the documents, and nothing unescaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.catalogue import DocumentRow
from index.holdings import Holding, State
from index.jobs import Batch, Item, Stage
from ingest.document import Imprint
from screen.render.documents import (
    EMPTY,
    day_and_time,
    documents_html,
    progress_html,
    removed_html,
    size_of,
    state_html,
    time_of,
    told_html,
)

HOSTILE = '"><script>alert(1)</script>'


def holding(name: str = "보고.txt", **changed: object) -> Holding:
    row = DocumentRow(1, name, "", "업무 보고", "업무보고", 2024, 3, 1200, 34, (), Imprint(body="가람재단"), "")
    made = {"path": Path("/문서") / name, "added_at": "2025-02-19T05:30:00+00:00", "is_outdated": False, "is_there": True}
    fields = {key: value for key, value in changed.items() if key in DocumentRow._fields}
    return Holding(row._replace(**fields), **{**made, **{key: changed[key] for key in changed if key in made}})  # type: ignore[arg-type]


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


class TestProgress:
    def test_nothing_is_shown_where_nothing_was_queued(self) -> None:
        assert progress_html(()) == ""

    def test_a_batch_tells_files_pages_and_the_time_left(self) -> None:
        items = (Item("가.pdf", Stage.ADDED, pages=120, seconds=3), Item("나.pdf", Stage.READING), Item("다.pdf"))
        html = progress_html([Batch(items, seconds_left=125.0)])
        assert "1/3개 파일, 120쪽, 남은 시간 약 2분 5초" in html
        assert '<progress value="1" max="3"' in html
        assert re.search(r'<li class="reading" aria-busy="true">.*읽는 중.*나\.pdf', html)

    def test_before_anything_was_measured_no_time_is_told(self) -> None:
        assert "남은 시간을 재고 있습니다" in progress_html([Batch((Item("가.pdf", Stage.READING),))])

    def test_at_the_end_it_is_said_what_became_of_the_files(self) -> None:
        items = (
            Item("가.txt", Stage.ADDED),
            Item("나.txt", Stage.FAILED, "빈 파일입니다. 다시 받아 주십시오."),
            Item("다.txt", Stage.UNCHANGED),
        )
        html = progress_html([Batch(items)])
        assert "끝났습니다: 넣음 1개, 그대로 1개, 실패 1개" in html and "<progress" not in html
        assert "나.txt" in html and "다시 받아 주십시오" in html

    def test_failed_files_are_shown_however_many_others_there_are(self) -> None:
        items = (*(Item(f"{number}.txt", Stage.ADDED) for number in range(5000)), Item("깨진 것.pdf", Stage.FAILED, "깨짐"))
        html = progress_html([Batch((*items, Item("기다림.txt")))])
        assert "깨진 것.pdf" in html and "기다림.txt" in html and html.count("<li") < 50

    def test_a_wait_for_another_and_a_stop_are_told_with_what_to_do(self) -> None:
        assert "기다립니다" in progress_html([Batch((Item("가"),), told="기다립니다.")])
        assert "지금 파일까지만" in progress_html([Batch((Item("가", Stage.READING),), is_stopping=True)])
        assert "모두 다시 확인" in progress_html([Batch((Item("가", Stage.STOPPED),), is_stopping=True)])

    def test_names_and_reasons_are_escaped(self) -> None:
        html = progress_html([Batch((Item(HOSTILE, Stage.FAILED, HOSTILE),), told=HOSTILE)])
        assert "<script" not in html and html.count("&lt;script") == 3


class TestDocuments:
    def test_a_document_is_a_row_with_a_button_that_opens_it(self) -> None:
        html = documents_html([holding()])
        assert '<button type="button" class="document" data-document="보고.txt"' in html
        for told in ("업무 보고", "업무보고", "2024", "가람재단", "1,200", "34", "2025-02-19"):
            assert told in text_of(html)

    @pytest.mark.parametrize("sought", ["업무", "가람재단 2024", "보고.TXT"])
    def test_they_are_found_by_name_title_kind_year_or_body(self, sought: str) -> None:
        html = documents_html(
            [holding(), holding("회의록.txt", title="회의", kind="회의록", year=2023, imprint=Imprint())], sought
        )
        assert "보고.txt" in html and "회의록.txt" not in html

    def test_where_none_fits_it_is_told(self) -> None:
        assert "맞는 문서가 없습니다" in documents_html([holding()], "없는말")

    def test_of_many_the_first_are_shown_and_the_rest_counted(self) -> None:
        html = documents_html([holding(f"{number}.txt") for number in range(1250)])
        assert html.count("<tr>") < 300 and "1,050개가 더 있습니다" in html

    @pytest.mark.parametrize(
        ("changed", "told"),
        [
            ({"is_outdated": True}, "다시 읽어야 합니다"),
            ({"is_there": False}, "원본 파일이 자리에 없습니다"),
            ({"unread": "빈 파일입니다."}, "바뀐 파일을 읽지 못해"),
            ({"warnings": ("3쪽에 글자가 없습니다.",)}, "3쪽에 글자가 없습니다."),
        ],
    )
    def test_what_is_amiss_is_told_with_the_document(self, changed: dict[str, object], told: str) -> None:
        assert told in documents_html([holding(**changed)])
        assert told not in documents_html([holding()])

    def test_everything_is_escaped(self) -> None:
        made = holding(
            HOSTILE, title=HOSTILE, kind=HOSTILE, warnings=(HOSTILE,), unread=HOSTILE, imprint=Imprint(HOSTILE, committee=HOSTILE)
        )
        html = documents_html([made])
        assert "<script" not in html
        assert 'data-document="&quot;&gt;' in html
        assert "<script" not in documents_html([holding()], HOSTILE)


class TestState:
    def test_the_state_is_told_in_figures(self) -> None:
        html = text_of(state_html(State(12, 1770, 1327, 2, "kiwi-1", 2_400_000, 99_600, "2025-02-19T05:30:00+00:00")))
        for told in ("12개", "1,770개", "1,327개", "kiwi-1", "2.4MB", "99.6KB", "2025-02-19", "다시 읽어야 할 문서가 2개"):
            assert told in html

    def test_an_empty_index_says_the_one_step(self) -> None:
        assert "끌어다 놓으십시오" in state_html(State(0, 0, 0, 0, "kiwi", 0, 0, ""))
        assert EMPTY in documents_html([])


def test_a_removed_document_is_told_with_what_to_do() -> None:
    html = removed_html(HOSTILE)
    assert "색인에서 뺀 문서입니다" in html and "다시 물어 주십시오" in html and "<script" not in html


def test_what_was_done_is_escaped() -> None:
    assert "<script" not in told_html(HOSTILE) + told_html(HOSTILE, True)


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "0B"), (999, "999B"), (2400, "2.4KB"), (99_600, "99.6KB"), (240_000_000, "240MB"), (3_100_000_000, "3.1GB")],
)
def test_sizes_are_told_as_people_read_them(size: int, told: str) -> None:
    assert size_of(size) == told


@pytest.mark.parametrize(("seconds", "told"), [(0.2, "0초"), (59.4, "59초"), (125, "2분 5초"), (7260, "2시간 1분")])
def test_times_are_told_as_people_read_them(seconds: float, told: str) -> None:
    assert time_of(seconds) == told


def test_no_moment_is_a_dash() -> None:
    assert day_and_time("") == "-"
