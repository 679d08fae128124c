"""Which statements of the passages bear on the question, and how strongly."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from assistant.persons import names_body, names_person
from assistant.speech import asks_who_spoke, speakers_named, speech_bonus
from assistant.types import Alternative, Asked, Hit, Question
from ingest.document import Statement, StatementKind, Total
from ingest.korean import letter_pairs, letters_of
from ingest.metadata import name_words
from ingest.minutes import is_question
from ingest.units import DATE, NUMBER
from ingest.years import years_of

_ASKS_TOTAL = re.compile(r"총(?=\s|액|계|금액|\d)|전체|합계|모두|소계")
_ASKS_HOW_MANY_IN_ALL = re.compile(r"(?:총|모두|전부|다\s?합쳐)\s?(?:몇|얼마)")
_SAYS_TOTAL = re.compile(r"(?:총|모두)\s?(?:[가-힣]{1,8}\s)?\d")
_ASKS_HOUR = re.compile(r"몇\s*시|언제|시각|시간")  # what minutes note between the speeches answers that and nothing else
_YEAR_BEFORE_NAME = re.compile(r"^['’‘]?(?:19|20)?\d\d\s?년도?\s")
# What a question word counts that stands not in the statement itself but around it.
_IN_CONTEXT = 0.8  # in the bullets above, the table's title or headers, the section
_IN_NEIGHBOUR = 0.45  # in the two statements before it: 지적사항 names the matter, 처리결과 under it the date
_IN_NAME = 0.7  # in the document's title or file name: who names the document means all of it, not the lines that repeat its name
_IN_TOPIC = 0.4  # only among what the whole document is about
_INSTEAD = 0.5  # where not the word is met but one that may stand for it: 현원 for 직원 수; less than the word's in any place
_ASKED_FOR = 0.02  # what a word adds that stands for one that is not searched by: 사유 for 왜
_LETTERS_SHARE = 0.45  # of the evidence that letter pairs alone can give: they find compounds and spaced-out words
_MET = 0.45  # of a word, for it to be met at all: all its letters, or in what stands around; not as a topic of the document
_VERB = 0.7  # of its rarity: for one verb another stands as often as not (세워진 뒤, 설립 이후)
_NEIGHBOURS = 2
# Rewards and penalties, in shares of a question wholly covered.
_RIGHT_DIMENSION = 0.16
_NO_DIMENSION = -0.15
_RIGHT_YEAR = 0.14
_EACH_YEAR = 0.5  # of that, for each further year asked for that the statement has
_WRONG_YEAR = -0.2
_OTHER_YEAR = -0.1
_PERSON = 0.3
_BODY = 0.1
_TOTAL_ROW, _ROW_OF_ALL = 0.12, 0.3
_NAMED_COLUMN = 0.2  # the question says one of the row's columns: 6급, 집행률
_NAMED_DATED_COLUMN = 0.1  # less for 2023년 실적: its year counts by itself
_LENGTH = 0.06  # taken off for each doubling of a statement beyond a line's length
_LINE = 60
_PASSAGE = 0.2  # what the best passage's statements gain over the last one's
_ASKS_BACK = -0.35  # it is a question itself, in minutes
HEADING = -0.6  # it names a matter and says nothing of it


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with its hit, and how much of the question it covers: about 0 to 1, plus what its kind adds."""

    hit: Hit
    statement: Statement
    covered: frozenset[str]
    coverage: float
    score: float
    met: bool = True  # whether one of the question's content words is in it, around it or in its document's name


@dataclass(frozen=True, slots=True)
class Letters:
    """The letter pairs of a question, and of each of its words: made once, not once a statement.

    `telling` are the words that say what it is about: no year, no number, and of those of one letter (8기, 팀) one alone
    does not tell; two do, for names fall apart into letters (주성환).
    """

    asked: frozenset[str]
    of_word: Mapping[str, frozenset[str]]
    all: frozenset[str]
    telling: Mapping[str, float]
    seen: dict[str, frozenset[str]] = field(default_factory=dict)  # what stands in each text looked at: sections come again

    @classmethod
    def of(cls, question: Question) -> Letters:
        """Those of a question."""
        asked = frozenset(question.pairs)
        of_word = {word: frozenset(letter_pairs(word.removesuffix("/V"))) for word in question.words}
        telling = {word: 1.0 if len(word.removesuffix("/V")) > 1 else 0.5 for word in of_word if not word.isdigit()}
        return cls(asked, of_word, asked.union(*of_word.values()), telling)

    def within(self, text: str) -> frozenset[str]:
        """Those that stand in a text: faster than to make all pairs of it."""
        found = self.seen.get(text)
        if found is None:
            letters = _letters_of(text)
            found = self.seen[text] = frozenset([pair for pair in self.all if pair in letters])
        return found


