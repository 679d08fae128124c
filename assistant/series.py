"""Figures of a measure over years and documents, out of the ledger: what `교육 인원` was in 2021, 2022 and 2023, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from assistant.asked import dimensions_of
from assistant.evidence import Evidence, Letters
from assistant.question import is_asking
from assistant.reading import read_question
from assistant.retrieve import retrieve
from assistant.same_thing import is_change
from assistant.scope import check_scope
from assistant.types import Question
from index.filters import ANYWHERE, Filters
from index.ledger import LedgerRow, measure_key
from index.library import Library
from index.rows import PassageRow
from ingest.document import FigureKind, Quantity, Span, Statement, StatementKind
from ingest.errors import BadInput
from ingest.figures import agrees
from ingest.korean import letter_pairs, letters_of
from ingest.labels import is_total
from ingest.plain import as_plain

_LONGEST = 2_000  # characters, as of a question
_PASSAGES = 30  # whose figures are looked at
_WEAKEST = 0.5  # of the best statement's score, for its figures to be looked at
_FEWEST_WORDS = 0.5  # of the query's words, by their weight, that a figure's own names and what is around it must have
_NEAR_BEST = 0.8  # of what the best figure has of them
_AROUND = 0.7  # what a word counts that stands not in the figure's row or column but in its sentence, table or section
_PERSONS, _BY_STEM = "count:명", 0.9
_IN_PROSE = 0.9  # what a figure of running text keeps beside one of a table: its name is a guess
_IN_TABLE = 0.85  # in the title of its table, which all rows are of
_IN_TITLE = 0.5  # or only in the title of its document
_BY_UNIT = 0.6  # or that only says what is counted: 인원 of a figure in 명
# Who took part or was served is what 교육 인원 counts.
_PEOPLE = re.compile(r"(?:수혜|이용|참여|수료|수강|참가|가입|대상|취업|합격)자|수강생|교육생|훈련생|방문객|관람객|인원")
_COUNTING = frozenset({"인원", "금액", "예산", "예산액", "건수", "비율", "면적"})
_LONGER = 0.2  # what a figure loses whose name was not said at all, so that the plainest name comes first
_HEAD_WORD = 2.0  # what the last word counts beside the others: of 어디나지원단 교육 인원 it is a number of persons that is meant
_OTHER_DIMENSION = 0.6  # what a figure keeps that is not counted in what was asked for
_EACH_YEAR = 0.02  # what a series gains with each year: of two that fit as well the longer one is meant
_SHORTEST_NAME = 5  # letters; a shorter one names another thing in every body's papers
_MOST_EXTENDED = 12  # series that are looked for in the rest of the ledger
_YEAR = re.compile(r"(?:['’‘`]\d{2}|(?:19|20)\d{2}|(?<!\d)\d{2}(?=\s?년))\s*(?:년도?|[.])?\s*(?:말|초)?")
_NO_NAME = re.compile(r"\([^()]*\)|[()\s·ㆍ,.:]+")
_PRODUCT = re.compile(r"\s?(?:[xX×*]|\*)\s?")
_BESIDE = 3  # letters beside a figure in which a sign of multiplication is looked for
# Figures of one sort are one series: what was budgeted, what was planned, what came of it.
_SORTS = {
    **dict.fromkeys((FigureKind.PLAN, FigureKind.TARGET, FigureKind.FORECAST), "계획"),
    **dict.fromkeys((FigureKind.SPENT, FigureKind.SETTLED), "집행"),
    **dict.fromkeys((FigureKind.ACHIEVED, FigureKind.PROVISIONAL), "실적"),
    FigureKind.UNKNOWN: "",
}
_BUDGET = "예산"
_KIND_WORD = re.compile(
    "예산\\s?현액|최종\\s?예산|당초\\s?예산|기정\\s?예산|본예산|예산안|예산액?|결산액?|집행액|지출액|실적|목표|계획|잠정|전망|요구액"
)


class Point(NamedTuple):
    """A figure of a series, where it stands and what is written there."""

    row: LedgerRow
    quote: str

    @property
    def quantity(self) -> Quantity:
        """What was read."""
        return self.row.quantity

    @property
    def span(self) -> Span:
        """Where it stands in its document."""
        return Span(self.row.start, self.row.end)


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one measure, by year and document."""

    measure: str
    column: str  # without its year; empty where the year is all there is
    dimension: str
    unit: str  # in which most of them are written
    points: tuple[Point, ...]

    @property
    def name(self) -> str:
        """What it is called: 어디나지원단 교육 인원."""
        return " ".join(part for part in (self.measure, self.column) if part)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it has a figure for, in order."""
        return tuple(sorted({point.row.year for point in self.points if point.row.year is not None}))


class FoundSeries(NamedTuple):
    """What was found, best first, and what of the words was read otherwise than typed, in Korean."""

    series: tuple[Series, ...]
    readings: tuple[str, ...] = ()


class _Scored(NamedTuple):
    row: LedgerRow
    score: float


class _Key(NamedTuple):
    """What figures of one series share."""

    measure: str
    column: str
    dimension: str
    sort: str
    whose: str  # of a general name (정원, 출연금): the body, or the document, whose it is; else empty


def find_series(
    library: Library, text: str, limit: int = 3, filters: Filters = ANYWHERE, today: date | None = None
) -> FoundSeries:
    """The series of figures that some words mean, best first. Raises BadInput where the filters allow no document."""
    if len(text) > _LONGEST:
        raise BadInput(f"찾을 말이 너무 깁니다({len(text):,}자).", f"{_LONGEST:,}자 안으로 줄여 주십시오.")
    check_scope(library, filters)
    question = read_question(library, as_plain(text), today)
    if not question.words:
        return FoundSeries((), question.readings)
    evidence = retrieve(library, question, _PASSAGES, filters).evidence
    scored = _score(library, question, evidence)
    owners = {item.name: item.imprint.body or item.name for item in library.store.allowed(filters)}
    groups = _grouped(scored, owners)
    ranked = sorted(groups, key=lambda key: -_worth(groups[key]))[:_MOST_EXTENDED]
    rows = {key: _extended(library, key, [item.row for item in groups[key]], owners) for key in ranked}
    worth = {key: _worth(groups[key]) + _EACH_YEAR * len({row.year for row in rows[key]}) for key in ranked}
    best = sorted(ranked, key=lambda key: -worth[key])[:limit]
    passages = {row.id: row for row in library.store.passages([row.passage for key in best for row in rows[key]])}
    series = [_series(rows[key], passages, question.years) for key in best]
    return FoundSeries(tuple(item for item in series if item.points), question.readings)


def _score(library: Library, question: Question, evidence: Sequence[Evidence]) -> list[_Scored]:
    """The figures of the statements that bear on the words, each with how much of the words it is called by."""
    strongest = max((item.score for item in evidence), default=0.0)
    near = [item for item in evidence if item.met and item.score >= _WEAKEST * strongest]
    near = [item for item in near if item.statement.kind is not StatementKind.HEADING and item.statement.quantities]
    found = library.store.figures(list(dict.fromkeys(item.hit.passage_id for item in near)))
    weights = {word: library.rarity(word) for word in question.words if not word.isdigit() and not is_asking(word)}
    if weights:
        weights[list(weights)[-1]] *= _HEAD_WORD
    letters, total = Letters.of(question), sum(weights.values()) or 1.0
    scored = []
    for item in near:
        own = [row for row in found if row.passage == item.hit.passage_id and _stands_in(row, item.statement)]
        for row in own:
            if _is_factor(row, item.statement) or _is_change(row, item.statement):
                continue
            share = sum(weight * _met(word, letters.of_word[word], row, item) for word, weight in weights.items()) / total
            if question.dimensions and row.dimension not in question.dimensions:
                share *= _OTHER_DIMENSION
            share *= 1.0 if row.col_path else _IN_PROSE
            if share >= _FEWEST_WORDS:
                scored.append(_Scored(row, share * (1 - _LONGER * (1 - _said_of_name(row, letters.all)))))
    best = max((item.score for item in scored), default=0.0)
    return [item for item in scored if item.score >= _NEAR_BEST * best]


def _stands_in(row: LedgerRow, statement: Statement) -> bool:
    return statement.span.start <= row.start and row.end <= statement.span.end


def _is_factor(row: LedgerRow, statement: Statement) -> bool:
    """Whether a figure is but a factor of one: 3,309천원 X 2명 X 11개월."""
    at = statement.text.find(row.text)
    if at < 0:
        return False
    end = at + len(row.text)
    return bool(_PRODUCT.search(statement.text[max(0, at - _BESIDE) : at]) or _PRODUCT.match(statement.text[end : end + _BESIDE]))


def _is_change(row: LedgerRow, statement: Statement) -> bool:
    """Whether a figure of running text is by how much something grew: of 6,240백만원 대비 464백만원 증액 the second."""
    at = statement.text.find(row.text)
    return not row.col_path and at >= 0 and is_change(statement.text[:at], statement.text[at + len(row.text) :])


def _met(word: str, pairs: frozenset[str], row: LedgerRow, item: Evidence) -> float:
    """How far a word is met by what a figure is called, counts, is; by what stands around it; by its document's title."""
    if word in row.kind:
        return 1.0  # 실적 of what was achieved
    statement = item.statement
    own = letters_of(f"{row.measure} {row.column}")
    # A row's context names every column, its own and the others'.
    context = statement.context[:-1] if statement.header_spans else (*statement.context, statement.text)
    around = letters_of(" ".join((row.table, *row.section, *context)))
    titled = own + letters_of(row.table)
    if not pairs:
        return float(word in own) or _AROUND * (word in around)
    if row.dimension == _PERSONS and word.endswith("자") and word[:-1] in own:
        return _BY_STEM  # 이용자, of 이용 counted in 명
    counts = word in _COUNTING and row.dimension in dimensions_of(word)
    return max(
        (1.0 if word == "인원" and _PEOPLE.search(row.measure) else _BY_UNIT) if counts else 0.0,
        sum(pair in own for pair in pairs) / len(pairs),
        _IN_TABLE * sum(pair in titled for pair in pairs) / len(pairs),
        _AROUND * sum(pair in own or pair in around for pair in pairs) / len(pairs),
        _IN_TITLE * sum(pair in letters_of(item.hit.title) for pair in pairs) / len(pairs),
    )


