"""The program as a person and as another program use it: output, exit status, errors in Korean with the remedy."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.stored import content_of
from tests.cli.program import QUESTION

ROOT = Path(__file__).parents[2]
ANSWER_KEYS = ["id", "answer", "abstained", "latency_ms", "citations", "figures", "passages"]
CITATION_KEYS = ["doc", "title", "page", "place", "start", "end", "quote"]
FIGURE_KEYS = ["text", "value", "unit", "krw", "status", "formula", "citation"]
PASSAGE_KEYS = ["doc", "page", "place", "start", "end", "text", "score"]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A data folder without a document."""
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


def batch(folder: Path, *lines: object) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return path


def in_order(row: dict[str, Any], keys: list[str]) -> bool:
    """Whether the row has the keys, in this order; others may stand between them."""
    return [key for key in row if key in keys] == keys


# ingest


def test_ingest_tells_each_file_and_the_sum(geungeo, empty, small_documents):
    told = geungeo("ingest", "--data", empty, small_documents)
    assert told.status == 0
    assert [line.split(":")[0] for line in told.out.splitlines()[:2]] == ["추가", "추가"]
    assert "문서 2개" in told.out.splitlines()[-1]


def test_ingest_by_two_processes_tells_and_stores_the_same(geungeo, empty, tmp_path, small_documents):
    two = geungeo("ingest", "--data", empty, "--json", "--workers", "2", small_documents)
    one = geungeo("ingest", "--data", tmp_path / "one", "--json", "--workers", "1", small_documents)
    told = [[{**row, "seconds": 0} for row in result.rows] for result in (two, one)]
    assert told[0] == told[1] and (two.err, two.status) == (one.err, one.status) == ("", 0)
    assert content_of(empty) == content_of(tmp_path / "one")


def test_ingest_as_json_is_one_line_a_file_with_the_contract_keys(geungeo, empty, small_documents):
    told = geungeo("ingest", "--data", empty, "--json", small_documents)
    keys = ["file", "document", "status", "reason", "pages", "passages", "figures", "seconds"]
    assert [list(row) for row in told.rows] == [keys, keys]
    assert {(row["document"], row["status"]) for row in told.rows} == {("업무보고.txt", "added"), ("검토보고.txt", "added")}
    assert [bool(row["pages"]) for row in told.rows] == [row["document"] == "검토보고.txt" for row in told.rows]
    assert all(row["passages"] and row["figures"] and row["seconds"] >= 0 for row in told.rows)


def test_a_file_that_did_not_change_is_left_alone(geungeo, own, small_documents):
    rows = geungeo("ingest", "--data", own, "--json", small_documents).rows
    assert [row["status"] for row in rows] == ["unchanged", "unchanged"]


def test_a_changed_file_takes_the_place_of_the_old_one(geungeo, empty):
    path = empty.parent / "보고.txt"
    path.write_text("○ 드론 예산 : 5억 원", encoding="utf-8")
    first = geungeo("ingest", "--data", empty, "--json", path).rows
    path.write_text("○ 드론 예산 : 7억 원", encoding="utf-8")
    second = geungeo("ingest", "--data", empty, "--json", path).rows
    assert [row["status"] for row in first + second] == ["added", "replaced"]
    assert "7억 원" in geungeo("ask", "--data", empty, "드론 예산은 얼마인가요?").out


def test_a_file_that_fails_is_listed_and_the_rest_is_read(geungeo, empty, small_documents):
    broken = empty.parent / "빈.txt"
    broken.touch()
    told = geungeo("ingest", "--data", empty, "--json", broken, small_documents)
    assert told.status == 1
    assert [row["status"] for row in told.rows] == ["failed", "added", "added"]
    assert "빈 파일" in told.rows[0]["reason"]


def test_a_file_that_fails_is_told_on_standard_error(geungeo, empty):
    broken = empty.parent / "빈.txt"
    broken.touch()
    told = geungeo("ingest", "--data", empty, broken)
    assert told.status == 1
    assert "실패" in told.err and "빈.txt" in told.err and "다시 받아" in told.err


def test_rebuild_empties_the_library_first(geungeo, own, small_documents):
    told = geungeo("ingest", "--data", own, "--rebuild", small_documents / "업무보고.txt")
    assert told.status == 0
    assert "문서 1개" in told.out


def test_ingest_of_a_folder_tells_what_was_removed_skipped_and_left_alone(geungeo, empty):
    folder = empty.parent / "문서"
    folder.mkdir()
    for name in ("드론.txt", "공원.txt", "집계.py"):
        (folder / name).write_text(f"○ {name} 예산 : 5억 원", encoding="utf-8")
    first = geungeo("ingest", "--data", empty, folder)
    (folder / "공원.txt").unlink()
    second = geungeo("ingest", "--data", empty, folder)
    assert "넣지 않은 파일 1개: .py 1개" in first.out and "건너뜀" not in first.out
    assert f"삭제됨: {folder / '공원.txt'}" in second.out
    assert second.out.splitlines()[-1].endswith("건너뜀 1개(바뀌지 않음).")
    rows = geungeo("ingest", "--data", empty, "--json", folder).rows
    assert {(row["document"], row["status"]) for row in rows} == {("드론.txt", "unchanged"), ("집계.py", "skipped")}


