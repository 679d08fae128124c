"""Lines that the numbers themselves show to be broken down by those that follow: 사업비, then its nine 사업."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.audit.numbers import NOTHING
from ingest.audit.relations import Relation
from ingest.audit.sheet import Line, Sheet
from ingest.audit.terms import sum_at
from ingest.audit.trust import Reading, told

_MOST_LINES = 120  # longer runs take time by their square, and no paper breaks one figure down so far
_PROOF = 2  # places in which a sum that no label names has to hold, or a line to repeat the one before it
_DIGITS = 8  # of the results of such sums, in all: fewer may agree by chance
_HELD_FOR_EACH_BROKEN = 3


def collapsed(sheet: Sheet, run: Sequence[Line]) -> list[Line]:
    """The lines of a run without those that break one of the others down."""
    covered = {part.at for _, parts in breakdowns(sheet, run) for part in parts}
    return [line for line in run if line.at not in covered]


def breakdowns(sheet: Sheet, run: Sequence[Line]) -> list[tuple[Line, list[Line]]]:
    """The lines of a run with the lines right behind them that add up to them, innermost first."""
    if len(run) > _MOST_LINES:
        return []
    found: list[tuple[Line, list[Line]]] = []
    covered: set[int] = set()
    for at in range(len(run) - 1, -1, -1):
        parts = _parts(sheet, run[at], [line for line in run[at + 1 :] if line.at not in covered])
        if parts:
            found.append((run[at], parts))
            covered.update(line.at for line in parts)
    return found


def _parts(sheet: Sheet, whole: Line, behind: Sequence[Line]) -> list[Line]:
    """The fewest lines at the head of those behind that add up to a line nearly wherever it tells; none where none do."""
    sums = [Decimal(0)] * len(sheet.places)
    numbers = [sheet.number(whole.at, place.at) or NOTHING for place in sheet.places]
    for count, line in enumerate(behind, start=1):
        if line.gap:
            break
        sums = [
            total + (sheet.number(line.at, place.at) or NOTHING).value for total, place in zip(sums, sheet.places, strict=True)
        ]
        near = sum(bool(n.value) and abs(n.value - total) <= n.half * (count + 1) for n, total in zip(numbers, sums, strict=True))
        if near >= _PROOF and _proves(sheet, whole, behind[:count]):
            return list(behind[:count])
    return []


def _proves(sheet: Sheet, whole: Line, parts: Sequence[Line]) -> bool:
    """Whether a line is nearly wherever it tells the sum of some others, or the very same as the only one of them."""
    reading = implied(sheet, whole, parts)
    held = told(reading) if len(parts) > 1 else [relation for relation in reading.values() if _repeats(relation)]
    broken = sum(not relation.holds for relation in reading.values())
    spared = max(1, len(held) // _HELD_FOR_EACH_BROKEN) if len(parts) > 1 and is_beyond_chance(reading) else 0
    return len(held) >= _PROOF and broken <= spared


def _repeats(relation: Relation) -> bool:
    return relation.holds and bool(relation.target.value)


def implied(sheet: Sheet, whole: Line, parts: Sequence[Line]) -> Reading:
    """The relations of a line to lines that might be its parts, by place."""
    found = {place.at: sum_at(sheet, whole, parts, place) for place in sheet.places}
    return {place: relation for place, relation in found.items() if relation is not None}


def is_beyond_chance(reading: Reading) -> bool:
    """Whether the sums that hold have digits enough to be no accident."""
    return (
        sum(len(str(abs(int(relation.target.quantity.value)))) for relation in told(reading) if relation.target.quantity)
        >= _DIGITS
    )
