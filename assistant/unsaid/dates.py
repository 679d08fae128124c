"""Whether an answer to `언제` says a day, a month or a time of the year at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def says_day(statement: Statement) -> bool:
    """Whether a statement has a date to the day."""
    dates = (quantity.value for quantity in statement.quantities if quantity.dimension == DATE)
    return any(int(value) % 100 for value in dates) or _DAY.search(statement.text) is not None


def asks_day(question: Question) -> bool:
    """Whether the day is asked for, and not just when."""
    return question.asked is Asked.DATE and _ASKS_DAY.search(question.plain) is not None
