"""Whether what an answer states is of the year that is asked for, where its column, its line or its heading names the year."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.spoken_years import document_years, own_years, years_around, years_named_over
from assistant.stated import Stated
from assistant.types import Asked, Question

_OF_VALUES = frozenset({Asked.FIGURE, Asked.COMPARISON})


def unsaid_year(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where all that is stated is said to be of other years; what only its document's year tells is not enough."""
    if question.asked not in _OF_VALUES or not question.years:
        return ""
    told = [own_years(item.statement) or years_named_over(item.statement) for item in stated]
    asked = set(question.years)
    if any(asked & document_years(item.point.hit) for item in stated):
        return ""  # of which year the paper is, and so perhaps all of it
    spoken = set().union(*(years_around(item.point.hit, item.statement) for item in stated))
    if not all(told) or asked & (spoken | set().union(*told)):
        return ""
    years = sorted(set().union(*told), key=lambda year: (min(abs(year - one) for one in asked), -year))
    said = "·".join(f"{year}년" for year in sorted(asked))
    return f"{said}의 값은 문서에서 찾지 못했습니다. 가장 가까운 것은 {years[0]}년의 값입니다."
