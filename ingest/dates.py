"""Dates as Korean writes them: ’25. 1. 31., 2023년 8월 21일, '22.9월, 2024. 3. 1.∼5. 31., 2024-06-30."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.document import Quantity, Span
from ingest.units import DATE, UNIT_PATTERN

_MONTH, _DAY = r"1[0-2]|0?[1-9]", r"3[01]|[12]\d|0?[1-9]"
_APOSTROPHE = "’'‘`´"
_YEAR = rf"(?P<year>(?:19|20)\d{{2}}|(?<=[{_APOSTROPHE}])\d{{2}})"
_NO_DECIMAL = rf"(?!\d+\s*(?!일)(?:{UNIT_PATTERN}))"  # 2020년 10.1건 is a year and a count
_MONTH_FOLLOWS = (
    r"(?=\s*\d{1,2}\s*[.월~∼]|\s?[1-4]/4\s?분기|\s*[上下]|(?:1[0-2]|0?[1-9])(?:말|초|[),](?!\d)))"  # ’24.1말, (’11.3), ’25.12,
)
_DATE = re.compile(
    rf"(?=[\d{_APOSTROPHE}])(?:"  # tried nowhere else
    rf"[{_APOSTROPHE}]?{_YEAR}\s*(?:회계[연년]도|년도?|[-/](?=\d{{1,2}}(?P<mark>[-/])\d{{1,2}}(?![\d-]))|[.]{_MONTH_FOLLOWS})"
    rf"(?:\s*(?P<month>{_MONTH})\s*(?:월|[.](?!\d{{3}}){_NO_DECIMAL}|[-/](?=\d{{1,2}}(?!\d|\s?분기))|(?=[~∼말초)]|,(?!\d)))"
    rf"(?:\s*(?P<day>{_DAY})\s*(?:일|[.](?!\d)|(?=[\s)~∼,]|$)))?)?"
    # (2022) 80.0 → (2023) 81.8, (’22) 51.5
    rf"|(?<=[(~∼])(?P<alone>(?:19|20)\d{{2}})(?=\s?[)~∼])|[{_APOSTROPHE}](?P<marked>[0-3]\d|9\d)(?=[.]?\s?[)~∼→,:])"
    # 24. 3. 1.: two figures without a mark, where all three are said
    rf"|(?<![\d.,-])(?P<short>[0-3]\d)[.]\s?(?P<short_month>{_MONTH})[.]\s?(?P<short_day>{_DAY})[.](?!\d)"
    # 2024. 3. 1.∼5. 31. and 8. 1.(화): a day of a year that was said, told from 1.6∼1.7% by what it is joined to
    rf"|(?:(?<=[.월일)][~∼])|(?<=[.월일)]\s[~∼])|(?<=[.월일)][~∼]\s)|(?<=[.월일)]\s[~∼]\s))"
    rf"(?P<month_after>{_MONTH})[.]\s*(?P<day_after>{_DAY})[.]?(?!\s*(?:{UNIT_PATTERN}))"
    rf"|(?<![\d.,])(?P<month_before>{_MONTH})[.]\s?(?P<day_before>{_DAY})[.](?=\s?(?:[~∼]|\([월화수목금토일]\)))"
    rf"|(?<=[(])(?P<month_alone>{_MONTH})[.]\s?(?P<day_alone>{_DAY})[.](?=\s?[),가-힣])"
    rf"|(?P<month_only>{_MONTH})\s*월(?:\s*(?P<day_only>{_DAY})\s*일)?"
    # 22년 예산, 22년 3월: a year of two figures, told from a span of time by what follows
    r"|(?<![\d,.])(?<!최근)(?<!최근\s)(?<!지난)(?<!지난\s)(?<!향후)(?<!향후\s)(?P<bare>[0-3]\d|9\d)\s?년"
    r"(?:도|말|초|(?!\s?(?:간|이상|이하|이내|미만|초과|넘|만에|동안|마다|차|째|여|내|뒤|후|전))(?:(?![가-힣])|(?=까지|부터|에(?!\s?걸쳐))))"
    rf"(?:\s?(?P<bare_month>{_MONTH})\s?월)?)"
)
_MAY_BE_DATE = re.compile(rf"[{_APOSTROPHE}]\d|\d\s*(?:[년월]|회계)|\d[./-]\s*\d|[(~∼](?:19|20)\d\d")
_CENTURY = 70  # two figures below it are of this century


def read_dates(text: str, offset: int) -> Iterator[Quantity]:
    """The dates of a text, as value YYYYMMDD with zeros for what is not said."""
    if not _MAY_BE_DATE.search(text):
        return
    for match in _DATE.finditer(text):
        said = match.groupdict()
        year = _first(said, "year", "short", "bare", "alone", "marked")
        if 0 < year < 100 or "00" in (said["short"], said["bare"], said["marked"], said["year"]):
            year += 2000 if year < _CENTURY else 1900
        month = _first(said, "month", "month_only", "month_after", "short_month", "month_before", "month_alone", "bare_month")
        day = _first(said, "day", "day_only", "day_after", "short_day", "day_before", "day_alone")
        yield date_quantity(Span(offset + match.start(), offset + match.end()), match.group(), year, month, day)


def _first(said: dict[str, str], *names: str) -> int:
    """The first of some parts of a date that is said; 0 where none is."""
    return next((int(said[name]) for name in names if said[name]), 0)


def date_quantity(span: Span, text: str, year: int, month: int = 0, day: int = 0) -> Quantity:
    """A date as a quantity."""
    value = Decimal(year * 10000 + month * 100 + day)
    return Quantity(span, text, value, "", DATE, value, Decimal(1))


def iso(value: Decimal) -> str:
    """A date as far as it is said: 2025-01-31, 2025-01, 2025; empty where no year is said."""
    year, rest = divmod(int(value), 10000)
    month, day = divmod(rest, 100)
    return "-".join([f"{year}", *[f"{part:02d}" for part in (month, day) if part]]) if year else ""
