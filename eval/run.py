"""Run a gold set through the assistant. Every question counts; one that fails is a wrong answer, not a gap."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.types import Answer
from eval.gold import GoldItem
from ingest.errors import GeungeoError
from ingest.log.noting import note_failure

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one gold question. `answer` is None where asking failed; `error` says why. Time in milliseconds."""

    item: GoldItem
    answer: Answer | None
    milliseconds: float
    error: str = ""


def run(items: Sequence[GoldItem], ask: Ask) -> Iterator[Outcome]:
    """Ask each question, in order."""
    for item in items:
        start = time.perf_counter()
        answer, error = None, ""
        try:
            answer = ask(item.question)
        except GeungeoError as failure:
            error = str(failure)
        except Exception as failure:  # whatever goes wrong in an answer is that question's miss, and is shown
            note_failure("gold question failed", failure, content={"id": item.id, "question": item.question})
            error = f"{type(failure).__name__}: {failure}"
        yield Outcome(item, answer, (time.perf_counter() - start) * 1000, error)
