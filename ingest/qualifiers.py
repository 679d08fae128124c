"""How exact a number says it is, by the words right before and behind it: 약, 여, 내외, 이상, 최대, 10~15%."""

from __future__ import annotations

import re

from ingest.document import Qualifier

_BEFORE = re.compile(r"(?:(?<![가-힣])(?:약|대략)|(?P<most>최대|많아야)|(?P<least>최소|적어도))\s*$")
_BEHIND = re.compile(
    r"\s?(?:(?P<least>이상)|(?P<most>이하|이내)|(?P<over>초과)|(?P<under>미만)|여(?![가-힣])|내외|가량|정도|쯤|안팎|남짓)"
)
_NAMED = {"most": Qualifier.AT_MOST, "least": Qualifier.AT_LEAST, "over": Qualifier.OVER, "under": Qualifier.UNDER}
_ANY = re.compile("약|대략|최대|최소|많아야|적어도|이상|이하|이내|초과|미만|여|내외|가량|정도|쯤|안팎|남짓")
_LOOKED_AT = 6  # letters before a number


def are_qualified(text: str) -> bool:
    """Whether anything in a text may qualify a number: most texts have nothing, and need not be looked at again."""
    return _ANY.search(text) is not None


def qualifier_at(text: str, start: int, end: int) -> Qualifier:
    """What is said of the number that stands from `start` to `end`, with its unit."""
    if "여" in text[start:end]:
        return Qualifier.AND_MORE
    found = _BEHIND.match(text, end) or _BEFORE.search(text, max(0, start - _LOOKED_AT), start)
    if found is None:
        return Qualifier.NONE
    if found.group().endswith("여"):
        return Qualifier.AND_MORE
    return _NAMED.get(found.lastgroup or "", Qualifier.ABOUT)
