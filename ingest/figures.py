"""Read quantities from Korean text: exact value, unit, dimension, rounding step, qualifier, span.

>>> [(q.text, q.base, q.step) for q in read_quantities("129억 9천7백만원, △3명")]
[('129억 9천7백만원', Decimal('12997000000'), Decimal('1000000')), ('△3명', Decimal('-3'), Decimal('1'))]
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from ingest.amounts import NUMBER_PATTERN, decimal_of, decimals_of, half_width, parse_amount
from ingest.dates import read_dates
from ingest.document import Qualifier, Quantity, Span
from ingest.no_quantities import ENDLESS, NO_QUANTITY
from ingest.qualifiers import are_qualified, qualifier_at
from ingest.ranges import join_ranges
from ingest.units import DATE, NUMBER, UNIT_PATTERN, UNITS

# 3-5명 is from 3 to 5, -3명 is minus 3. A mark set apart (△ 3.5%) is a minus where it cannot be a bullet.
_SET_APART = r"(?:(?<=[(:：])|(?<=[(:：]\s)|(?<=대비\s)|(?<=보다\s)|(?<=증감\s))[△▲▽▼]\s(?=\d)"
_MINUS = rf"{_SET_APART}|△|▲|▽|▼|\(순?감\)\s*|(?<![가-힣])순감\s?(?=\d)|(?<![\w)\].,])[-−](?=\d)"
_SIGN = rf"(?P<sign>{_MINUS}|\(순?증\)\s*|\+)?"
_FALLEN = re.compile(r"\s?\(순?감\)(?!\s?\d)")  # 587백만원(감)

# 129억 9천7백만원, 1조 2,500억, 4만 5천건: numbers each followed by a power of ten, largest first.
_PIECE = rf"(?:{NUMBER_PATTERN})여?\s*(?:[천백십]여?\s*)?(?:[조억만](?!\w*족))?"
_COMPOUND = re.compile(
    rf"{_SIGN}(?P<body>(?:{NUMBER_PATTERN})여?\s*(?:[천백십]여?)?\s*[조억만천백](?:\s*{_PIECE})*)"
    rf"(?:여?\s*(?P<unit>{UNIT_PATTERN}))?"
)
# 12,997,080천원; 12,997(백만원)
_SIMPLE = re.compile(
    rf"{_SIGN}(?P<number>{NUMBER_PATTERN})(?:여?\s*(?P<unit>{UNIT_PATTERN})|\s?\((?!일\))(?P<unit_behind>{UNIT_PATTERN})\))?"
)
# 100만~ 200만원: what an amount without a unit counts stands at the upper end of its range.
_UPPER_END = re.compile(rf"\s?[~∼～〜-]\s?(?:{NUMBER_PATTERN})\s*[천백십]?[조억만]?\s*(?P<unit>{UNIT_PATTERN})")
_DIGIT = re.compile(r"\d")
_POWER = re.compile(r"[조억만천백]")
_LARGE_POWER = re.compile(r"[조억]")
_NO_MINUS = re.compile(r"\+|\(순?증\)")
_SCALED = re.compile(rf"(?:{NUMBER_PATTERN})\s*(?:천|백만|천만|십만|만|억|조)")
_LATIN = re.compile("[A-Za-z]")
# A cell that holds a value, and the plainest of these, most cells by far: 12,997, △3, 46.1%.
_CELL = re.compile(rf"[\s(]*(?:{_MINUS}|\(순?증\)|\+)?\s*(?:(?:약|최대|최소)\s*)?[\d,.]+.{{0,12}}")
_PLAIN_CELL = re.compile(rf"(?P<sign>[△▲▽▼-])?(?P<number>{NUMBER_PATTERN})(?P<unit>%)?")
_MARK_APART = re.compile(r"[(\s]*[△▲▽▼]\s+(?=[\d,.]+[^\d]*$)")  # in a cell of its own it is no bullet
_LONGEST_PLAIN = 30  # characters; more digits than these are no value


def read_quantities(text: str, offset: int = 0) -> list[Quantity]:
    """The quantities of a text in order of place, dates among them. Spans count from `offset`."""
    if not _DIGIT.search(text):
        return []
    written = text
    text = ENDLESS.sub(lambda match: "\0" * len(match.group()), half_width(text))
    taken = bytearray(len(text))  # 1 where a letter belongs to something already
    for match in NO_QUANTITY.finditer(text):
        taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    found: list[Quantity] = []
    for reader in (read_dates, _compounds, _simples):
        for quantity in reader(text, offset):
            start, end = quantity.span.start - offset, quantity.span.end - offset
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append(quantity)
    found.sort(key=lambda quantity: quantity.span.start)
    read = join_ranges(text, offset, _with_words(text, offset, found))
    return read if text == written else [_as_written(quantity, written, offset) for quantity in read]


def _as_written(quantity: Quantity, text: str, offset: int) -> Quantity:
    """The quantity with the letters that stand in the text, whose digits may be wide: １２，３４５."""
    return replace(quantity, text=text[quantity.span.start - offset : quantity.span.end - offset])


def read_cell(text: str, unit: str, offset: int = 0) -> Quantity | None:
    """The quantity of a table cell, whose unit stands elsewhere. None for words, dates and empty marks.

    >>> read_cell("(감)587,080", "천원").base
    Decimal('-587080000')
    """
    stripped = text.strip()
    start = offset + text.find(stripped)
    if len(stripped) <= _LONGEST_PLAIN and (plain := _PLAIN_CELL.fullmatch(stripped)):
        return _plain_quantity(plain, unit, start)
    if not _CELL.fullmatch(half_width(stripped)):
        return None
    if apart := _MARK_APART.match(stripped):
        return _set_apart(stripped, unit, start, apart.end())
    quantities = [quantity for quantity in read_quantities(stripped, start) if quantity.dimension != DATE]
    if not quantities:
        return None
    return in_unit(quantities[0], unit) if quantities[0].dimension == NUMBER and unit in UNITS else quantities[0]


def _set_apart(text: str, unit: str, start: int, digits: int) -> Quantity | None:
    """The quantity of a cell whose minus stands apart from its digits: △ 100."""
    quantity, mark = read_cell(text[digits:], unit, start + digits), text.index(text[:digits].strip("( ")[0])
    if quantity is None:
        return None
    span = Span(start + mark, quantity.span.end)
    return replace(quantity, span=span, text=text[mark : span.end - start], value=-quantity.value, base=-quantity.base)


def in_unit(quantity: Quantity, unit: str) -> Quantity:
    """A bare number in the unit that stands elsewhere: in its column's header, before the colon of its line."""
    return _quantity(quantity.span, quantity.text, quantity.value, unit, decimals_of(quantity.text), quantity.qualifier)


