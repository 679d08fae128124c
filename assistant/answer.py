"""The one entry: a question in, a verified answer out. Chat, command line, API and evaluation all call it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version

from assistant.arithmetic.operation import operations_asked
from assistant.audited import with_findings
from assistant.compose import compose
from assistant.conflicts import with_conflicts
from assistant.kinds.agreement import words_in_doubt
from assistant.kinds.offices import asked_of_whom
from assistant.question import understand
from assistant.read_on import read_on
from assistant.reading import read_question
from assistant.retrieve import look_again, retrieve
from assistant.scope import check_scope, scope_of
from assistant.settings import Settings
from assistant.trend import with_trend
from assistant.types import Answer, Draft, Made, Question
from assistant.verify import verify
from assistant.whole_tables import whole_tables
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.errors import BadInput

_LONGEST_QUESTION = 2000  # characters; more is a document, not a question


def answer(library: Library, text: str, settings: Settings, filters: Filters = ANYWHERE) -> Answer:
    """Answer a question from the allowed documents only.

    Raises BadInput for an empty or endless question, and where the filters allow no document.
    """
    if not text.strip():
        raise BadInput("질문이 비어 있습니다.", "질문을 적어 주십시오.")
    if len(text) > _LONGEST_QUESTION:
        raise BadInput(f"질문이 너무 깁니다({len(text):,}자).", f"{_LONGEST_QUESTION:,}자 안으로 줄여 주십시오.")
    check_scope(library, filters)
    timings: dict[str, float] = {}
    with _timed(timings, "understand"):
        question = read_question(library, text, settings.day())
    draft = draft_for(library, question, settings, filters, timings)
    with _timed(timings, "verify"):
        verified = verify(draft)
    return replace(verified, made=_made(library, settings, filters, timings), scope=scope_of(filters))


def draft_for(
    library: Library,
    question: Question,
    settings: Settings,
    filters: Filters = ANYWHERE,
    timings: dict[str, float] | None = None,
) -> Draft:
    """The draft of an answer, before its figures are verified. How long each step took, in milliseconds, is put to `timings`."""
    timings = {} if timings is None else timings
    with _timed(timings, "retrieve"):
        retrieved = retrieve(library, question, settings.passages, filters)
        if words := words_in_doubt(question):
            retrieved = look_again(library, question, retrieved, words)
        if name := asked_of_whom(question):
            retrieved = look_again(library, question, retrieved, (name,), filters)
        retrieved = read_on(library, question, retrieved, filters)
    with _timed(timings, "compose"):
        tables = whole_tables(library.store, retrieved.evidence) if operations_asked(question) else ()
        draft = with_trend(library, question, compose(question, retrieved, tables), filters, settings.day())
        return with_findings(library.store, with_conflicts(library.store, draft, filters))


def unanswered(reason: str) -> Answer:
    """The answer to what is no question: none, with the reason."""
    return Answer(understand(""), reason, (), (), (), (), abstained=True)


def _made(library: Library, settings: Settings, filters: Filters, timings: dict[str, float]) -> Made:
    return Made(
        version=version("geungeo"),
        embedding=library.store.model() or "",
        generation=library.store.sequence(),
        filters=filters,
        day=settings.day().isoformat(),
        timings=timings,
    )


@contextmanager
def _timed(timings: dict[str, float], step: str) -> Iterator[None]:
    """Note how long a step took, in milliseconds."""
    start = time.perf_counter()
    yield
    timings[step] = (time.perf_counter() - start) * 1000
