"""A library of the invented papers, and conversations with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant.answer import answer
from assistant.conversation import turn_of
from assistant.settings import Settings
from assistant.types import Answer
from index.intake import take_in
from index.library import Library, open_library
from tests.assistant.following.papers import PAPERS

Talk = Callable[..., Answer]


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The invented papers, read into a library and open for all tests. Nobody may write to it."""
    folder = tmp_path_factory.mktemp("papers")
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    library = open_library(tmp_path_factory.mktemp("follow"), "kiwi")
    assert not any(report.reason for report in take_in(library, sorted(folder.iterdir())))
    yield library
    library.close()


@pytest.fixture
def talk(papers: Library) -> Talk:
    """Put questions one after the other, on the first of March 2025; gives the last answer."""

    def of(*questions: str) -> Answer:
        turns, found = [], None
        for question in questions:
            found = answer(papers, question, Settings(today="2025-03-01"), conversation=turns)
            turns.append(turn_of(found))
        assert found is not None
        return found

    return of