def test_status_marks_a_document_whose_changed_file_could_not_be_read(geungeo, empty):
    path = empty.parent / "보고.txt"
    path.write_text("○ 드론 예산 : 5억 원", encoding="utf-8")
    geungeo("ingest", "--data", empty, path)
    path.write_bytes(b"")
    assert "이전에 넣은 내용은 그대로 둡니다." in geungeo("ingest", "--data", empty, path).err
    assert "! 바뀐 파일을 읽지 못해" in geungeo("status", "--data", empty).out


# ask


def test_an_answer_names_document_place_section_and_quote(geungeo, filled):
    told = geungeo("ask", "--data", filled, QUESTION)
    assert told.status == 0
    assert "2,500,000천원" in told.out.splitlines()[0]
    assert re.search(r"\[1\] .+\(업무보고\.txt\), 문단 \d+", told.out)
    assert "“" in told.out and "2,500,000" in told.out.partition("“")[2]


def test_where_there_is_no_answer_the_nearest_passages_are_named_as_such(geungeo, filled):
    told = geungeo("ask", "--data", filled, "화성 이주 우주선의 승무원 급식 단가는?")
    assert "가장 가까운 대목" in told.out
    assert "\n근거" not in told.out


def test_an_empty_library_is_told_with_the_remedy(geungeo, empty):
    told = geungeo("ask", "--data", empty, QUESTION)
    assert "geungeo ingest" in told.err


def test_a_batch_keeps_ids_and_order(geungeo, filled, tmp_path):
    asked = [{"id": id, "question": QUESTION, "type": "figure"} for id in ("b", "a", "3")]
    told = geungeo("ask", "--data", filled, "--batch", batch(tmp_path, *asked[:2], "", {"id": 3, "question": QUESTION}), "--json")
    assert told.status == 0
    assert [row["id"] for row in told.rows] == ["b", "a", "3"]


def test_a_batch_line_has_the_keys_of_the_contract(geungeo, filled, tmp_path):
    (row,) = geungeo("ask", "--data", filled, "--batch", batch(tmp_path, {"id": "a", "question": QUESTION}), "--json").rows
    assert in_order(row, ANSWER_KEYS)
    for name, keys in (("citations", CITATION_KEYS), ("figures", FIGURE_KEYS), ("passages", PASSAGE_KEYS)):
        assert row[name] and all(in_order(part, keys) for part in row[name]), name
    assert len(row["passages"]) <= 10
    assert all(figure["citation"] is None or figure["citation"] < len(row["citations"]) for figure in row["figures"])


def test_a_batch_file_may_begin_with_a_byte_order_mark(geungeo, filled, tmp_path):
    path = batch(tmp_path, "\ufeff" + json.dumps({"id": "a", "question": QUESTION}))
    assert [row["id"] for row in geungeo("ask", "--data", filled, "--batch", path, "--json").rows] == ["a"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '"글"',
        '{"id": "b"}',
        '{"question": "현원은?"}',
        ('{"id": "b", "question": null}'),
    ],
)
def test_a_broken_batch_line_is_named_before_anything_is_asked(geungeo, filled, tmp_path, line):
    told = geungeo("ask", "--data", filled, "--batch", batch(tmp_path, {"id": "a", "question": QUESTION}, line), "--json")
    assert (told.status, told.out) == (2, "")
    assert "2번째 줄" in told.err and '"question"' in told.err


def test_an_empty_question_in_a_batch_is_named_or_the_rest_goes_on(geungeo, filled, tmp_path):
    asked = [{"id": "a", "question": QUESTION}, {"id": "b", "question": " "}, {"id": "c", "question": QUESTION}]
    told = geungeo("ask", "--data", filled, "--batch", batch(tmp_path, *asked), "--json")
    assert "2번째" in told.err or [row["id"] for row in told.rows] == ["a", "b", "c"]


def test_a_line_separator_inside_a_question_does_not_end_the_line(geungeo, filled, tmp_path):
    path = batch(tmp_path, {"id": "a", "question": f"별빛도서관\u2028{QUESTION}"})
    assert geungeo("ask", "--data", filled, "--batch", path, "--json").status == 0


# cite, status, remove


def test_cite_names_place_and_section(geungeo, filled):
    told = geungeo("cite", "--data", filled, "정산 의무")
    assert told.status == 0
    assert re.search(r"검토보고\.txt\)\n  1쪽", told.out)
    assert "정산 의무" in told.out


