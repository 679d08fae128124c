"""Whether one column of a row is more than another: the aim and what was achieved, the budget and what came in."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from operator import ge, gt, lt
from typing import NamedTuple

from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.matter import is_of_years, is_row_of, measure_words, unmet
from assistant.verdicts.predicate import predicate_of
from assistant.verdicts.values import stating
from assistant.verdicts.verdict import Verdict
from ingest.document import Cell
from ingest.korean import letters_of
from ingest.units import DATE, RATIO
from ingest.years import years_of

Compare = Callable[[Decimal, Decimal], bool]


class _Held(NamedTuple):
    """A way to hold one column against another. `own` is how the columns are called that are held against `other`."""

    asks: re.Pattern[str]
    own: re.Pattern[str]
    other: re.Pattern[str]
    compare: Compare


_DONE, _AIMED = re.compile(r"실적"), re.compile(r"목표|계획")
_STAFF, _POSTS = re.compile(r"현원"), re.compile(r"정원")
_CAME_IN = re.compile(r"수납|징수|세입결산|결산액")
_BUDGET = re.compile(r"예산현액|예산액|^예산$|현액")
_END = r"\S*(?:\s(?:게|거|건|것)\S*(?:\s?맞\S*)?)?\s*[?.]?\s*$"
_WAYS: tuple[_Held, ...] = (
    _Held(
        re.compile(rf"목표\S{{0,4}}\s?(?:\S{{1,3}}\s)?(?:채우|채웠|달성|이루|이뤘|도달){_END}"),
        re.compile(r"실적|결산서"),
        _AIMED,
        ge,
    ),
    _Held(re.compile(rf"목표\S{{0,4}}\s?(?:\S{{1,3}}\s)?(?:넘|초과|웃돌){_END}"), _DONE, _AIMED, gt),
    _Held(
        re.compile(rf"목표\S{{0,4}}\s?(?:\S{{1,3}}\s)?(?:못\s?미치|못\s?미쳤|미달|밑돌|모자라){_END}"),
        _DONE,
        _AIMED,
        lt,
    ),
    _Held(re.compile(rf"정원\S{{0,2}}\s?(?:다\s|모두\s)?(?:채우|채웠){_END}"), _STAFF, _POSTS, ge),
    _Held(
        re.compile(rf"정원(?:을|보다)?\s?(?:현원\S?\s)?(?:더\s)?(?:넘|초과|많){_END}"),
        _STAFF,
        _POSTS,
        gt,
    ),
    _Held(
        re.compile(rf"정원(?:보다|에)\s?(?:현원\S?\s)?(?:더\s)?(?:적|모자라|못\s?미치){_END}"),
        _STAFF,
        _POSTS,
        lt,
    ),
    _Held(re.compile(rf"예산\S{{0,4}}\s?(?:더|많이)\s(?:걷|들어오|들어왔|징수){_END}"), _CAME_IN, _BUDGET, gt),
    _Held(re.compile(rf"예산\S{{0,4}}\s?(?:덜|적게)\s(?:걷|들어오|들어왔|징수){_END}"), _CAME_IN, _BUDGET, lt),
)
_KNOWN = ("목표", "달성", "채우", "정원", "현원", "예산", "걷히", "들어오", "넘", "초과", "징수", "이루", "결산")
_GAP = re.compile(r"과부족|달성[률율]|초과액|차액")
_TOTAL = re.compile(r"^(?:합\s?계|총\s?계|계)$")


def columns_compared(question: Question, evidence: Evidence) -> Verdict | None:
    """`스마트상점 보급은 2023년 목표 210개소, 2023년 실적 212개소입니다.` None where two such columns are not certain."""
    way = next((way for way in _WAYS if way.asks.search(question.plain)), None)
    predicate = predicate_of(question)
    if way is None or (predicate is not None and predicate.denied) or not _is_meant(question, evidence):
        return None
    if unmet(question, evidence, (*measure_words(question), *_KNOWN)):
        return None
    cells = [cell for cell in evidence.statement.cells if _is_amount(cell)]
    own, other = (_one(question, [cell for cell in cells if name.search(_name(cell))]) for name in (way.own, way.other))
    if own is None or other is None or own.quantity is None or other.quantity is None:
        return None
    if own.quantity.dimension != other.quantity.dimension or not is_of_years(question, evidence, (own, other)):
        return None
    shown = (other, own, *(cell for cell in evidence.statement.cells if _is_gap(cell)))
    return Verdict(way.compare(own.quantity.base, other.quantity.base), evidence, stating(shown), shown)


def _is_meant(question: Question, evidence: Evidence) -> bool:
    """Whether a row is the one that the question names, or of the total of a table that is called as it says: 세입 결산."""
    if is_row_of(question, evidence):
        return True
    statement = evidence.statement
    is_total = any(cell.row_path and _TOTAL.match(cell.row_path[-1].strip()) for cell in statement.cells)
    above = " ".join((*statement.context, *statement.section[-1:]))
    beside = [item for item in evidence.hit.statements if item.header_spans == statement.header_spans and item is not statement]
    named = any(
        letters_of(cell.row_path[-1]) in letters_of(question.plain) for item in beside for cell in item.cells if cell.row_path
    )
    return is_total and not named and any(word in above for word in question.words if not word.isdigit())


def _is_gap(cell: Cell) -> bool:
    """Whether a column says how far the two are apart."""
    return cell.quantity is not None and bool(cell.col_path) and _GAP.match(_name(cell)) is not None


def _is_amount(cell: Cell) -> bool:
    return cell.quantity is not None and bool(cell.col_path) and cell.quantity.dimension not in {DATE, RATIO}


def _name(cell: Cell) -> str:
    return letters_of(" ".join(cell.col_path))


def _one(question: Question, cells: list[Cell]) -> Cell | None:
    """The one cell, of the year asked for where they go by years; of several groups that of the total."""
    dated = [cell for cell in cells if set(years_of(" ".join(cell.col_path))) & set(question.years)]
    cells = dated or [cell for cell in cells if not years_of(" ".join(cell.col_path)) or not question.years]
    if len(cells) > 1:
        cells = [cell for cell in cells if any(_TOTAL.match(name.strip()) for name in cell.col_path)]
    return cells[0] if len(cells) == 1 else None
