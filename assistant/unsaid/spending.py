"""Whether an answer says what was spent, or what falls on one, where only what was budgeted or sums are stated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.stated import Stated
from assistant.types import Question
from assistant.unsaid.figures import OF_FIGURES
from assistant.unsaid.wording import not_found

_ASKS_SPENT = re.compile(r"집행(?:한|했|된|됐)|(?<![가-힣])(?:쓴|썼)|지출(?:한|했|된|됐)|들어간\s?돈|나간\s?돈|나갔")
_SAYS_SPENT = re.compile(r"집행|지출|결산|사용|소요(?!예산)|납부|썼|쓴|들었|투입")
_ASKS_FOR_ONE = re.compile(
    r"(?:인|명|사람|대|개소|곳|건|점포|회사|기업|가구|시간)\s?당(?![가-힣])|한\s?(?:사람|명|대|곳)(?:에|의|당)?\s?(?:월급|급여|얼마)|월급|시급|단가"
)
_ASKS_MONTHLY = re.compile(r"한\s?달에|매달|매월|월평균|다달이")
_SAYS_MONTHLY = re.compile(r"(?<!\d)(?<!\d\s)월(?![요말간초중])|매달|한\s?달|개월|달마다")
_SAYS_FOR_ONE = re.compile(r"당(?![가-힣]{2})|[Xx×]|월\s?\d|시급|단가|월급|1\s?[인명대회]|각\s?\d|씩|평균")


def unsaid_spending(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where what was spent is asked for, and only what was budgeted is stated."""
    if (
        question.asked not in OF_FIGURES
        or not _ASKS_SPENT.search(question.plain)
        or any(_SAYS_SPENT.search(item.words) for item in stated)
    ):
        return ""
    return not_found("집행한 금액")


def unsaid_share_of_one(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where what falls on one (한 사람, 1대당, 월급) is asked for, and only sums are stated."""
    if (
        question.asked not in OF_FIGURES
        or not _ASKS_FOR_ONE.search(question.plain)
        or any(_SAYS_FOR_ONE.search(item.statement.text) for item in stated)
    ):
        return ""
    return not_found("하나에 얼마인지")


def unsaid_monthly(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where what it comes to in a month is asked for, and nothing stated is of months."""
    if question.asked not in OF_FIGURES or not _ASKS_MONTHLY.search(question.plain):
        return ""
    return "" if any(_SAYS_MONTHLY.search(item.words) for item in stated) else not_found("한 달에 얼마인지")
