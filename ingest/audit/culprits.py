"""Which cell is wrong: relations that break at one cell, and would all hold with one other value there, are one finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.audit.numbers import Interval, Number
from ingest.audit.relations import Relation
from ingest.document import Span


@dataclass(frozen=True, slots=True)
class Culprit:
    """A figure that does not agree, what it would have to be, and the relations that say so, the plainest first."""

    number: Number
    expected: Interval
    relations: tuple[Relation, ...]


_EXPLAINS = 2  # relations that a cell has to explain, less those that it would upset, to be blamed for another's result

Bearing = Mapping[Span, Sequence[Relation]]  # the relations that bear a figure out, by where it stands


def culprits_of(broken: Sequence[Relation], held: Sequence[Relation]) -> list[Culprit]:
    """The fewest cells that explain every broken relation."""
    left = list({_key(relation): relation for relation in reversed(broken)}.values())[::-1]
    bearing = _by_figure(held)
    found: list[Culprit] = []
    while left:
        culprit = _worst(left, bearing)
        found.append(culprit)
        left = [relation for relation in left if relation not in culprit.relations]
    return found


def _key(relation: Relation) -> tuple[Span, frozenset[Span]]:
    """What a relation binds: two checks may come upon the same one."""
    return _at(relation.target), frozenset(_at(number) for number in relation.operands if not number.marked)


def _worst(broken: Sequence[Relation], bearing: Bearing) -> Culprit:
    """The cell that explains most, beyond what its other value would upset; of equals, results before operands.

    Where none explains more than one relation, the result of the first is named.
    """
    options: list[tuple[int, int, int, Culprit]] = []
    for number in _numbers(broken):
        culprit = _explained(number, broken)
        if culprit is not None and len(culprit.relations) > 1:
            upset = _upset(culprit, bearing.get(_at(number), []))
            results = sum(_at(relation.target) == _at(number) for relation in culprit.relations)
            if len(culprit.relations) - upset >= _EXPLAINS:
                options.append((len(culprit.relations) - upset, len(culprit.relations), results, culprit))
    if options:
        return max(options, key=lambda option: option[:3])[3]
    first = broken[0]
    expected = first.expected
    assert expected is not None
    return Culprit(first.target, expected, (first,))


def _upset(culprit: Culprit, held: Sequence[Relation]) -> int:
    """How many relations that hold would break with what the figure would have to be."""
    needed = [_needed(culprit.number, relation) for relation in held]
    return sum(interval is not None and not interval.meets(culprit.expected) for interval in needed)


def _numbers(broken: Sequence[Relation]) -> list[Number]:
    """Every figure of the relations, once."""
    found = {_at(number): number for relation in broken for number in (relation.target, *relation.operands) if not number.marked}
    return list(found.values())


def _explained(number: Number, broken: Sequence[Relation]) -> Culprit | None:
    """The relations that one other value of a figure would put right."""
    needed: Interval | None = None
    relations: list[Relation] = []
    for relation in broken:
        asked = _needed(number, relation)
        common = asked if needed is None or asked is None else needed.cut(asked)
        if asked is not None and common is not None:
            needed, relations = common, [*relations, relation]
    return Culprit(number, needed, tuple(relations)) if needed is not None else None


def _needed(number: Number, relation: Relation) -> Interval | None:
    """What a figure would have to be for a relation to hold; None where it is not in it."""
    if _at(relation.target) == _at(number):
        expected = relation.expected
        return Interval(expected.low - number.half, expected.high + number.half) if expected is not None else None
    places = [at for at, operand in enumerate(relation.operands) if not operand.marked and _at(operand) == _at(number)]
    if len(places) != 1:
        return None
    intervals = [operand.interval for operand in relation.operands]
    asked = relation.rule.operand(places[0], relation.target.interval, intervals)
    return Interval(asked.low - number.half, asked.high + number.half) if asked is not None else None


def _at(number: Number) -> Span:
    """Where a figure stands."""
    assert number.quantity is not None
    return number.quantity.span


def _by_figure(held: Sequence[Relation]) -> Bearing:
    """The relations that hold, by each figure in them."""
    found: dict[Span, list[Relation]] = {}
    for relation in held:
        for number in (relation.target, *relation.operands):
            if not number.marked:
                found.setdefault(_at(number), []).append(relation)
    return found
