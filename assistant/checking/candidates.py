"""The figures of the documents that may measure what a claim does, those that are called most alike first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.checking.types import Candidate, Claim, Likeness
from assistant.evidence import Evidence
from assistant.question import understand
from assistant.retrieve import retrieve
from assistant.types import Hit
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.dates import read_dates
from ingest.document import Figure, Quantity, Statement, StatementKind
from ingest.figures import read_quantities
from ingest.korean import letter_pairs
from ingest.ledger import figures_in
from ingest.units import DATE

_PASSAGES = 20
_LONGEST = 300  # letters of a statement that are searched with
_DIGITS = re.compile(r"['’‘]?\d[\d,.]*\s?(?:회계[연년]도|년도?|월|일)?|\([^)]*\)")
_BREAK, _SUBJECT = re.compile(r"\d[\d,.]*\S*|[,;→]"), re.compile(r"[가-힣]{2}[은는이가](?:\s|$)")
_COLUMN_SAID = 0.8  # of a column's name
_COLUMN = 0.15  # what a column's name counts beside its row's
_GENERAL = frozenset({"예산액", "예산", "금액", "계", "합계", "예산안", "내용", "비고", "실적", "인원", "건수", "구분"})


class Sources:
    """What a library holds on the statements of a text: each statement is looked for once."""

    def __init__(self, library: Library, filters: Filters = ANYWHERE) -> None:
        """Over an open library, in the allowed documents."""
        self._library = library
        self._filters = filters

    def evidence(self, statement: Statement) -> Sequence[Evidence]:
        """The statements of the library that bear on one of a text, strongest first."""
        above = statement.context[-1] if statement.context else next(reversed(statement.section), "")
        question = understand(f"{above} {statement.text}"[:_LONGEST])
        if not question.words:
            return ()
        return retrieve(self._library, question, _PASSAGES, self._filters).evidence


def candidates_of(claim: Claim, evidence: Sequence[Evidence]) -> list[Candidate]:
    """The figures of some statements in the claim's dimension, best first."""
    found = []
    for item in evidence:
        figures = tuple(_figures(item.statement, item.hit))
        comparable = [figure for figure in figures if _comparable(claim.quantity, figure.quantity)]
        around = coverage(claim.statement, item.statement, item.hit) if comparable else 0.0
        for figure in comparable:
            alike = likeness(claim, figure, item.statement, item.hit, around)
            beside = tuple(other for other in figures if other is not figure)
            found.append(Candidate(figure, item.statement, item.hit, alike, beside))
    return sorted(found, key=lambda candidate: -candidate.score)


def _figures(statement: Statement, hit: Hit) -> Iterator[Figure]:
    """The figures of a statement, its dates among them."""
    yield from figures_in(statement, hit.year)
    if statement.kind is StatementKind.HEADING:  # the index does not keep its figures
        for quantity in read_quantities(statement.text):
            yield Figure(quantity, statement.page, statement.section, (statement.text,), (), hit.year)
    for quantity in statement.quantities:
        if quantity.dimension == DATE:
            yield Figure(quantity, statement.page, statement.section, (statement.text,), (), None)
    for context in statement.context:  # the day on which a table's figures were counted
        for date in read_dates(context, 0):
            if date.value >= 10_000 and date.value % 10_000:
                yield Figure(date, statement.page, statement.section, (statement.text,), (), None)


def _comparable(claim: Quantity, other: Quantity) -> bool:
    """Whether two quantities are of one dimension; a bare number may be of any but a date's."""
    if DATE in {claim.dimension, other.dimension}:
        return claim.dimension == other.dimension
    return claim.dimension == other.dimension or not claim.unit or not other.unit


def likeness(claim: Claim, figure: Figure, statement: Statement, hit: Hit, around: float) -> Likeness:
    """How far the words right before a claim are met around a figure, and how far the claim says what the figure is called."""
    said = pairs_of(" ".join((claim.statement.text, *claim.statement.context, *claim.statement.section)))
    near = pairs_of(_name_of(claim))
    above = (*statement.context, *statement.section, hit.title, *figure.row_path, *figure.col_path)
    met = _share(near, pairs_of(" ".join((statement.text, *above))))
    if statement.kind is not StatementKind.ROW or not figure.col_path:
        return Likeness(met, _share(pairs_of(" ".join(figure.row_path[-2:]) or statement.text), said), around)
    said_column = _column_said(figure.col_path[-1], said)
    row = _share(pairs_of(figure.row_path[-1] if figure.row_path else ""), said)
    return Likeness(met, (1 - _COLUMN) * row + _COLUMN * said_column, around)


def _name_of(claim: Claim) -> str:
    """The words that say what a claim measures: a subject between it and the figure before it, else all that lead to it."""
    before = claim.before.rstrip("(약 ")
    own = _BREAK.split(before)[-1]
    is_named = _SUBJECT.search(own) or (before != claim.before.rstrip() and pairs_of(own))  # 운영경비 소계(4,088,983천원)
    return own if is_named else " ".join(claim.figure.row_path[-2:]) or claim.statement.text


def is_column_said(claim: Claim, figure: Figure) -> bool:
    """Whether a claim says the column of a figure, or that has no name of its own."""
    said = pairs_of(" ".join((claim.statement.text, *claim.statement.context, *claim.statement.section)))
    return not figure.col_path or _column_said(figure.col_path[-1], said) >= _COLUMN_SAID


def coverage(statement: Statement, other: Statement, hit: Hit) -> float:
    """The share of a statement's words that another has in it or above it."""
    labels = (label for cell in other.cells for label in (*cell.row_path, *cell.col_path))
    return _share(pairs_of(statement.text), pairs_of(" ".join((other.text, *other.context, *other.section, hit.title, *labels))))


def _column_said(column: str, said: frozenset[str]) -> float:
    return 1.0 if is_general(column) or not pairs_of(column) else _share(pairs_of(column), said)


def is_general(column: str) -> bool:
    """Whether a column has no name of its own: 예산액, 계."""
    return re.sub(r"\s", "", column) in _GENERAL


def _share(names: frozenset[str], said: frozenset[str]) -> float:
    return len(names & said) / len(names) if names else 0.0


@lru_cache(maxsize=8192)
def pairs_of(text: str) -> frozenset[str]:
    """The letter pairs of a text without its figures and what stands in brackets."""
    return frozenset(letter_pairs(_DIGITS.sub(" ", text)))
