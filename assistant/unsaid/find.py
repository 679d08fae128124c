"""The entry: the first thing that an answer would have to say and does not, in Korean; empty where it says all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from assistant.points import Point
from assistant.stated import Stated, stated_by
from assistant.types import Question
from assistant.unsaid.cells import unsaid_cell
from assistant.unsaid.cities import unsaid_city
from assistant.unsaid.dates import unsaid_date
from assistant.unsaid.entries import unsaid_entries
from assistant.unsaid.figures import unsaid_figure
from assistant.unsaid.matters import unsaid_matter
from assistant.unsaid.names import unsaid_name
from assistant.unsaid.reasons import unsaid_reason
from assistant.unsaid.spending import unsaid_monthly, unsaid_share_of_one, unsaid_spending
from assistant.unsaid.things import unsaid_thing
from assistant.unsaid.years import unsaid_year

_RULES: tuple[Callable[[Question, Sequence[Stated]], str], ...] = (
    unsaid_name,
    unsaid_date,
    unsaid_reason,
    unsaid_entries,
    unsaid_figure,
    unsaid_cell,
    unsaid_spending,
    unsaid_share_of_one,
    unsaid_monthly,
    unsaid_thing,
    unsaid_matter,
    unsaid_year,
)


def find_unsaid(question: Question, points: Sequence[Point], own_names: Collection[str] = ()) -> str:
    """`묻는 내용을 다룬 대목은 있으나 ‘임차료’는 문서에서 찾지 못했습니다.` What was computed says what it was asked for.

    `own_names` are those of the papers and of who issued them.
    """
    stated = list(stated_by(points))
    if not stated or any(point.formula or point.entries for point in points if point.role == "answer"):
        return ""
    return next((missing for rule in _RULES if (missing := rule(question, stated))), "") or unsaid_city(
        question, stated, own_names
    )
