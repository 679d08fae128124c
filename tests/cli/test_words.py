"""`geungeo words`: words are listed with their source, added and taken out; the file is a user's to edit."""

from __future__ import annotations

import pytest

from assistant.thesaurus import FILE, load_thesaurus
from index.library import open_library


def listed(geungeo, own):
    return {(row["said"], row["official"]): row["source"] for row in geungeo("words", "--data", own, "--json").rows}


def test_the_list_says_where_each_comes_from(geungeo, own):
    assert listed(geungeo, own)["돈", "예산"] == "기본 낱말"
    assert "사용자 낱말 0개" in geungeo("words", "--data", own).out


def test_a_word_is_added_and_used(geungeo, own):
    assert geungeo("words", "add", "책방", "별빛도서관", "--data", own).status == 0
    assert listed(geungeo, own)["책방", "별빛도서관"] == "사용자 낱말"
    assert geungeo("words", "add", "책방", "별빛도서관", "--data", own).status == 1
    (row,) = geungeo("ask", "책방 예산현액 얼마", "--data", own, "--json").rows
    assert {"said": "책방", "source": "사용자 낱말", "words": ["별빛도서관"]} in row["understood"]["expansions"]
    assert "별빛도서관" in row["answer"]


def test_added_and_taken_out_is_as_before(geungeo, own):
    before = listed(geungeo, own)
    geungeo("words", "add", "책방", "별빛도서관", "--data", own)
    assert geungeo("words", "remove", "책방", "별빛도서관", "--data", own).status == 0
    assert listed(geungeo, own) == before
    assert geungeo("words", "remove", "책방", "별빛도서관", "--data", own).status == 1


def test_a_shipped_word_is_taken_out_and_put_back(geungeo, own):
    assert geungeo("words", "remove", "돈", "예산", "--data", own).status == 0
    assert ("돈", "예산") not in listed(geungeo, own)
    assert not load_thesaurus(own).wants("돈", "예산")
    geungeo("words", "add", "돈", "예산", "--data", own)
    assert ("돈", "예산") in listed(geungeo, own)


def test_what_documents_teach_is_listed_goes_with_them_and_can_be_taken_out(geungeo, own, tmp_path):
    paper = tmp_path / "협약.txt"
    paper.write_text("2024 업무협약 보고\n\n○ 한들과학진흥원(HSA)과 협약을 맺음\n○ HSA 지원액 3억원\n", encoding="utf-8")
    geungeo("ingest", paper, "--data", own)
    assert listed(geungeo, own)["HSA", "한들과학진흥원"] == "협약.txt"
    library = open_library(own, "kiwi")
    assert [row.short for row in library.store.abbreviations(["한들과학진흥원"])] == ["HSA"]
    library.close()
    geungeo("words", "remove", "HSA", "한들과학진흥원", "--data", own)
    assert ("HSA", "한들과학진흥원") not in listed(geungeo, own)
    geungeo("words", "add", "HSA", "한들과학진흥원", "--data", own)
    geungeo("words", "remove", "HSA", "한들과학진흥원", "--data", own)
    geungeo("remove", "협약.txt", "--data", own)
    library = open_library(own, "kiwi")
    assert library.store.abbreviations() == []
    library.close()


@pytest.mark.parametrize("args", [("add", "책방"), ("remove",), ("frob", "a", "b"), ("add", "책", "책"), ("add", "a>b", "c")])
def test_wrong_use_is_told(geungeo, own, args):
    result = geungeo("words", *args, "--data", own)
    assert result.status == 2
    assert result.err


def test_a_file_edited_by_hand_holds(geungeo, own):
    (own / FILE).write_text("# 내 말\n책방, 서점 > 별빛도서관\n- 돈 > 예산\n", encoding="utf-8")
    found = listed(geungeo, own)
    assert found["서점", "별빛도서관"] == "사용자 낱말"
    assert ("돈", "예산") not in found


def test_a_line_that_cannot_be_read_is_told(geungeo, own):
    (own / FILE).write_text("책방 별빛도서관\n", encoding="utf-8")
    result = geungeo("words", "--data", own)
    assert result.status == 2
    assert "1번째 줄" in result.err


def test_today_is_set_by_the_command(geungeo, own):
    (row,) = geungeo("ask", "작년 별빛도서관 예산", "--today", "2024-05-01", "--data", own, "--json").rows
    assert row["understood"]["years"] == [2023]
    assert geungeo("ask", "작년 예산", "--today", "어제", "--data", own).status == 2
