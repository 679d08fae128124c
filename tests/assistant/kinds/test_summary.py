"""Summaries: what is summarised is said first; its own lines follow in order, each part heard, none said twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Answer, Asked

Ask, Said = Callable[[str], Answer], Callable[[Answer], str]


def lines(said: Said, found: Answer) -> list[str]:
    assert found.question.asked is Asked.SUMMARY
    return said(found).split("\n")


@pytest.mark.parametrize(
    "question",
    [
        "2024년 업무보고에서 골목 음악회 요약해줘",
        "2024년 업무보고의 골목 음악회를 간추려 주십시오",
        "2024년 업무보고 골목 음악회 핵심이 뭐야",
    ],
)
def test_a_programme_of_a_paper(ask: Ask, said: Said, question: str) -> None:
    first, *rest = lines(said, ask(question))
    assert first.startswith("‘2024년도 주요업무 보고’의 ‘골목 음악회’를 요약합니다.")
    assert 4 <= len(rest) <= 7
    text = "\n".join(rest)
    assert "5,820명이 관람함" in text
    assert "소요예산 : 320백만원" in text
    assert "수레" not in text


def test_lines_stand_as_in_the_paper(ask: Ask) -> None:
    found = ask("2024년 업무보고 요약해줘")
    starts = [found.citations[sentence.citations[0]].span.start for sentence in found.sentences[1:]]
    assert starts == sorted(starts)
    assert len(found.text) <= 900
    assert {citation.document for citation in found.citations} == {"업무보고_2024.txt"}


@pytest.mark.parametrize(
    "question", ["출연 동의안 검토보고서 검토의견 요지는?", "2025년도 출연 동의안 검토보고서 핵심이 뭐예요?"]
)
def test_a_review(ask: Ask, said: Said, question: str) -> None:
    first, *rest = lines(said, ask(question))
    assert "검토보고" in first
    assert any("책 구입 계획을 먼저 내도록" in line or "보완하여야 함" in line for line in rest)


def test_a_bill_by_its_main_contents(ask: Ask, said: Said) -> None:
    first, *rest = lines(said, ask("문화예술 진흥 조례안 주요 내용 알려줘"))
    assert first.startswith("‘단비시 문화예술 진흥 조례안’의 ‘주요내용’을 요약합니다.")
    assert [line.split("을 정함")[0] for line in rest] == [
        "- 생활문화공간의 설치와 운영",
        "- 문화예술위원회의 구성",
        "- 문화 활동 지원의 대상과 방법",
    ]


def test_a_meeting_by_its_speakers_and_results(ask: Ask, said: Said) -> None:
    text = said(ask("88회 회의록 요약해줘"))
    assert "원안가결되었음을 선포합니다." in text
    assert "하늘새 위원: “" in text
    assert "의석을 정돈" not in text


def test_only_the_part_asked_for(ask: Ask, said: Said) -> None:
    text = said(ask("2024년 업무보고에서 골목 음악회 실적 요약해줘"))
    assert "5,820명" in text
    assert "320백만원" not in text


def test_each_of_two_papers(ask: Ask, said: Said) -> None:
    text = said(ask("2024년과 2025년 업무보고에서 골목 음악회를 각각 요약해줘"))
    assert (
        text.index("‘2024년도 주요업무 보고’")
        < text.index("5,820명")
        < text.index("‘2025년도 주요업무 보고’")
        < text.index("6,310명")
    )


@pytest.mark.parametrize("question", ["도시철도 사업 요약해줘", "미술관 건립 계획 정리해줘"])
def test_what_no_paper_has_is_not_summarised(ask: Ask, question: str) -> None:
    assert ask(question).abstained
