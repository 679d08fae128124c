"""Totals: each line that is called one against the lines that are its parts, under every reading that a table allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.audit.breakdowns import breakdowns, collapsed, implied, is_beyond_chance
from ingest.audit.names import level_of
from ingest.audit.relations import Relation
from ingest.audit.sheet import Line, Sheet
from ingest.audit.terms import sum_at
from ingest.audit.trust import Reading, Verdict, judge, told, weight

_LEAST = 1  # places in which a named total has to add up before it is blamed in another
_LEAST_IMPLIED = 2  # places for one that no label names
_MOST_LINES = 5000
_MOST_RUNS = 40  # columns beside a total; of more, no fewer are tried

Parts = tuple[Line, ...]


def check_sums(sheet: Sheet, *, whole: bool) -> Iterator[Verdict]:
    """The verdicts on the totals of a sheet's lines; `whole` where no part of the table stands on another page."""
    if len(sheet.lines) > _MOST_LINES:
        return
    covered: set[int] = set()
    for level in sorted({line.name.level for line in sheet.lines if line.name.level}):
        totals = [line for line in sheet.lines if line.name.level == level]
        for parts, verdict in _of_level(sheet, totals, covered, whole=whole):
            covered.update(line.at for line in parts)
            yield verdict
    yield _set_below(sheet)
    yield from _implied(sheet)


def _of_level(sheet: Sheet, totals: Sequence[Line], covered: set[int], *, whole: bool) -> list[tuple[Parts, Verdict]]:
    """The parts of each total of a level, and the verdict on it. Totals of one level bear each other's reading out."""
    options = {total.at: _readings(sheet, total, covered) for total in totals}
    borne = _borne_out(options)
    found: list[tuple[Parts, Verdict]] = []
    for total in totals:
        own = options[total.at]
        if not own:
            continue
        kind = max(own, key=lambda kind: (weight(own[kind][1])[0] > 0, weight(own[kind][1]), borne.get(kind, 0)))
        readings = _different(own, kind)
        if not any(map(told, readings)):  # nothing bears a shorter run of columns out
            kind = max(_full(own) or own, key=lambda kind: borne.get(kind, 0))
        elsewhere = borne.get(kind, 0) - len(told(own[kind][1]))
        verdict = judge(readings, _LEAST)
        if not verdict.held and _one_place(own) and all(not r.holds for reading in readings for r in reading.values()):
            agreed = _agreed(own)
            kind = agreed or kind
            alone = len(totals) == 1 and whole and (bool(agreed) or len(_different(_full(own), kind)) == 1)
            plain = elsewhere >= _LEAST or alone
            verdict = judge([own[kind][1]], _LEAST, plain=plain)
        found.append((own[kind][0] if weight(own[kind][1])[1] or elsewhere > 0 else (), verdict))
    return found


def _agreed(own: dict[str, tuple[Parts, Reading]]) -> str:
    """The reading by subtotals, where that by all their parts gives the very same; empty where there are no two such."""
    for side in ("behind", "before"):
        if f"{side} tops" in own and f"{side} leaves" in own:
            tops, leaves = (own[f"{side} {way}"][1] for way in ("tops", "leaves"))
            if {p: r.expected and r.expected.middle for p, r in tops.items()} == {
                p: r.expected and r.expected.middle for p, r in leaves.items()
            }:
                return f"{side} tops"
    return ""


def _full(own: dict[str, tuple[Parts, Reading]]) -> dict[str, tuple[Parts, Reading]]:
    """The readings that leave no column of a run aside."""
    return {kind: option for kind, option in own.items() if not kind[-1].isdigit() or kind.startswith("group")}


def _different(own: dict[str, tuple[Parts, Reading]], first: str) -> list[Reading]:
    """The readings that differ in their parts, that of one kind first."""
    kinds = [kind for kind in (first, *(kind for kind in own if kind != first)) if kind in own]
    return list({own[kind][0]: own[kind][1] for kind in reversed(kinds)}.values())[::-1]


def _one_place(own: dict[str, tuple[Parts, Reading]]) -> bool:
    """Whether there is one place only that a total could be held against."""
    return len({place for _, reading in own.values() for place in reading}) == 1


def _borne_out(options: dict[int, dict[str, tuple[Parts, Reading]]]) -> dict[str, int]:
    """In how many places each kind of reading holds, all totals taken together."""
    counts: dict[str, int] = {}
    for readings in options.values():
        for kind, (_, reading) in readings.items():
            counts[kind] = counts.get(kind, 0) + len(told(reading))
    return counts


def _readings(sheet: Sheet, total: Line, covered: set[int]) -> dict[str, tuple[Parts, Reading]]:
    """The parts that a total may have and their sums, by the kind of reading."""
    found: dict[str, tuple[Parts, Reading]] = {}
    known: dict[tuple[int, ...], Reading] = {}
    for kind, parts in _candidates(sheet, total, covered):
        key = tuple(line.at for line in parts)
        if not parts or any(line.gap for line in _between(sheet, total, parts)):
            continue
        if key not in known:
            sums = {place.at: sum_at(sheet, total, parts, place) for place in sheet.places if not _is_uncertain(sheet, place)}
            known[key] = {place: relation for place, relation in sums.items() if relation is not None}
        if known[key]:
            found[kind] = (parts, known[key])
    return found


def _is_uncertain(sheet: Sheet, place: Line) -> bool:
    """Whether a place is a column of rates out of brackets, whose totals are no sums unless they are shares."""
    return place.twin >= 0 and not place.name.share


