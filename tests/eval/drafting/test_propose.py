"""Proposals for a gold set: right as they stand, never twice, never again once refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import answer
from assistant.judgements import judge
from assistant.settings import Settings
from eval.checking.check import check_gold
from eval.drafting.proposal import Origin
from eval.drafting.propose import propose, refuse
from eval.gold import UNANSWERABLE, read_gold
from eval.gold_writing import add_gold
from eval.measures.right import is_right
from eval.run import Outcome
from index.intake import take_in
from index.library import open_library

PAPER = """2025년 주요업무 보고

1. 청년 창업공간 조성

가. 사업개요

○ 사업기간 : 2025. 3. ~ 12.

○ 설치장소 : 은하로 12 (옛 은하동 주민센터)

나. 추진배경

○ 담당부서 : 경제정책과

2. 어르신 안심주택

○ 사업기간 : 2025. 5. ~ 2027. 4.

○ 사업기간 : 2024. 1. ~ 2 월

○ 지원대상 : 65세 이상 무주택 어르신
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory, small_documents):
    folder = tmp_path_factory.mktemp("papers")
    (folder / "업무보고 2025.txt").write_text(PAPER, encoding="utf-8")
    opened = open_library(tmp_path_factory.mktemp("library"), "kiwi")
    list(take_in(opened, [*sorted(small_documents.iterdir()), *folder.iterdir()]))
    yield opened
    opened.close()


def test_figures_are_asked_for_by_name_and_stand_in_their_line(library):
    found = list(propose(library, [], 5, [Origin.LEDGER]))
    assert found and all(proposal.item.figures for proposal in found)
    assert [problem for problem in check_gold([proposal.item for proposal in found], library) if problem.flaw.is_error] == []


def test_labels_are_asked_for_by_the_name_of_their_thing(library):
    found = {proposal.item.question: proposal.item for proposal in propose(library, [], 20, [Origin.HEADING])}
    assert "청년 창업공간 조성 사업기간은 언제인가요?" in found  # not 사업개요 사업기간은
    assert found["청년 창업공간 조성 설치장소는 어디인가요?"].answer == "은하로 12 (옛 은하동 주민센터)"
    assert found["어르신 안심주택 지원대상은 무엇인가요?"].type == "list"
    assert "어르신 안심주택 사업기간은 언제인가요?" not in found  # stands there twice
    assert [problem for problem in check_gold([*found.values()], library) if problem.flaw.is_error] == []


def test_what_is_held_or_refused_is_not_proposed_again(library):
    first, second, *_ = propose(library, [], 5)
    refuse(library.folder, first)
    left = [proposal.item.id for proposal in propose(library, [second.item], 5)]
    assert first.item.id not in left and second.item.id not in left


def test_a_good_answer_becomes_an_item_that_it_satisfies(small_library, tmp_path, ask):
    question = "2023년 별빛도서관 운영 예산현액 얼마야?"
    given = ask(question)
    judge(small_library.folder, "good", given, True, "맞음")
    (proposal,) = [
        found for found in propose(small_library, [], 5, [Origin.JUDGED]) if found.item.question == given.question.text
    ]
    assert not proposal.lacking and proposal.remark == "맞음" and proposal.item.evidence
    assert is_right(Outcome(proposal.item, given, 1.0))
    path = tmp_path / "gold.jsonl"
    add_gold(path, proposal.item)
    assert read_gold(path) == [proposal.item]


def test_a_good_abstention_becomes_unanswerable_and_a_wanting_answer_needs_a_person(small_library, tmp_path: Path):
    settings = Settings()
    nothing = answer(small_library, "화성 탐사선 예산은 얼마인가요?", settings)
    wrong = answer(small_library, "별빛도서관 운영은 왜 한계가 있나요?", settings)
    assert nothing.abstained
    judge(small_library.folder, "none", nothing, True)
    judge(small_library.folder, "wrong", wrong, False, "빠진 것이 있음")
    found = {proposal.item.question: proposal for proposal in propose(small_library, [], 5, [Origin.JUDGED])}
    assert found[nothing.question.text].item.type == UNANSWERABLE
    assert found[wrong.question.text].lacking and not found[wrong.question.text].item.answer


def test_items_are_added_behind_a_line_that_was_cut_off(tmp_path, library):
    path = tmp_path / "gold.jsonl"
    one, two, *_ = propose(library, [], 5, [Origin.HEADING])
    add_gold(path, one.item)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    add_gold(path, two.item)
    assert read_gold(path) == [one.item, two.item]
