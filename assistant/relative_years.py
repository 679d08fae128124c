"""Years that a question names by their distance from a day: 작년, 올해, 최근 3년간; and the part of the year it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.document import Span
from ingest.years import OF_YEAR_BEFORE, YEAR_BEFORE, years_asked

# Each with how many years it lies from the day. 시작년도, 국내년도 hold no 작년, no 내년.
_RELATIVE: tuple[tuple[str, int], ...] = (
    (r"재작년도?|지지난\s?해", -2),
    (rf"(?<![재시제])작년도?|(?<!지)지난\s?해|(?<![가-힣])전년도?(?!{OF_YEAR_BEFORE}\s?(?:보다|대비|에\s?비|과|와))", -1),
    (r"(?<![가-힣])올\s?해|금년도?|(?<![가-힣])올(?=\s?(?:상반기|하반기|[1-4]\s?분기|봄|여름|가을|겨울|초|연말))", 0),
    (r"(?<![국시군구])내년도?", 1),
    (r"내후년도?", 2),
)
_YEAR_IN_FIGURES = r"(?!\s?[(（]?\s?['’‘]?\d{2,4}\s?(?:년|[)）]))"  # 내년(2024): it says itself which it means
_RELATIVES = tuple((re.compile(rf"(?:{pattern}){_YEAR_IN_FIGURES}"), distance) for pattern, distance in _RELATIVE)
_AGO = re.compile(r"(?<!\d)(\d{1,2})\s?년\s?전(?![가-힣])")
_COMPARED = re.compile(r"^\s?(?:보다|대비|에\s?비|(?:과|와|이랑|하고)\s?(?:비교|견주))")
_NUMBERS = {"두": 2, "세": 3, "네": 4, "이": 2, "삼": 3, "사": 4, "오": 5, "다섯": 5, "십": 10}
_COUNT = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})\s?(?:개년|년|해)(?:도)?(?:간|\s?동안)?"
_RECENT = re.compile(rf"(?:최근|지난|과거|근래)\s?{_COUNT}(?![가-힣]*차)")
_COMING = re.compile(rf"(?:향후|앞으로)\s?(?:의\s)?{_COUNT}")
_FOR_YEARS = re.compile(r"(?<![\d.,])(\d{1,2})\s?(?:개년|년)\s?(?:간|동안)")
_CHANGING = re.compile(r"추이|추세|변화|변동|증감|해마다|매년|연도별|늘|줄")
_SINCE = re.compile(r"\d{2,4}\s?년?도?\s?(?:부터|이후|이래)")
_UNTIL = re.compile(r"\d{2,4}\s?년?도?\s?(?:까지|기준)")
# 2024년, ’24년도, 2024 회계연도, 3월, 10월 31일, 2024. 10. 31.
_NAMED = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s?[.]\s?\d{1,2}\s?[.](?:\s?\d{1,2}\s?[.]?)?|['’‘]\d{2}(?:\s?년도?)?|(?<![\d,.])(?:19|20)\d\d\s?(?:년도?|회계\s?연도|학년도)|(?<![\d,.])\d{2}\s?년도?(?!\s?(?:간|이상|차|치|동안))"
    r"|(?<![\d,.])(?:19|20)\d\d(?![\d,.]|\s?(?:명|원|건|개|만|천|백|억))|(?<![\d,.])(?:1[0-2]|0?[1-9])\s?월(?:\s?\d{1,2}\s?일)?(?:\s?말)?"
)
_LONGEST = 20  # years; more is an age or a term, not a row of years that anyone asks for
_PARTS: tuple[tuple[str, tuple[int, int]], ...] = (
    (r"상반기", (1, 6)),
    (r"하반기", (7, 12)),
    (r"1\s?/?\s?4?\s?분기|일사분기|첫\s?분기", (1, 3)),
    (r"2\s?/?\s?4?\s?분기|이사분기", (4, 6)),
    (r"3\s?/?\s?4?\s?분기|삼사분기", (7, 9)),
    (r"4\s?/?\s?4?\s?분기|사사분기|마지막\s?분기", (10, 12)),
)


@dataclass(frozen=True, slots=True)
class Meant:
    """The years that a question means, and what of its words named some of them without figures."""

    years: tuple[int, ...]
    said: tuple[tuple[str, tuple[int, ...]], ...] = ()  # ("작년", (2025,))
    months: tuple[int, int] | None = None  # the part of the year, first month and last


def years_meant(text: str, today: date) -> Meant:
    """The years that a question means, counted from `today` where it names none, else from the year it names.

    >>> years_meant("최근 3년간 작년 예산", date(2024, 5, 1)).years
    (2022, 2023, 2024)
    """
    named = years_asked(text)
    said = list(_spans(text, named, today.year))
    rest = YEAR_BEFORE.sub(" ", text) if named else text  # 2023년이 작년보다: the year before 2023
    for pattern, distance in _RELATIVES:
        for match in pattern.finditer(rest):
            year = today.year + distance
            compared = _COMPARED.match(rest[match.end() :]) if not named and distance == -1 else None
            said.append((match.group() + compared.group(), (year, year + 1)) if compared else (match.group(), (year,)))
    if not named:
        said += [(match.group(), (today.year - int(match.group(1)),)) for match in _AGO.finditer(text)]
    meant = [year for _, years in said for year in years]
    years = tuple(sorted({*named, *meant})) if meant else named
    months = next((months for pattern, months in _PARTS if re.search(pattern, text)), None)
    return Meant(years, tuple(said), months)


def time_spans(text: str) -> list[Span]:
    """Where a text names years, parts of a year, months and days, with figures or by their distance: in order, none twice."""
    found: list[Span] = []
    patterns = [
        *(pattern for pattern, _ in _RELATIVES),
        _RECENT,
        _COMING,
        _AGO,
        _NAMED,
        *map(re.compile, (part for part, _ in _PARTS)),
    ]
    matches = sorted((match for pattern in patterns for match in pattern.finditer(text)), key=lambda match: match.start())
    for match in matches:
        span = Span(match.start(), match.end())
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def part_named(text: str) -> str:
    """The words by which a text names a half or a quarter of the year; empty where it names none."""
    return next((match.group() for pattern, _ in _PARTS if (match := re.search(pattern, text))), "")


def names_part(text: str, months: tuple[int, int]) -> bool:
    """Whether a text names the part of the year that some months, first and last, are."""
    return any(re.search(pattern, text) for pattern, part in _PARTS if part == months)


def _spans(text: str, named: tuple[int, ...], this_year: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Rows of years: 최근 3년간, 2021년부터 3년간. Three years without a beginning or an end (3년간 지원) name none."""
    last = named[0] if len(named) == 1 else this_year
    if len(named) > 1:
        return
    for match in _RECENT.finditer(text):
        yield from _row(match.group(), last - _number(match.group(1)) + 1, last)
    for match in _COMING.finditer(text):
        yield from _row(match.group(), last + 1, last + _number(match.group(1)))
    duration = _FOR_YEARS.search(text)
    if duration is None or _RECENT.search(text) or _COMING.search(text):
        return
    count = int(duration.group(1))
    if named and _SINCE.search(text):
        yield from _row(duration.group(), last, last + count - 1)
    elif (named and _UNTIL.search(text)) or (not named and _CHANGING.search(text)):
        yield from _row(duration.group(), last - count + 1, last)


def _row(said: str, first: int, last: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    if 1 <= last - first + 1 <= _LONGEST:
        yield said, tuple(range(first, last + 1))


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS[said]
