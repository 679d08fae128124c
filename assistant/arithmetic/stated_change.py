"""Sentences that state a change themselves: 2023년도 당초 출연금(79억 9천7백만원) 대비 62.5%(50억원) 증액되었는데."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations
from typing import NamedTuple

from assistant.arithmetic.change import change
from assistant.arithmetic.operands import Operand, gap
from assistant.cells import asks_change, kinds_of
from assistant.evidence import Evidence
from assistant.points import Point
from assistant.types import Question
from ingest.document import Quantity, StatementKind
from ingest.units import DATE, MONEY, POINTS, RATIO
from ingest.years import years_of

_ASKS_HOW_MUCH = re.compile(r"얼마|몇|배")
_STATES = re.compile(
    r"(?P<since>(?:[^,.;]|(?<=\d)[,.](?=\d)){2,60}?)\s?(?:대비|보다|에\s?비해|에\s?견줘|에\s?견주어)\s?(?P<told>.{1,60})",
    re.DOTALL,
)
_GREW = re.compile(r"증가|증액|늘[어었]|늘림|올라|높아|상승|확대|증(?![가-힣])")
_SHRANK = re.compile(r"감소|감액|줄[어었]|줄임|낮아|하락|삭감|감(?![가-힣])")
_SINCE = re.compile(r"보다|\s?대비|에\s?비")
_TIME = re.compile(r"전년도?|작년|지난해|['’‘]?\d{2,4}\s?(?:년도?|회계\s?연도)")
_YEAR_BEFORE = re.compile(r"전년|작년|지난해")


def asks_how_much_changed(question: Question) -> bool:
    """Whether a question asks by how much something changed since a year that it names, or since the year before."""
    return asks_change(question) and len(question.years) in {1, 2} and bool(_ASKS_HOW_MUCH.search(question.plain))


def states_change(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence states the change asked for: in the later year, since the earlier, and since the kind that is named."""
    statement = evidence.statement
    found = _STATES.search(statement.text) if statement.kind is not StatementKind.ROW else None
    if (
        found is None
        or not (_GREW.search(found["told"]) or _SHRANK.search(found["told"]))
        or not _has_amount(question, statement.quantities)
    ):
        return False
    early, late = min(question.years), max(question.years)
    is_since = early in years_of(found["since"]) or bool(_YEAR_BEFORE.search(found["since"]))
    kinds = kinds_of(since_said(question))
    before = statement.text[: found.end("since")]
    of_late = late in years_of(before) or (evidence.hit.year == late and not set(years_of(before)) - {early})
    return is_since and of_late and (not kinds or bool(kinds & kinds_of(found["since"])))


def tells_change(text: str) -> bool:
    """Whether a text compares an amount with an earlier one: 전년도 최종출연금 80억 8천9백만원 대비 49억 8백만원 증가."""
    return _STATES.search(text) is not None


def since_said(question: Question) -> str:
    """What the question compares with, in its words: 전년 당초, of 전년 당초보다."""
    found = _SINCE.search(question.plain)
    if found is None:
        return ""
    before = question.plain[: found.start()]
    times = [match.start() for match in _TIME.finditer(before)]
    return before[times[-1] :] if times else before.rpartition(" ")[2]


def proof_of_stated(question: Question, evidence: Evidence) -> Point | None:
    """The change as computed from the two amounts of a sentence that states it, where they prove it; None where they do not."""
    figures = [item for item in _said(evidence) if item.quantity.dimension not in {RATIO, POINTS, DATE}]
    for early, late, told in permutations(figures, 3):
        alike = early.quantity.dimension == late.quantity.dimension == told.quantity.dimension
        if alike and _is_early(question, early) and not _is_early(question, late) and _is_apart(early, late, told):
            since = " ".join((f"{min(question.years)}년", *sorted(kinds_of(early.before))))
            return change(question, _operand(evidence, early, since), _operand(evidence, late, ""))
    return None


class _Said(NamedTuple):
    """A figure of a sentence, with what stands between it and the figure before."""

    quantity: Quantity
    before: str


def _said(evidence: Evidence) -> list[_Said]:
    quantities = sorted(
        (item for item in evidence.statement.quantities if item.dimension != DATE), key=lambda item: item.span.start
    )
    start, text = evidence.hit.span.start, evidence.hit.text
    ends = [evidence.statement.span.start, *(item.span.end for item in quantities)]
    return [_Said(item, text[end - start : item.span.start - start]) for end, item in zip(ends, quantities, strict=False)]


def _is_apart(early: _Said, late: _Said, told: _Said) -> bool:
    higher, lower = sorted((early.quantity, late.quantity), key=lambda item: -item.base)
    return bool(told.quantity.base) and gap(higher, lower).base == abs(told.quantity.base)


def _is_early(question: Question, figure: _Said) -> bool:
    years = years_of(figure.before)
    return years[-1:] == (min(question.years),) or (not years and bool(_YEAR_BEFORE.search(figure.before)))


def _operand(evidence: Evidence, figure: _Said, when: str) -> Operand:
    return Operand("", figure.quantity, evidence, when)


def _has_amount(question: Question, quantities: Sequence[Quantity]) -> bool:
    """Whether a change of the sort that is asked for is there: of money in won, or in percent."""
    wanted = set(question.dimensions) or {MONEY, RATIO}
    found = {item.dimension for item in quantities}
    return bool(found & (wanted | {RATIO, POINTS}))
