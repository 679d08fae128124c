"""What was asked is noted behind the answer, once for a burst, and goes when it is old."""

from __future__ import annotations

import stat
import time
from types import SimpleNamespace

import pytest

from access import noting as writing
from access.asked import FILE, Asked, AskedLog
from access.noting import Noting, note, take_notes
from access.person import Person, Role, admit


def asked(text="질문", person="reader", at=None, face="chat"):
    return Asked(time.time() if at is None else at, person, face, text, "abc", ["업무보고.hwp"], True)


def request_of(noting, name="reader"):
    state: dict[str, object] = {"request_id": "abc"}
    admit(state, Person(name, Role.READER))
    take_notes(state, noting)
    return SimpleNamespace(scope={"state": state})


def held(folder, **wanted):
    log = AskedLog(folder)
    found = list(log.find(**wanted))
    log.close()
    return found


def test_what_is_noted_is_found_by_person_and_time(tmp_path):
    noting = Noting(tmp_path, 30)
    note(request_of(noting), "chat", "드론 예산은?", ["가.hwp", "나.pdf", "가.hwp"], True)
    note(request_of(noting, "editor"), "api/ask", "무엇?", [], False)
    noting.close()
    first, second = held(tmp_path)
    assert (first.person, first.face, first.text, first.request, first.documents, first.answered) == (
        "reader", "chat", "드론 예산은?", "abc", ["가.hwp", "나.pdf"], True,
    )  # fmt: skip
    assert not second.answered and held(tmp_path, person="editor") == [second]
    assert held(tmp_path, since=time.time() + 5) == []
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_of_a_burst_the_last_is_noted_for_each_person(tmp_path):
    noting = Noting(tmp_path, 30, burst=0.15)
    for text in ("스", "스마", "스마트"):
        note(request_of(noting), "desk", text, burst=True)
        note(request_of(noting, "editor"), "desk", text[:1], burst=True)
    note(request_of(noting), "chat", "그 사이의 질문")
    time.sleep(0.6)
    assert sorted((row.person, row.text) for row in held(tmp_path)) == [
        ("editor", "스"),
        ("reader", "그 사이의 질문"),
        ("reader", "스마트"),
    ]
    note(request_of(noting), "desk", "끝날 때", burst=True)
    noting.close()  # what is pending is not lost
    assert held(tmp_path)[-1].text == "끝날 때"


def test_what_is_old_goes_at_the_start_and_every_day(tmp_path, monkeypatch):
    log = AskedLog(tmp_path)
    log.add([asked("옛날", at=time.time() - 40 * 86_400), asked("어제", at=time.time() - 86_400)])
    log.close()
    Noting(tmp_path, 30).close()
    assert [row.text for row in held(tmp_path)] == ["어제"]
    monkeypatch.setattr(writing, "_DAY", 0.2)
    noting = Noting(tmp_path, 30)
    time.sleep(0.1)
    log = AskedLog(tmp_path)
    log.add([asked("옛날", at=time.time() - 40 * 86_400)])
    log.close()
    time.sleep(0.5)  # nobody asks anything
    assert [row.text for row in held(tmp_path)] == ["어제"]
    noting.close()


def test_a_disk_that_refuses_breaks_nothing_and_is_told_once(tmp_path, caplog):
    (tmp_path / FILE).write_bytes(b"?" * 5000)
    noting = Noting(tmp_path, 30)
    for _ in range(3):
        note(request_of(noting), "chat", "비밀스러운 질문")
        time.sleep(0.1)
    noting.close()
    assert caplog.text.count("asked not noted") == 1 and "비밀" not in caplog.text


def test_nothing_is_noted_where_no_notes_are_taken():
    state: dict[str, object] = {}
    note(SimpleNamespace(scope={"state": state}), "chat", "질문")
    note(SimpleNamespace(scope={}), "chat", "질문")
    note(None, "chat", "질문")


@pytest.mark.parametrize(("wanted", "left"), [({"person": "reader"}, 1), ({"before": 150.0}, 1)])
def test_it_is_deleted_by_person_or_by_time(tmp_path, wanted, left):
    log = AskedLog(tmp_path)
    log.add([asked("하나 지울 것", at=100.0), asked("둘", person="editor", at=200.0)])
    removed = log.remove_of(wanted["person"]) if "person" in wanted else log.remove_before(wanted["before"])
    log.close()
    assert removed == 1 and len(held(tmp_path)) == left
    assert "하나 지울 것".encode() not in b"".join(path.read_bytes() for path in tmp_path.glob(f"{FILE}*"))
