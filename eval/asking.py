"""Ask gold questions of an open library, each through the entry that the chat calls, and measure what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import lru_cache

from assistant.answer import answer
from assistant.settings import Settings
from eval.gold import GoldItem
from eval.measured import measured
from eval.result import Result
from eval.run import run
from index.library import Library
from ingest.korean import analyse

_TEXTS = 32  # documents whose text is kept at hand for measuring quotes


def asker(library: Library, settings: Settings) -> Callable[[GoldItem], Result]:
    """What asks one gold question. Kiwi is loaded here, so that it is no part of the first question's time."""
    analyse(["가"])
    text_of = lru_cache(maxsize=_TEXTS)(library.store.document_text)

    def ask(item: GoldItem) -> Result:
        (outcome,) = run([item], lambda text: answer(library, text, settings))
        return measured(outcome, text_of)

    return ask


def results_here(items: Sequence[GoldItem], library: Library, settings: Settings) -> Generator[Result, None, None]:
    """The result of each question, asked one after the other in this process."""
    ask = asker(library, settings)
    yield from map(ask, items)