_letters_of = lru_cache(maxsize=32_768)(letters_of)  # some 10 MB: the same statements are weighed for many questions


def weigh(question: Question, hits: Sequence[Hit], rarity: Callable[[str], float]) -> list[Evidence]:
    """The statements of the hits, strongest first. `rarity` gives a word's inverse document frequency."""
    weights = {word: rarity(word) * (_VERB if word.endswith("/V") else 1.0) for word in question.words}
    total = sum(weights.values()) or 1.0
    letters = Letters.of(question)
    standing, named = _standing(hits), speakers_named(question, hits)
    instead = _instead(question)
    found = [
        _weigh(question, hit, number, weights, total, letters, standing[hit.passage_id], named, instead)
        for hit in hits
        for number, statement in enumerate(hit.statements)
        if statement.kind is not StatementKind.NOTE or _ASKS_HOUR.search(question.text)
    ]
    return sorted(found, key=lambda evidence: (-evidence.score, evidence.hit.document, evidence.statement.span.start))


def _weigh(
    question: Question,
    hit: Hit,
    number: int,
    weights: dict[str, float],
    total: float,
    letters: Letters,
    standing: float,
    named: frozenset[str],
    instead: Mapping[str, Sequence[Alternative]],
) -> Evidence:
    """Weigh one statement of a hit, by its number there."""
    statement = hit.statements[number]
    name = name_words(hit.title, hit.document)
    dates = frozenset(map(str, question.years))
    before = frozenset(word for other in hit.statements[max(0, number - _NEIGHBOURS) : number] for word in other.words)
    own, around = frozenset(statement.words), frozenset(statement.context_words)
    own_years = own.union(map(str, statement.years))
    near = letters.within(statement.text)
    far = frozenset(chain.from_iterable(map(letters.within, (*statement.context, *statement.section))))
    gained, about, covered = 0.0, 0.0, set()
    met = 0.0 if letters.telling else 1.0
    for word, weight in weights.items():
        beside = _IN_NEIGHBOUR if word in before else _IN_TOPIC if word in hit.topics else 0.0
        beside = _IN_NAME if word in name or word == str(hit.year) else beside
        share = max(_share(word, letters.of_word[word], own_years, around, near, far), beside)
        if share < _INSTEAD and word in instead:
            share = max(share, _INSTEAD * (for_it := _share_instead(instead[word], own, around)))
            met += for_it > 0
        gained += share * weight
        about += 0.0 if word in dates else share * weight
        if share >= _IN_CONTEXT:
            covered.add(word)
        met += letters.telling.get(word, 0.0) if share >= _MET else 0.0
    lettered = len(letters.asked & near) / max(1, len(letters.asked))
    length = max(0.0, math.log2(max(1, len(statement.text)) / _LINE)) * _LENGTH
    score = gained / total + 0.3 * lettered - length + _PASSAGE * standing + _kind_bonus(question, hit, statement)
    score += speech_bonus(question, named, statement) + _ASKED_FOR * _share_instead(instead.get("", ()), own, around)
    # A year is no matter: what only shares that with the question does not bear on it.
    matter = sum(weight for word, weight in weights.items() if word not in dates)
    coverage = about / matter if matter else gained / total
    met += bool(_share_instead(instead.get("", ()), own, around))
    return Evidence(hit, statement, frozenset(covered), coverage, score, met >= 1)


def _standing(hits: Sequence[Hit]) -> dict[int, float]:
    """Where each passage stands among those found, from 0 for the last to 1 for the first."""
    scores = [hit.score for hit in hits]
    least, spread = min(scores, default=0.0), (max(scores, default=0.0) - min(scores, default=0.0)) or 1.0
    return {hit.passage_id: (hit.score - least) / spread for hit in hits}


def _share(
    word: str, letters: frozenset[str], own: frozenset[str], around: frozenset[str], near: frozenset[str], far: frozenset[str]
) -> float:
    """How far a question word is met: as a word of the statement or of its context, or by its letter pairs."""
    if word in own:
        return 1.0
    if word in around:
        return _IN_CONTEXT
    if not letters:
        return 0.0
    if letters <= near:
        return 0.8
    if letters <= far:
        return _IN_CONTEXT * 0.8
    return _LETTERS_SHARE * len(letters & (near | far)) / len(letters) if len(letters) > 1 else 0.0