def _said_of_name(row: LedgerRow, said: frozenset[str]) -> float:
    """How much of what a figure is called was said: a long sentence has many a word in it."""
    name = letter_pairs(f"{_named(row.measure)} {_named(row.column)}")
    return sum(pair in said for pair in name) / len(name) if name else 1.0


def _grouped(scored: Iterable[_Scored], owners: Mapping[str, str]) -> dict[_Key, list[_Scored]]:
    """The figures by series."""
    groups: dict[_Key, list[_Scored]] = {}
    for item in scored:
        groups.setdefault(_key(item.row, owners), []).append(item)
    return groups


def _key(row: LedgerRow, owners: Mapping[str, str]) -> _Key:
    sort, measure = _SORTS.get(row.kind, _BUDGET), measure_key(_named(row.measure))
    whose = owners[row.document] if len(measure) < _SHORTEST_NAME else ""
    if is_total(row.measure):
        whose = f"{whose} {_place_name(row)}"  # every table has a 계
    return _Key(measure, measure_key(_named(row.column)), row.dimension, sort, whose)


def _named(label: str) -> str:
    """A name without its year, what stands in brackets, and the word for its kind, which is told beside the value."""
    return _KIND_WORD.sub("", _NO_NAME.sub(" ", _YEAR.sub(" ", label))).strip()


