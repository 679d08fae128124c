"""One sentence held against its passages: a figure must be the one that the sentence names."""

from __future__ import annotations

import pytest

from assistant.answer import draft_for
from assistant.generate.context import context_of
from assistant.generate.sentences import Written
from assistant.generate.settle import Settled, settle
from assistant.reading import read_question
from assistant.settings import Settings
from index.intake import take_in
from index.library import open_library

PAPER = """2025 솔빛재단 업무보고
2025. 2.
솔빛재단
# I. 일반현황
## □ 정원과 현원
(단위 : 명)
구 분\t계\t일반직\t임기제
정 원\t52\t40\t12
현 원\t49\t38\t11
# II. 성과
## □ 사업별 실적
(단위 : 건)
사업명\t2023년 실적\t2024년 실적\t2025년 목표
마을 상담소\t310\t402\t450
찾아가는 배움터\t120\t97\t130
계\t430\t499\t580
## □ 마을 상담소
○ 상담사 18명이 2,140명의 주민을 만났으며, 만족도는 91.2%로 조사됨
○ 등록 단체는 35개이고 참여 단체는 28개임
○ 야간 상담은 인력이 모자라 실시하지 않음
- 문의 : 주민지원팀 031-700-1234
"""
QUESTION = "마을 상담소 2024년 실적은 몇 건인가요?"


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Hold a sentence against all passages of the paper."""
    folder = tmp_path_factory.mktemp("settle")
    (folder / "업무보고.txt").write_text(PAPER, encoding="utf-8")
    library = open_library(folder / "data", "kiwi")
    list(take_in(library, [folder / "업무보고.txt"]))
    question = read_question(library, QUESTION)
    passages = context_of(draft_for(library, question, Settings()), Settings()).passages
    numbers = tuple(range(1, len(passages) + 1))
    library.close()

    def hold(text: str) -> Settled:
        return settle(Written(text, numbers), question, passages)

    return hold


TRUE = [
    "마을 상담소의 2024년 실적은 402건입니다.",
    "마을 상담소는 2023년 실적 310건, 2024년 실적 402건입니다.",
    "2025년 목표는 마을 상담소가 450건, 찾아가는 배움터가 130건입니다.",
    "찾아가는 배움터의 2024년 실적은 97건으로 나타났습니다.",
    "일반직 정원은 40명입니다.",
    "일반직은 정원 40명에 현원 38명입니다.",
    "상담사 18명이 2,140명의 주민을 만났습니다.",
    "만족도는 91.2%로 조사되었습니다.",
    "등록 단체는 35개이고 참여 단체는 28개입니다.",
    "야간 상담은 인력이 모자라 실시하지 않습니다.",
    "문의는 주민지원팀 031-700-1234로 하면 됩니다.",
    "문서에는 “상담사 18명이 2,140명의 주민을 만났으며”라고 적혀 있습니다.",
]
FALSE = [
    "마을 상담소의 2024년 실적은 310건입니다.",  # another year's
    "마을 상담소의 2023년 실적은 402건입니다.",
    "마을 상담소의 2024년 실적은 97건입니다.",  # another row's
    "찾아가는 배움터의 2024년 실적은 402건입니다.",
    "마을 상담소의 2024년 실적은 499건입니다.",  # the total's
    "마을 상담소의 2025년 실적은 450건입니다.",  # an aim is no result
    "마을 상담소의 실적은 402건입니다.",  # of which year, is not said
    "마을 상담소의 2024년 실적은 402명입니다.",  # another unit
    "마을 상담소의 2024년 실적은 412건입니다.",  # another digit
    "마을 상담소는 2023년 실적 402건, 2024년 실적 310건입니다.",  # exchanged
    "일반직 현원은 40명입니다.",
    "임기제 정원은 40명입니다.",
    "상담사 2,140명이 18명의 주민을 만났습니다.",
    "상담사는 2,140명입니다.",
    "등록 단체는 28개이고 참여 단체는 35개입니다.",
    "참여 단체는 35개입니다.",
    "만족도는 19.2%로 조사되었습니다.",
    "마을 상담소의 2024년 실적은 사백두 건입니다.",
    "마을 상담소의 2024년 실적은 402건으로 두 배가 되었습니다.",
    "야간 상담은 인력을 갖추어 실시합니다.",
    "문의는 주민지원팀 031-700-1243으로 하면 됩니다.",
    "문서에는 “상담사 18명이 2,410명의 주민을 만났으며”라고 적혀 있습니다.",
    "마을 상담소의 2024년 실적은 402건으로 전국에서 가장 많습니다.",
]


@pytest.mark.parametrize("text", TRUE)
def test_what_the_passages_say_is_settled(held, text):
    assert held(text).reason == ""


@pytest.mark.parametrize("text", FALSE)
def test_what_they_do_not_say_is_struck(held, text):
    found = held(text)
    assert found.point is None and found.reason


def test_a_citation_is_the_narrowest_place(held):
    point = held("찾아가는 배움터의 2024년 실적은 97건입니다.").point
    assert [span.of(PAPER).split("\t")[0] for span in point.spans] == ["찾아가는 배움터", "사업명"]
    assert [cell.text for cell in point.cells] == ["97"]
