"""What a lookup seeks, and how far a line of a passage has it: phrases first, then words to the letter, then their morphemes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from assistant.letters import fold, occurrences
from assistant.lookup import Lookup
from assistant.types import Question
from index.rows import PassageRow
from ingest.document import Span, StatementKind
from ingest.korean import Morpheme, analyse, words
from ingest.metadata import name_words

_IN_CONTEXT = 0.6  # of a word that stands not in the line but over it: in the bullets above, the table's headers
_IN_NEIGHBOUR = 0.45  # in the two lines before it
_NEIGHBOURS = 2
_IN_NAME = 0.7  # in the document's title or file name, or its year
_IN_LETTERS = 0.8  # of a word that is part of another
_INSTEAD = 0.5  # of a word for which another stands that may: 현원 for 직원 수
# What standing there to the letter adds. One word so found outweighs all else that tells passages apart: it comes before
# its other forms.
_LITERAL = 1.5
_PHRASE = 1.0
_HEADING = -0.3  # it names a matter and says nothing of it
_LENGTH = 0.06  # taken off for each doubling of a line beyond this many letters
_LINE = 60
_BREAK = "\x1e"  # white space between statements, which no statement holds
_SHORTEST = 2  # letters of a word that may be part of another: 섬 in 섬유 is none


class Token(NamedTuple):
    """A word as typed, folded, and what its morphemes weigh of the whole."""

    letters: str
    words: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Sought:
    """A lookup made ready to compare lines with. `weights` of words sum to one, as those of tokens do."""

    lookup: Lookup
    question: Question  # of the words alone
    weights: dict[str, float]
    tokens: tuple[Token, ...]
    without: tuple[frozenset[str], ...]  # the morphemes of each word that is not to come
    instead: dict[str, list[frozenset[str]]] = field(default_factory=dict)


class Line(NamedTuple):
    """A run of a passage's statements, by their numbers, first and last: one, but where a phrase runs over more."""

    first: int
    last: int
    score: float
    names: bool = True  # whether it has some of it itself, not only in its headings or headers


def make_ready(lookup: Lookup, question: Question, rarity: Callable[[str], float]) -> Sought:
    """The lookup ready to compare with. `question` is read of its words; `rarity` gives a word's inverse document frequency."""
    rarities = {word: rarity(word) for word in question.words}
    total = sum(rarities.values()) or 1.0
    weights = {word: value / total for word, value in rarities.items()}
    instead: dict[str, list[frozenset[str]]] = {}
    for item in question.alternatives:
        instead.setdefault(item.word, []).append(frozenset(item.words))
    without = tuple(frozenset(words(found)) for found in analyse(lookup.without_words)) if lookup.without_words else ()
    return Sought(lookup, question, weights, _tokens(question, weights), without, instead)


def with_single_letters(question: Question, held: Callable[[str], int]) -> Question:
    """The question with each word of one letter as typed, where documents have it: Kiwi reads 섬 as a form of 서다."""
    single = [word for word in question.plain.lower().split() if len(word) < _SHORTEST]
    return replace(question, words=tuple(dict.fromkeys((*question.words, *filter(held, single)))))


def _tokens(question: Question, weights: dict[str, float]) -> tuple[Token, ...]:
    """The words of a question as typed, less those by which one only asks."""
    found = []
    for match in re.finditer(r"\S+", question.plain):
        inside = [item for item in question.morphemes if match.start() <= item.start < match.end()]
        held = frozenset(word for word in words(inside) if word in weights)
        letters = fold(match.group()[: _less_particles(inside) - match.start()], any_case=True).strip(".,?!·:;'\"()")
        if len(letters) < _SHORTEST:
            held |= {letters} & weights.keys()
        if held:
            found.append(Token(letters, held, sum(weights[word] for word in held)))
    total = sum(token.weight for token in found) or 1.0
    return tuple(token._replace(weight=token.weight / total) for token in found)


def _less_particles(morphemes: Sequence[Morpheme]) -> int:
    """Where a word ends less the particles at its end: 예산 for 예산을."""
    kept = list(morphemes)
    while len(kept) > 1 and kept[-1].tag.startswith("J"):
        kept.pop()
    return kept[-1].end if kept else 0


def holds_phrases(passage: PassageRow, phrases: Sequence[str]) -> bool:
    """Whether every phrase stands in the passage, in its canonical text or in its reading text."""
    canonical = fold(passage.text)
    missing = [key for key in map(fold, phrases) if key not in canonical]
    if not missing:
        return True
    reading = fold("".join(statement.text for statement in passage.statements))
    return all(key in reading for key in missing)


def best_line(passage: PassageRow, sought: Sought) -> Line | None:
    """The line of a passage that has most of what is sought; None where no line may come."""
    lines = [line for line in _lines(passage, sought) if line.score > 0 and not _is_without(passage, line, sought)]
    return max(lines, key=lambda line: (line.score, -line.first), default=None)