def _between(sheet: Sheet, total: Line, parts: Parts) -> Sequence[Line]:
    """The lines from the first to the last of a total and its parts, the first aside: nothing unread may stand between."""
    ats = [total.at, *(line.at for line in parts)]
    return sheet.lines[min(ats) + 1 : max(ats) + 1]


def _candidates(sheet: Sheet, total: Line, covered: set[int]) -> Iterator[tuple[str, Parts]]:
    """Every set of lines that may be the parts of a total, likeliest first."""
    for side, run in _runs(sheet, total):
        if side.startswith("group"):
            yield side, tuple(line for line in run if line.name.summed)
        for way, parts in _ways(sheet, total, run, covered):
            yield f"{side} {way}", tuple(parts)
    if not sheet.by_rows:
        yield from _column_runs(sheet, total)


def _runs(sheet: Sheet, total: Line) -> Iterator[tuple[str, list[Line]]]:
    """The runs of lines that a total may sum up: those of its group, those below it, those above it, all."""
    name = total.name
    others = [line for line in sheet.lines if line is not total and line.twin < 0]
    for at in range(len(name.path) if len(name.path) > 1 else 0):
        if level := level_of(name.path[at]):
            alike = [line for line in others if _without(line.name.path, at) == _without(name.path, at)]
            yield f"group {at}", [line for line in alike if level_of(line.name.path[at]) < level]
    behind = _until(sheet.lines[total.at + 1 :], name.level)
    before = _until(sheet.lines[: total.at][::-1], name.level)[::-1]
    yield "behind", behind
    yield "before", before
    if behind and before:
        yield "around", [*before, *behind]


def _without(path: tuple[str, ...], at: int) -> tuple[str, ...]:
    return (*path[:at], *path[at + 1 :])


def _until(lines: Sequence[Line], level: int) -> list[Line]:
    """The lines up to the next total as high."""
    found: list[Line] = []
    for line in lines:
        if line.name.level >= level:
            break
        if line.twin < 0:
            found.append(line)
    return found


def _ways(sheet: Sheet, total: Line, run: Sequence[Line], covered: set[int]) -> Iterator[tuple[str, list[Line]]]:
    """The ways in which the lines of a run may be counted without counting anything twice."""
    able = [line for line in run if line.name.summed]
    leaves = [line for line in able if not line.name.level]
    own = [line for line in leaves if not line.name.subset]
    tops = [line for line in able if line.at not in covered and not line.name.subset]
    highest = max((line.name.level for line in able), default=0)
    if highest:
        yield "tops", tops
        yield "totals", [line for line in able if line.name.level == highest]
    yield "leaves", own
    depths = {len(line.name.depth) for line in own}
    if len(depths) > 1:
        least = min(depth for depth in depths if depth) if depths != {0} else 0
        yield "numbered", [line for line in own if len(line.name.depth) == least]
    if 0 < sum(line.name.below for line in own) < len(own):
        yield "set out", [line for line in own if not line.name.below]
    lengths = {len(line.name.path) for line in own}
    if len(lengths) > 1:
        yield "outer", [line for line in own if len(line.name.path) == min(lengths)]
    if len(own) != len(leaves):
        yield "all", leaves
    if sheet.by_rows and len(own) > 2:
        yield "collapsed", collapsed(sheet, own)


def _column_runs(sheet: Sheet, total: Line) -> Iterator[tuple[str, Parts]]:
    """The columns right beside a total, fewer and fewer: behind 국비, 시비, 구비 there may stand 집행액."""
    for side, run in (
        ("behind", _until(sheet.lines[total.at + 1 :], total.name.level)),
        ("before", _until(sheet.lines[: total.at][::-1], total.name.level)),
    ):
        able = [line for line in run if line.name.summed and not line.name.level]
        for count in range(len(able) - 1, 1, -1) if len(able) <= _MOST_RUNS else ():
            yield f"{side} {count}", tuple(able[:count])


def _set_below(sheet: Sheet) -> Verdict:
    """The verdict on lines that are broken down by those set below them: 인건비, - 기본급, - 수당; 1., 1-1., 1-2."""
    reading: dict[int, Relation] = {}
    for line in sheet.lines if sheet.by_rows else ():
        parts = [] if line.name.below or line.name.level else _below(line, sheet.lines[line.at + 1 :])
        if len(parts) > 1 and not any(part.gap for part in parts):
            for place, relation in implied(sheet, line, parts).items():
                reading[line.at * len(sheet.places) + place] = relation
    return judge([reading], _LEAST_IMPLIED)


def _below(line: Line, behind: Sequence[Line]) -> list[Line]:
    """The lines right behind a line that are set one step below it."""
    found: list[Line] = []
    for other in behind:
        numbered = bool(line.name.depth) and other.name.depth[: len(line.name.depth)] == line.name.depth != other.name.depth
        if not (numbered or (other.name.below and not line.name.below)) or other.name.level:
            break
        if not numbered or len(other.name.depth) == len(line.name.depth) + 1:
            found.append(other)
    return found


def _implied(sheet: Sheet) -> Iterator[Verdict]:
    """The verdicts on sums that no label names, but the numbers prove."""
    for run in _stretches(sheet):
        for ordered in (run,) if sheet.by_rows else (run, run[::-1]):
            for line, parts in breakdowns(sheet, ordered):
                reading = implied(sheet, line, parts)
                if len(parts) > 1 and is_beyond_chance(reading):
                    yield judge([reading], _LEAST_IMPLIED)


def _stretches(sheet: Sheet) -> Iterator[list[Line]]:
    """The runs of lines that are no totals."""
    run: list[Line] = []
    for line in sheet.lines:
        if line.name.level or not line.name.summed or line.twin >= 0:
            yield run
            run = []
        else:
            run.append(line)
    yield run