def test_cite_as_json_quotes_to_the_letter(geungeo, filled, small_documents):
    rows = geungeo("cite", "--data", filled, "별빛도서관", "--limit", 2, "--json").rows
    assert 1 <= len(rows) <= 2
    for row in rows:
        text = geungeo("read", "--json", small_documents / row["doc"]).rows[0]["text"]
        assert text[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize(
    ("words", "marked"),
    [("별빛도서관", "별빛도서관"), ('"운영시간 조정"', "운영시간 조정"), ("도서관에서 언제 -예산", "도서관")],
)
def test_cite_as_json_says_what_matched(geungeo, filled, words, marked):
    for row in geungeo("cite", "--data", filled, words, "--json").rows:
        assert marked in [row["quote"][start:end] for start, end in row["marks"]]


def test_cite_groups_by_document(geungeo, filled):
    told = geungeo("cite", "--data", filled, "별빛도서관 운영")
    heads = [line for line in told.out.splitlines() if not line.startswith(" ")]
    assert sorted(re.search(r"\((.+)\)$", line).group(1) for line in heads) == ["검토보고.txt", "업무보고.txt"]


def test_cite_marks_what_matched_on_a_terminal(geungeo, filled, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    told = geungeo("cite", "--data", filled, '"운영시간 조정"')
    assert "\x1b[1;4m운영시간 조정\x1b[0m이 필요함" in told.out


@pytest.mark.parametrize("words", ['"정산 의무는"', "“없는 구절”", '출연금 "하늘을 나는'])
def test_a_phrase_that_stands_nowhere_is_told(geungeo, filled, words):
    told = geungeo("cite", "--data", filled, words)
    assert (told.status, told.out) == (1, "")
    assert "그대로 적힌 대목이 없습니다" in told.err


def test_cite_with_nothing_but_what_is_not_to_come_is_wrong_use(geungeo, filled):
    told = geungeo("cite", "--data", filled, "--", "-추경")
    assert told.status == 2
    assert "찾을 말이 없습니다" in told.err


def test_an_answer_says_where_was_looked(geungeo, filled):
    told = geungeo("ask", "--data", filled, QUESTION, "--body", "한들미래재단", "--year", 2023)
    assert "찾은 범위: 2023년, 한들미래재단" in told.out
    (row,) = geungeo("ask", "--data", filled, QUESTION, "--document", "업무보고", "--json").rows
    assert row["scope"] == "업무보고"


def test_cite_without_a_find_says_so(geungeo, filled):
    told = geungeo("cite", "--data", filled, "쀍뷁쒧", "--json")
    assert (told.status, told.out) == (1, "")
    assert "없습니다" in told.err


def test_status_lists_the_documents(geungeo, filled):
    told = geungeo("status", "--data", filled)
    assert told.status == 0
    assert "업무보고.txt" in told.out and "문서 2개" in told.out
    (row,) = geungeo("status", "--data", filled, "--json").rows
    assert {document["name"] for document in row["documents"]} == {"업무보고.txt", "검토보고.txt"}


def test_a_removed_document_answers_no_more(geungeo, own):
    assert geungeo("remove", "--data", own, "업무보고.txt").status == 0
    (row,) = geungeo("status", "--data", own, "--json").rows
    assert [document["name"] for document in row["documents"]] == ["검토보고.txt"]
    (found,) = geungeo("ask", "--data", own, "--json", QUESTION).rows
    assert {place["doc"] for place in found["citations"] + found["passages"]} == {"검토보고.txt"}


def test_removing_what_is_not_there_is_told_with_the_remedy(geungeo, own):
    told = geungeo("remove", "--data", own, "없음.txt", "검토보고.txt")
    assert told.status == 1
    assert "없음.txt" in told.err and "geungeo status" in told.err
    assert "검토보고.txt" in told.out


# read


def test_read_shows_text_pages_and_tables_as_json(geungeo, small_documents):
    (row,) = geungeo("read", "--json", small_documents / "업무보고.txt").rows
    assert in_order(row, ["file", "error", "text", "metadata", "paged", "pages", "tables"])
    assert row["error"] is None
    assert (row["paged"], row["pages"][0]["page"], row["pages"][0]["place"]) == (False, 1, "문단 1")
    assert row["text"][row["pages"][0]["start"] : row["pages"][0]["end"]].startswith("2023 주요업무")
    table = row["tables"][0]
    assert in_order(table, ["page", "place", "title", "unit", "rows", "cols", "cells"])
    keys = ["row", "col", "row_span", "col_span", "text", "row_path", "col_path", "column_certain", "total", "figure"]
    assert all(list(cell) == keys for cell in table["cells"])
    assert "18" in {cell["figure"] for cell in table["cells"]}


def test_read_names_the_file_that_cannot_be_read_and_reads_the_rest(geungeo, small_documents, tmp_path):
    picture = tmp_path / "그림.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    told = geungeo("read", "--json", picture, small_documents / "검토보고.txt")
    assert told.status == 1
    assert [bool(row["error"]) for row in told.rows] == [True, False]
    assert "PDF" in told.rows[0]["error"]
