"""Whether an answer to `왜` gives a reason: words that do so, in a statement that speaks of the matter."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reason_words import asks_why, gives_reason, points_back, states_reason
from assistant.stated import Stated, of_the_matter
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found
from assistant.why_asked import share_of_why


def unsaid_reason(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where no statement of the answer reads as a reason."""
    if question.asked is not Asked.REASON or not asks_why(question.plain):
        return ""
    # What stands first was chosen for the matter that it is of, and what points back to it is of that too.
    first = [item for number, item in enumerate(stated[:2]) if not number or points_back(item.statement.text)]
    found = any(states_reason(item.statement.text) or share_of_why(question, item.statement) for item in first)
    found = found or any(gives_reason(item.statement.text) for item in of_the_matter(question, stated))
    return "" if found else not_found("까닭")
