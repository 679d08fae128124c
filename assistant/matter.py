"""How much of what a question is about a statement names, it and what stands above it, by the letters of its words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.evidence import Evidence
from assistant.parts import headings_above
from assistant.types import Question
from ingest.korean import letters_of

_IN_TITLE = 0.7  # what stands in the paper's title alone


def matter_of(question: Question, without: Collection[str]) -> list[str]:
    """The nouns of a question that say what it is about: not those by which its kind asks, no verbs, no numbers."""
    return [word for word in question.words if word not in without and not word.endswith("/V") and not word.isdigit()]


def share_met(item: Evidence, matter: Sequence[str]) -> float:
    """How much of a matter a statement and what stands above it name, from 0 to 1; 1 for no matter."""
    if not matter:
        return 1.0
    statement = item.statement
    near = letters_of(" ".join((statement.text, *statement.context, *headings_above(item.hit, statement)))).lower()
    title = letters_of(item.hit.title).lower()
    met = sum(len(word) * (1.0 if word in near else _IN_TITLE if word in title else 0.0) for word in matter)
    return met / sum(map(len, matter))
