"""How a figure went over the years, out of the ledger: where no row of a table has the years that a question asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.arithmetic.operands import told
from assistant.cells import asks_trend
from assistant.citations import CitationList
from assistant.particles import with_particle
from assistant.retrieve import as_hit
from assistant.series import Point, Series, find_series
from assistant.types import Draft, Entry, Hit, Question, Sentence
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.document import Cell, Statement
from ingest.figures import agrees
from ingest.years import years_of

FEWEST_YEARS = 3


def with_trend(
    library: Library, question: Question, draft: Draft, filters: Filters = ANYWHERE, today: date | None = None
) -> Draft:
    """The draft with the series of figures that the question asks for in front; as it was where there is none, or it has one."""
    if not asks_trend(question) or any(_shows_years(sentence) for sentence in draft.sentences):
        return draft
    found = find_series(library, question.text, 1, filters, today).series
    points = _one_a_year(question, found[0]) if found else []
    if len(points) < FEWEST_YEARS:
        return draft
    hits = {row.id: as_hit(row, score=0.0) for row in library.store.passages([point.row.passage for point in points])}
    citations, sentences = CitationList(draft.citations), []
    for number, point in enumerate(points):
        hit = hits[point.row.passage]
        statement = _statement(hit, point)
        lead = with_particle(found[0].name, "은", "는") + " " if not number else ""
        text = f"{lead}{point.row.year}년 {_kind_said(point, points)}{told(point.quantity)}{'입니다.' if number + 1 == len(points) else ','}"
        entry = Entry(
            found[0].name,
            f"{point.row.year}년 {_kind_said(point, points)}".strip(),
            told(point.quantity),
            hit.document,
            point.span,
        )
        sentences.append(Sentence(text, (citations.cite(hit, statement.span),), cells=_cell(statement, point), entries=(entry,)))
    whole = _joined(sentences)
    rest = tuple(replace(sentence, role="related", cells=()) for sentence in draft.sentences if not sentence.formula)
    return replace(
        draft,
        sentences=(whole, *rest),
        citations=citations.citations(),
        places=(*draft.places, *hits.values()),
        abstained=False,
        notices=_years_left_open(question, points),
    )


def _years_left_open(question: Question, points: Sequence[Point]) -> tuple[str, ...]:
    """What to say of the years asked for that have no figure."""
    missing = [f"{year}년" for year in question.years if year not in {point.row.year for point in points}]
    return (f"{'·'.join(missing)}의 값은 이 답에 없습니다.",) if missing else ()


def _shows_years(sentence: Sentence) -> bool:
    years = {year for cell in sentence.cells for year in years_of(" ".join(cell.col_path))}
    return sentence.role == "answer" and len(years) >= FEWEST_YEARS


def _one_a_year(question: Question, series: Series) -> list[Point]:
    """The newest place of each year; of the years asked for where some are.

    A year with several values is told by that of the kind which most years have (예산, not 최종예산), else by its last.
    """
    kind, by_year = _commonest_kind(series.points), dict[int, Point]()
    for point in sorted(series.points, key=lambda point: point.row.kind == kind):
        year = point.row.year
        if year is not None and (not question.years or year in question.years):
            held = by_year.get(year)
            is_again = held is not None and held.row.kind == point.row.kind and agrees(held.quantity, point.quantity)
            by_year[year] = held if held is not None and is_again else point
    return [by_year[year] for year in sorted(by_year)]


def _commonest_kind(points: Sequence[Point]) -> str:
    """The kind that figures of most years are of, the first of several."""
    years: dict[str, set[int | None]] = {}
    for point in points:
        years.setdefault(point.row.kind, set()).add(point.row.year)
    return max(years, key=lambda kind: len(years[kind]))


def _kind_said(point: Point, points: Sequence[Point]) -> str:
    """The kind of a figure, where it is not that of the others: 2024년 최종예산."""
    is_other = point.row.kind != _commonest_kind(points)
    return f"{point.row.kind} " if is_other and point.row.kind else ""


def _statement(hit: Hit, point: Point) -> Statement:
    return next(item for item in hit.statements if item.span.start <= point.row.start < item.span.end)


def _cell(statement: Statement, point: Point) -> tuple[Cell, ...]:
    return tuple(cell for cell in statement.cells if cell.span.holds(point.span))[:1]


def _joined(sentences: list[Sentence]) -> Sentence:
    """All years in one sentence, with the places of each."""
    return Sentence(
        " ".join(sentence.text for sentence in sentences),
        tuple(dict.fromkeys(index for sentence in sentences for index in sentence.citations)),
        cells=tuple(cell for sentence in sentences for cell in sentence.cells),
        entries=tuple(entry for sentence in sentences for entry in sentence.entries),
    )
