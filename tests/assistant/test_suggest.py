"""The questions offered to someone who does not know where to begin."""

from __future__ import annotations

import pytest

from assistant.suggest import suggest_questions
from index.library import open_library


def test_suggestions_are_questions_that_the_documents_answer(small_library, ask):
    suggestions = suggest_questions(small_library, 4)
    assert suggestions
    for question in suggestions:
        found = ask(question)
        assert question.endswith("인가요?")
        assert found.figures and not found.abstained


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_no_more_suggestions_than_asked_and_none_twice(small_library, limit):
    suggestions = suggest_questions(small_library, limit)
    assert len(suggestions) == len(set(suggestions)) <= limit


def test_an_empty_library_suggests_nothing(tmp_path):
    library = open_library(tmp_path / "data", "kiwi")
    assert suggest_questions(library, 4) == []
    library.close()
