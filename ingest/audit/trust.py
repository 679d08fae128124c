"""Which reading of a table holds, and what breaks it: nothing is accused that the table itself does not prove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.audit.findings import Check
from ingest.audit.numbers import may_be_exact
from ingest.audit.relations import Relation

# A reading that holds in half as many places as the best one is still a reading: what it explains is not accused.
_RIVAL_SHARE = 0.5
# Of a reading that is right, at most one in so many relations is wrong; with few, one.
_HELD_FOR_EACH_BROKEN = 3
_EXACT_PROOF = 2  # relations of bare numbers that hold to the last digit prove that these count things

# Some cut the last digits of a rate off instead of rounding them: that is no mistake.
_RATES = frozenset({Check.RATE, Check.SHARE, Check.GROWTH, Check.FORMULA})

Reading = Mapping[int, Relation]  # by the place that each relation is of


class Verdict(NamedTuple):
    """The relations that hold, which prove the reading, and those that break it."""

    held: tuple[Relation, ...]
    broken: tuple[Relation, ...]


NO_VERDICT = Verdict((), ())


def judge(readings: Sequence[Reading], least: int, *, plain: bool = False) -> Verdict:
    """The verdict of the best of several readings of the same thing.

    It is trusted where it holds in at least so many places that tell; or, where it is the plain one, breaks in the one
    place that it has.
    """
    readings = [_exact_where_proven(reading) for reading in readings if reading]
    if not readings:
        return NO_VERDICT
    best = max(readings, key=weight)
    held = told(best)
    rivals = [other for other in readings if other is not best and len(told(other)) >= _RIVAL_SHARE * max(1, len(held))]
    broken = [
        relation
        for place, relation in best.items()
        if not relation.holds and not any(place in other and other[place].holds for other in rivals)
    ]
    broken = [relation for relation in broken if relation.check not in _RATES or not relation.cut_off]
    few = len(broken) <= max(1, len(held) // _HELD_FOR_EACH_BROKEN)
    proven = len(held) >= least and few
    if proven or (plain and not held and len(broken) == 1 and len(readings) == 1):
        return Verdict(tuple(relation for relation in best.values() if relation.holds), tuple(broken))
    return NO_VERDICT


def weight(reading: Reading) -> tuple[int, int]:
    """How well a reading is borne out: the relations that tell and hold, less those that do not hold."""
    held = len(told(reading))
    broken = sum(not relation.holds for relation in reading.values())
    return (held - broken, held)


def told(reading: Reading) -> list[Relation]:
    """The relations of a reading that hold by more than zeros."""
    return [relation for relation in reading.values() if relation.tells and relation.holds]


def _exact_where_proven(reading: Reading) -> Reading:
    """The reading of bare numbers, taken as exact where nearly all relations that tell hold exactly."""
    held = told(reading)
    exact = [relation for relation in held if may_be_exact(relation.target) and relation.exact.holds]
    spared = max(1, len(exact) // _HELD_FOR_EACH_BROKEN)
    proven = len(exact) >= _EXACT_PROOF and len(held) - len(exact) <= spared
    return {place: relation.exact for place, relation in reading.items()} if proven else reading
