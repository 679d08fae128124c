"""Cell values as a spreadsheet shows them: thousands commas, percent, accounting marks, dates."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_GENERAL = frozenset({"", "General", "@", "G/표준"})
# One token of a format: quoted words, an escaped character, a space as wide as a character, a fill character, a bracket.
_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<wide>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<plain>.)', re.S)
_CURRENCY = re.compile(r"\$([^-]*)")
_PLACES = frozenset("0#?.,")
_NOT_PLAIN = re.compile(r"[eE][+-]|[#0?]\s*/\s*[#0?\d]")  # scientific and fractions
_MOST_DECIMALS = 30
_GENERAL_DECIMALS = 9  # the General format has room for eleven characters: 0.333333333


def shown(value: Any, number_format: str) -> str:
    """The text that a cell shows for its value; dates are written as Korean documents do: 2024. 3. 5."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), number_format)
    if isinstance(value, datetime.datetime):
        return _date(value, number_format) + (f" {value:%H:%M}" if value.hour or value.minute else "")
    if isinstance(value, datetime.date):
        return _date(value, number_format)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(value)


def _date(value: datetime.date, number_format: str) -> str:
    """The date; without day where the format shows only year and month."""
    letters = "".join(match.group("plain") or "" for match in _TOKEN.finditer(number_format)).lower()
    if "y" in letters and "d" not in letters:
        return f"{value.year}. {value.month}." if "m" in letters else str(value.year)
    return f"{value.year}. {value.month}. {value.day}."


def _number(value: Decimal, number_format: str) -> str:
    """A number by the section of its format that holds for its sign."""
    if not value.is_finite():
        return str(value)
    section, is_signed = _section(value, number_format)
    if section.strip() in _GENERAL or _NOT_PLAIN.search(section):
        return _general(value)
    return _Filled(section).text(abs(value) if is_signed else value)


def _section(value: Decimal, number_format: str) -> tuple[str, bool]:
    """The section for the value, and whether it writes the sign itself: `#,##0;△#,##0` -> △#,##0 for -3."""
    sections = [""]
    for match in _TOKEN.finditer(number_format):
        if match.group("plain") == ";":
            sections.append("")
        else:
            sections[-1] += match.group()
    if any(re.search(r"\[[<>=]", section) for section in sections):
        return sections[0], False  # conditions of its own: the first section has the usual form
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], False


def _general(value: Decimal) -> str:
    """A number without a format, without the noise of binary fractions."""
    rounded = value.quantize(Decimal(1).scaleb(-_GENERAL_DECIMALS), ROUND_HALF_UP) if abs(value) < 10**15 else value
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


class _Filled:
    """A section of a number format, taken apart: words before and behind the digits, and how the digits are written."""

    def __init__(self, section: str) -> None:
        """Read the section's tokens."""
        self._before, self._behind, self._places = "", "", ""
        for match in _TOKEN.finditer(section):
            if match.group("plain") and match.group("plain") in _PLACES:
                self._places += match.group("plain")
            elif self._places:
                self._behind += _literal(match)
            else:
                self._before += _literal(match)

    def text(self, value: Decimal) -> str:
        """The value with the section's words around it."""
        if not self._places:
            return (self._before + self._behind).strip()  # "-" for zero
        whole, _, decimals = self._places.partition(".")
        value = value * 100 if "%" in self._before + self._behind else value
        value = value.scaleb(-3 * (len(self._places) - len(self._places.rstrip(","))))  # `#,##0,` shows thousands
        digits = _digits(value, decimals.rstrip(","), "," in whole.rstrip(","), whole.count("0"))
        sign = "-" if digits.startswith("-") else ""
        return (sign + self._before.lstrip() + digits.removeprefix("-") + self._behind).strip()


def _literal(match: re.Match[str]) -> str:
    """What a token writes by itself."""
    if match.group("bracket") is not None:
        currency = _CURRENCY.match(match.group("bracket"))
        return currency.group(1) if currency else ""  # [$₩-412] -> ₩; colours and locales write nothing
    if match.group("wide") is not None:
        return " "
    if match.group("fill") is not None:
        return ""
    return match.group("quoted") or match.group("escaped") or match.group("plain") or ""


def _digits(value: Decimal, decimals: str, with_commas: bool, least: int) -> str:
    """The digits: `decimals` are the places behind the point, 0 always shown and # only where filled."""
    places = min(len(decimals), _MOST_DECIMALS)
    text = f"{round_half_up(value, places):{',' if with_commas else ''}f}"
    whole, _, fraction = text.partition(".")
    while fraction.endswith("0") and decimals[len(fraction) - 1] != "0":
        fraction = fraction[:-1]
    if least > 1 and not with_commas:
        whole = whole.zfill(least + whole.startswith("-"))  # a code such as 00120
    if least == 0 and whole in {"0", "-0"} and fraction:
        whole = whole.replace("0", "")
    text = f"{whole}.{fraction}" if fraction else whole
    return text.removeprefix("-") if not text.strip("-0.,") else text


def round_half_up(value: Decimal, places: int) -> Decimal:
    """The value rounded as spreadsheets do: halves away from zero."""
    if value.adjusted() + places > 25:
        return value  # more digits than the value has; quantize would refuse
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
