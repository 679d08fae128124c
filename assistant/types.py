"""What passes between question and face: Question, Hit, Draft and the verified Answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from assistant.shape import Shape
from index.filters import ANYWHERE, Filters
from ingest.document import Cell, Quantity, Span, Statement
from ingest.korean import Morpheme
from ingest.utterance import Utterance


class Asked(StrEnum):
    """The kind of answer that a question wants."""

    FIGURE = "figure"
    DATE = "date"
    PERSON = "person"
    LIST = "list"
    REASON = "reason"
    YESNO = "yesno"
    PLACE = "place"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    LEGAL = "legal"
    STATEMENT = "statement"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words of the documents that may stand where the question has its own: 현원 for 직원 수, SBA for its full name."""

    word: str  # the question's word that they stand for; empty for one that is not searched by: 왜
    said: str  # the question's words as typed
    official: str
    words: tuple[str, ...]  # of `official`, as in ingest.korean.words
    share: float  # of the word's weight
    source: str  # Korean: where it comes from


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood."""

    text: str
    asked: Asked
    words: tuple[str, ...]  # content morphemes, as in ingest.korean.words
    pairs: tuple[str, ...]  # letter pairs
    morphemes: tuple[Morpheme, ...]
    plain: str = ""  # the reading text that the morphemes are of
    years: tuple[int, ...] = ()
    count: int | None = None  # how many things a list is said to have
    dimensions: tuple[str, ...] = ()  # what a figure asked for is counted in: money, count:명, ratio, …
    months: tuple[int, int] | None = None  # the part of the year asked for, first month and last: 상반기 is 1 to 6
    alternatives: tuple[Alternative, ...] = ()
    readings: tuple[str, ...] = ()  # Korean: what was read otherwise than it was typed
    typed: str = ""  # what was typed, where the question was read on from a conversation
    shape: Shape = Shape.PLAIN  # of the answer


class Elsewhere(NamedTuple):
    """Another place that says the same."""

    document: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that retrieval found. `score` is comparable within one question only."""

    passage_id: int
    document: str
    title: str
    year: int | None
    topics: frozenset[str]
    page: int
    section: tuple[str, ...]
    span: Span
    text: str
    score: float
    statements: tuple[Statement, ...]
    place: str = ""  # where it begins, as of its first statement
    same: tuple[Hit, ...] = ()  # passages that say the same, for which this one speaks


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document. `quote` is `text[start:end]` of the canonical text, to the letter."""

    document: str
    title: str
    section: tuple[str, ...]
    page: int
    span: Span
    quote: str
    before: str = ""  # the text around the quote, for showing it in its context
    after: str = ""
    utterance: Utterance | None = None  # in minutes: who says it
    place: str = ""  # where a person finds it: 12쪽, 문단 34, 시트 '세입' 15행; `page` is for programs
    others: tuple[Elsewhere, ...] = ()  # where the same statement stands besides


class FigureStatus(StrEnum):
    """What the verifier found of a figure."""

    VERIFIED = "verified"
    DERIVED = "derived"
    CONFLICT = "conflict"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure as it stands in the answer's text, with the verifier's finding.

    `start` and `end` are offsets in `Answer.text`; `krw` is the amount in won, for money; `citation` is an index
    into `Answer.citations`; `formula` is set for derived figures.
    """

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    status: FigureStatus
    krw: int | None = None
    reading: str = ""  # the same amount in plain words: 약 129억 9,708만 원
    formula: str = ""
    citation: int | None = None
    dimension: str = ""  # as in ingest.units: money, count:명, date, …


class Entry(NamedTuple):
    """A value that a sentence states, with what it is called and where it stands."""

    row: str
    column: str
    text: str  # with its unit
    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of an answer's table. `citation` is an index into the citations; None for a label and for what was left out."""

    text: str
    citation: int | None = None
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A small table beside an answer: a header, and rows whose first cell is what the row is called."""

    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    title: str = ""
    is_list: bool = False  # the rows are numbered, and their cells speak for themselves


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft with the indices of the citations that carry it."""

    text: str
    citations: tuple[int, ...]
    formula: str = ""  # set where its figures were computed
    role: str = "answer"  # or "conflict": another value elsewhere; or "related": what else bears on the question
    cells: tuple[Cell, ...] = ()  # the table cells that it states
    entries: tuple[Entry, ...] = ()  # the values that it was computed from, or gathered over documents


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether an answer answers. Scores are those of `evidence`: about 0 to 1, plus what a statement's kind adds."""

    score: float  # of the strongest statement
    stated_score: float  # of the strongest statement that the answer cites
    stated_coverage: float  # of the question's words, the most that a cited statement meets
    passage: float  # how far the first passage stands above the mean of those found, in standard deviations
    passage_margin: float  # what the first passage has before the fifth
    cells: float  # 1 where it states cells of a table
    sentences: float  # how many it has


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before verification."""

    question: Question
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    abstained: bool = False
    places: tuple[Hit, ...] = ()  # passages that are cited though retrieval did not rank them
    disputed: tuple[Quantity, ...] = ()  # for which another place gives another value
    missing: str = ""  # Korean: what exactly the documents do not say, where that is known
    notices: tuple[str, ...] = ()  # Korean: what of the question the answer leaves open
    signs: Signs | None = None  # by which it is told how sure the answer is
    confidence: float = 0.0  # that the documents answer the question, 0 to 1; 0 where something asked for is known to be missing
    table: AnswerTable | None = None


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence of a language model that its passages do not bear out, and why not, in Korean. Never shown as fact."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """How an answer was made: enough to make it again, or to say why another came out."""

    version: str = ""  # of the program
    embedding: str = ""  # the model that passages were embedded by
    llm: str = ""  # the language model that wrote it; empty for one composed of the documents' own sentences
    generation: int = 0  # the store's sequence number: which state of the documents was asked
    filters: Filters = ANYWHERE
    day: str = ""  # from which 작년 and 올해 count: 2025-02-19
    timings: dict[str, float] = field(default_factory=dict)  # milliseconds by step


@dataclass(frozen=True, slots=True)
class Answer:
    """The only type that a face accepts: sentences with their citations, every figure with its mark."""

    question: Question
    text: str  # sentences with [1] marks, as a person reads them
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    figures: tuple[CheckedFigure, ...]
    hits: tuple[Hit, ...]
    abstained: bool
    notices: tuple[str, ...] = ()  # Korean: dropped sentences, conflicts, a year that is not covered
    confidence: float = 0.0  # that the documents answer the question, 0 to 1
    made: Made = Made()
    scope: str = ""  # Korean: which documents were looked in; empty for all
    struck: tuple[Struck, ...] = ()  # what a language model wrote and its passages do not bear out
    table: AnswerTable | None = None
