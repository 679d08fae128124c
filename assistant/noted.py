"""What is noted of an answer: how it was made and what came of it. What was asked is content."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields

from assistant.steps import Step
from assistant.types import Answer, FigureStatus
from ingest.log.noting import note


def noted(steps: Iterator[Step], text: str, turns: int) -> Iterator[Step]:
    """The steps of the answer to a question asked after so many turns; the answer is noted when it is there."""
    began = time.perf_counter()
    for step in steps:
        if step.answer is not None:
            _note_answer(step.answer, text, turns, time.perf_counter() - began)
        yield step


def _note_answer(answer: Answer, text: str, turns: int, seconds: float) -> None:
    made = answer.made
    note(
        "answered",
        outcome="abstained" if answer.abstained else "answered",
        kind=answer.question.asked.value,
        letters=len(text),
        turns=turns,
        seconds=round(seconds, 3),
        steps={step: round(took, 1) for step, took in made.timings.items()},
        sentences=len(answer.sentences),
        citations=len(answer.citations),
        unverified=sum(figure.status is FigureStatus.UNVERIFIED for figure in answer.figures),
        struck=len(answer.struck),
        notices=len(answer.notices),
        confidence=round(answer.confidence, 3),
        restricted=sum(bool(getattr(made.filters, part.name)) for part in fields(made.filters)),
        generation=made.generation,
        embedding=made.embedding,
        llm=made.llm,
        day=made.day,
        version=made.version,
        content={"question": text, "answer": answer.text, "scope": answer.scope},
    )
