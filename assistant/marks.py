"""What of a found text is marked: phrases and words that stand there to the letter, and the other forms of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.letters import fold, merged, occurrences
from assistant.sought import Sought
from ingest.document import Span
from ingest.korean import Morpheme, analyse, words


def marks_of(texts: Sequence[str], sought: Sought) -> list[tuple[Span, ...]]:
    """Where in each text stands what is sought, in order and apart. Kiwi is asked only about words not there to the letter."""
    literal = [_literal(text, sought) for text in texts]
    wanted = [_wanted(text, sought) for text in texts]
    asked = [number for number, some in enumerate(wanted) if some]
    found = dict(zip(asked, analyse([texts[number] for number in asked]), strict=True)) if asked else {}
    return [merged((*literal[number], *_forms(found.get(number, []), wanted[number]))) for number in range(len(texts))]


def _literal(text: str, sought: Sought) -> list[Span]:
    phrases = [span for phrase in sought.lookup.phrases for span in occurrences(text, phrase)]
    return phrases + [
        span for token in sought.tokens if len(token.letters) > 1 for span in occurrences(text, token.letters, any_case=True)
    ]


def _wanted(text: str, sought: Sought) -> frozenset[str]:
    """The words to look for in their other forms: those of tokens that do not stand in the text, and what may stand for them."""
    folded = fold(text, any_case=True)
    standing = frozenset(
        word for token in sought.tokens if len(token.letters) > 1 and token.letters in folded for word in token.words
    )
    missing = [word for word in sought.weights if word not in standing]
    return frozenset((*missing, *(other for word in missing for item in sought.instead.get(word, ()) for other in item)))


def _forms(morphemes: Sequence[Morpheme], wanted: frozenset[str]) -> Iterator[Span]:
    return (Span(item.start, item.end) for item in morphemes if item.end > item.start and wanted.intersection(words([item])))
