"""Whether an answer to `왜` gives a reason: words that do so, in a statement that speaks of the matter."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reason_words import asks_why, gives_reason
from assistant.stated import Stated, of_the_matter
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found


def unsaid_reason(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where no statement of the answer reads as a reason."""
    if question.asked is not Asked.REASON or not asks_why(question.plain):
        return ""
    return "" if any(gives_reason(item.statement.text) for item in of_the_matter(question, stated)) else not_found("까닭")
