"""The law behind something, and articles whole: with their paragraphs and items, of the paper that is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.kinds.legal import article_asked
from assistant.question import understand
from assistant.types import Answer, Asked

Ask, Said = Callable[[str], Answer], Callable[[Answer], str]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("골목 음악회의 추진근거는?", ("「지역문화진흥법」 제7조", "「단비시 문화예술 진흥 조례」 제12조")),
        ("골목 음악회는 무슨 법에 근거해서 하나요", ("「지역문화진흥법」 제7조",)),
        ("출연 동의안은 어느 법 몇 조에 따라 동의를 받습니까", ("「지방재정법」 제18조제3항",)),
    ],
)
def test_the_ground_is_named_with_its_article(ask: Ask, said: Said, question: str, texts: tuple[str, ...]) -> None:
    found = ask(question)
    assert found.question.asked is Asked.LEGAL
    assert all(text in said(found) for text in texts)


def test_an_article_is_told_whole(ask: Ask, said: Said) -> None:
    lines = said(ask("문화예술 진흥 조례안 제5조 내용은?")).split("\n")
    assert [line[:2] for line in lines] == ["제5", "② ", "1.", "2.", "③ "]
    assert lines[0].endswith("하나 이상 둘 수 있다.")
    assert lines[-1] == "③ 시장은 운영비의 70퍼센트까지 지원할 수 있다."


def test_one_paragraph_alone(ask: Ask, said: Said) -> None:
    assert said(ask("조례안 5조 3항은 뭐라고 되어 있어?")) == "③ 시장은 운영비의 70퍼센트까지 지원할 수 있다."


@pytest.mark.parametrize(
    "question", ["문화예술 진흥 조례안 제31조 내용은?", "책나눔 수레의 법적 근거는?", "도시철도 건설의 근거 법령 알려줘"]
)
def test_what_no_paper_says_is_not_said(ask: Ask, question: str) -> None:
    found = ask(question)
    assert found.abstained
    assert "찾지 못했습니다" in found.text


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("제13조가 뭐야", "제13조"),
        ("조례 12조의2 내용 알려줘", "제12조의2"),
        ("법적 근거는?", ""),
        ("제13조는 언제부터 시행되나요", ""),
    ],
)
def test_the_article_asked_for(question: str, article: str) -> None:
    assert article_asked(understand(question)) == article
