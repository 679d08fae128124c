"""Which statements of the passages bear on the question, and how strongly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.types import Asked, Hit, Question
from ingest.document import Statement, StatementKind
from ingest.korean import letter_pairs
from ingest.units import DATE
from assistant.persons import names_person

# What a question word counts that stands not in the statement itself but around it.
_IN_CONTEXT = 0.6  # in the bullets above, the table's title or headers, the section
_IN_TITLE = 0.35  # in the document's title only
_LETTERS_SHARE = 0.45  # of the evidence that letter pairs alone can give: they find compounds and spaced-out words
# Rewards and penalties, in shares of a question wholly covered.
_RIGHT_DIMENSION = 0.16
_NO_DIMENSION = -0.12
_RIGHT_YEAR = 0.14
_WRONG_YEAR = -0.14
_PERSON = 0.25
_HEADING = -0.25


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with its hit, and how much of the question it covers: about 0 to 1, plus what its kind adds."""

    hit: Hit
    statement: Statement
    covered: frozenset[str]
    coverage: float
    score: float


def weigh(question: Question, hits: Sequence[Hit], rarity: Callable[[str], float]) -> list[Evidence]:
    """The statements of the hits, strongest first. `rarity` gives a word's inverse document frequency."""
    weights = {word: rarity(word) for word in question.words}
    total = sum(weights.values()) or 1.0
    pairs = frozenset(question.pairs)
    found = [_weigh(question, hit, statement, weights, total, pairs) for hit in hits for statement in hit.statements]
    return sorted(found, key=lambda evidence: (-evidence.score, evidence.hit.document, evidence.statement.span.start))


def _weigh(
    question: Question, hit: Hit, statement: Statement, weights: dict[str, float], total: float, pairs: frozenset[str]
) -> Evidence:
    own, around = frozenset(statement.words), frozenset(statement.context_words)
    years = {str(year) for year in statement.years}
    title = frozenset(letter_pairs(hit.title))
    near = frozenset(letter_pairs(statement.text))
    far = frozenset(pair for text in (*statement.context, *hit.section) for pair in letter_pairs(text))
    gained, covered = 0.0, set()
    for word, weight in weights.items():
        share = _share(word, own | years, around, near, far, title)
        gained += share * weight
        if share >= _IN_CONTEXT:
            covered.add(word)
    coverage = gained / total
    letters = len(pairs & near) / max(1, len(pairs))
    score = coverage + 0.3 * letters + _kind_bonus(question, hit, statement)
    return Evidence(hit, statement, frozenset(covered), coverage, score)


def _share(
    word: str, own: frozenset[str], around: frozenset[str], near: frozenset[str], far: frozenset[str], title: frozenset[str]
) -> float:
    """How far a question word is met: as a word of the statement or of its context, or by its letters."""
    if word in own:
        return 1.0
    if word in around:
        return _IN_CONTEXT
    letters = frozenset(letter_pairs(word.removesuffix("/V")))
    if not letters:
        return 0.0
    if letters <= near:
        return 0.8
    if letters <= far:
        return _IN_CONTEXT * 0.8
    if letters <= title:
        return _IN_TITLE
    return _LETTERS_SHARE * len(letters & (near | far)) / len(letters) if len(letters) > 1 else 0.0


def _kind_bonus(question: Question, hit: Hit, statement: Statement) -> float:
    """What speaks for or against a statement beside its words: its figures, its year, its kind."""
    bonus = 0.0
    if statement.kind is StatementKind.HEADING:
        bonus += _HEADING
    dimensions = {quantity.dimension for quantity in statement.quantities}
    if question.asked in {Asked.FIGURE, Asked.COMPARISON, Asked.DATE}:
        wanted = set(question.dimensions) | ({DATE} if question.asked is Asked.DATE else set())
        if dimensions & wanted:
            bonus += _RIGHT_DIMENSION
        elif not dimensions:
            bonus += _NO_DIMENSION
    if question.asked is Asked.PERSON and names_person(statement.text):
        bonus += _PERSON
    if question.years:
        years = set(statement.years) or ({hit.year} if hit.year else set())
        bonus += _RIGHT_YEAR if years & set(question.years) else (_WRONG_YEAR if years else 0.0)
    return bonus
