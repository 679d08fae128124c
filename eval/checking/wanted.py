"""Whether what an item wants can be: a type that is known, an amount that is its value, no answer where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches

from eval.checking.papers import Papers
from eval.checking.problem import Flaw, Problem
from eval.gold import UNANSWERABLE, GoldFigure, GoldItem
from eval.wording import TYPES
from ingest.units import MONEY, UNITS


def nothing_wanted(item: GoldItem, _: Papers) -> Iterator[Problem]:
    """An item by which no answer could be told right from wrong."""
    if item.type != UNANSWERABLE and not (item.figures or item.must_contain or item.evidence):
        yield Problem(
            item.id,
            item.question,
            Flaw.NOTHING_WANTED,
            "맞는 답을 가릴 figures, must_contain, evidence가 모두 비었습니다.",
            "답에 있어야 할 수치나 말, 또는 근거를 적어 주십시오.",
        )


def wanted_of_none(item: GoldItem, _: Papers) -> Iterator[Problem]:
    """An item that is said to have no answer, and has what the answer must state."""
    if item.type == UNANSWERABLE and (item.figures or item.must_contain):
        yield Problem(
            item.id,
            item.question,
            Flaw.WANTED_OF_NONE,
            "유형은 unanswerable인데 figures나 must_contain이 있습니다.",
            "답이 있으면 유형을 고치고, 없으면 figures와 must_contain을 비워 주십시오.",
        )


def unknown_type(item: GoldItem, _: Papers) -> Iterator[Problem]:
    """A type that no report knows: a set may have its own, but one that is misspelt is counted by itself."""
    if item.type not in TYPES:
        near = get_close_matches(item.type, TYPES, n=1)
        told = f" 비슷한 유형: {near[0]}." if near else ""
        remedy = f"잘못 적었으면 고쳐 주십시오. 아는 유형: {', '.join(TYPES)}"
        yield Problem(item.id, item.question, Flaw.UNKNOWN_TYPE, f"{item.type}은(는) 모르는 유형입니다.{told}", remedy)


def other_amounts(item: GoldItem, _: Papers) -> Iterator[Problem]:
    """Figures whose amount in won is not their value in their unit: an answer would be right with either."""
    for figure in item.figures:
        stated = _won(figure)
        if stated is not None and figure.krw is not None and abs(stated - abs(figure.krw)) > max(Decimal(1), _half_step(figure)):
            found = f"{figure.value:,f}{figure.unit}은 {stated:,.0f}원인데 krw는 {figure.krw:,}원입니다."
            yield Problem(item.id, item.question, Flaw.OTHER_AMOUNT, found, "value, unit, krw 가운데 틀린 것을 고쳐 주십시오.")


def _won(figure: GoldFigure) -> Decimal | None:
    """The value in won, signs aside; None where its unit is not one of money."""
    unit = UNITS.get(figure.unit.replace(" ", ""))
    return abs(figure.value) * unit.size if unit is not None and unit.dimension == MONEY else None


def _half_step(figure: GoldFigure) -> Decimal:
    """Half of the last place that the value shows, in won: 8.2억원 may be 8억 1,950만원."""
    exponent = figure.value.as_tuple().exponent
    assert isinstance(exponent, int)  # read_gold has refused NaN and Infinity
    return UNITS[figure.unit.replace(" ", "")].size * Decimal(10) ** exponent / 2
