"""What may be asked next: questions near an answer that the documents answer, each asked silently before it is offered."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from assistant.answer import answer
from assistant.settings import Settings
from assistant.suggest import question_about
from assistant.types import Answer, FigureStatus
from index.ledger import LedgerRow, measure_key
from index.library import Library
from ingest.errors import BadInput

_MOST_ASKED = 8  # questions tried; each takes some 50 ms
_SECONDS = 1.5  # after which no more are tried
_PASSAGES = 3  # of those found, looked at besides those that are cited
_MEASURES = 3  # of the answer, looked for in other years
_A_MEASURE = 1  # questions of one measure: more would be its other years


def further_questions(library: Library, found: Answer, settings: Settings, limit: int = 3) -> list[str]:
    """Up to `limit` questions that go on from an answer, within the documents that it was sought in.

    Each has been asked without a model: its answer states the very figure that the question was made of.
    """
    composed, until = replace(settings, llm=""), time.monotonic() + _SECONDS
    offered: list[str] = []
    for number, (question, row) in enumerate(_candidates(library, found)):
        if len(offered) >= limit or number >= _MOST_ASKED or time.monotonic() > until:
            break
        if _is_answered(library, question, row, found, composed):
            offered.append(question)
    return offered


def _candidates(library: Library, found: Answer) -> Iterator[tuple[str, LedgerRow]]:
    """Questions with the figures that they ask for: the answer's measures in other years, then what stands beside them and near."""
    cited = {(citation.document, citation.span) for citation in found.citations}
    beside = library.store.figures(_passages(found))
    stated = [row for row in beside if any(row.document == name and _within(row, *span) for name, span in cited)]
    elsewhere = library.store.ledger(dict.fromkeys(row.measure for row in stated[:_MEASURES])) if stated else []
    nearest = library.store.figures([hit.passage_id for hit in found.hits[:_PASSAGES]])
    asked, tried = {_letters(found.question.text)}, Counter[str]()
    for row in (*elsewhere, *beside, *nearest):
        question, measure = question_about(row), measure_key(row.measure)
        if question is None or _letters(question) in asked or _is_said(row, found) or tried[measure] >= _A_MEASURE:
            continue
        asked.add(_letters(question))
        tried[measure] += 1
        yield question, row


def _passages(found: Answer) -> list[int]:
    """The passages that an answer cites."""
    cited = {(citation.document, citation.span.start) for citation in found.citations}
    return [
        hit.passage_id
        for hit in found.hits
        if any(hit.document == name and hit.span.start <= start < hit.span.end for name, start in cited)
    ]


def _within(row: LedgerRow, start: int, end: int) -> bool:
    return start <= row.start and row.end <= end


def _letters(question: str) -> str:
    return "".join(filter(str.isalnum, question))


def _is_said(row: LedgerRow, found: Answer) -> bool:
    """Whether the answer says a figure already."""
    return any(figure.dimension == row.dimension and figure.value == row.value for figure in found.figures)


def _is_answered(library: Library, question: str, row: LedgerRow, found: Answer, settings: Settings) -> bool:
    """Whether the documents answer a question with the figure that it asks for."""
    try:
        told = answer(library, question, settings, found.made.filters)
    except BadInput:
        return False
    main = sum(len(sentence.text) for sentence in told.sentences if sentence.role == "answer")
    return not told.abstained and any(
        figure.status is not FigureStatus.UNVERIFIED and figure.value == row.value and figure.start <= main
        for figure in told.figures
    )
