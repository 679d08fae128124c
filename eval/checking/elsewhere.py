"""Items that another document answers as well, with the same value or with another."""

from __future__ import annotations

from collections.abc import Iterator

from eval.checking.papers import Papers
from eval.checking.problem import Flaw, Problem
from eval.gold import GoldEvidence, GoldItem
from eval.measures.right import states
from eval.measures.text import plain
from index.ledger import LedgerRow, measure_key

_LEAST = 12  # letters of a quote that is not met by chance
_NAMED = 4  # letters of a measure that is one thing in every document: not 계, not 예산


def answered_elsewhere(item: GoldItem, papers: Papers) -> Iterator[Problem]:
    """The documents outside the evidence in which the same words stand, or the same measure of the same year."""
    own = {place.document for place in item.evidence}
    standing = [place for place in item.evidence if papers.stands(place)]
    same = {name for place in standing if len(plain(place.quote)) >= _LEAST for name in papers.holding(place.quote)} - own
    rows = [row for place in item.evidence for row in _figures(item, place, papers)]
    others = [(row, other) for row in rows for other in _of_same_measure(row, papers) if other.document not in own]
    same |= {other.document for row, other in others if other.base == row.base}
    if same:
        found = f"{', '.join(sorted(same))}에도 같은 답이 있습니다."
        yield Problem(
            item.id, item.question, Flaw.TWO_DOCUMENTS, found, "근거에 함께 적거나, 어느 문서를 묻는지 질문에 밝혀 주십시오."
        )
    told = {other.document: _shown(other) for row, other in others if other.base != row.base}
    told = {document: text for document, text in told.items() if document not in same}
    if told:
        found = f"다른 문서는 값이 다릅니다. {', '.join(told[name] for name in sorted(told))}"
        yield Problem(
            item.id, item.question, Flaw.TWO_VALUES, found, "어느 문서의 값을 묻는지 질문에 밝히거나 상충 문항으로 바꿔 주십시오."
        )


def _figures(item: GoldItem, place: GoldEvidence, papers: Papers) -> list[LedgerRow]:
    """The rows of the ledger that stand in a quote and are one of the figures that the item wants."""
    rows = papers.figures(place)
    return [row for row in rows if any(states(figure, [row.quantity], place.quote) for figure in item.figures)]


def _of_same_measure(row: LedgerRow, papers: Papers) -> list[LedgerRow]:
    """The other rows of the ledger for the same thing: measure, column, year, dimension and kind."""
    if len(measure_key(row.measure)) < _NAMED or row.year is None:
        return []
    name = row.measure if row.col_path else row.row_path[-1]
    return [other for other in papers.library.store.ledger([name]) if _what(other) == _what(row)]


def _what(row: LedgerRow) -> tuple[object, ...]:
    return measure_key(row.measure), measure_key(row.column), row.year, row.date, row.dimension, row.kind


def _shown(row: LedgerRow) -> str:
    return f"{row.document}: {row.text}{'' if row.unit in row.text else row.unit}"