def _plain_quantity(match: re.Match[str], unit: str, start: int) -> Quantity:
    """What `read_quantities` finds in a cell that is one plain number, twenty times as fast."""
    value = decimal_of(match["number"])
    unit = match["unit"] or (unit if unit in UNITS else "")
    span = Span(start, start + match.end())
    return _quantity(span, match.group(), -value if match["sign"] else value, unit, decimals_of(match["number"]))


def _compounds(text: str, offset: int) -> Iterator[Quantity]:
    """Numbers written with 조, 억, 만, 천: money unless a counter follows."""
    if not _POWER.search(text):
        return
    position = 0
    while match := _COMPOUND.search(text, position):
        position = match.end()
        unit, body = _unit(match["unit"]), match["body"].strip()
        if not unit and (upper := _UPPER_END.match(text, match.end())):
            unit = _unit(upper["unit"])
            unit = "원" if unit.endswith("원") else unit
        parsed = parse_amount(body, spoken=not unit)
        if parsed is None:
            continue
        end = match.end()
        if parsed.length < len(body):  # 12억 3억: two amounts side by side
            body, unit = body[: parsed.length].rstrip(), ""
            position = end = match.start("body") + len(body)
        # 300백만원 and 12천원 are simple numbers with a unit; so is "5천" without anything that says what it counts.
        rounded = "여" in match.group()  # 13억여 원: no unit of its own follows the number
        if (
            (unit.endswith("원") and unit != "원")
            or (not _LARGE_POWER.search(body) and not unit)
            or (match["unit"] and _is_scaled_unit(body, unit) and not rounded)
        ):
            continue
        unit = "원" if not unit or (unit == "대" and "억" in body) else unit  # "400억 대 예산" is money
        written = text[match.start() : end].rstrip()
        span = Span(offset + match.start(), offset + match.start() + len(written))
        value, size = -parsed.value if _is_minus(match["sign"]) else parsed.value, UNITS[unit].size
        yield Quantity(span, written, value, unit, UNITS[unit].dimension, value * size, parsed.step * size)


def _is_minus(sign: str | None) -> bool:
    return bool(sign) and not _NO_MINUS.match(sign or "")


def _unit(written: str | None) -> str:
    """A unit as written by its name in the table: `만 원` is 만원."""
    return "".join(written.split()) if written else ""


def _is_scaled_unit(body: str, unit: str) -> bool:
    """Whether a single number with one power and 원 is better read as number and unit (9,998백만원, 300만원)."""
    return unit == "원" and _SCALED.fullmatch(body) is not None


def _simples(text: str, offset: int) -> Iterator[Quantity]:
    """Plain numbers with an optional unit: 12,997,080천원, 46.1%, △3명."""
    for match in _SIMPLE.finditer(text):
        unit = _unit(match["unit"] or match["unit_behind"])
        if unit and _LATIN.match(unit) and _LATIN.match(text, match.end()):
            unit = ""
        value = decimal_of(match["number"])
        if _is_minus(match["sign"]):
            value = -value
        end = match.end() if unit else match.end("number")
        span = Span(offset + match.start(), offset + end)
        yield _quantity(span, text[match.start() : end], value, unit, decimals_of(match["number"]))


