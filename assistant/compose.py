"""Compose an answer without a language model: from the documents' own sentences, cells and computed results."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.arithmetic.compute import compute
from assistant.arithmetic.total import asks_against_total
from assistant.cells import name_share
from assistant.citations import CitationList
from assistant.confidence import signs_of
from assistant.coverage import missing_figure, of_nearest_year, uncovered_year
from assistant.evidence import Evidence
from assistant.fitting import fitting_first
from assistant.formula import results
from assistant.kinds.agreement import compose_agreement
from assistant.kinds.date import compose_date
from assistant.kinds.decision import compose_decision, missing_decision
from assistant.kinds.definition import compose_definition, define
from assistant.kinds.figure import compose_figure
from assistant.kinds.legal import compose_legal
from assistant.kinds.listing import compose_list
from assistant.kinds.offices import compose_offices
from assistant.kinds.person import compose_person
from assistant.kinds.place import compose_place
from assistant.kinds.rows_listed import list_rows
from assistant.kinds.sentences import compose_reason
from assistant.kinds.several import compose_several
from assistant.kinds.statement import compose_statement
from assistant.kinds.summary import compose_summary
from assistant.kinds.yesno import compose_verdict, compose_yesno
from assistant.left_open import left_open, without_points
from assistant.points import Point
from assistant.retrieve import Retrieved
from assistant.types import Asked, Draft, Hit, Question, Sentence
from assistant.unsaid.find import find_unsaid
from assistant.whole_tables import WholeTable

KINDS: dict[Asked, Callable[[Question, Sequence[Evidence]], list[Point]]] = {
    Asked.FIGURE: compose_figure,
    Asked.COMPARISON: compose_figure,
    Asked.DATE: compose_date,
    Asked.PERSON: compose_person,
    Asked.REASON: compose_reason,
    Asked.YESNO: compose_yesno,
    Asked.PLACE: compose_place,
    Asked.DEFINITION: compose_definition,
    Asked.LEGAL: compose_legal,
    Asked.STATEMENT: compose_statement,
    Asked.SUMMARY: compose_summary,
}
NOTHING_COMPUTED = frozenset({Asked.DEFINITION, Asked.LEGAL, Asked.STATEMENT, Asked.SUMMARY})
# Kinds that tell a turn, an article or a section whole: with the statements in it that meet nothing of the question.
READ_WHOLE = frozenset({Asked.LEGAL, Asked.STATEMENT, Asked.SUMMARY})
# The share of a question's words, weighed by their rarity, that the strongest statement and what stands around it
# must meet; below it nothing bears on the question.
LEAST_COVERAGE = 0.22
_MOST_BESIDE = 3
_FEW_WORDS, _LEAST_OF_FEW = 3, 0.38
_TELLING = 3  # letters of a column's name


def compose(question: Question, retrieved: Retrieved, tables: Sequence[WholeTable] = ()) -> Draft:
    """A draft for a question from what was retrieved; one that abstains where nothing bears on it.

    `tables` are those of the strongest rows, whole, for what is computed over rows.
    """
    if named := compose_offices(question, retrieved.evidence) or define(question, retrieved.evidence):
        return _draft(question, named, retrieved)  # a name is all that must be met
    evidence = [item for item in retrieved.evidence if item.met or question.asked in READ_WHOLE]
    missing = uncovered_year(question, evidence, retrieved.document_years)
    if missing or not bears_on(question, evidence):
        return Draft(question, (), (), retrieved.hits, abstained=True, missing=missing)
    if several := compose_several(question, evidence, retrieved.parts, lambda one, own: _of_kind(one, own, retrieved, tables)):
        return _draft(question, several, retrieved)
    if question.asked in NOTHING_COMPUTED:
        return _draft(question, KINDS[question.asked](question, evidence), retrieved)
    evidence = of_nearest_year(question, evidence)
    computed = compute(question, evidence, tables)
    evidence = fitting_first(question, evidence)
    if not evidence and not computed:
        missing = missing_figure(question)
        return Draft(question, (), (), retrieved.hits, abstained=True, missing=missing)
    proven = compose_decision(question, evidence)
    if not proven and (missing := missing_decision(question, evidence)):
        return Draft(question, (), (), retrieved.hits, abstained=True, missing=missing)
    if proven := proven or compose_verdict(question, evidence):
        return draft_of(question, proven, retrieved.hits)  # the rules that prove it have met all that is asked
    points = [] if asks_against_total(question) and computed else compose_agreement(question, evidence)
    points = points or _beside(computed, _of_kind(question, evidence, retrieved, tables))
    if missing := find_unsaid(question, points, retrieved.own_names):
        return Draft(question, (), (), retrieved.hits, abstained=True, missing=missing)
    return _draft(question, points, retrieved)


def _of_kind(question: Question, evidence: Sequence[Evidence], retrieved: Retrieved, tables: Sequence[WholeTable]) -> list[Point]:
    """The answer in the shape that its kind has."""
    if not evidence:
        return []
    if question.asked is Asked.LIST:
        return list_rows(question, tables, evidence) or compose_list(question, evidence, retrieved.behind)
    return KINDS[question.asked](question, evidence)


def _draft(question: Question, points: Sequence[Point], retrieved: Retrieved) -> Draft:
    """The draft that some points make, with the signs of how sure it is."""
    draft = draft_of(question, points, retrieved.hits)
    if question.asked in NOTHING_COMPUTED or any(point.formula or point.entries for point in points):
        return draft  # these kinds say themselves what they lack, and so do sums; the calibration knows how the others are found
    return replace(draft, signs=signs_of(retrieved.evidence, retrieved.hits, points))


def draft_of(question: Question, points: Sequence[Point], ranked: tuple[Hit, ...]) -> Draft:
    """The draft that some points make, of passages that retrieval ranked or not."""
    citations = CitationList()
    sentences = tuple(_sentence(point, citations) for point in points)
    known = {hit.passage_id for hit in ranked}
    hits = {hit.passage_id: hit for point in points for hit in (point.hit, *(hit for hit, _ in point.others))}
    places = tuple(hit for number, hit in hits.items() if number not in known)  # rows of a table that were not ranked
    notices = left_open(question, points)
    missing = "" if points else without_points(question)
    return Draft(question, sentences, citations.citations(), ranked, places=places, missing=missing, notices=notices)


def _beside(computed: Sequence[Point], points: Sequence[Point]) -> list[Point]:
    """What was computed, with the strongest of what would have been the answer as places to look at besides.

    A row that states what was computed (과부족 △3) stays an answer.
    """
    if not computed:
        return list(points)
    amounts = {abs(quantity.base) for point in computed for quantity in results(point.formula)}
    plain = [
        point if _states(point, amounts) else replace(point, role="related", cells=()) for point in points if not point.formula
    ]
    return [*computed, *plain[:_MOST_BESIDE]]


def _states(point: Point, amounts: Collection[Decimal]) -> bool:
    """Whether the cells that a point states, all of them, are what was computed."""
    return bool(point.cells) and all(cell.quantity is not None and abs(cell.quantity.base) in amounts for cell in point.cells)


def bears_on(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether anything that was found bears on the question. Of few words (오늘 날씨 어때) more must be met, unless a column is named."""
    matter = len(question.words) - len(question.years)
    least = LEAST_COVERAGE if matter > _FEW_WORDS or (evidence and _names_column(question, evidence[0])) else _LEAST_OF_FEW
    return bool(evidence) and max(item.coverage for item in evidence) >= least


def _names_column(question: Question, evidence: Evidence) -> bool:
    """Whether the question says, whole, what a column of values is called: 집행률, 두루관."""
    said = frozenset(question.pairs)
    columns = [cell.col_path[-1] for cell in evidence.statement.cells if cell.quantity is not None and cell.col_path]
    return any(name_share(name, said) == 1 for name in columns if len(name) >= _TELLING)


def _sentence(point: Point, citations: CitationList) -> Sentence:
    indices = [citations.cite(point.hit, span) for span in point.spans] + [
        citations.cite(hit, span) for hit, span in point.others
    ]
    return Sentence(point.text, tuple(dict.fromkeys(indices)), point.formula, point.role, point.cells, point.entries)
