"""Whether two figures of the ledger are of the same thing: name, column, year and kind, and what else may tell them apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from index.ledger import LedgerRow, StatedRow, measure_key
from ingest.document import FigureKind, Imprint, Qualifier
from ingest.figures import agrees
from ingest.labels import is_total

_SHORTEST = 5  # letters; a shorter label (인건비, 현원, 소계) measures another thing in every table
_GENERAL = re.compile(r"^(?:총?합계|소계|계|구분|금액|예산액?|.*(?:정원|현원|과부족))$")
# Items of every body's budget, and what every programme has: each is of whoever's table it stands in.
_EVERYONES = re.compile(
    r".*(?:인건비|업무추진비|관리비|운영비|여비|취득비|위탁금|보전금|출연금|부담금|전출금|전입금|예비비|수당|급여|재료비|연구비|임차료|수수료"
    r"|이자수입|사업비|잉여금|이월금|보조금|교부세|교부금)|(?:총|주요|세부|추진|지원|사업|교육|참여|연간|운영|신청|접수|처리|선정|이용|예산|시설|기타|전체"
    r"|실적|계획|목표|현황|내용|성과|결과|대상|규모|인원|기업|기관|업체|건수|횟수|기간|금액|예산액|수익|수입|지출|건의|시정|요구|사항|년도|수|및|별"
    r"|이용자|참여자|수료자|교육생|참가자|조성|개최|구축|개발|확대|강화|육성|관리|홍보|행사|설치|발굴|제공|활성화|활용|연계|협력|기반)+"
)
_YEAR = re.compile(r"['’‘`]?(?:(?:19|20)\d\d(?:년도?|회계연도)?|(?<=['’‘`])\d\d(?:년도?)?|(?<!\d)\d\d년도?)")
_FORMULA = re.compile(r"[(\[][A-Za-z\s=+\-−/÷×*]+[)\]]")  # 예산현액(A=B+C)
_KIND = re.compile(
    "예산현액|최종예산|당초예산|기정예산|본예산|추경예산|추경|예산안|예산액?|결산액?|집행액|지출액|실적|목표|계획|잠정|전망|요구액"
)
# Of which part or time a figure is: 국비 300 and 시비 100, 상반기 and the whole year.
_PARTS = re.compile(
    r"국비|시비|도비|구비|군비|자부담|자체재원|특별교부|[상하]반기|[1-4]/?4?분기|(?<!\d)1?\d월|누적|누계|평균|1인당|개소당|신규|계속|"
    r"남성|여성|직영|위탁|온라인|오프라인|본원|분원|증감|증가|감소|증액|감액|잔액|이월|불용|부족|초과|대비|비중|구성비"
)
_SIDES = re.compile(r"세입|세출|수입|지출")
_BOUNDS = frozenset(Qualifier) - {Qualifier.NONE, Qualifier.ABOUT, Qualifier.AND_MORE}
# What may stand between the name of a thing and its figure: 은 2023년도에 총, ` 예산은 본예산 기준 `, ` 실적(2024년) : `
_BETWEEN = re.compile(
    rf"(?:{_YEAR.pattern}|{_KIND.pattern}|예산|집행|결산|은|는|이|가|을|를|의|에|에는|에서|으?로|도|총|모두|약|전체|실제|당시|말|기준|현재|[:：()\[\]‘’'\"“”-])*"
)
_PART_BEFORE = re.compile(r"(?:가운데|그중|이중|나머지|추가로?|별도로?|제외하?고?|뺀)[,은는]?$")
_GROWTH = r"(?:증가|감소|증\s?액|감\s?액|증\s?원|감\s?원|늘|줄|추가|증\b|감\b|차이|부족|초과|많|적은|높|낮|상승|하락)"
_CHANGE_BEHIND = re.compile(rf"\s?(?:씩|을|를|이|가)?\s?\(?{_GROWTH}")
_COMPARED_WITH = re.compile(r"(?:대비|보다|에서|비해)\s*\(?$")
_RATE_BEHIND = re.compile(rf"[,\s(]*[\d.]+%\s?{_GROWTH}")  # 전년 대비 464백만원, 7.4% 증액
_COMPUTED = re.compile(r"증감|증가|감소|[률율]|비중|비율|과부족|잔액|차액|대비")
_SPACE = re.compile(r"\s+")


class Thing(NamedTuple):
    """What a figure states: figures of one thing should agree."""

    dimension: str
    year: int | None
    date: str
    name: str
    column: str
    kind: FigureKind


def thing_of(row: LedgerRow) -> Thing:
    """What a figure of the ledger states."""
    name = row.measure if row.col_path else "".join(row.row_path[-1:])
    return Thing(row.dimension, row.year, row.date, plain_name(measure_key(name)), _plain_column(row.column), row.kind)


def thing_stated(row: StatedRow) -> Thing:
    """`thing_of`, out of the little that is read of every figure."""
    return Thing(row.dimension, row.year, row.date, plain_name(row.measure_key), _column(row.col_path), _kind(row.kind))


@lru_cache(maxsize=65536)  # the same names come again and again
def plain_name(key: str) -> str:
    """A measure's key less its year and the word for its kind, which are compared by themselves: `2024년보급실적` -> `보급`."""
    return _KIND.sub("", _YEAR.sub("", key))


