"""Who said what: word for word, question before reply, in the order of the meeting; who says nothing of it is not quoted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Answer, Asked

Ask, Said = Callable[[str], Answer], Callable[[Answer], str]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "하늘새 위원이 골목 음악회 취소에 대해 뭐라고 했나",
            ("하늘새 위원: “골목 음악회가 비 때문에 11번이나", "문화원장 나린빛: “실내 공연장 9곳을"),
        ),
        (
            "출연료 기준 질의에 팀장은 뭐라고 답했습니까?",
            ("하늘새 위원: “출연료 기준이", "공연기획팀장 온별하: “6월까지 하나의 기준표를"),
        ),
        ("라온결 위원의 새 책 질문에 대한 답변은?", ("라온결 위원: “", "도서관운영팀장 가온빛: “4월에 새 책 1,200권을")),
    ],
)
def test_what_was_said_with_its_reply(ask: Ask, said: Said, question: str, texts: tuple[str, ...]) -> None:
    found = ask(question)
    assert found.question.asked is Asked.STATEMENT
    places = [said(found).find(text) for text in texts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    "question", ["책나눔 수레의 책이 낡았다고 지적한 위원은 누구인가요?", "수레 책이 낡았다고 말한 위원이 누구야"]
)
def test_who_it_was_is_said_first(ask: Ask, said: Said, question: str) -> None:
    assert said(ask(question)).startswith("라온결 위원입니다.")


def test_the_item_of_the_agenda_is_named(ask: Ask, said: Said) -> None:
    assert "‘2024년도 주요업무 보고의 건’을 다룰 때" in said(ask("하늘새 위원이 출연료에 대해 뭐라고 했나요?"))


def test_all_that_somebody_said_in_order(ask: Ask, said: Said) -> None:
    text = said(ask("하늘새 위원이 지적한 내용"))
    assert text.index("11번이나 취소") < text.index("출연료 기준이")
    assert "라온결" not in text


@pytest.mark.parametrize(
    "question",
    [
        "하늘새 위원이 도시철도에 대해 뭐라고 했나",
        "푸른솔 위원이 골목 음악회에 대해 뭐라고 했습니까?",
        "미술관을 비판한 위원은 누구?",
    ],
)
def test_what_nobody_said_is_not_put_into_a_mouth(ask: Ask, question: str) -> None:
    found = ask(question)
    assert found.abstained
