"""Years as Korean writes them: 2022년, ’22년, 22년도, ’22.9월, 2016~2023년."""

from __future__ import annotations

import re

from ingest.units import UNIT_PATTERN

_COUNTED = rf"(?:{UNIT_PATTERN}|[만천억조])"  # 2000명, 2000만원 are no years
# 비전 2030, Vision2030: the year is part of a name, nothing holds for it.
_IN_NAME = (
    r"(?:(?=\d{4}\s?년)|(?<!비전)(?<!비전\s)(?<!플랜)(?<!플랜\s)(?<!(?i:vision))(?<!(?i:vision)\s)(?<!(?i:plan))(?<!(?i:plan)\s))"
)
_FULL = re.compile(
    rf"(?<![\d,.]){_IN_NAME}((?:19|20)\d{{2}})(?=\s*(?:년|[.](?!\d{{3}})|회계|[-~∼)\s말,]|$)|\s?[·ㆍ․/]\s?['’‘]?\d{{2,4}}\s?(?:[·ㆍ․/]|년)|(?!{_COUNTED})[가-힣(])"
)
_SHORT = re.compile(
    r"['’‘`´](\d{2})(?=\s*[.년\s말∼~)-]|[가-힣]|$)|(?<![\d,.'’‘년월])(?<!최근)(?<!최근\s)(?<!지난)(?<!지난\s)(?<!향후)(?<!향후\s)(\d{2})\s?년(?:도)?(?!\s?(?:간|이상|차))"
)
_TWO_DIGITS = re.compile(r"\d\d")
_RANGE = re.compile(r"['’‘]?(?:19|20)?\d{2}\s*년?도?\s*[~∼-]\s*['’‘]?(?:19|20)?\d{2}(?=\s*년|\D|$)")
# 2022년부터 2024년까지, 2022년에서 2024년 사이; with no end said (2022년부터 2024년 예산) it is no row of years.
_RANGE_IN_WORDS = re.compile(
    r"['’‘]?(?:19|20)?\d{2}\s?년?도?\s?(?:말|초)?\s?(?:부터|에서)\s?['’‘]?(?:19|20)?\d{2}\s?년?도?\s?(?:말|초)?\s?(?:까지|사이)"
)
# 전년보다, 전년 당초 대비, 전년도 최종예산에 비해
OF_YEAR_BEFORE = r"(?:\s?(?:의|당초|최종|본예산|예산|예산액|출연금|실적|결산|같은|동기|동월|기간))*"
YEAR_BEFORE = re.compile(rf"(?:작년|전년도?|지난해|한 해 전){OF_YEAR_BEFORE}\s?(?:보다|대비|에\s?비해|과 비교|와 비교|에 견주)")
_LONGEST_RANGE = 20
_APOSTROPHE = re.compile(r"['’‘`´](\d{2})(?=\s*[.년말~∼)-]|\s[가-힣])")
_MONTH = re.compile(r"(?<![\d.,])((?:19|20)\d{2})[.](1[0-2]|0?[1-9])(?=[)\s,∼~]|$)")
_FIRST, _LAST = 1970, 2069  # two figures stand for a year within these


def years_of(text: str) -> tuple[int, ...]:
    """The years that a text names, in order of first mention.

    >>> years_of("’23.5~’24.2월, 2022년도")
    (2023, 2024, 2022)
    """
    if not _TWO_DIGITS.search(text):
        return ()
    found = [(match.start(), int(match.group(1))) for match in _FULL.finditer(text)]
    for match in _SHORT.finditer(text):
        short = int(match.group(1) or match.group(2))
        found.append((match.start(), _in_full(short)))
    return tuple(dict.fromkeys(year for _, year in sorted(found) if _FIRST <= year <= _LAST))


def years_asked(text: str) -> tuple[int, ...]:
    """The years that a question names, a range with every year in it, and the year before that it compares with.

    >>> years_asked("2020~2023년 출연금")
    (2020, 2021, 2022, 2023)
    """
    found = list(years_of(text))
    for match in (*_RANGE.finditer(text), *_RANGE_IN_WORDS.finditer(text)):
        ends = years_of(match.group())
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + _LONGEST_RANGE:
            found.extend(range(ends[0], ends[1] + 1))
    if len(set(found)) == 1 and YEAR_BEFORE.search(text):
        found.append(found[0] - 1)
    return tuple(sorted(dict.fromkeys(found))) if len(found) > 1 else tuple(found)


def _in_full(short: int) -> int:
    """The year that two figures stand for."""
    return short + (2000 if short + 2000 <= _LAST else 1900)


def write_in_full(text: str) -> str:
    """The text with years of two figures written in full, months as official papers have them.

    >>> write_in_full("'22.9월, (2020.10)")
    '2022.9월, (2020. 10.)'
    """
    text = _APOSTROPHE.sub(lambda match: str(_in_full(int(match.group(1)))), text)
    return _MONTH.sub(r"\1. \2.", text)
