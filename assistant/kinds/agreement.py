"""Whether the documents agree: the values that several places give for what a question doubts, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.evidence import Evidence
from assistant.kinds.figure import state
from assistant.kinds.quoting import quote_point, related
from assistant.points import Point
from assistant.types import Asked, Question
from ingest.document import Figure, FigureKind, Quantity, StatementKind
from ingest.figures import agrees
from ingest.korean import letter_pairs
from ingest.ledger import figures_in
from ingest.units import DATE

_DOUBTS = re.compile(
    r"맞(?:나|는지|는가|아|지|습|는\s?건)|일치|서로\s?(?:다르|다른|맞|같)|다른\s?것\s?같|다르지|다르게|어긋|틀리|틀린|앞뒤"
    r"|(?:자료|문서|보고서|곳)마다|정확히|엇갈|헷갈"
)
# 회부된 날짜, 개관한 날, 제출 일자, 개관은 언제: what happened on the day that is asked for.
_EVENT = re.compile(
    r"(?P<event>[가-힣]{2,6}?)(?:된|한|하는|되는|일의|\s)?\s?(?:날짜|날이|날은|일자|일시|시기)"
    r"|(?P<when>[가-힣]{2,6}?)(?:된|한|은|는|이|가)?\s?(?:게|것이|건)?\s?언제"
)
_ASKS_IF_ALIKE = re.compile(r"일치|서로|(?:자료|문서|보고서|곳)마다|다르|다른가|같[은나]|엇갈|어긋")
_MEAN = re.compile(r"평균")
_FURTHEST = 14  # letters between a day and what happened on it: 2022년 9월 2일 우리위원회에 회부된
_AS_NEAR, _SAME_WORDS = 0.75, 0.6  # of the first place's coverage, and of the words it meets, for another to speak of the same
_ALIKE = 0.5
_SHORT = 20  # letters
_MOST_SIDES = 3
_LOOKED_AT = 80  # statements


class _Side(NamedTuple):
    """A place and the value that it gives."""

    evidence: Evidence
    quantity: Quantity
    name: frozenset[str]  # the letter pairs of what it measures
    kind: FigureKind = FigureKind.UNKNOWN
    year: int | None = None


def doubts(question: Question) -> bool:
    """Whether a question asks if values agree."""
    return _DOUBTS.search(question.plain) is not None


def words_in_doubt(question: Question) -> tuple[str, ...]:
    """The words by which other places of a document are to be looked for, where a question doubts a date."""
    event = _event(question) if doubts(question) and question.asked is Asked.DATE else ""
    return (event,) if event else ()


def compose_agreement(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """Each value that a place gives for the thing in doubt, then whether they agree; empty where only one is found."""
    if not doubts(question) or not evidence:
        return []
    places = list(_dated(question, evidence) if question.asked is Asked.DATE else _counted(question, evidence))
    sides = _distinct(places)
    if len(sides) < 2:
        return _agreed(question, places, evidence)
    points = [_point(question, side) for side in sides]
    others = tuple((side.evidence.hit, point.spans[0]) for side, point in zip(sides[1:], points[1:], strict=True))
    verdict = Point(_verdict(sides), sides[0].evidence.hit, points[0].spans, others=others)
    return [verdict, *points, *related([side.evidence for side in sides], evidence)]


def _agreed(question: Question, places: Sequence[_Side], evidence: Sequence[Evidence]) -> list[Point]:
    """The one value that several documents give, where it is asked whether they do; empty where only one gives it."""
    first = {side.evidence.hit.document: side for side in reversed(places)}
    sides = [side for side in places if first[side.evidence.hit.document] is side and agrees(side.quantity, places[0].quantity)]
    if len(sides) < 2 or not _ASKS_IF_ALIKE.search(question.plain):
        return []
    points = [_point(question, side) for side in sides[:_MOST_SIDES]]
    others = tuple((point.hit, point.spans[0]) for point in points[1:])
    verdict = Point("찾은 문서들에 같은 값으로 적혀 있습니다.", points[0].hit, points[0].spans, others=others)
    return [verdict, *points, *related([side.evidence for side in sides], evidence)]


def _counted(question: Question, evidence: Sequence[Evidence]) -> Iterator[_Side]:
    """The places that give a figure of the sort and of the year asked for: those near the strongest, and its own counterpart."""
    first: _Side | None = None
    for item in evidence[:_LOOKED_AT]:
        wanted = {first.quantity.dimension} if first is not None else set(question.dimensions) - {DATE}
        figure = _meant(question, item, wanted)
        if _MEAN.search(item.statement.text) and not _MEAN.search(question.plain):
            continue  # a mean is another value
        if figure is None or (first is not None and not _speaks_of_same(question, item, first.evidence)):
            continue
        if question.years and figure.year and not {figure.year, *item.statement.years} & set(question.years):
            continue
        side = _Side(item, figure.quantity, _name(figure), figure.kind, figure.year)
        first = first or side
        yield side


def _meant(question: Question, item: Evidence, wanted: set[str]) -> Figure | None:
    """The figure of a statement whose words the question says most of."""
    said = frozenset(question.pairs)
    figures = [
        figure for figure in figures_in(item.statement, item.hit.year) if not wanted or figure.quantity.dimension in wanted
    ]
    in_years = [figure for figure in figures if figure.year in question.years] or figures
    return max(in_years, key=lambda figure: (_met(figure, said), -figure.quantity.span.start), default=None)


def _met(figure: Figure, said: frozenset[str]) -> float:
    name = _name(figure)
    return len(name & said) / (1 + len(name - said)) if name else 0.0


def _name(figure: Figure) -> frozenset[str]:
    return frozenset(letter_pairs(" ".join((*figure.row_path, *figure.col_path))))


def _speaks_of_same(question: Question, item: Evidence, first: Evidence) -> bool:
    """Whether a statement is as near to the question, in the same words; or the line that it stands under (인력 : 총 42명)."""
    years = set(map(str, question.years))
    met = first.covered - years
    if item.statement.header_spans and item.statement.header_spans == first.statement.header_spans:
        return False  # another row of the same table is another thing
    if item.coverage >= _AS_NEAR * first.coverage and len(met & item.covered) >= _SAME_WORDS * len(met):
        return True
    own = set(item.statement.words) & set(question.words) - set(first.statement.words)
    section, above = first.statement.section, item.statement.section
    return item.hit.document == first.hit.document and bool(own) and _is_short(item) and section[: len(above)] == above


def _is_short(item: Evidence) -> bool:
    """Whether a statement says little but its figure: 인력 : 총 42명."""
    return len(item.statement.text) <= _SHORT and len(item.statement.quantities) == 1


def _dated(question: Question, evidence: Sequence[Evidence]) -> Iterator[_Side]:
    """The places of the strongest document, and others as near, that give a day for what happened."""
    event = _event(question)
    for item in evidence if event else ():
        near = _days_of(item, event)
        if near and item.hit.document == evidence[0].hit.document:
            yield _Side(item, near[-1], frozenset(letter_pairs(event)))


def _event(question: Question) -> str:
    match = _EVENT.search(question.plain)
    return (match["event"] or match["when"]) if match else ""


def _days_of(item: Evidence, event: str) -> list[Quantity]:
    """The days right before an event is named: 2023. 8. 21. 회부."""
    text, found = item.statement.text, []
    for quantity in item.statement.quantities:
        if quantity.dimension == DATE and quantity.value % 100:
            end = text.find(quantity.text) + len(quantity.text)
            if 0 <= text.find(event, end) - end <= _FURTHEST:
                found.append(quantity)
    return found


def _distinct(sides: Iterable[_Side]) -> list[_Side]:
    """The first place of each value; one that states the value of another as well is no further side."""
    found: list[_Side] = []
    for side in sides:
        states_it_too = any(
            agrees(quantity, other.quantity) for other in found for quantity in side.evidence.statement.quantities
        )
        if not states_it_too and len(found) < _MOST_SIDES:
            found.append(side)
    return found


def _point(question: Question, side: _Side) -> Point:
    if side.evidence.statement.kind is StatementKind.ROW:
        return state(question, side.evidence)[0]
    return quote_point(side.evidence)


def _same_name(one: _Side, other: _Side) -> bool:
    """Whether two values are called alike: half of the letters of the shorter name."""
    return len(one.name & other.name) >= _ALIKE * min(len(one.name), len(other.name))


def _verdict(sides: Sequence[_Side]) -> str:
    """What the values have to do with one another: of other kinds, of other years, or in conflict; and which is the later."""
    kinds = [side.kind.value for side in sides]
    if all(kinds) and len(set(kinds)) == len(sides):
        return f"적힌 값이 서로 다르나, 종류가 다른 값입니다({', '.join(kinds)} 순)."
    years = [side.year for side in sides]
    if all(years) and len(set(years)) == len(sides):
        return "적힌 값이 서로 다르나, 서로 다른 해의 값입니다."
    if not all(_same_name(sides[0], side) for side in sides[1:]):
        return "다음 값이 서로 다릅니다. 같은 것을 센 값인지 근거를 견주어 주십시오."
    hits = {side.evidence.hit.document: side.evidence.hit for side in sides}
    dated = sorted((hit for hit in hits.values() if hit.year), key=lambda hit: hit.year or 0)
    later = f" 더 나중 문서는 ‘{dated[-1].title}’입니다." if len(dated) > 1 and dated[0].year != dated[-1].year else ""
    where = "문서마다" if len(hits) > 1 else "한 문서 안에서"
    return f"{where} 적힌 값이 서로 다릅니다.{later}"
