"""What a passage is searched by: words and letter pairs of its statements, and what they are to be understood with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.document import Statement
from ingest.korean import letter_pairs
from ingest.metadata import name_words


def joined_name_words(title: str, name: str) -> str:
    """The words of a document's title and file name, in order, as one text."""
    return " ".join(sorted(name_words(title, name)))


def search_words(name: Iterable[str], year: int | None, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The words of a passage, given those of its document's name, in order, and the document's year.

    The document's name goes with what is searched: who asks for something "in the 2023 report" means every passage of it.
    """
    context = dict.fromkeys(word for statement in statements for word in statement.context_words)
    years = dict.fromkeys(
        str(found) for statement in statements for found in (*statement.years, year) if found
    )  # ’22.9월 is found as 2022
    return (*name, *context, *(word for statement in statements for word in statement.words), *years)


def search_pairs(section: Sequence[str], statements: Sequence[Statement]) -> tuple[str, ...]:
    """The letter pairs of a passage, its section's and its context's among them, each text once."""
    context = (part for statement in statements for part in statement.context)
    texts = dict.fromkeys((*section, *context, *(statement.text for statement in statements)))
    return tuple(pair for text in texts for pair in letter_pairs(text))
