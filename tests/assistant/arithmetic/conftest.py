"""The town's documents, read once, and what an answer out of them says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.arithmetic.made_documents import DOCUMENTS

if TYPE_CHECKING:
    from assistant.types import Answer
    from index.library import Library


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of the town's documents. Nobody may write to it."""
    from index.intake import take_in
    from index.library import open_library

    folder = tmp_path_factory.mktemp("town_documents")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    library = open_library(tmp_path_factory.mktemp("town"), "kiwi")
    assert {report.reason for report in take_in(library, sorted(folder.iterdir()))} == {""}
    yield library
    library.close()


@pytest.fixture
def ask_town(town: Library) -> Callable[[str], Answer]:
    """Ask the town's documents; no figure of an answer may be unverified."""
    from assistant.answer import answer
    from assistant.settings import Settings
    from assistant.types import FigureStatus

    def ask(text: str) -> Answer:
        found = answer(town, text, Settings())
        assert all(figure.status is not FigureStatus.UNVERIFIED for figure in found.figures)
        return found

    return ask
