"""What users think of answers: kept whole, changed and taken back by one more line, read whatever else the file holds."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from assistant.judgements import FILE, judge, read_judgements, undo
from ingest.errors import BadInput

QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"


def test_a_judgement_comes_back_with_its_question_and_answer(tmp_path: Path, ask):
    found = ask(QUESTION)
    judge(tmp_path, "a", found, False, "빠진 것이 있음")
    (read,) = read_judgements(tmp_path)
    assert (read.id, read.is_good, read.reason, read.typed) == ("a", False, "빠진 것이 있음", QUESTION)
    assert read.answer == found and read.question == found.question.text and read.at.endswith("+00:00")


def test_the_last_one_of_an_answer_counts_and_can_be_taken_back(tmp_path: Path, ask):
    found = ask(QUESTION)
    for id, is_good in (("a", True), ("b", True), ("a", False)):
        judge(tmp_path, id, found, is_good)
    assert [(read.id, read.is_good) for read in read_judgements(tmp_path)] == [("b", True), ("a", False)]
    undo(tmp_path, "a")
    assert [read.id for read in read_judgements(tmp_path)] == ["b"]
    assert len((tmp_path / FILE).read_text(encoding="utf-8").splitlines()) == 4  # nothing written is rewritten


def test_a_line_that_was_cut_off_costs_no_other(tmp_path: Path, ask):
    found = ask(QUESTION)
    judge(tmp_path, "a", found, True)
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"id": "b", "is_go')
    judge(tmp_path, "c", found, True, "\ud800 가\n나")
    assert [read.id for read in read_judgements(tmp_path)] == ["a", "c"]


@pytest.mark.parametrize(
    "line", ["[]", "3", '{"id": []}', '{"id": "x"}', '{"id": "x", "answer": {}, "is_good": 1, "reason": "", "at": ""}']
)
def test_a_line_of_another_make_is_left_out(tmp_path: Path, ask, line: str):
    (tmp_path / FILE).write_text(line + "\n", encoding="utf-8")
    judge(tmp_path, "a", ask(QUESTION), True)
    assert [read.id for read in read_judgements(tmp_path)] == ["a"]


def test_many_at_once_each_have_their_line(tmp_path: Path, ask):
    found = ask(QUESTION)
    threads = [Thread(target=judge, args=(tmp_path, str(number), found, True)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {read.id for read in read_judgements(tmp_path)} == {str(number) for number in range(8)}


def test_where_nothing_can_be_written_it_is_told(tmp_path: Path, ask):
    (tmp_path / FILE).mkdir()
    with pytest.raises(BadInput, match="적어 두지 못했습니다"):
        judge(tmp_path, "a", ask(QUESTION), True)


def test_none_yet_is_none(tmp_path: Path):
    assert read_judgements(tmp_path) == []