@lru_cache(maxsize=65536)
def _column(packed: str) -> str:
    return _plain_column(" ".join(json.loads(packed)))


@lru_cache(maxsize=65536)
def _plain_column(column: str) -> str:
    return plain_name(measure_key(_FORMULA.sub("", column)))


@cache  # there are a few kinds
def _kind(kind: str) -> FigureKind:
    return FigureKind(kind)


def is_nameless(name: str) -> bool:
    """Whether a plain name is too short or too general to mean one thing beyond its table."""
    return len(name) < _SHORTEST or bool(_GENERAL.match(name))


def is_everyones(name: str) -> bool:
    """Whether every body's papers have a figure of this name: an item of the budget, words that name no programme."""
    return is_nameless(name) or bool(_EVERYONES.fullmatch(name)) or is_total(name)


def says_several(rows: Sequence[LedgerRow]) -> bool:
    """Whether the figures that one document gives for a thing differ: then the name is of several (기본경비 of each office)."""
    return any(not agrees(rows[0].quantity, row.quantity) for row in rows[1:])


def parts_of(row: LedgerRow) -> frozenset[str]:
    """The words that say of which part or time a figure is."""
    return frozenset(_PARTS.findall(_SPACE.sub("", " ".join((*row.row_path, *row.col_path, row.table)))))


def is_named_right_there(row: LedgerRow, before: str) -> bool:
    """Whether what a figure of a sentence is of stands right before it: nothing else may be what is counted.

    `찾아가는 디지털교실은 2023년도에 7,263명`; not `서울패션허브: 예비 디자이너(49명)`.
    """
    name = _SPACE.sub("", row.row_path[-1]) if row.row_path else ""
    said, found, between = _SPACE.sub("", before).rpartition(name)
    return bool(name and found) and _BETWEEN.fullmatch(between) is not None and _PART_BEFORE.search(said) is None


def is_computed(column: str) -> bool:
    """Whether a column of this name holds what follows from others: 증감, 달성률."""
    return _COMPUTED.search(column) is not None


def is_change(before: str, behind: str) -> bool:
    """Whether what stands around a figure makes it a change or a share of something: `전년 대비 464백만원, 7.4% 증액`."""
    if _CHANGE_BEHIND.match(behind):
        return True
    return _COMPARED_WITH.search(before) is not None and _RATE_BEHIND.match(behind) is not None


def is_bound(row: LedgerRow) -> bool:
    """Whether a figure is but a bound: 100명 이상."""
    return row.qualifier in _BOUNDS


def are_of_other_times(one: LedgerRow, other: LedgerRow) -> bool:
    """Whether two figures were counted on other days, one of them before their year was over: by then it may have changed."""
    if one.as_of == other.as_of or one.year is None:
        return False
    return any(row.as_of and row.as_of[:4] <= str(one.year) and not row.as_of[5:].startswith("12-31") for row in (one, other))


def are_of_other_sides(one: LedgerRow, other: LedgerRow) -> bool:
    """Whether one is of what comes in and the other of what goes out."""
    sides = [
        frozenset("in" if side in {"세입", "수입"} else "out" for side in _SIDES.findall(" ".join((row.table, *row.col_path))))
        for row in (one, other)
    ]
    return all(sides) and not sides[0] & sides[1]


def are_of_other_places(one: Imprint, other: Imprint) -> bool:
    """Whether two documents are of other councils, whose programmes may be called alike."""
    return bool(one.council and other.council and one.council != other.council)


def context_of(row: LedgerRow) -> str:
    """What a table of a figure is called, or the section that it stands in: by it figures of a general name are told apart."""
    return plain_name(measure_key(row.table or "".join(row.section[-1:])))


def distinct(rows: Iterable[LedgerRow]) -> list[list[LedgerRow]]:
    """The figures by value, as far as their rounding lets them be told apart; the most exact decides."""
    found: list[list[LedgerRow]] = []
    for row in sorted(rows, key=lambda row: row.step):
        same = next((group for group in found if agrees(group[0].quantity, row.quantity)), None)
        if same is None:
            found.append([row])
        else:
            same.append(row)
    return found
