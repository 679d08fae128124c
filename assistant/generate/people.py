"""Persons whom a sentence names: each must stand in the place that is cited, in the office that the sentence gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.persons import is_name, names_of_persons

_PARTICLES = "이가은는을를와과의도"
# 원장은 한도윤이며: what is said of an office.
_IS = re.compile(r"([가-힣]{2,})(?:은|는)\s+([가-힣]{2,4}?)(?=이며|이고|입니다|이다|임\b|,|\()")


def strangers(text: str, place: str) -> list[str]:
    """The names in a sentence that do not stand in a place, or that another name has the office of there."""
    known = re.sub(r"\s", "", place)
    names = {name for name in _names(text) if name not in known and not (name[-1] in _PARTICLES and name[:-1] in known)}
    return [*sorted(names), *(name for office, name in _offices(text) if _is_of_another(office, name, place))]


def _names(text: str) -> Iterator[str]:
    yield from names_of_persons(text)
    yield from (name for _, name in _offices(text))


def _offices(text: str) -> Iterator[tuple[str, str]]:
    """What a sentence says persons to be: (원장, 한도윤)."""
    return ((match.group(1), match.group(2)) for match in _IS.finditer(text) if is_name(match.group(2)))


def _is_of_another(office: str, name: str, place: str) -> bool:
    """Whether another name stands right behind an office in a place, and this one behind none of it."""
    spaced = r"\s*".join(office)
    behind = re.findall(rf"{spaced}\s*[:：]?\s*([가-힣]{{2,4}})(?![가-힣])", place)
    return any(is_name(other) and other != name for other in behind) and name not in behind
