"""Right answers: every gold figure stated, or every wanted word said, or the gold place quoted."""

from __future__ import annotations

from decimal import Decimal

from eval.gold import UNANSWERABLE, GoldFigure
from eval.measures.text import containment, plain
from eval.run import Outcome
from ingest.document import Quantity
from ingest.figures import read_quantities
from ingest.units import DATE, MONEY, NUMBER, POINTS, RATIO, UNITS

_READ = 700  # characters of an answer that count: a dump of the document is no answer
_QUOTED = 0.7  # share of the gold quote in the answer, where a question names neither figures nor words
_RATE_SLACK = Decimal("0.051")  # percent; one place shown
_SHARE_SLACK = Decimal("0.005")  # of an amount: the most that a rounded reading may be off
_DATE_PARTS = {"년": 10000, "월": 100, "일": 1}
_UNSAID_UNITS = frozenset({"점", "위", "회", "배"})  # a bare number is understood


def is_right(outcome: Outcome) -> bool:
    """Whether the answer is right. A question that the documents do not answer is right if the answer abstains."""
    item, answer = outcome.item, outcome.answer
    if answer is None:
        return False
    if item.type == UNANSWERABLE or answer.abstained:
        return item.type == UNANSWERABLE and answer.abstained
    text = answer.text[:_READ]
    if item.figures:
        stated = read_quantities(text)
        return all(states(figure, stated, text) for figure in item.figures)
    if item.must_contain:
        said = plain(text).lower()
        return all(any(plain(way).lower() in said for way in word.split("|")) for word in item.must_contain)
    return any(containment(place.quote, text) >= _QUOTED for place in item.evidence)


def states(figure: GoldFigure, stated: list[Quantity], text: str) -> bool:
    """Whether one of the quantities read from a text is the figure: as money within the rounding shown, else the same number and unit."""
    if figure.unit in _DATE_PARTS and any(_is_date_part(figure, quantity) for quantity in stated):
        return True
    if figure.krw and any(_is_amount(figure.krw, figure.unit, quantity) for quantity in stated):
        return True
    return any(_is_number(figure, quantity, text) for quantity in stated)


def _is_date_part(figure: GoldFigure, quantity: Quantity) -> bool:
    if quantity.dimension != DATE:
        return False
    part, value = _DATE_PARTS[figure.unit], int(figure.value)
    found = int(quantity.value) // part % (10000 if figure.unit == "년" else 100)
    return found % 100 == value % 100 and (found > 0) if figure.unit == "년" else found == value


def _is_amount(won: int, unit: str, quantity: Quantity) -> bool:
    if quantity.dimension != MONEY:
        return False
    target = Decimal(abs(won))
    step = max(quantity.step, UNITS[unit].size if unit in UNITS else Decimal(1))
    return abs(abs(quantity.base) - target) <= max(Decimal(1), min(step / 2, _SHARE_SLACK * target))


def _is_number(figure: GoldFigure, quantity: Quantity, text: str) -> bool:
    """The same number, signs aside, with its unit on it or within the next few letters."""
    value = abs(figure.value) * (10**4 if figure.unit.startswith("만") and figure.unit not in UNITS else 1)  # 27만㎡
    number, scaled = abs(quantity.value), abs(quantity.base)
    slack = _RATE_SLACK if _dimension(figure.unit) in {RATIO, POINTS} else Decimal(0)
    if min(abs(number - value), abs(scaled - value)) > slack:
        return False
    if not figure.unit or figure.unit in _UNSAID_UNITS or quantity.unit in {figure.unit, figure.unit.removeprefix("만")}:
        return True
    if quantity.dimension not in {NUMBER, _dimension(figure.unit)} and not figure.unit.startswith(quantity.unit):
        return False
    after = plain(text[quantity.span.start :])[len(plain(quantity.text)) - len(plain(quantity.unit)) :]
    unit = figure.unit.replace(" ", "").removesuffix("대1")  # 13.4 대 1, 13.4:1
    return not unit or unit[:1] in after[: len(unit) + 2]


def _dimension(unit: str) -> str:
    return UNITS[unit].dimension if unit in UNITS else NUMBER
