"""The tab of the draft check as the page uses it: the findings and the files to take away."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import screen.check
from assistant.settings import Settings
from index.filters import Filters

RIGHT = "2023년 별빛도서관 운영 예산현액은 25억원이다."


@pytest.fixture
def check(small_library, tmp_path):
    written = TemporaryDirectory(dir=tmp_path)

    def run(text=None, file=None, filters=Filters()):  # noqa: B008
        return screen.check._check(small_library, Settings(), written, text, file, filters, lambda *_, **__: None)

    return run


def test_pasted_text_gives_findings_and_two_files(check):
    html, *files = check(RIGHT)
    assert "확인됨 1" in html and "25억원" in html
    assert [Path(file["value"]).suffix for file in files] == [".docx", ".html"]
    assert all(Path(file["value"]).stat().st_size for file in files)


def test_file_is_read_where_nothing_was_pasted(check, tmp_path):
    path = tmp_path / "질의서.txt"
    path.write_text(RIGHT.replace("25억", "52억"), encoding="utf-8")
    html, *_ = check("  ", str(path))
    assert "52억원" in html and "확인됨 0" in html


def test_pasted_text_goes_before_a_file(check, tmp_path):
    path = tmp_path / "질의서.txt"
    path.write_text("예산은 1원이다.", encoding="utf-8")
    assert "25억원" in check(RIGHT, str(path))[0]


@pytest.mark.parametrize("text", [None, "", "  "])
def test_nothing_to_check_is_told_and_nothing_can_be_taken(check, text):
    html, *files = check(text)
    assert "비어 있습니다" in html
    assert not any(file["interactive"] for file in files)


def test_filters_bound_what_may_bear_out(check):
    html, *_ = check(RIGHT, filters=Filters(documents=("없는 문서.txt",)))
    assert "확인됨 0" in html
