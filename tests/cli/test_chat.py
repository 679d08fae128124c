"""A conversation on the terminal, and batches that go on from earlier questions."""

from __future__ import annotations

import io
import json

import pytest

from tests.cli.program import Geungeo

FIRST, AFTER = "2023년 별빛도서관 운영 예산현액 얼마야?", "드론 배송 실증 지원은?"
READ = "2023년 드론 배송 실증 지원 예산현액 얼마야?"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """Pipe lines into the program."""
    return lambda *lines: monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_each_line_goes_on_from_the_ones_before(geungeo: Geungeo, filled, typed):
    typed(FIRST, "", AFTER)
    rows = geungeo("chat", "--data", filled, "--json").rows
    assert [row["understood"]["followed"] for row in rows] == [None, READ]
    assert [row["understood"]["typed"] for row in rows] == [FIRST, AFTER]
    assert "1,500,000천원" in rows[1]["answer"]


def test_how_a_question_was_read_is_shown(geungeo: Geungeo, filled, typed):
    typed(FIRST, AFTER)
    told = geungeo("chat", "--data", filled)
    assert told.status == 0
    assert f"※ 앞 질문에 이어 ‘{READ}’로 읽었습니다." in told.out


def test_a_new_conversation_forgets(geungeo: Geungeo, filled, typed):
    typed(FIRST, "새 대화", "그 사업 담당자는?")
    rows = geungeo("chat", "--data", filled, "--json").rows
    assert [row["abstained"] for row in rows] == [False, True]
    assert rows[1]["answer"].startswith("앞선 질문이 없어")


def test_a_line_that_is_no_question_does_not_end_it(geungeo: Geungeo, filled, typed):
    typed("가" * 3000, FIRST)
    told = geungeo("chat", "--data", filled, "--json")
    assert "너무 깁니다" in told.err
    assert [row["abstained"] for row in told.rows] == [False]


def test_a_table_is_shown_in_columns(geungeo: Geungeo, filled, typed):
    typed(FIRST, "표로 보여줘")
    assert "별빛도서관 운영" in geungeo("chat", "--data", filled).out.partition("구분 ")[2]


def batch(folder, *rows):
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def test_a_batch_line_may_name_the_questions_before_it(geungeo: Geungeo, filled, tmp_path):
    rows = [{"id": "a", "question": AFTER, "after": [FIRST]}, {"id": "b", "question": AFTER}]
    found = geungeo("ask", "--data", filled, "--batch", batch(tmp_path, *rows), "--json").rows
    assert [row["understood"]["followed"] for row in found] == [READ, None]


def test_batch_lines_of_one_conversation_go_on_from_each_other(geungeo: Geungeo, filled, tmp_path):
    rows = [
        {"id": "a", "question": FIRST, "conversation": "1"},
        {"id": "b", "question": "그 사업 담당자는?", "conversation": "2"},
        {"id": "c", "question": AFTER, "conversation": "1"},
    ]
    found = geungeo("ask", "--data", filled, "--batch", batch(tmp_path, *rows), "--json").rows
    assert [row["understood"]["followed"] for row in found] == [None, None, READ]
    assert found[1]["abstained"]


def test_earlier_questions_that_are_none_are_told_with_the_line(geungeo: Geungeo, filled, tmp_path):
    told = geungeo("ask", "--data", filled, "--batch", batch(tmp_path, {"id": "a", "question": AFTER, "after": "x"}))
    assert told.status == 2 and "1번째 줄의 after" in told.err
