"""What has become of the document of an open passage: nothing, removed, replaced with and without what was cited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.intake import take_in
from index.library import Library, open_library
from screen.opened import told
from screen.page_view import check_of

CITED = "별빛도서관 운영비는 2,500,000천원으로 편성하였다."
BEFORE = f"2023 주요업무 보고\n\n○ 먼저 한 줄을 둔다.\n○ {CITED}\n"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "data", "kiwi")
    yield opened
    opened.close()


def put(library: Library, folder: Path, text: str) -> None:
    """The document in a version of its own."""
    path = folder / "보고.txt"
    path.write_text(text, encoding="utf-8")
    assert [report.reason for report in take_in(library, [path])] == [""]


def cited(library: Library, quote: str = CITED) -> str:
    """The passage as the page tells of it."""
    start = (library.store.document_text("보고.txt") or "").index(CITED)
    place = {"start": start, "end": start + len(CITED), "check": check_of(CITED), "quote": quote}
    return json.dumps({"number": 1, "document": "보고.txt", **place})


def test_a_document_that_is_the_same_is_told_nothing_of(own, tmp_path):
    put(own, tmp_path, BEFORE)
    assert told(own, cited(own)) == ""


def test_a_quote_that_stands_no_more_is_told(own, tmp_path):
    put(own, tmp_path, BEFORE)
    opened = cited(own)
    put(own, tmp_path, BEFORE.replace("2,500,000", "2,700,000"))
    assert "인용한 문장이 지금 문서에는 없습니다" in told(own, opened) and "다시 물어" in told(own, opened)


def test_a_quote_that_stands_elsewhere_is_told(own, tmp_path):
    put(own, tmp_path, BEFORE)
    opened, of_words = cited(own), cited(own, "별빛")
    put(own, tmp_path, BEFORE.replace("○ 먼저", "○ 그보다 앞선 줄을 둔다.\n○ 먼저"))
    assert "지금 문서에도 있으나 자리가 달라졌습니다" in told(own, opened)
    assert "문서에도 있으나" not in told(own, of_words)  # the marked words of a found line are no quote


@pytest.mark.parametrize(
    "opened", [None, "", "no JSON", "[]", '{"document": 3}', '{"document": ""}', '{"document": "보고.txt", "check": "1"}']
)
def test_what_makes_no_sense_is_told_nothing_of(own, tmp_path, opened):
    put(own, tmp_path, BEFORE)
    assert told(own, opened) == ""


def test_places_that_cannot_be_are_told_nothing_of(own, tmp_path):
    put(own, tmp_path, BEFORE)
    for start, end in ((-1, 3), (0, 1 << 40)):
        assert told(own, json.dumps({"document": "보고.txt", "start": start, "end": end, "check": 1})) == ""


def test_a_document_that_is_gone_is_told_and_escaped(own):
    assert "색인에서 뺀 문서" in told(own, '{"document": "<b>없음</b>"}') and "<b>없음" not in told(
        own, '{"document": "<b>없음</b>"}'
    )
