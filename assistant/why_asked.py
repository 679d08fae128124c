"""Whether a statement of minutes replies to somebody who asks why, and asks it of the matter of a question."""

from __future__ import annotations

from assistant.matter import matter_of
from assistant.reason_words import asks_why
from assistant.types import Question
from ingest.document import Statement
from ingest.korean import letters_of

_FEWEST = 2  # nouns of the matter; one alone (예산) is asked about of many things
_LEAST = 0.6  # of the matter


def share_of_why(question: Question, statement: Statement) -> float:
    """Of the matter of a question for a reason, the share that the question has which a statement replies to; 0 for too little."""
    matter = matter_of(question, ())
    asked = " ".join(statement.context[:-1])  # the last is who says it
    if statement.utterance is None or len(matter) < _FEWEST or not (asks_why(question.plain) and asks_why(asked)):
        return 0.0
    letters = letters_of(asked)
    share = sum(noun in letters for noun in matter) / len(matter)
    return share if share > _LEAST else 0.0
