"""Figures that follow from others: a change, a growth, a share, a sum, a multiple or a mean, where the words say which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, permutations
from typing import NamedTuple

from assistant.arithmetic.operands import shown
from assistant.checking.types import Claim
from assistant.money import format_number
from ingest.document import Qualifier, Quantity
from ingest.figures import agrees
from ingest.units import NUMBER, POINTS, RATIO
from ingest.years import years_of

_TIMES = "배"
_FINEST = Decimal("1e-9")  # the step of what was divided
_AROUND = 40  # letters on each side of a figure in which the words stand that say how it follows
_PLACES = 2
_MOST_ADDENDS, _MOST_OPERANDS = 4, 12  # of those there are a thousand sums; nobody computes with more in a sentence
_CHANGE = re.compile(
    r"늘|증가|증액|증원|증감|줄|감소|감액|감축|감원|삭감|절감|하락|상승|오른|올라|높|낮|많|적[은게었다]|차이|격차|[더덜]\s|모자|부족|초과|웃돌|밑돌"
    r"|못\s?미|못\s?미치|확대|축소|결원|대비|보다|신장|성장"
)
_SHARE = re.compile(r"비중|비율|[율률]|차지|가운데|중|이르|달[하한함해]|해당|의존")
_SUM = re.compile(r"합|모두|총\s?\d|더[하한해]")
_MEAN = re.compile(r"평균|당\s")


class Known(NamedTuple):
    """A figure that the documents bear out, as they state it, and the years that it is of."""

    quantity: Quantity
    years: frozenset[int]


class _Way(NamedTuple):
    """A way to compute: the words that tell of it, and what comes of two figures, with its formula."""

    words: re.Pattern[str]
    compute: Callable[[Quantity, Quantity, Quantity], tuple[Decimal, str] | None]


def derive(claim: Claim, known: Sequence[Known]) -> str:
    """How a claim follows from figures that the documents bear out; empty where it does not, or its statement names other years."""
    named = set(years_of(claim.statement.text))
    if named - {year for item in known for year in item.years} and any(item.years for item in known):
        return ""
    operands = [item.quantity for item in known[:_MOST_OPERANDS]]
    return _of_two(claim, operands) or (_sum(claim.quantity, operands) if _SUM.search(_around(claim)) else "")


def derive_from_row(claim: Claim, cells: Iterable[tuple[Quantity, Sequence[str]]]) -> str:
    """How a claim follows from two cells of one row, each with its column; empty where a cell states it, or it does not.

    The cells must be of the years that its statement names, or of those before them.
    """
    named = {year - back for year in years_of(claim.statement.text) for back in (0, 1)}
    cells = list(cells)
    if any(_is(claim.quantity, quantity.base) for quantity, _ in cells if quantity.dimension == claim.quantity.dimension):
        return ""
    of_years = [
        quantity for quantity, column in cells if not named or not (years := set(years_of(" ".join(column)))) or years & named
    ]
    return _of_two(claim, of_years) if claim.quantity.dimension != NUMBER else ""


def _around(claim: Claim) -> str:
    return claim.before[-_AROUND:] + claim.behind[:_AROUND]


def _of_two(claim: Claim, operands: Sequence[Quantity]) -> str:
    """How a claim follows from two figures in the way that its words tell."""
    is_multiple = claim.quantity.unit == _TIMES
    ways = [_MULTIPLE] if is_multiple else [way for way in _WAYS if way.words.search(_around(claim))]
    for one, other in permutations(operands, 2):
        for way in ways:
            found = way.compute(claim.quantity, one, other)
            if found is not None and _is(claim.quantity, found[0]):
                return f"{found[1]} = {shown(claim.quantity)}"
    return ""


def _is(wanted: Quantity, base: Decimal) -> bool:
    """Whether a claim is a computed value within the rounding that it shows; its words tell the sign."""
    exact = replace(wanted, base=abs(base), value=abs(base), step=min(wanted.step, _FINEST), qualifier=Qualifier.NONE)
    return agrees(replace(wanted, base=abs(wanted.base)), exact)


def _difference(wanted: Quantity, one: Quantity, other: Quantity) -> tuple[Decimal, str] | None:
    """16,662명 - 8,323명; rates are points apart."""
    dimension = POINTS if one.dimension == RATIO else one.dimension
    if not _comparable(one, other) or one.base <= other.base or wanted.dimension != dimension:
        return None
    return one.base - other.base, f"{shown(one)} - {shown(other)}"


def _growth(wanted: Quantity, one: Quantity, other: Quantity) -> tuple[Decimal, str] | None:
    if (
        not _comparable(one, other)
        or one.dimension == RATIO
        or wanted.dimension != RATIO
        or other.base <= 0
        or one.base == other.base
    ):
        return None
    more, less = (one, other) if one.base > other.base else (other, one)
    return (one.base - other.base) / other.base * 100, f"({shown(more)} - {shown(less)}) ÷ {shown(other)} × 100"


def _share(wanted: Quantity, one: Quantity, other: Quantity) -> tuple[Decimal, str] | None:
    if not _comparable(one, other) or wanted.dimension != RATIO or not 0 < one.base < other.base or one.dimension == RATIO:
        return None
    return one.base / other.base * 100, f"{shown(one)} ÷ {shown(other)} × 100"


def _multiple(wanted: Quantity, one: Quantity, other: Quantity) -> tuple[Decimal, str] | None:
    if not _comparable(one, other) or not 0 < other.base < one.base:
        return None
    return one.base / other.base, f"{shown(one)} ÷ {shown(other)}"


def _mean(wanted: Quantity, one: Quantity, other: Quantity) -> tuple[Decimal, str] | None:
    """What falls to each: 21,905명 ÷ 4개소."""
    if wanted.dimension != one.dimension or one.dimension == other.dimension or other.base <= 1:
        return None
    return one.base / other.value, f"{shown(one)} ÷ {format_number(other.value)}"


def _sum(wanted: Quantity, operands: Sequence[Quantity]) -> str:
    alike = [quantity for quantity in operands if quantity.dimension == wanted.dimension and wanted.dimension != RATIO]
    for count in range(2, min(len(alike), _MOST_ADDENDS) + 1):
        for chosen in combinations(alike, count):
            if _is(wanted, sum((quantity.base for quantity in chosen), Decimal(0))):
                return f"{' + '.join(map(shown, chosen))} = {shown(wanted)}"
    return ""


def _comparable(one: Quantity, other: Quantity) -> bool:
    return one.dimension == other.dimension and one.dimension != NUMBER


_WAYS = (_Way(_CHANGE, _difference), _Way(_CHANGE, _growth), _Way(_SHARE, _share), _Way(_MEAN, _mean))
_MULTIPLE = _Way(_SUM, _multiple)
