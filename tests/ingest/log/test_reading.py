"""Lines are found again by the number that somebody read out, and told in Korean."""

from __future__ import annotations

import pytest

from ingest.errors import BadInput
from ingest.log.file import FILE, FOLDER
from ingest.log.noting import asked, at_work, note, note_failure
from ingest.log.opened import open_log
from ingest.log.reading import last_lines, line_told, lines_about

NUMBER = "1a2b3c4d" + "e" * 24


@pytest.fixture
def kept(tmp_path):
    """A log with two requests, one of which failed, and a job."""
    with open_log(tmp_path):
        with asked(NUMBER, face="screen", who=lambda: "kim"):
            note("answered", sentences=2, steps={"retrieve": 1.5})
            with at_work("77" * 16):
                note("queued", files=3)
            note_failure("failed", OSError(28, "full", "비밀.hwp"))
        with asked("ffff" * 8):
            note("request", status=200)
    return tmp_path


def test_a_number_in_short_or_whole_leads_to_its_lines_in_order(kept):
    for number in ("1a2b3c4d", NUMBER, " 1a2b "):
        assert [line["event"] for line in lines_about(kept, number)] == ["answered", "queued", "failed"]
    assert [line["event"] for line in lines_about(kept, "7777")] == ["queued"]
    assert list(lines_about(kept, "0000")) == []


def test_a_number_too_short_is_told(kept):
    with pytest.raises(BadInput, match="짧"):
        list(lines_about(kept, "1a"))


def test_the_last_lines_are_those_that_went_wrong_or_all(kept):
    assert [line["event"] for line in last_lines(kept, 5, only_serious=True)] == ["failed"]
    assert [line["event"] for line in last_lines(kept, 2, only_serious=False)] == ["failed", "request"]


def test_a_line_is_told_in_korean_with_facts_person_and_where_it_failed(kept):
    told = "\n".join(text for line in lines_about(kept, NUMBER) for text in line_told(line))
    for words in ("답함", "화면, kim", "문장 2", "retrieve=1.5", "파일 3", "오류 [1a2b3c4d]", "예외 OSError (ENOSPC)"):
        assert words in told
    assert "비밀" not in told


def test_what_is_no_line_is_passed_over_and_what_somebody_forged_moves_no_cursor(tmp_path):
    (tmp_path / FOLDER).mkdir()
    forged = '{"time": "\\u001b[2J", "level": "info", "event": "a\\nb", "request": "1a2b3c4d", "error": [1], "content": null}'
    (tmp_path / FOLDER / FILE).write_text(f"1a2b3c4d broken\n[1]\n{{}}\n{forged}\n")
    (line,) = lines_about(tmp_path, "1a2b3c4d")
    assert all("\x1b" not in text and "\n" not in text for text in line_told(line))


def test_without_a_log_there_are_no_lines(tmp_path):
    assert last_lines(tmp_path, 5, only_serious=True) == []
