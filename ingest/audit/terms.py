"""Sums out of the lines of a sheet: which numbers can be added at a place at all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.audit.findings import Check
from ingest.audit.numbers import Number, is_ratio
from ingest.audit.relations import Linear, Relation
from ingest.audit.sheet import Line, Sheet

_WHOLE = Decimal(100)
_FEW = 2  # parts; of so few an empty one is a nought as often as not


def sum_at(sheet: Sheet, total: Line, parts: Sequence[Line], place: Line) -> Relation | None:
    """The relation of a total to its parts at a place; None where they cannot be added."""
    if not parts or not _adds_up(sheet, total, place):
        return None
    target = sheet.number(total.at, place.at)
    numbers = [sheet.number(line.at, place.at) for line in parts]
    if target is None or target.marked or any(number is None for number in numbers):
        return None
    operands = tuple(number for number in numbers if number is not None)
    if any(not number.marked and not addable(number, target) for number in operands) or all(n.marked for n in operands):
        return None
    relation = Relation(Check.SUM, target, operands, Linear((1,) * len(operands)))
    if _lacks_one(relation):
        return None
    return relation if not is_ratio(target) or _is_whole(relation) else None


def _lacks_one(relation: Relation) -> bool:
    """Whether a single part is left empty where all others are filled, and may be what is missing in the total."""
    empty = [number for number in relation.operands if number.cell is None]
    expected = relation.expected
    may_be_missing = expected is not None and relation.target.interval.low > expected.high
    return len(empty) == 1 and len(relation.operands) > _FEW and may_be_missing and not relation.holds


def _is_whole(relation: Relation) -> bool:
    """Whether shares are those of one whole: their total, or their sum, is 100."""
    expected = relation.expected
    return relation.target.value == _WHOLE or (expected is not None and expected.low <= _WHOLE <= expected.high)


def addable(number: Number, target: Number) -> bool:
    """Whether two numbers are of one kind."""
    return number.dimension == target.dimension


def _adds_up(sheet: Sheet, total: Line, place: Line) -> bool:
    """Whether what stands at a place adds up: no rates but shares of a whole, no means, no changes without a sign."""
    target = sheet.number(total.at, place.at)
    if target is None:
        return False
    if is_ratio(target):
        return place.name.share and not place.name.growth
    if place.name.mean:
        return False
    return not place.name.difference or place.at in sheet.signed[1]
