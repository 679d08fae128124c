"""Give a flattened two-line header its columns back where the table's own formulas prove them.

A header such as `’25년 예산 ’24년 최종예산 | 본예산(a) 이월 등(b) 예산현액(A=a+b)` can be read in several ways once its
cells are lost. The formulas it carries - (A=a+b), (C/B), (C-A) - hold in the rows for one reading only. If exactly one
reading agrees with the rows, the columns are certain; otherwise none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

Path = tuple[str, ...]
Row = Sequence[Decimal | None]  # None for an empty mark; zero in sums

_SYMBOL = re.compile(r"\(([A-Za-z])\)")
_SUM = re.compile(r"\(([A-Za-z])=([A-Za-z](?:[+-][A-Za-z])+)\)")
_DIFFERENCE = re.compile(r"\(([A-Za-z])-([A-Za-z])\)")
_RATIO = re.compile(r"\(([A-Za-z])/([A-Za-z])\)")
_MARKED = re.compile(r"\([A-Za-z](?:[=+/-][A-Za-z])*\)|\([^)]*률\)$")
_ANNOUNCES_SHARE = re.compile(r"\([^()]*(?:률|율|비중|비율|%)\)$")
_MOST_LOWER = 12
_AGREEING = Decimal("0.9")  # of the rows that can be checked
_FEWEST_AGREEING = 2  # rows, where all agree but one
_RATE_STEP = Decimal("0.05")  # a rate is shown to one place
_HALF = Decimal("0.5")  # amounts are shown in whole units


class Formula(NamedTuple):
    """A column that is computed from others: `kind` is sum, difference or ratio; the rest are column numbers."""

    kind: str
    result: int
    terms: tuple[tuple[int, int], ...]  # (sign, column)


def solve(tokens: Sequence[str], rows: Sequence[Row], shares: Sequence[Sequence[bool]]) -> list[Path]:
    """The header path of each value column; empty where no reading, or more than one, agrees with the rows.

    `tokens` are the header's words behind the label columns, in the order of the extraction: upper line first.
    `shares` tells which values carry a share in brackets: they belong under names such as 지출액(집행률).
    """
    width = len(rows[0]) if rows else 0
    found: dict[tuple[Path, ...], None] = {}
    nearly: dict[tuple[Path, ...], None] = {}
    for reading in _readings(_join_unmarked(tokens), width):
        formulas = _formulas(reading)
        if formulas and _shares_fit(reading, shares):
            agreeing, telling = _agreeing(formulas, rows)
            if telling and agreeing >= _AGREEING * telling:
                found[tuple(reading)] = None
            elif agreeing == telling - 1 >= _FEWEST_AGREEING:
                nearly[tuple(reading)] = None
    only = found or nearly  # a figure that is wrong in the document must not cost the table its columns
    return list(next(iter(only))) if len(only) == 1 else []


def _join_unmarked(tokens: Sequence[str]) -> list[str]:
    """Words that belong to one name: where most names end in a mark such as (b), one without it goes with the next."""
    cells: list[str] = []
    for token in tokens:
        if (
            cells
            and not _MARKED.search(cells[-1])
            and _MARKED.search(token)
            and not re.search(r"\d{2}년", cells[-1])
            and len(cells[-1]) <= 3
        ):
            cells[-1] = f"{cells[-1]} {token}"
        else:
            cells.append(token)
    return cells


def _readings(cells: Sequence[str], width: int) -> Iterator[list[Path]]:
    """Every way to take the last cells as the lower line under one or more groups of the upper line."""
    for lower_size in range(min(_MOST_LOWER, len(cells) - 1) + 1):
        upper, lower = cells[: len(cells) - lower_size], cells[len(cells) - lower_size :]
        groups = len(upper) + lower_size - width
        if groups < 0 or (lower_size == 0) != (groups == 0) or lower_size < 2 * groups:
            continue
        for chosen in combinations(range(len(upper)), groups):
            for sizes in _shares(lower_size, groups):
                yield _lay_out(upper, lower, dict(zip(chosen, sizes, strict=True)))


def _shares(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """The ways to share the lower cells among the groups, at least two for each."""
    if parts == 0:
        yield ()
        return
    if parts == 1:
        yield (total,)
        return
    for first in range(2, total - 2 * (parts - 1) + 1):
        for rest in _shares(total - first, parts - 1):
            yield (first, *rest)


def _lay_out(upper: Sequence[str], lower: Sequence[str], groups: dict[int, int]) -> list[Path]:
    columns: list[Path] = []
    remaining = iter(lower)
    for number, name in enumerate(upper):
        size = groups.get(number, 0)
        columns.extend([(name, next(remaining)) for _ in range(size)] if size else [(name,)])
    return columns


def _formulas(columns: Sequence[Path]) -> list[Formula]:
    """The formulas that the columns' names state, as far as their symbols are defined."""
    names = [path[-1] for path in columns]
    symbols = {match.group(1): number for number, name in enumerate(names) if (match := _SYMBOL.search(name))}
    symbols |= {match.group(1): number for number, name in enumerate(names) if (match := _SUM.search(name))}
    found = []
    for number, name in enumerate(names):
        if match := _SUM.search(name):
            terms = [(-1 if sign == "-" else 1, symbol) for sign, symbol in re.findall(r"([+-]?)([A-Za-z])", match.group(2))]
            kind = "sum"
        elif match := _DIFFERENCE.search(name):
            terms, kind = [(1, match.group(1)), (-1, match.group(2))], "sum"
        elif match := _RATIO.search(name):
            terms, kind = [(1, match.group(1)), (1, match.group(2))], "ratio"
        else:
            continue
        if all(symbol in symbols for _, symbol in terms):
            found.append(Formula(kind, number, tuple((sign, symbols[symbol]) for sign, symbol in terms)))
    return found


def _agreeing(formulas: Sequence[Formula], rows: Sequence[Row]) -> tuple[int, int]:
    """In how many rows the formulas hold, and how many can tell; a row of zeros proves nothing."""
    checks = [check for row in rows for formula in formulas if (check := _holds(formula, row)) is not None]
    return sum(checks), len(checks)


def _shares_fit(columns: Sequence[Path], shares: Sequence[Sequence[bool]]) -> bool:
    """Whether the columns whose values carry a share in brackets are those whose names announce one."""
    announced = {number for number, path in enumerate(columns) if _ANNOUNCES_SHARE.search(path[-1])}
    carrying = {number for row in shares for number, has in enumerate(row) if has}
    return announced == carrying or not carrying


def _holds(formula: Formula, row: Row) -> bool | None:
    """Whether a formula holds in a row; None where the row cannot tell."""
    values = [row[column] or Decimal(0) for _, column in formula.terms]
    result = row[formula.result] or Decimal(0)
    if not any(values) or result == 0:
        return None
    if formula.kind == "ratio":
        return values[1] > 1 and _lowest(*values) - _RATE_STEP <= result <= _highest(*values) + _RATE_STEP
    return abs(sum((sign * value for (sign, _), value in zip(formula.terms, values, strict=True)), Decimal(0)) - result) <= 1


def _lowest(part: Decimal, whole: Decimal) -> Decimal:
    """The least rate that two rounded amounts may have: 9 of 18 may be 8.5 of 18.5."""
    return (part - _HALF) / (whole + _HALF) * 100


def _highest(part: Decimal, whole: Decimal) -> Decimal:
    return (part + _HALF) / (whole - _HALF) * 100
