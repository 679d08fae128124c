"""The one entry: a question in, a verified answer out. Chat, command line, API and evaluation all call it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from importlib.metadata import version

from assistant.answer_table import with_table
from assistant.arithmetic.operation import operations_asked
from assistant.audited import with_findings
from assistant.compose import compose
from assistant.confidence import sure_enough
from assistant.conflicts import with_conflicts
from assistant.conversation import Turn, read_on
from assistant.following.names import names_in
from assistant.gathered import with_gathered
from assistant.generate.generate import is_for_model, written_answer
from assistant.kinds.agreement import words_in_doubt
from assistant.kinds.offices import asked_of_whom
from assistant.noted import noted
from assistant.question import understand
from assistant.read_further import read_further
from assistant.reading import read_understood
from assistant.retrieve import Retrieved, look_again, retrieve, with_what_follows
from assistant.scope import check_scope, scope_of
from assistant.settings import Settings
from assistant.shaped import in_asked_shape, without_seen
from assistant.steps import Step
from assistant.trend import with_trend
from assistant.types import Answer, Asked, Draft, Made, Question
from assistant.verify import verify
from assistant.whole_tables import whole_tables
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.document import Span
from ingest.errors import BadInput
from ingest.plain import as_plain

_NO_MORE = "앞에서 보인 것 말고는 문서에서 찾지 못했습니다."
LONGEST_QUESTION = 2000  # characters; more is a document, not a question


def answer(
    library: Library, text: str, settings: Settings, filters: Filters = ANYWHERE, conversation: Sequence[Turn] = ()
) -> Answer:
    """Answer a question from the allowed documents only, read on from the turns of the conversation before it.

    Raises BadInput for an empty or endless question, and where the filters allow no document.
    """
    *_, last = answer_in_steps(library, text, settings, filters, conversation)
    assert last.answer is not None
    return last.answer


def answer_in_steps(
    library: Library, text: str, settings: Settings, filters: Filters = ANYWHERE, conversation: Sequence[Turn] = ()
) -> Iterator[Step]:
    """The same, with what can be shown on the way; the last step has the answer.

    It is always composed of the documents' own sentences first. Where a language model is set and there is something to
    answer from that was not computed, the model's words stand instead of it, as far as they hold.
    """
    if not text.strip():
        raise BadInput("질문이 비어 있습니다.", "질문을 적어 주십시오.")
    if len(text) > LONGEST_QUESTION:
        raise BadInput(f"질문이 너무 깁니다({len(text):,}자).", f"{LONGEST_QUESTION:,}자 안으로 줄여 주십시오.")
    text = as_plain(text)
    check_scope(library, filters)
    yield from noted(_in_steps(library, text, settings, filters, conversation), text, len(conversation))


def _in_steps(library: Library, text: str, settings: Settings, filters: Filters, conversation: Sequence[Turn]) -> Iterator[Step]:
    """The steps of the answer to what can be asked."""
    timings: dict[str, float] = {}
    with _timed(timings, "understand"):
        followed = read_on(text, conversation, settings.day(), names_in(library))
        question = read_understood(library, followed.question, settings.day())
    if followed.is_lost and not filters.documents:
        draft = Draft(question, (), (), (), abstained=True, missing=followed.unclear)
    else:
        draft = draft_for(library, question, settings, filters, timings, followed.seen)
        draft = replace(draft, notices=(*filter(None, (followed.unclear,)), *draft.notices))
    with _timed(timings, "verify"):
        verified = verify(draft)
    composed = replace(verified, made=_made(library, settings, filters, timings), scope=scope_of(filters))
    is_plain = not (followed.unclear or followed.seen)  # nothing that the documents' own sentences must say or leave out
    if is_plain and is_for_model(draft, settings) and not composed.abstained:
        yield from written_answer(draft, composed, settings, partial(_beside, library, filters))
    else:
        yield Step(answer=composed)


def draft_for(
    library: Library,
    question: Question,
    settings: Settings,
    filters: Filters = ANYWHERE,
    timings: dict[str, float] | None = None,
    seen: tuple[tuple[str, Span], ...] = (),
) -> Draft:
    """The draft of an answer, before its figures are verified. How long each step took, in milliseconds, is put to `timings`.

    Places that were `seen` before, by document, are left out.
    """
    timings = {} if timings is None else timings
    with _timed(timings, "retrieve"):
        retrieved = _retrieved(library, question, settings, filters, seen)
    with _timed(timings, "compose"):
        draft = _composed(library, question, retrieved, settings)
        if not seen:
            draft = with_gathered(question, draft, partial(_asked_apart, library, settings, filters), retrieved.document_years)
            draft = with_trend(library, question, draft, filters, settings.day())
        elif draft.abstained:
            draft = replace(draft, missing=_NO_MORE)
        draft = with_table(library.store, question, with_conflicts(library.store, draft, filters), retrieved.evidence)
        return with_findings(library.store, in_asked_shape(draft, retrieved.evidence))


def _retrieved(
    library: Library, question: Question, settings: Settings, filters: Filters, seen: tuple[tuple[str, Span], ...] = ()
) -> Retrieved:
    """What bears on a question, with what its kind needs read beyond the hits."""
    retrieved = retrieve(library, question, settings.passages, filters)
    if words := words_in_doubt(question):
        retrieved = look_again(library, question, retrieved, words)
    if name := asked_of_whom(question):
        retrieved = look_again(library, question, retrieved, (name,), filters)
    retrieved = read_further(library, question, retrieved, filters)
    if question.asked is Asked.LIST:
        retrieved = with_what_follows(library, retrieved)
    return replace(retrieved, evidence=without_seen(retrieved.evidence, seen)) if seen else retrieved


def _composed(library: Library, question: Question, retrieved: Retrieved, settings: Settings) -> Draft:
    """The answer that the places found make, where it is sure enough."""
    needs_tables = operations_asked(question) or question.asked is Asked.LIST
    tables = whole_tables(library.store, retrieved.evidence) if needs_tables else ()
    return sure_enough(compose(question, retrieved, tables), settings.least_confidence())


def _asked_apart(library: Library, settings: Settings, filters: Filters, text: str) -> Draft:
    """The answer to the question for one operand of a computation."""
    question = read_understood(library, understand(text, settings.day()), settings.day())
    return _composed(library, question, _retrieved(library, question, settings, filters), settings)


def unanswered(reason: str) -> Answer:
    """The answer to what is no question: none, with the reason."""
    return Answer(understand(""), reason, (), (), (), (), abstained=True)


def _beside(library: Library, filters: Filters, draft: Draft) -> Draft:
    """A draft with what other places and the audit of its tables say of its figures."""
    return with_findings(library.store, with_conflicts(library.store, draft, filters))


@lru_cache(maxsize=1)
def _version() -> str:
    """The version of the program; read from disk once."""
    return version("geungeo")


def _made(library: Library, settings: Settings, filters: Filters, timings: dict[str, float]) -> Made:
    return Made(
        version=_version(),
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
