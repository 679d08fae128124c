"""Minutes: who speaks, and which question a turn answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.document import Block, Statement, StatementKind

KIND = "회의록"
# ○위원장 정다온  …, ○심나래 위원  …, ○디지털정책과장 임서준  …: role and name, then what is said.
_ROLE = r"[가-힣·]{0,16}(?:위원장|위원|의원|의장|시장|군수|구청장|국장|실장|과장|소장|원장|관장|단장|본부장|팀장|담당관|처장|총장|사장|이사|전문위원|간사|참고인|증인)"
_SPEAKER = re.compile(rf"[○◯〇]?\s?(?:(?:{_ROLE})\s[가-힣]{{2,4}}|[가-힣]{{2,4}}\s(?:부?위원장|위원|의원))(?=\s)")
_MARKED = re.compile(r"\s*[○◯〇]")
_QUESTION = re.compile(r"[?？]\s*$|(?:습니까|나요|지요|는지요|십시오|주세요)\s*[.?？]?\s*$")
_LONGEST_QUESTION = 120  # characters of a question that are kept with its answer
_LONGEST_ANSWER = 6  # statements of a turn that are still the answer to the question before it


class _Turn(NamedTuple):
    speaker: str
    asked: tuple[str, ...]  # what the turn before ended by asking
    said: tuple[str, ...] = ()


def with_speakers(drafts: Sequence[tuple[Block, Statement]], text: str) -> list[tuple[Block, Statement]]:
    """The statements of minutes with their speaker and the question they answer as context; the label goes out of what is said.

    `text` is the canonical text: a turn begins where a line there begins with ○ and a speaker.
    """
    found: list[tuple[Block, Statement]] = []
    turn = _Turn("", ())
    for block, statement in drafts:
        if statement.kind is not StatementKind.SENTENCE:
            found.append((block, statement))
            continue
        label = _SPEAKER.match(statement.text) if _MARKED.match(statement.span.of(text)) else None
        if label:
            said = statement.text[label.end() :].strip()
            turn = _Turn(label.group().lstrip("○◯〇 "), _questions(turn.said))
            statement = replace(statement, text=said or statement.text)
        if turn.speaker:
            answers = turn.asked if len(turn.said) < _LONGEST_ANSWER else ()
            turn = turn._replace(said=(*turn.said, statement.text))
            statement = replace(statement, context=(*statement.context, *answers, turn.speaker))
        found.append((block, statement))
    return found


def is_question(text: str) -> bool:
    """Whether someone asks for something, rather than says it."""
    return _QUESTION.search(text) is not None


def _questions(said: Sequence[str]) -> tuple[str, ...]:
    """The last question of a turn, and what was said right before it."""
    if not said or not any(is_question(sentence) for sentence in said[-2:]):
        return ()
    return tuple(sentence[-_LONGEST_QUESTION:] for sentence in said[-2:])
