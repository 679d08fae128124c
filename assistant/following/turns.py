"""A turn of a conversation: the question as it was read, and what its answer was about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.cells import row_name
from assistant.following.phrases import Phrase, phrases_of
from assistant.following.subject import subject_of
from assistant.grounds import cited_statements
from assistant.types import Answer, Question
from ingest.document import Span, Statement
from ingest.korean import letters_of

_CHANGE = re.compile(r"(증가|감소)(?:\([^()]*\))?했습니다")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a later question may go on from."""

    question: Question
    phrases: tuple[Phrase, ...]
    rows: tuple[str, ...] = ()  # what the rows are called that the answer states
    columns: tuple[str, ...] = ()  # of their table
    rows_beside: tuple[str, ...] = ()  # the other rows of it
    section: tuple[str, ...] = ()  # where the first cited place stands
    title: str = ""  # of its document
    speaker: str = ""  # who says it, in minutes: 류하준 위원
    near: str = ""  # the letters of all that stands in the section cited
    cited: tuple[tuple[str, Span], ...] = ()  # every place of the answer, by document
    change: str = ""  # 증가 or 감소, where the answer computed one
    time: str = ""  # of the turns before, where the question that was read on from them names none

    @property
    def plain(self) -> str:
        """The question's reading text."""
        return self.question.plain


def turn_of(answer: Answer) -> Turn:
    """The turn that an answer ends."""
    question = answer.question
    statements = list(_statements(answer))
    cells = [cell for sentence in answer.sentences if sentence.role == "answer" for cell in sentence.cells]
    first = answer.citations[0] if answer.citations else None
    around = list(_around(answer, statements[0])) if statements else []
    return Turn(
        question=question,
        phrases=phrases_of(question.plain, question.morphemes),
        rows=tuple(dict.fromkeys(name for cell in cells if (name := row_name(cell)))),
        columns=_columns(statements),
        rows_beside=tuple(
            dict.fromkeys(
                row_name(cell) for item in around if _same_table(item, statements[0]) for cell in item.cells if cell.row_path
            )
        ),
        section=first.section if first else (),
        title=first.title if first else "",
        speaker=next((item.utterance.speaker for item in answer.citations if item.utterance is not None), ""),
        near=" ".join(letters_of(" ".join((*item.context, item.text))) for item in around),
        cited=tuple((item.document, item.span) for item in answer.citations),
        change=next((found.group(1) for item in answer.sentences if item.formula and (found := _CHANGE.search(item.text))), ""),
    )


def with_times(turns: Sequence[Turn]) -> list[Turn]:
    """The turns, those that were read on from others and name no time with that of the others."""
    found: list[Turn] = []
    for turn in turns:
        before = found[-1] if found and turn.question.typed else None
        time = subject_of(before.phrases).time or before.time if before else ""
        found.append(replace(turn, time=time))
    return found


def _statements(answer: Answer) -> Iterator[Statement]:
    """The statements that the answer's own sentences cite, those of its first first."""
    for sentence in answer.sentences:
        for index in sentence.citations if sentence.role == "answer" else ():
            for _, statement in cited_statements(answer.citations[index], answer.hits):
                yield statement


def _columns(statements: list[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for item in statements[:1] for cell in item.cells for name in cell.col_path))


def _around(answer: Answer, first: Statement) -> Iterator[Statement]:
    """The statements of the section that the first cited place stands in, as far as they were found."""
    for hit in answer.hits:
        if hit.document == answer.citations[0].document:
            yield from (item for item in hit.statements if item.section == first.section)


def _same_table(statement: Statement, like: Statement) -> bool:
    return bool(like.header_spans) and statement.header_spans == like.header_spans