def quote_of(passage: PassageRow, line: Line) -> Span:
    """Where a line stands in the canonical text."""
    statements = passage.statements[line.first : line.last + 1]
    return Span(min(item.span.start for item in statements), max(item.span.end for item in statements))


def _lines(passage: PassageRow, sought: Sought) -> list[Line]:
    """The lines that have some of what is sought; where a phrase is asked for, those with one."""
    phrases = sought.lookup.phrases
    if not phrases:
        return [Line(number, number, *_score(passage, number, sought)) for number in range(len(passage.statements))]
    held = [set(_runs_with(passage, phrase)) for phrase in phrases]
    runs = sorted(set().union(*held))
    return [
        Line(
            *run,
            _PHRASE * sum(run in found for found in held) + max(_score(passage, n, sought)[0] for n in _range(run)),
        )
        for run in runs
    ]


def _range(run: tuple[int, int]) -> range:
    return range(run[0], run[1] + 1)


def _runs_with(passage: PassageRow, phrase: str) -> list[tuple[int, int]]:
    """The runs of statements in which a phrase stands: in the canonical text, or else in the reading text."""
    found = [_statements_at(passage, span) for span in occurrences(passage.text, phrase)]
    if not any(found):
        joined = _BREAK.join(statement.text for statement in passage.statements)
        found = [
            (joined.count(_BREAK, 0, span.start), joined.count(_BREAK, 0, span.end - 1)) for span in occurrences(joined, phrase)
        ]
    return [run for run in found if run is not None]


def _statements_at(passage: PassageRow, span: Span) -> tuple[int, int] | None:
    """The numbers of the first and the last statement that a span of the passage's text touches."""
    start, end = span.start + passage.span.start, span.end + passage.span.start
    touched = [number for number, item in enumerate(passage.statements) if item.span.start < end and start < item.span.end]
    return (touched[0], touched[-1]) if touched else None


def _score(passage: PassageRow, number: int, sought: Sought) -> tuple[float, bool]:
    """How far a line has the words that are sought: 0 for none, above 1 where they stand there to the letter.

    And whether it has any itself.
    """
    statement = passage.statements[number]
    text = fold(statement.text, any_case=True)
    own, around = frozenset((*statement.words, *map(str, statement.years))), frozenset(statement.context_words)
    near = frozenset(word for item in passage.statements[max(0, number - _NEIGHBOURS) : number] for word in item.words)
    name = name_words(passage.title, passage.document)
    literal = [token for token in sought.tokens if token.letters in (text if len(token.letters) >= _SHORTEST else own)]
    standing = frozenset(word for token in literal for word in token.words)
    shares = {word: 1.0 if word in standing else _share(word, own, text, sought) for word in sought.weights}
    beside = {
        word: _IN_NAME if word in name or word == str(passage.year) else _IN_CONTEXT if word in around else _IN_NEIGHBOUR
        for word in sought.weights
        if word in name or word in around or word in near or word == str(passage.year)
    }
    met = sum(weight * max(shares[word], beside.get(word, 0.0)) for word, weight in sought.weights.items())
    if not met and not sought.lookup.phrases:
        return 0.0, False
    length = max(0.0, math.log2(max(1, len(text)) / _LINE)) * _LENGTH
    heading = _HEADING if statement.kind is StatementKind.HEADING else 0.0
    score = max(0.01, met + _LITERAL * sum(token.weight for token in literal) - length + heading)
    return score, any(shares.values())


def _share(word: str, own: frozenset[str], text: str, sought: Sought) -> float:
    """How far a line has a word that does not stand in it as typed."""
    if word in own:
        return 1.0
    if len(word) >= _SHORTEST and word in text:
        return _IN_LETTERS
    return _INSTEAD if any(own.issuperset(item) for item in sought.instead.get(word, ())) else 0.0


def _is_without(passage: PassageRow, line: Line, sought: Sought) -> bool:
    """Whether a line has what is not to come: a word in any form or to the letter, a phrase to the letter.

    A line that has the words sought only over it, in its headings or headers, must not have the others there either.
    """
    lookup = sought.lookup
    if not lookup.without_words and not lookup.without_phrases:
        return False
    statements = passage.statements[line.first : line.last + 1]
    span = quote_of(passage, line)
    texts = [passage.text[span.start - passage.span.start : span.end - passage.span.start], *(item.text for item in statements)]
    exact = [fold(text) for text in texts]
    own = frozenset(word for item in statements for word in (*item.words, *map(str, item.years)))
    if not line.names:
        own |= frozenset(word for item in statements for word in item.context_words)
    return (
        any(fold(phrase) in text for phrase in lookup.without_phrases for text in exact)
        or any(fold(word, any_case=True) in text.lower() for word in lookup.without_words for text in exact)
        or any(item and own.issuperset(item) for item in sought.without)
    )