def _quantity(span: Span, text: str, value: Decimal, unit: str, decimals: int, qualifier: Qualifier = Qualifier.NONE) -> Quantity:
    """A quantity of a simple number in a unit."""
    dimension, size = UNITS[unit] if unit else (NUMBER, Decimal(1))
    return Quantity(span, text, value, unit, dimension, value * size, size / Decimal(10) ** decimals, qualifier)


def _with_words(text: str, offset: int, found: list[Quantity]) -> list[Quantity]:
    """The quantities with what the words around them say: of their sign, and how exact they are."""
    if "감)" in text:
        found = [_fallen(text, offset, quantity) for quantity in found]
    if not are_qualified(text):
        return found
    qualified = []
    for quantity in found:
        qualifier = qualifier_at(text, quantity.span.start - offset, quantity.span.end - offset)
        qualified.append(replace(quantity, qualifier=qualifier) if qualifier else quantity)
    return qualified


def _fallen(text: str, offset: int, quantity: Quantity) -> Quantity:
    """The quantity as negative where `(감)` stands behind it and before nothing else."""
    if quantity.dimension == DATE or quantity.value <= 0 or not _FALLEN.match(text, quantity.span.end - offset):
        return quantity
    return replace(quantity, value=-quantity.value, base=-quantity.base)


def agrees(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities state the same number within the rounding that each shows.

    The coarser of the two decides: 약 130억 agrees with 12,997,080천원, 79억 does not. What is only said to be more or
    less than a number (100명 이상) is taken by that number: whether it holds is for `satisfies` to say.
    """
    if one.dimension != other.dimension:
        return False
    if one.dimension == DATE:
        return _dates_agree(int(one.value), int(other.value))
    if one.base == other.base:
        return True
    if Qualifier.AND_MORE in (one.qualifier, other.qualifier):
        return _is_in_next(one, other) or _is_in_next(other, one)
    one_step, other_step = _resolution(one), _resolution(other)
    return one_step != other_step and abs(one.base - other.base) <= max(one_step, other_step) / 2


def are_opposed(one: Quantity, other: Quantity) -> bool:
    """Whether one is said to be more and the other to be less: 5명 이상 and 5명 미만 have a number in common, no more."""
    return (one.qualifier in _RISING and other.qualifier in _FALLING) or (
        one.qualifier in _FALLING and other.qualifier in _RISING
    )


def satisfies(stated: Quantity, claim: Quantity) -> bool:
    """Whether a claim holds by what is stated: 100명 이상 by 120명 or by 120명 이상, not by 120명 이하 or 90명."""
    if stated.dimension != claim.dimension:
        return False
    holds = _HOLDS.get(claim.qualifier)
    if holds is None:
        return agrees(stated, claim)
    opposite = _FALLING if claim.qualifier in _RISING else _RISING
    if stated.qualifier in opposite:
        return False
    strict = {Qualifier.OVER, Qualifier.UNDER}
    if claim.qualifier in strict and stated.qualifier in strict and stated.base == claim.base:
        return True
    return holds(stated.base, claim.base)


_RISING = frozenset({Qualifier.AT_LEAST, Qualifier.OVER, Qualifier.FROM})
_FALLING = frozenset({Qualifier.AT_MOST, Qualifier.UNDER, Qualifier.TO})
_HOLDS: dict[Qualifier, Callable[[Decimal, Decimal], bool]] = {
    Qualifier.AT_LEAST: operator.ge,
    Qualifier.FROM: operator.ge,
    Qualifier.OVER: operator.gt,
    Qualifier.AT_MOST: operator.le,
    Qualifier.TO: operator.le,
    Qualifier.UNDER: operator.lt,
}
# 약 100명 said of 60 would be wrong, though its last digit but zeros is a hundred.
_ROUGHEST = Decimal("0.1")


def _resolution(quantity: Quantity) -> Decimal:
    """How far a quantity tells values apart: the step it shows; said to be about so much, that of its last digit but zeros.

    약 130억 is good to 10억. No more than a tenth of itself: 약 100명 is good to 10, not to 100.
    """
    if quantity.qualifier is not Qualifier.ABOUT or not quantity.base:
        return quantity.step
    return max(quantity.step, min(_last_place(quantity), abs(quantity.base) * _ROUGHEST))


def _last_place(quantity: Quantity) -> Decimal:
    """The value of one unit in the last digit that is not zero: 10억 of 130억."""
    steps = int(abs(quantity.base) / quantity.step)
    place = Decimal(1)
    while steps and steps % 10 == 0:
        steps //= 10
        place *= 10
    return quantity.step * place


def _is_in_next(rough: Quantity, other: Quantity) -> bool:
    """Whether a number lies between one that is `and more` and the next of its kind: 1,345,000,000 in 13억여 원."""
    if rough.qualifier is not Qualifier.AND_MORE:
        return False
    return abs(rough.base) <= abs(other.base) < abs(rough.base) + _last_place(rough) and rough.base * other.base > 0


def _dates_agree(one: int, other: int) -> bool:
    """Dates agree where both say a part and the parts are equal."""
    parts = [(one // 10000, other // 10000), (one // 100 % 100, other // 100 % 100), (one % 100, other % 100)]
    return all(not a or not b or a == b for a, b in parts)
