"""What an answer says: its own sentences, its formulas, and the places that it cites."""

from __future__ import annotations

from assistant.types import Answer


def sentences(found: Answer) -> list[str]:
    """The sentences of the answer itself."""
    return [sentence.text for sentence in found.sentences if sentence.role == "answer"]


def formulas(found: Answer) -> list[str]:
    """The formulas of the answer’s own sentences; what the audit says of the tables stands beside it."""
    return [sentence.formula for sentence in found.sentences if sentence.formula and sentence.role == "answer"]


def quotes(found: Answer) -> str:
    """All places that the computed sentences cite, in one text."""
    indices = [index for sentence in found.sentences if sentence.formula for index in sentence.citations]
    return "\n".join(found.citations[index].quote for index in indices)