def _instead(question: Question) -> dict[str, list[Alternative]]:
    """The words that may stand for each of the question's words; under the empty word for one that is not searched by."""
    found: dict[str, list[Alternative]] = {}
    for item in question.alternatives:
        found.setdefault(item.word, []).append(item)
    return found


def _share_instead(alternatives: Sequence[Alternative], own: frozenset[str], around: frozenset[str]) -> float:
    """How far one of the words that may stand for a question word is met, whole: in the statement or in its context."""
    return max(
        (1.0 if own.issuperset(item.words) else _IN_CONTEXT if around.issuperset(item.words) else 0.0 for item in alternatives),
        default=0.0,
    )


def _kind_bonus(question: Question, hit: Hit, statement: Statement) -> float:
    """What speaks for or against a statement beside its words: its figures, its year, its kind."""
    bonus = 0.0
    if statement.kind is StatementKind.HEADING or statement.text == hit.title:
        bonus += HEADING
    if is_question(statement.text) and not (statement.utterance is not None and asks_who_spoke(question)):
        bonus += _ASKS_BACK
    dimensions = {quantity.dimension for quantity in statement.quantities}
    if question.asked in {Asked.FIGURE, Asked.COMPARISON, Asked.DATE}:
        wanted = set(question.dimensions) | ({DATE} if question.asked is Asked.DATE else set())
        if dimensions & wanted:
            bonus += _RIGHT_DIMENSION
        elif not dimensions or (wanted and NUMBER not in dimensions):
            bonus += _NO_DIMENSION
    elif question.asked is Asked.YESNO and dimensions.intersection(question.dimensions):
        bonus += _RIGHT_DIMENSION  # what has no figure may still decide it
    if statement.cells and _names_column(question, statement):
        bonus += _NAMED_COLUMN
    elif statement.cells and question.years and _names_dated_column(question, statement):
        bonus += _NAMED_DATED_COLUMN
    if question.asked is Asked.PERSON:
        bonus += _PERSON if names_person(statement.text) else _BODY if names_body(statement.text) else 0.0
    in_total_row = any(cell.total in {Total.ROW, Total.BOTH} for cell in statement.cells)
    if in_total_row and _ASKS_HOW_MANY_IN_ALL.search(question.text):
        bonus += _ROW_OF_ALL
    elif (in_total_row or _SAYS_TOTAL.search(statement.text)) and _ASKS_TOTAL.search(question.text):
        bonus += _TOTAL_ROW
    return bonus + _year_bonus(question, hit, statement)


def _names_column(question: Question, statement: Statement) -> bool:
    """Whether the question says, whole, what a column of the row is called."""
    said = frozenset(question.pairs)
    columns = {cell.col_path[-1] for cell in statement.cells if cell.col_path and cell.quantity is not None}
    return any(pairs <= said for pairs in map(_pairs_of, columns) if pairs)


def _names_dated_column(question: Question, statement: Statement) -> bool:
    """Whether it says the year and the name of a column: 2023년 실적."""
    said, asked = frozenset(question.pairs), set(question.years)
    columns = {cell.col_path[-1] for cell in statement.cells if cell.col_path and cell.quantity is not None}
    dated = (_YEAR_BEFORE_NAME.sub("", name) for name in columns if asked & set(years_of(name)))
    return any(pairs <= said for pairs in map(_pairs_of, dated) if pairs)


@lru_cache(maxsize=4096)
def _section_years(section: tuple[str, ...]) -> tuple[int, ...]:
    """The years that the innermost heading with one names."""
    return next((years for heading in reversed(section) if (years := years_of(heading))), ())


@lru_cache(maxsize=4096)
def _pairs_of(name: str) -> frozenset[str]:
    """The letter pairs of a column's name; none of one that is a year, which counts as such."""
    return frozenset() if years_of(name) or name.isdigit() else frozenset(letter_pairs(name))


def _year_bonus(question: Question, hit: Hit, statement: Statement) -> float:
    """For the year asked for: the columns' years if the row has such columns, else the statement's, else the document's."""
    if not question.years:
        return 0.0
    columns = {year for cell in statement.cells for year in years_of(" ".join(cell.col_path))}
    years = columns or set(statement.years) or set(_section_years(statement.section)) or ({hit.year} if hit.year else set())
    if met := years & set(question.years):
        return _RIGHT_YEAR * (1 + _EACH_YEAR * (len(met) - 1))
    if hit.year in question.years:
        return 0.0 if question.asked is Asked.DATE else _OTHER_YEAR  # the year was the document's name
    return _WRONG_YEAR if years else 0.0
