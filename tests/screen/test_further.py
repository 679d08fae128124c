"""Questions to go on with: near the answer, other than it, and answered by the documents."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from index.filters import Filters
from screen import further
from screen.further import further_questions
from tests.screen.render.test_answer import NOTHING

QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"


@pytest.mark.parametrize("question", [QUESTION, "드론 배송 실증 지원 2023 예산현액은 얼마인가요?", NOTHING])
def test_each_is_answered_with_a_figure(small_library, ask, question):
    offered = further_questions(small_library, ask(question), Settings())
    assert len(offered) == len(set(offered)) <= 3
    for one in offered:
        told = ask(one)
        assert not told.abstained and told.figures
    assert offered or question == NOTHING


def test_what_was_asked_and_said_is_not_offered_again(small_library, ask):
    found = ask(QUESTION)
    said = {figure.text for figure in found.figures if figure.dimension == "money"}
    for one in further_questions(small_library, found, Settings()):
        assert not said & {figure.text for figure in ask(one).figures[:1]}


def test_what_abstains_is_not_offered(small_library, ask, monkeypatch):
    nothing = ask(NOTHING)
    monkeypatch.setattr(further, "answer", lambda *arguments: nothing)
    assert further_questions(small_library, ask(QUESTION), Settings()) == []


def test_they_stay_within_the_documents_that_were_looked_in(small_library):
    name = small_library.store.documents()[0].name
    found = answer(small_library, QUESTION, Settings(), Filters(documents=(name,)))
    for one in further_questions(small_library, found, Settings()):
        told = answer(small_library, one, Settings(), Filters(documents=(name,)))
        assert {citation.document for citation in told.citations} == {name}


def test_no_model_is_asked_and_time_is_bounded(small_library, ask, monkeypatch):
    asked: list[str] = []

    def slow(library, question, settings, filters):
        asked.append(settings.llm)
        time.sleep(0.05)
        return ask(NOTHING)

    monkeypatch.setattr(further, "answer", slow)
    monkeypatch.setattr(further, "_SECONDS", 0.01)
    further_questions(small_library, ask(QUESTION), replace(Settings(), llm="ollama", llm_model="m"))
    assert asked == [""]
