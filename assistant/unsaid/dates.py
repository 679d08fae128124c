"""Whether an answer to `언제` says a day, a month or a time of the year at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.stated import Stated, of_the_matter
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found
from ingest.document import Statement
from ingest.units import DATE

_TIME = re.compile(
    r"\d\s?(?:년|월|일|분기|주|시간|개월)|\d\.\s?\d|상반기|하반기|수시|연중|매[년월주일]|연\s?\d|해마다|\d\s?[~∼]|당일|즉시|[가-힣]+\s?(?:전|후|뒤)까지"
    r"|'\d\d|\d\s?회|\d{1,2}:\d\d"
)
_ASKS_DAY = re.compile(r"며칠|무슨\s?날|몇\s?월\s?며칠|몇\s?일(?!\s?동안|간)")
_DAY = re.compile(r"\d\s?일|(?<![\d.])\d{1,2}\.\s?\d{1,2}(?!\s?월)|\d{1,2}/\d{1,2}")
_ASKS_INTERVAL = re.compile(r"몇\s?(년|개월|달|주|일|시간)\s?마다")
_ASKS_HELD = re.compile(r"언제\s?(?:하|해|했|열|개최|어디)")
_IS_HELD = re.compile(r"개최|열[린림려]|열었|일\s?[시자]\s?[:：]")


def unsaid_date(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where no statement has a date, or none to the day that is asked for."""
    if question.asked is not Asked.DATE:
        return ""
    stated = of_the_matter(question, stated)
    texts = [item.statement.text for item in stated]
    dated = any(quantity.dimension == DATE for item in stated for quantity in item.statement.quantities)
    if not dated and not any(_TIME.search(text) for text in texts):
        return not_found("날짜")
    if asks_day(question) and not any(says_day(item.statement) for item in stated):
        return not_found("며칠인지")
    return ""


def sort_of_date(question: Question) -> Callable[[Statement], bool] | None:
    """What tells whether a statement says the day asked for (며칠), how often (몇 년마다), or that it is held (언제 해); None where
    none of these is asked for.
    """
    if question.asked is not Asked.DATE:
        return None
    if interval := _ASKS_INTERVAL.search(question.plain):
        pattern = re.compile(rf"\d\s?{interval[1]}\s?마다|\d\s?{interval[1]}에\s?(?:한|\d)")
        return lambda statement: pattern.search(statement.text) is not None
    if _ASKS_HELD.search(question.plain):
        return lambda statement: _IS_HELD.search(statement.text) is not None and says_day(statement)
    return says_day if _ASKS_DAY.search(question.plain) else None


def says_day(statement: Statement) -> bool:
    """Whether a statement has a date to the day."""
    dates = (quantity.value for quantity in statement.quantities if quantity.dimension == DATE)
    return any(int(value) % 100 for value in dates) or _DAY.search(statement.text) is not None


def asks_day(question: Question) -> bool:
    """Whether the day is asked for, and not just when."""
    return question.asked is Asked.DATE and _ASKS_DAY.search(question.plain) is not None
