"""The log of a data folder: lines of JSON with the request's number and no contents, bounded, and no burden to whoever works."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ingest.log import file as files
from ingest.log.file import FILE, FOLDER, LogFile, parts_of
from ingest.log.noting import asked, asked_now, at_work, carried, note, note_failure, short
from ingest.log.opened import open_log

SECRET = "첨단바이오단지 이전"


def lines(data: Path) -> list[dict[str, Any]]:
    """What was written, every line of it whole."""
    return [
        json.loads(line) for path in parts_of(data / FOLDER / FILE) if path.exists() for line in path.read_text().splitlines()
    ]


def raise_from(question: str) -> None:
    """A mistake whose words quote a question, out of another that does so too."""
    try:
        {}[question]
    except KeyError as error:
        raise ValueError(f"cannot answer {question}") from error


def test_a_line_has_its_time_level_request_face_person_and_facts(tmp_path):
    with open_log(tmp_path), asked("n" * 32, face="api", who=lambda: "kim"):
        note("answered", seconds=0.5, sentences=3)
    (line,) = lines(tmp_path)
    assert {**line, "time": ""} == {
        "time": "",
        "level": "info",
        "event": "answered",
        "request": "n" * 32,
        "face": "api",
        "person": "kim",
        "seconds": 0.5,
        "sentences": 3,
    }


def test_contents_are_kept_only_where_asked_for(tmp_path):
    for with_contents in (False, True):
        with open_log(tmp_path, with_contents=with_contents):
            note("answered", content={"question": SECRET})
            logging.getLogger("some.library").warning("asked %s", SECRET)
            logging.getLogger("some.library").warning(f"put together: {SECRET}")
            try:
                raise_from(SECRET)
            except ValueError as error:
                note_failure("failed", error)
        text = (tmp_path / FOLDER / FILE).read_text()
        assert text.count(SECRET) == (5 if with_contents else 0)  # the error, its cause, the content, and two messages
        assert ("asked %s" in text) is True


def test_an_exception_is_told_by_its_type_its_place_and_the_codes_of_the_system(tmp_path):
    with open_log(tmp_path):
        try:
            raise_from(SECRET)
        except ValueError as error:
            note_failure("failed", error)
        with pytest.raises(sqlite3.Error) as raised:
            sqlite3.connect(tmp_path)
        note_failure("failed", raised.value)
        note_failure("failed", PermissionError(13, "no", SECRET))
    first, second, third = (line["error"] for line in lines(tmp_path))
    assert first["type"] == "ValueError" and first["cause"]["type"] == "KeyError"
    assert first["at"][-1].startswith("tests/ingest/log/test_opened.py:") and first["at"][-1].endswith(" raise_from")
    assert (second["code"], third["code"]) == ("SQLITE_CANTOPEN", "EACCES")


def test_another_thread_works_on_for_the_same_request(tmp_path):
    with open_log(tmp_path), ThreadPoolExecutor(1) as pool:
        with asked("a1" * 16):
            about = asked_now()
            pool.submit(carried(note), "carried").result()
            pool.submit(note, "not carried").result()
        with at_work("job", about):
            note("later")
    assert [(line["event"], line.get("request"), line.get("job")) for line in lines(tmp_path)] == [
        ("carried", "a1" * 16, None),
        ("not carried", None, None),
        ("later", "a1" * 16, "job"),
    ]


def test_what_a_name_holds_stays_one_line_of_the_file_and_of_the_terminal(tmp_path, capsys):
    forged = '\x1b[2J\n{"time": "", "level": "error", "event": "forged"}\u202e'
    with open_log(tmp_path, with_contents=True), asked(who=lambda: forged):
        note(forged, logging.ERROR, name=forged, content={"file": forged + "\udc80"})
    (line,) = lines(tmp_path)
    assert line["event"] == forged and line["person"] == forged
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "\x1b" not in told and "\u202e" not in told


def test_the_terminal_is_told_of_what_goes_wrong_in_korean_with_the_number_and_of_nothing_else(tmp_path, capsys):
    with open_log(tmp_path), asked("1a2b3c4d" + "0" * 24) as number:
        note("answered")
        try:
            raise_from(SECRET)
        except ValueError as error:
            told_number = note_failure("failed", error)
    assert told_number == f"문의 번호 {short(number)}" == "문의 번호 1a2b3c4d"
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and SECRET not in told
    assert all(word in told for word in ("오류", "[1a2b3c4d]", "ValueError", "실패"))


def test_a_thread_that_fails_is_noted_and_says_nothing(tmp_path, capsys):
    with open_log(tmp_path):
        thread = threading.Thread(target=raise_from, args=(SECRET,), name="hand")
        thread.start()
        thread.join()
    (line,) = lines(tmp_path)
    assert (line["event"], line["thread"], line["error"]["type"]) == ("thread failed", "hand", "ValueError")
    assert SECRET not in capsys.readouterr().err


def test_a_secret_is_masked_also_where_contents_are_asked_for(tmp_path):
    with open_log(tmp_path, with_contents=True, secrets=("sk-비밀열쇠", "")):
        note("answered", content={"question": "열쇠는 sk-비밀열쇠"})
    assert "비밀열쇠" not in (tmp_path / FOLDER / FILE).read_text()


def test_the_level_decides_what_is_kept_and_off_keeps_nothing(tmp_path):
    for level, kept in (("warning", ["bad"]), ("debug", ["small", "usual", "bad"]), ("off", [])):
        data = tmp_path / level
        with open_log(data, level):
            for event, at in (("small", logging.DEBUG), ("usual", logging.INFO), ("bad", logging.WARNING)):
                note(event, at)
        assert [line["event"] for line in lines(data)] == kept
    assert not (tmp_path / "off").exists()


def test_nothing_is_noted_and_no_handler_left_when_no_log_is_open(tmp_path):
    before = list(logging.getLogger().handlers)
    with open_log(tmp_path), open_log(tmp_path / "inner"):
        note("once")
    note("after")
    assert logging.getLogger().handlers == before
    assert [line["event"] for line in lines(tmp_path)] == ["once"] and not (tmp_path / "inner").exists()


def test_the_files_never_take_more_than_their_size_and_the_newest_lines_stay(tmp_path):
    size = 100_000
    with open_log(tmp_path, size=size):
        for number in range(3000):
            note("answered", number=number)
    numbers = [line["number"] for line in lines(tmp_path)]
    assert sum(path.stat().st_size for path in (tmp_path / FOLDER).glob(f"{FILE}*")) <= size
    assert numbers == list(range(numbers[0], 3000)) and len(numbers) > 300


def test_several_processes_write_whole_lines_and_lose_none_while_the_file_is_put_aside(tmp_path):
    code = (
        "import sys; from pathlib import Path; from ingest.log.file import LogFile\n"
        "file = LogFile(Path(sys.argv[1]), 2_000_000)\n"
        "for number in range(1500):\n"
        '    file.write(b\'{"who": %d, "number": %d, "rest": "%s"}\\n\' % (int(sys.argv[2]), number, b\'x\' * 150))\n'
    )
    hands = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(who)]) for who in range(3)]
    assert [hand.wait(60) for hand in hands] == [0, 0, 0]
    written = {(line["who"], line["number"]) for line in lines(tmp_path)}
    assert len(written) == 4500 and (tmp_path / FOLDER / f"{FILE}.1").exists()


def test_a_file_that_was_taken_away_is_made_anew(tmp_path):
    file = LogFile(tmp_path, 1 << 20)
    file.write(b"{}\n")
    (tmp_path / FOLDER / FILE).unlink()
    file.write(b'{"a": 1}\n')
    assert (tmp_path / FOLDER / FILE).read_bytes() == b'{"a": 1}\n'
    file.close()


def test_a_full_disk_costs_lines_that_are_counted_and_nobody_anything_else(tmp_path, monkeypatch):
    real, full = os.write, [True]

    def write(opened: int, text: bytes) -> int:
        return real(opened, text[:10]) if full[0] else real(opened, text)

    monkeypatch.setattr(files.os, "write", write)
    with open_log(tmp_path):
        for _ in range(3):
            note("dropped")
        deadline = time.monotonic() + 5
        while (tmp_path / FOLDER / FILE).stat().st_size < 30 if (tmp_path / FOLDER / FILE).exists() else True:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        time.sleep(0.05)
        full[0] = False
        note("kept")
    whole = [json.loads(line) for line in (tmp_path / FOLDER / FILE).read_text().splitlines() if line.endswith("}")]
    assert [(line["event"], line.get("lines")) for line in whole] == [("lost", 3), ("kept", None)]


def test_a_folder_that_cannot_be_made_costs_nobody_anything(tmp_path):
    (tmp_path / FOLDER).write_text("in the way")
    with open_log(tmp_path):
        note("answered")
    assert (tmp_path / FOLDER).read_text() == "in the way"


def test_noting_waits_for_no_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(files.LogFile, "write", lambda self, line: time.sleep(0.002))
    with open_log(tmp_path):
        began = time.perf_counter()
        for _ in range(200):
            note("answered", seconds=1.0)
        took = time.perf_counter() - began
    assert took < 0.2  # the disk takes 0.4 s
