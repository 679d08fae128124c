"""Whether places agree: values side by side with a verdict, and no false claim of a contradiction."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from assistant.types import Answer, FigureStatus
from index.intake import take_in
from index.library import open_library

REPORT = """2024년도 주요업무 보고
2024. 2.
재단법인 단비시문화원

# Ⅰ. 일반현황
## □ 인 력
(’24. 1. 31. 기준, 단위:명)
구 분\t계\t4급\t5급
정 원\t24\t8\t16
현 원\t21\t7\t14

# Ⅱ. 2023년 주요성과
## 1. 은하축제
○ 은하축제 관람객 : 2023년 48,200명 방문
- 은하축제 관람객 1인당 평균 소비액은 31,000원으로 조사됨
## 2. 달빛공방
○ 달빛공방 이용자 : 2023년 6,300명
"""

SETTLEMENT = """2023회계연도 단비시 결산검사 의견서

Ⅱ. 검사의견

○ 은하축제 관람객은 2023년 51,700명으로 보고되었으나 집계 방식의 확인이 필요함.

○ 달빛공방 이용자는 2023년 6,300명으로 확인됨.

○ 별마루관 조성 동의안은 2023. 8. 21. 회부되어 심사함.

○ 별마루관 조성 동의안은 2023. 9. 2. 회부된 것으로도 적혀 있음.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Answer]]:
    folder = tmp_path_factory.mktemp("agreement")
    for name, text in (("업무보고.txt", REPORT), ("결산검사.txt", SETTLEMENT)):
        (folder / name).write_text(text, encoding="utf-8")
    library = open_library(tmp_path_factory.mktemp("agreement_library"), "kiwi")
    assert {report.reason for report in take_in(library, sorted(folder.iterdir()))} == {""}
    yield lambda text: answer(library, text, Settings())
    library.close()


def said(found: Answer) -> list[str]:
    assert all(figure.status is not FigureStatus.UNVERIFIED for figure in found.figures)
    return [sentence.text for sentence in found.sentences if sentence.role == "answer"]


def test_different_values_stand_side_by_side_with_a_verdict(ask):
    verdict, *values = said(ask("2023년 은하축제 관람객이 문서마다 다른데 어느 게 맞아?"))
    assert "서로 다릅니다" in verdict
    assert len(values) == 2
    assert any("48,200명" in text for text in values)
    assert any("51,700명" in text for text in values)


def test_mean_is_no_other_value_of_the_same(ask):
    assert "31,000원" not in " ".join(said(ask("2023년 은하축제 관람객이 자료마다 다른데 어느 게 맞나요?")))


def test_same_value_in_several_documents_is_said_to_be_the_same(ask):
    verdict, *values = said(ask("2023년 달빛공방 이용자 수는 문서마다 일치하나요?"))
    assert verdict == "찾은 문서들에 같은 값으로 적혀 있습니다."
    assert all("6,300명" in text for text in values)
    assert len(values) == 2


def test_rows_of_one_table_do_not_contradict_each_other(ask):
    found = " ".join(said(ask("2024년 정원이 24명이 맞나요?")))
    assert "다릅니다" not in found
    assert "24명" in found


def test_two_days_for_one_event(ask):
    verdict, *values = said(ask("별마루관 조성 동의안이 회부된 날짜가 서로 다른데 언제가 맞나요?"))
    assert "서로 다릅니다" in verdict
    assert any("8. 21." in text for text in values)
    assert any("9. 2." in text for text in values)


def test_plain_question_gets_no_verdict(ask):
    assert not any("다릅니다" in text for text in said(ask("2023년 달빛공방 이용자는 몇 명인가요?")))