def _place_name(row: LedgerRow) -> str:
    """What the table of a figure is called, or the section that it stands in."""
    return row.table or "".join(row.section[-1:])


def _worth(items: Sequence[_Scored]) -> float:
    return max(item.score for item in items)


def _extended(library: Library, key: _Key, rows: Sequence[LedgerRow], owners: Mapping[str, str]) -> list[LedgerRow]:
    """The rows of a series with those of the whole ledger that have the same key, each place once; of `owners` alone."""
    tables = [row for row in rows if row.col_path]
    more = library.store.ledger({row.measure for row in tables}) if tables else []
    same = [row for row in more if row.document in owners and _key(row, owners) == key]
    return list({(row.document, row.start): row for row in (*rows, *same)}.values())


def _series(rows: Sequence[LedgerRow], passages: dict[int, PassageRow], years: Sequence[int]) -> Series:
    """The series of some rows; where years were asked for, only those."""
    kept = [row for row in rows if not years or row.year in years]
    points = [Point(row, _quote(passages[row.passage], row)) for row in kept if row.passage in passages]
    points.sort(key=lambda point: (point.row.year or 0, point.row.document, point.row.start))
    first = rows[0]
    units = [row.unit for row in rows]
    measure = f"{_place_name(first)}: {first.measure}" if is_total(first.measure) and _place_name(first) else first.measure
    return Series(
        " ".join(_YEAR.sub(" ", measure).split()),
        _column_of(kept or rows),
        first.dimension,
        max(units, key=units.count),
        tuple(_each_once(points)),
    )


def _column_of(rows: Sequence[LedgerRow]) -> str:
    """What the column of some rows is called; where they are of several kinds (예산, 최종예산), by the sort of these."""
    columns = [" ".join(_YEAR.sub(" ", row.column).split()) for row in rows]
    sort = _SORTS.get(rows[0].kind, _BUDGET)
    if not sort or len({row.kind for row in rows}) == 1:
        return columns[0]
    return " ".join(filter(None, (_named(columns[0]), sort)))


def _each_once(points: Iterable[Point]) -> list[Point]:
    """The points without those that a document says again: the same value of the same year and kind."""
    kept: list[Point] = []
    for point in points:
        row = point.row
        said = [
            other for other in kept if (other.row.document, other.row.year, other.row.kind) == (row.document, row.year, row.kind)
        ]
        if not any(agrees(other.quantity, point.quantity) for other in said):
            kept.append(point)
    return kept


def _quote(passage: PassageRow, row: LedgerRow) -> str:
    """What is written where a figure stands: its statement, to the letter."""
    span = next((item.span for item in passage.statements if item.span.start <= row.start < item.span.end), passage.span)
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]
