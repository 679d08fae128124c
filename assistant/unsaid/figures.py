"""Whether an answer has the figure asked for: of the noun that the question names (관람객), of its sort, in its unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.coverage import counts
from assistant.focus import focus_of, is_said_in
from assistant.stated import Stated
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found
from ingest.units import DATE, NUMBER

OF_FIGURES = frozenset({Asked.FIGURE, Asked.COMPARISON})
# Units that only what is meant is counted in; who asks 몇 개 or 몇 명 may be told 12개소, 34개사, 5.
_ASKS_COUNTER = re.compile(
    r"몇\s?(부|점|등|대|편|종|필지|가구|세대|시간|톤|장|마리|페이지|쪽|권|면|살|층)(?:(?=이[야에지죠나었]|예요|인가|인지|입니)|(?![가-힣]{2}|로|단|화))"
)
_SORTS = {"money": "금액", "ratio": "비율"}


def unsaid_figure(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where neither what is stated nor what stands above it has the noun asked for, or its sort of figure."""
    if question.asked not in OF_FIGURES:
        return ""
    focus = focus_of(question)
    if focus.noun and not any(is_said_in(item.words, focus, question) for item in stated):
        return not_found(f"‘{focus.noun}’")
    asked = set(question.dimensions) - {DATE}
    wanted = {focus.dimension} - {""} or (asked if asked <= set(_SORTS) else set())
    found = {quantity.dimension for item in stated for quantity in item.statement.quantities if counts(quantity, item.statement)}
    if wanted and not found & wanted and NUMBER not in found:
        return not_found(f"‘{focus.noun}’" if focus.noun else "·".join(_SORTS[dimension] for dimension in sorted(wanted)))
    if (
        focus.noun
        and focus.dimension
        and not any(is_said_in(item.words, focus, question) and _has(item, wanted) for item in stated)
    ):
        return not_found(f"‘{focus.noun}’")
    if asked and not found:
        return not_found(f"‘{focus.noun}’" if focus.noun else "수치")
    if (counter := _ASKS_COUNTER.search(question.plain)) and not any(_is_counted_in(counter[1], item) for item in stated):
        return not_found(f"몇 {counter[1]}인지")
    return ""


def _has(item: Stated, wanted: Collection[str]) -> bool:
    """Whether a statement has a figure of one of some sorts, or one that does not say its sort."""
    found = {quantity.dimension for quantity in item.statement.quantities if counts(quantity, item.statement)}
    return bool(found & {*wanted, NUMBER})


def _is_counted_in(counter: str, item: Stated) -> bool:
    """Whether something is counted in a unit: in the statement, or by what heads its columns."""
    heads = "".join(name for cell in item.statement.cells for name in (*cell.col_path, *cell.row_path))
    return re.search(rf"\d\s?{counter}", item.statement.text) is not None or counter in f"{heads}{item.statement.unit}"
