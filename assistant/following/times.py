"""The same question for another time: 그럼 2023년은, 작년은요, 상반기만, 그 전년은."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.following.phrases import Phrase, Role
from assistant.following.subject import joined, times_of
from assistant.following.turns import Turn

_YEAR_BEFORE = re.compile(r"(?:그\s?)?(?:바로\s?)?(?:전년도?|전\s?해|이전\s?해|직전\s?(?:해|연도))")
_YEAR_BEHIND = re.compile(r"(?:그\s?)?(?:바로\s?)?(?:다음\s?(?:해|연도)|이듬해)")
_LAST_YEAR = re.compile(r"작년도?|지난\s?해")
_LEAD = re.compile(r"^(?:(?:그럼|그러면|그렇다면|그리고|그런데|근데|또)[,\s]+)")
_WITHOUT_PARTICLE = re.compile(
    r"(?:[은는도만]|에는|에|엔|이요|요|의\s?[것거]|\s?[것거])*+(?:\s?(?:얼마|어때|어떻|어떤|알려|보여)\S*)?(?:\s?줘\S*)?[\s?.!]*$"
)
_YEAR = re.compile(r"['’‘]?(?:19|20)?\d{2}\s?(?:년도?|회계\s?연도)|(?:19|20)\d\d")
_PART = re.compile(r"[상하]반기|[1-4]\s?/?\s?4?\s?분기|\d{1,2}\s?월(?!\s?\d)")
_ALONE = frozenset({Role.TIME, Role.LINK, Role.EMPTY, Role.ASKING})


def is_another_time(text: str, phrases: Sequence[Phrase]) -> bool:
    """Whether a text names nothing but a time."""
    if year_beside(text, 2000) is not None:
        return True
    times = [item for item in phrases if item.role is Role.TIME and "보다" not in item.particle]
    return bool(times) and all(item.role in _ALONE for item in phrases) and not _asks_otherwise(phrases)


def for_another_time(turn: Turn, text: str, phrases: Sequence[Phrase], years: Sequence[int]) -> str:
    """The last question, for the time that a text names, by itself of some years."""
    said = joined([item for item in phrases if item.role is Role.TIME])
    asked = turn.question.years
    if len(asked) == 1:
        beside = year_beside(text, asked[0])
        if beside is None and _LAST_YEAR.fullmatch(said) and tuple(years) == asked:
            beside = asked[0] - 1  # of last year last year was spoken
        said = f"{beside}년" if beside is not None else said
    return with_time(turn, said)


def with_time(turn: Turn, said: str) -> str:
    """The turn's question with another time in the place of its own, or in front where it names none.

    Another year keeps the half, quarter or month that the question had; another half keeps its year.
    """
    run = times_of(turn.phrases)
    if not run:
        return f"{said} {turn.plain}"
    old = turn.plain[run[0].span.start : run[-1].stem_span.end]
    year, part = _YEAR.search(said), _PART.search(said)
    if part and not year and (kept := _YEAR.search(old)) and said == part.group():
        said = f"{kept.group()} {said}"
    elif year and not part and (kept := _PART.search(old)) and said == year.group():
        said = f"{said} {kept.group()}"
    start = run[0].span.start
    return turn.plain[:start] + said + turn.plain[start + len(old) :]


def year_beside(text: str, year: int) -> int | None:
    """The year before or behind one, where a text asks for that: 그 전년은, 다음 해는."""
    bare = _WITHOUT_PARTICLE.sub("", _LEAD.sub("", text))
    if _YEAR_BEFORE.fullmatch(bare):
        return year - 1
    return year + 1 if _YEAR_BEHIND.fullmatch(bare) else None


def _asks_otherwise(phrases: Sequence[Phrase]) -> bool:
    """Whether it asks for something that has an answer of its own: 2024년에 누가."""
    return any(
        item.role is Role.ASKING and re.match(r"누구?|언제|어디|왜|무엇|뭐|몇|어느", item.stem or item.text) for item in phrases
    )
