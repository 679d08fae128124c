"""The date that a document carries: a line of its cover that is a date, or the value of a label that names one."""

from __future__ import annotations

import re
from datetime import date

from ingest.cover import Cover
from ingest.minutes import KIND as MINUTES

_YEAR = r"(?P<year>(?:19|20)\d{2}|['’‘`´]\d{2}|\d{2}(?=\s*[.년]\s*\d{1,2}\s*[.월]\s*\d{1,2}))"
_DAY = r"(?P<day>\d{1,2})\s*(?:일|[.])?(?:\s*자)?\s*(?:\(\s*[월화수목금토일]\s*(?:요일)?\s*\))?"
_CLOCK = r"(?:\s*(?:오전|오후)?\s*\d{1,2}\s*(?:시|:)\s*(?:\d{1,2}\s*분?)?)?"
DATE = rf"{_YEAR}\s*[.년/-]\s*(?P<month>\d{{1,2}})\s*(?:[.월/-]|$|(?=\s))\s*(?:{_DAY}{_CLOCK})?"
_STARTS = re.compile(rf"\(?\s*{DATE}\s*\)?(?P<rest>(?<!\d)\s.*|(?<=[.월)일시분])[^\d\s~∼-].*|)$")
_CENTURY_TURNS = 70  # two figures stand for a year from 1970 to 2069, as in years.py
# Labels whose value is the date of the document itself; what a report says of the bill before it is another's date.
_OWN = ("보고일자", "보고일", "작성일자", "작성일")
_OF_BILL = tuple(f"{act}{what}" for act in ("발의", "제출", "제안") for what in ("연월일", "년월일", "일자"))
_BILL = "조례·의안"
_HELD = ("일시", "보고일시")  # on the cover; further on it is some event's


def date_of(cover: Cover, kind: str) -> str:
    """The document's date as far as it is said, `2025-02-19` or `2025-02`; empty where none or several are said."""
    if kind == MINUTES and (held := cover.values(*_HELD)):
        return read_date(held[0])
    values = [*cover.values(*_OWN, *(_OF_BILL if kind == _BILL else ())), *cover.own_values(*_HELD)]
    return _one({found for value in values if (found := read_date(value))}) or _one(
        {found for line in cover.lines if (found := date_line(line)[0])}
    )


def date_line(line: str) -> tuple[str, str]:
    """The date that a line begins with and what stands after it, if that is no more than a name; else two empty strings.

    >>> date_line("2025. 2. 19.(수) 10시"), date_line("2025. 3. 가람디지털진흥원")
    (('2025-02-19', ''), ('2025-03', '가람디지털진흥원'))
    """
    match = _STARTS.match(line)
    rest = match.group("rest").strip() if match else ""
    if match is None or re.search(r"[\d~∼]|기준|현재|까지|부터|회부|제출|시행|개정|제정", rest):
        return "", ""
    return _written(match), rest


def read_date(value: str) -> str:
    """The date that a label's value begins with; empty for a span of days."""
    match = re.match(DATE, value)
    return _written(match) if match and not re.match(r"\s*[~∼]", value[match.end() :]) else ""


def _written(match: re.Match[str]) -> str:
    """A date in figures; empty where the calendar has none such."""
    year = int(match["year"].lstrip("'’‘`´"))
    year += 0 if year > 99 else (2000 if year < _CENTURY_TURNS else 1900)
    month, day = int(match["month"]), match["day"]
    try:
        found = date(year, month, int(day or 1))
    except ValueError:
        return ""
    return found.isoformat() if day else f"{year}-{month:02d}"


def _one(dates: set[str]) -> str:
    """The most exact date, if the others only say it less exactly."""
    longest = max(dates, key=len, default="")
    return longest if all(longest.startswith(other) for other in dates) else ""
