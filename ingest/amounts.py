"""Numbers written with powers of ten: 129억 9천7백만, 1조 2,500억, 4만 5천."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

NUMBER_PATTERN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BIG = {"조": 10**12, "억": 10**8, "만": 10**4}
_SMALL = {"천": 1000, "백": 100, "십": 10}
_STEP = re.compile(rf"(?P<number>{NUMBER_PATTERN})?\s*(?P<small>[천백십])?\s*(?P<big>[조억만])?")
_DECIMALS = re.compile(r"\d[.．](\d+)")
_WIDE = re.compile(r"[０-９，．]")
_HALF = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0C, 0xFF0E)}


class Amount(NamedTuple):
    """A number written with powers of ten: value, value of one unit in its last digit, characters read."""

    value: Decimal
    step: Decimal
    length: int


def parse_amount(body: str, spoken: bool) -> Amount | None:
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
        section += decimal_of(match["number"] or "1") * factor if match["number"] or match["small"] else Decimal(0)
        step = factor / (Decimal(10) ** decimals_of(match["number"] or "1"))
        if big is not None:
            total, section, step, ceiling = total + section * big, Decimal(0), step * big, big
            read = position
    if section and ceiling > 10**4 and ceiling < 10**16 and spoken and body.endswith(tuple(_SMALL)) and position >= len(body):
        section, step = section * ceiling / 10**4, step * ceiling / 10**4
    if section and position >= len(body):
        total, read = total + section, len(body)
    return Amount(total, step, read) if read else None


def half_width(text: str) -> str:
    """A text of the same length with its wide digits, commas and points as plain ones: １２，３４５ -> 12,345."""
    return text.translate(_HALF) if _WIDE.search(text) else text


def decimal_of(digits: str) -> Decimal:
    """A number as it is written, its commas aside."""
    try:
        return Decimal(digits.replace(",", ""))
    except InvalidOperation as error:  # the patterns let only digits through: our mistake, not the user's
        raise AssertionError(digits) from error


def decimals_of(text: str) -> int:
    """How many places the first decimal number of a text shows."""
    match = _DECIMALS.search(text)
    return len(match.group(1)) if match else 0
