"""Whether the evidence of an item stands in its documents, and its figures stand in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.particles import with_particle
from eval.checking.papers import Papers
from eval.checking.problem import Flaw, Problem
from eval.gold import UNANSWERABLE, GoldEvidence, GoldFigure, GoldItem
from eval.measures.right import states
from ingest.figures import read_quantities
from ingest.units import DATE, NUMBER

_COMPUTED = frozenset({"derived", "compare"})  # types whose figures are worked out from those of the evidence
_SHOWN = 80  # characters of a quote in a message
_DIGITS = re.compile(r"\d+")


def quotes_in_no_document(item: GoldItem, papers: Papers) -> Iterator[Problem]:
    """Evidence whose document is not there, and quotes that their document does not hold."""
    if item.type != UNANSWERABLE and not item.evidence:
        yield Problem(
            item.id, item.question, Flaw.NO_EVIDENCE, "근거가 적혀 있지 않습니다.", "답이 적힌 문서와 구절을 적어 주십시오."
        )
    for place in item.evidence:
        problem = _quote(item, place, papers)
        if problem is not None:
            yield problem


def figures_in_no_quote(item: GoldItem, papers: Papers) -> Iterator[Problem]:
    """Figures that no quote of the item states; those that are computed from the quotes are left out."""
    if item.type in _COMPUTED or item.derivation or not item.evidence:
        return
    for figure in item.figures:
        if not any(_stands(figure, place, papers) for place in item.evidence):
            yield Problem(
                item.id,
                item.question,
                Flaw.NO_FIGURE,
                f"{with_particle(f'{figure.value:,f}{figure.unit}', '이', '가')} 어느 인용에도 없습니다.",
                "그 값이 적힌 구절을 근거에 넣거나, 계산한 값이면 derivation에 식을 적어 주십시오.",
            )


def _stands(figure: GoldFigure, place: GoldEvidence, papers: Papers) -> bool:
    """Whether a quote states a figure: by itself, with the unit or year of its table, or as a bare number of a row."""
    read = read_quantities(place.quote)
    rows = papers.figures(place)
    if states(figure, [*read, *(row.quantity for row in rows)], place.quote):
        return True
    if figure.unit == "년" and any(row.year == figure.value for row in rows):
        return True
    if any(row.quantity.dimension not in {NUMBER, DATE} and abs(row.quantity.value) == abs(figure.value) for row in rows):
        return False  # its unit is known from the table, and is another
    return any(quantity.dimension == NUMBER and abs(quantity.value) == abs(figure.value) for quantity in read)


def _quote(item: GoldItem, place: GoldEvidence, papers: Papers) -> Problem | None:
    paper = papers.get(place.document)
    if paper is None:
        found = f"색인에 없는 문서입니다: {place.document}"
        return Problem(item.id, item.question, Flaw.NO_DOCUMENT, found, "문서를 넣거나 파일 이름을 고쳐 주십시오.")
    if paper.find(place.quote):
        return None
    quote = _short(place.quote)
    others = papers.holding(place.quote)
    if others:
        found = f"{place.document}에 없고 {', '.join(others)}에 있습니다: {quote}"
        return Problem(item.id, item.question, Flaw.NO_QUOTE, found, "근거의 문서 이름을 고쳐 주십시오.")
    nearest = paper.nearest(place.quote)
    # A slip in a word is met by measures all the same; another number is another fact.
    flaw = Flaw.INEXACT_QUOTE if nearest and _numbers(place.quote) <= _numbers(nearest) else Flaw.NO_QUOTE
    found = f"{quote} → 원문: {_short(nearest)}" if nearest else f"{place.document}에 없습니다: {quote}"
    return Problem(item.id, item.question, flaw, found, "원문을 그대로 옮겨 적어 주십시오.")


def _numbers(text: str) -> set[str]:
    return set(_DIGITS.findall(text))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"‘{line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}’"
