"""Read quantities from Korean text: exact value, unit, dimension, rounding step, span.

>>> [(q.text, q.base, q.step) for q in read_quantities("129억 9천7백만원, △3명")]
[('129억 9천7백만원', Decimal('12997000000'), Decimal('1000000')), ('△3명', Decimal('-3'), Decimal('1'))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ingest.document import Quantity, Span
from ingest.units import DATE, MONEY, NUMBER, UNIT_PATTERN, UNITS

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MINUS = r"△|▲|▽|▼|\(감\)\s*|(?<![\w)\].,])[-−](?=\d)"  # 3-5명 is from 3 to 5, -3명 is minus 3
_SIGN = rf"(?P<sign>{_MINUS}|\(증\)\s*|\(순증\)\s*|\+)?"
_BIG = {"조": 10**12, "억": 10**8, "만": 10**4}
_SMALL = {"천": 1000, "백": 100, "십": 10}

# 129억 9천7백만원, 1조 2,500억, 4만 5천건: numbers each followed by a power of ten, largest first.
_PIECE = rf"(?:{_NUMBER})여?\s*(?:[천백십]여?\s*)?(?:[조억만](?!\w*족))?"
_COMPOUND = re.compile(
    rf"{_SIGN}(?P<body>(?:{_NUMBER})여?\s*(?:[천백십]여?)?\s*[조억만천백](?:\s*{_PIECE})*)(?:여?\s*(?P<unit>{UNIT_PATTERN}))?"
)
_SIMPLE = re.compile(rf"{_SIGN}(?P<number>{_NUMBER})(?:여?\s*(?P<unit>{UNIT_PATTERN}))?")
_STEP = re.compile(rf"(?P<number>{_NUMBER})?\s*(?P<small>[천백십])?\s*(?P<big>[조억만])?")

# ’25. 1. 31. / 2023년 8월 21일 / '22.9월 / 2024년도 / 5월 3일
_YEAR = r"(?P<year>(?:19|20)\d{2}|(?<=[’'‘`´])\d{2})"
_NO_DECIMAL = rf"(?!\d+\s*(?!일)(?:{UNIT_PATTERN}))"  # 2020년 10.1건 is a year and a count
_DATE = re.compile(
    rf"[’'‘`´]?{_YEAR}\s*(?:년도?|-(?=\d{{2}}-\d{{2}}(?!\d))|[.](?=\s*\d{{1,2}}\s*[.월~∼]|\s*[上下]))(?:\s*(?P<month>1[0-2]|0?[1-9])\s*(?:월|[.](?!\d{{3}}){_NO_DECIMAL}|-(?=\d{{2}}(?!\d))|(?=[~∼]))"
    r"(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*(?:일|[.](?!\d)|(?=[\s)~∼,]|$)))?)?"
    r"|(?:(?<=[~∼])|(?<=[~∼]\s))(?P<month_after>1[0-2]|0?[1-9])[.]\s*(?P<day_after>3[01]|[12]\d|0?[1-9])[.]?"
    r"|(?P<month_only>1[0-2]|0?[1-9])\s*월(?:\s*(?P<day_only>3[01]|[12]\d|0?[1-9])\s*일)?"
)
# Numbers that count nothing: telephone, articles of law, ordinals, footnote marks, list numbers, codes.
_NO_QUANTITY = re.compile(
    r"☎\s*[\d\-~ ]+|(?<!\d)\d{2,4}-\d{3,4}(?:-\d{4})?(?!\d)|제\s*\d+\s*(?:-\d+\s*)?(?:조|항|호|장|절|회|차|대|기|권|급)(?:의\s*\d+)?"
    r"|(?<=[가-힣」’”)])\d{1,2}\)|(?<=[가-힣][.])\d{1,2}\)|\d+\s?분의\s?\d+|(?<!\d)\d{1,2}\s?시\s?(?:\d{1,2}\s?분)?(?![가-힣])|의사봉\s*\d+\s*타|(?m:^\s*\d{1,2}(?:-\d{1,2})?[.)]\s)|(?<![\d.(])\d{1,2}-\d{1,2}[.)](?=\s)|(?<![\d.,(])(?<!\([\d])\d{1,2}\)(?=[\s가-힣「])|[A-Za-z]+-?\d+(?:\.\d+)?|\d{1,2}:\d{2}|https?://\S+"
)
# What is no quantity of any document, and would take the patterns minutes: letters or digits without end.
_ENDLESS = re.compile(r"\d[\d,.]{40,}|[A-Za-z]{200,}-?[\d.]*|\s{200,}")
_JUST_BEFORE = 20  # letters before a number in which 약 is looked for
_APPROXIMATE_BEFORE = re.compile(r"(?:(?<![가-힣])약|대략)\s*$")
_APPROXIMATE_AFTER = re.compile(r"\s*(?:여(?![가-힣])|내외|가량|정도|쯤)")
_DIGIT = re.compile(r"\d")
_POWER = re.compile(r"[조억만천백]")
# A cell that holds a value, and the plainest of these, most cells by far: 12,997, △3, 46.1%.
_CELL = re.compile(rf"[\s(]*(?:{_MINUS}|\(순?증\)|\+)?\s*(?:약\s*)?[\d,.]+.{{0,12}}")
_PLAIN_CELL = re.compile(rf"(?P<sign>[△▲▽▼-])?(?P<number>{_NUMBER})(?P<unit>%)?")
_LONGEST_PLAIN = 30  # characters; more digits than these are no value


def read_quantities(text: str, offset: int = 0) -> list[Quantity]:
    """The quantities of a text in order of place, dates among them. Spans count from `offset`."""
    if not _DIGIT.search(text):
        return []
    text = _ENDLESS.sub(lambda match: "\0" * len(match.group()), text)
    taken = bytearray(len(text))  # 1 where a letter belongs to something already
    for match in _NO_QUANTITY.finditer(text):
        taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    found: list[Quantity] = []
    for reader in (_dates, _compounds, _simples):
        for quantity in reader(text, offset):
            start, end = quantity.span.start - offset, quantity.span.end - offset
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.span.start)


def read_cell(text: str, unit: str, offset: int = 0) -> Quantity | None:
    """The quantity of a table cell, whose unit stands elsewhere. None for words, dates and empty marks.

    >>> read_cell("(감)587,080", "천원").base
    Decimal('-587080000')
    """
    stripped = text.strip()
    start = offset + text.find(stripped)
    if len(stripped) <= _LONGEST_PLAIN and (plain := _PLAIN_CELL.fullmatch(stripped)):
        return _plain_quantity(plain, unit, start)
    if not _CELL.fullmatch(stripped):
        return None
    quantities = [quantity for quantity in read_quantities(stripped, start) if quantity.dimension != DATE]
    if not quantities:
        return None
    quantity = quantities[0]
    if quantity.dimension != NUMBER or unit not in UNITS:
        return quantity
    return _quantity(quantity.span, quantity.text, quantity.value, unit, _decimals(quantity.text), quantity.approximate)


def _plain_quantity(match: re.Match[str], unit: str, start: int) -> Quantity:
    """What `read_quantities` finds in a cell that is one plain number, twenty times as fast."""
    value = _decimal(match["number"])
    unit = match["unit"] or (unit if unit in UNITS else "")
    span = Span(start, start + match.end())
    return _quantity(span, match.group(), -value if match["sign"] else value, unit, _decimals(match["number"]), False)


def _dates(text: str, offset: int) -> Iterator[Quantity]:
    """Dates, as value YYYYMMDD with zeros for what is not said."""
    for match in _DATE.finditer(text):
        year = int(match["year"] or 0)
        if match["year"] and year < 100:
            year += 2000 if year < 70 else 1900
        month = int(match["month"] or match["month_only"] or match["month_after"] or 0)
        day = int(match["day"] or match["day_only"] or match["day_after"] or 0)
        value = Decimal(year * 10000 + month * 100 + day)
        yield Quantity(Span(offset + match.start(), offset + match.end()), match.group(), value, "", DATE, value, Decimal(1))


def _compounds(text: str, offset: int) -> Iterator[Quantity]:
    """Numbers written with 조, 억, 만, 천: money unless a counter follows."""
    if not _POWER.search(text):
        return
    position = 0
    while match := _COMPOUND.search(text, position):
        position = match.end()
        unit, body = _unit(match), match["body"].strip()
        parsed = _parse_compound(body, spoken=not unit)
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
            or (not re.search("[조억]", body) and not unit)
            or (_is_scaled_unit(body, unit) and not rounded)
        ):
            continue
        unit = "원" if not unit or (unit == "대" and "억" in body) else unit  # "400억 대 예산" is money
        written = text[match.start() : end].rstrip()
        span = Span(offset + match.start(), offset + match.start() + len(written))
        value, size = -parsed.value if _is_minus(match["sign"]) else parsed.value, UNITS[unit].size
        approximate = _is_approximate(text, match)
        yield Quantity(span, written, value, unit, UNITS[unit].dimension, value * size, parsed.step * size, approximate)


def _is_minus(sign: str | None) -> bool:
    return bool(sign) and not re.match(r"\+|\(순?증\)", sign or "")


def _unit(match: re.Match[str]) -> str:
    """The unit of a match by its name in the table: `만 원` is 만원."""
    return re.sub(r"\s", "", match["unit"] or "")


def _is_scaled_unit(body: str, unit: str) -> bool:
    """Whether a single number with one power and 원 is better read as number and unit (9,998백만원, 300만원)."""
    return unit == "원" and re.fullmatch(rf"(?:{_NUMBER})\s*(?:천|백만|천만|십만|만|억|조)", body) is not None


class _Compound(NamedTuple):
    """A number written with powers of ten: value, value of one unit in its last digit, characters read."""

    value: Decimal
    step: Decimal
    length: int


def _parse_compound(body: str, spoken: bool) -> _Compound | None:
    """The sum of the parts of `129억 9천7백만`, as far as they come largest power first; None where nothing can be read.

    In speech the last power goes unsaid: with `spoken`, 1억5천 is 1억 5천만.
    """
    total, section, step, ceiling = Decimal(0), Decimal(0), Decimal(1), Decimal(10**16)
    position = read = 0
    while match := _STEP.search(body, position):
        if not match.group().strip():
            if position >= len(body):
                break
            position += 1
            continue
        big = Decimal(_BIG[match["big"]]) if match["big"] else None
        if big is not None and big >= ceiling:
            break
        position = match.end()
        factor = Decimal(_SMALL[match["small"]] if match["small"] else 1)
        section += _decimal(match["number"] or "1") * factor if match["number"] or match["small"] else Decimal(0)
        step = factor / (Decimal(10) ** _decimals(match["number"] or "1"))
        if big is not None:
            total, section, step, ceiling = total + section * big, Decimal(0), step * big, big
            read = position
    if section and ceiling > 10**4 and ceiling < 10**16 and spoken and body.endswith(tuple(_SMALL)) and position >= len(body):
        section, step = section * ceiling / 10**4, step * ceiling / 10**4
    if section and position >= len(body):
        total, read = total + section, len(body)
    return _Compound(total, step, read) if read else None


def _simples(text: str, offset: int) -> Iterator[Quantity]:
    """Plain numbers with an optional unit: 12,997,080천원, 46.1%, △3명."""
    for match in _SIMPLE.finditer(text):
        unit = _unit(match)
        if unit and re.match(r"[A-Za-z]", unit) and re.match(r"[A-Za-z]", text[match.end() : match.end() + 1] or " "):
            unit = ""
        value = _decimal(match["number"])
        if _is_minus(match["sign"]):
            value = -value
        end = match.end() if unit else match.end("number")
        span = Span(offset + match.start(), offset + end)
        yield _quantity(span, text[match.start() : end], value, unit, _decimals(match["number"]), _is_approximate(text, match))


def _quantity(span: Span, text: str, value: Decimal, unit: str, decimals: int, approximate: bool) -> Quantity:
    """A quantity of a simple number in a unit."""
    dimension, size = UNITS[unit] if unit else (NUMBER, Decimal(1))
    return Quantity(span, text, value, unit, dimension, value * size, size / Decimal(10) ** decimals, approximate)


def _is_approximate(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - _JUST_BEFORE) : match.start()], match.end()
    return "여" in match.group() or bool(_APPROXIMATE_BEFORE.search(before) or _APPROXIMATE_AFTER.match(text, after))


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits.replace(",", ""))
    except InvalidOperation as error:  # the pattern lets only digits through: our mistake, not the user's
        raise AssertionError(digits) from error


def _decimals(text: str) -> int:
    match = re.search(r"\d\.(\d+)", text)
    return len(match.group(1)) if match else 0


def agrees(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities state the same thing within the rounding that each shows.

    The coarser of the two steps decides: 약 130억 agrees with 12,997,080천원, 79억 does not.
    """
    if one.dimension != other.dimension:
        return False
    if one.dimension == DATE:
        return _dates_agree(int(one.value), int(other.value))
    step = max(one.step, other.step)
    if one.dimension != MONEY:
        return abs(one.base - other.base) <= step / 2 if one.step != other.step else one.base == other.base
    return abs(one.base - other.base) <= step / 2 or (one.step == other.step and one.base == other.base)


def _dates_agree(one: int, other: int) -> bool:
    """Dates agree where both say a part and the parts are equal."""
    parts = [(one // 10000, other // 10000), (one // 100 % 100, other // 100 % 100), (one % 100, other % 100)]
    return all(not a or not b or a == b for a, b in parts)
