"""Years as Korean writes them: 2022년, ’22년, 22년도, ’22.9월, 2016~2023년."""

from __future__ import annotations

import re

_FULL = re.compile(r"(?<![\d,.])((?:19|20)\d{2})(?=\s*(?:년|[.](?!\d{3})|회계|[-~∼)\s말,]|$)|[가-힣(])")
_SHORT = re.compile(r"['’‘`´](\d{2})(?=\s*[.년\s말∼~)-]|$)|(?<![\d,.'’‘년월])(\d{2})\s?년(?:도)?(?!\s?(?:간|이상|차))")
_FIRST, _LAST = 1970, 2069  # two figures stand for a year within these


def years_of(text: str) -> tuple[int, ...]:
    """The years that a text names, in order of first mention.

    >>> years_of("’23.5~’24.2월, 2022년도")
    (2023, 2024, 2022)
    """
    found = [(match.start(), int(match.group(1))) for match in _FULL.finditer(text)]
    for match in _SHORT.finditer(text):
        short = int(match.group(1) or match.group(2))
        found.append((match.start(), short + (2000 if short + 2000 <= _LAST else 1900)))
    return tuple(dict.fromkeys(year for _, year in sorted(found) if _FIRST <= year <= _LAST))
