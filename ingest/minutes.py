"""Minutes as utterances: who says a statement, under which item of the agenda, when, and which question it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.agenda import Agenda, notes_opening
from ingest.document import Block, Statement, StatementKind
from ingest.speakers import Label, Speakers
from ingest.utterance import Utterance

KIND = "회의록"
_NOTE = re.compile(
    r"\s*(?:(?:\((?:[^()]|\([^()]*\))*\)|〔[^〔〕]*〕|\[[^\[\]]*\]|【[^【】]*】)\s*)+"
)  # (의사봉 3타), (「없습니다」 하는 위원 있음): said by nobody
_QUESTION = re.compile(r"[?？]\s*$|(?:습니까|나요|지요|는지요|십시오|주세요)\s*[.?？]?\s*$")
_LONGEST_QUESTION = 120  # characters of a question that are kept with its answer
_LONGEST_ANSWER = 6  # statements of a turn that are still the answer to the question before it


class _Turn(NamedTuple):
    label: Label | None
    asked: tuple[str, ...] = ()  # what the turn before ended by asking
    said: tuple[str, ...] = ()


def with_speakers(drafts: Sequence[tuple[Block, Statement]], text: str) -> list[tuple[Block, Statement]]:
    """The statements of minutes as utterances; speaker and question are context too, and the label goes out of what is said.

    `text` is the canonical text: a turn begins where a line there begins with a speaker's label.
    """
    lines = [statement.span.of(text) for _, statement in drafts]
    speakers = Speakers(lines)
    agenda = Agenda(opened=not any(map(notes_opening, lines)))
    turn = _Turn(None)
    found: list[tuple[Block, Statement]] = []
    for (block, statement), line in zip(drafts, lines, strict=True):
        if statement.kind is not StatementKind.SENTENCE or _NOTE.fullmatch(line):
            agenda.see(line)
            turn = turn if agenda.is_open else _Turn(None)
            found.append((block, _noted(statement)))
            continue
        label = speakers.label(line) if agenda.is_open else None
        if label is not None:
            turn = _Turn(label, _questions(turn.said))
            statement = replace(statement, text=_behind(statement.text, line[: label.end]) or statement.text)
        elif speakers.ends_turn(line):
            turn = _Turn(None)
        items = agenda.items
        agenda.see(line)
        if agenda.items is not items:  # an item of the agenda in a bullet's form ends the turn
            turn = _Turn(None)
            statement = replace(statement, context=())  # what was said before it is no heading of it
        if turn.label is None:
            found.append((block, statement))
            continue
        agenda.hear(line)
        statement, turn = _utter(statement, turn, agenda)
        found.append((block, statement))
    return found


def _noted(statement: Statement) -> Statement:
    """A statement that nobody makes; a sentence in brackets stands under nothing that was said before it."""
    return replace(statement, kind=StatementKind.NOTE, context=()) if statement.kind is StatementKind.SENTENCE else statement


def _utter(statement: Statement, turn: _Turn, agenda: Agenda) -> tuple[Statement, _Turn]:
    """A statement as its speaker's, and the turn that it goes on with."""
    assert turn.label is not None
    utterance = Utterance(turn.label.name, turn.label.office, agenda.items, agenda.time)
    answers = turn.asked if len(turn.said) < _LONGEST_ANSWER else ()
    context = (*statement.context, *answers, utterance.speaker)
    return replace(statement, context=context, utterance=utterance), turn._replace(said=(*turn.said, statement.text))


def is_question(text: str) -> bool:
    """Whether someone asks for something, rather than says it."""
    return _QUESTION.search(text) is not None


def _questions(said: Sequence[str]) -> tuple[str, ...]:
    """The last question of a turn, and what was said right before it."""
    if not said or not any(is_question(sentence) for sentence in said[-2:]):
        return ()
    return tuple(sentence[-_LONGEST_QUESTION:] for sentence in said[-2:])


def _behind(reading: str, label: str) -> str:
    """The reading text without the label, which stands there with other spaces and without its ○."""
    letters = iter(re.sub(r"[\s○◯〇]", "", label))
    expected = next(letters, "")
    for number, letter in enumerate(reading):
        if not expected:
            return reading[number:].strip()
        if letter == expected:
            expected = next(letters, "")
        elif not letter.isspace() and letter not in "○◯〇":
            return reading  # mended beyond recognition
    return "" if not expected else reading
