"""What stands in one column and follows from others of the same row: 증감, 잔액, 증감률, 집행률, 비중, 단가 × 수량."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, permutations

from ingest.audit.findings import Check
from ingest.audit.numbers import Number, is_ratio
from ingest.audit.relations import Growth, Linear, Product, Quotient, Relation, Rule
from ingest.audit.sheet import Line, Sheet
from ingest.audit.trust import Reading, Verdict, judge, told
from ingest.units import NUMBER

_LEAST = 2  # places in which a relation that its name only hints at has to hold
_NEAREST = 10  # lines on either side that may be operands
_LEAST_IN_BRACKETS = 1  # of a rate that stands in brackets behind its own amount
_MOST_FACTORS = 3
_MOST_WHOLES = 6  # totals that shares may be of, the highest first
_WHOLE = 100
_TASTE = 6  # places that are looked at first: a pair that holds in none of them is not tried on all
_PRICE = ("단가", "기준액", "지원액", "단위금액")

Operands = tuple[Line, ...]


def check_columns(sheet: Sheet) -> Iterator[Verdict]:
    """The verdicts on lines that follow from other lines of the sheet by their name."""
    yield from _flows(sheet)
    yield from _in_brackets(sheet)
    has_price = any(map(_is_price, sheet.lines))
    for line in sheet.lines:
        if line.name.growth:
            yield _best(sheet, line, _growths(sheet, line))
        elif line.name.rate and line.twin < 0 and _says_rates(sheet, line):
            yield _best(sheet, line, _rates(sheet, line), _shares(sheet, line))
        elif line.name.difference:
            yield _best(sheet, line, _differences(sheet, line))
        elif line.name.summed and has_price:
            yield judge(_products(sheet, line), _LEAST)


def _best(sheet: Sheet, line: Line, readings: Sequence[Reading], others: Sequence[Reading] = ()) -> Verdict:
    """The verdict on a line's readings; where it has one place only, and two operands at all, its name is proof enough."""
    only_two = len(_amounts(sheet, line)) == 2
    verdict = judge([*readings, *others], 1 if only_two else _LEAST)
    places = {place for reading in (*readings, *others) for place in reading}
    if verdict.held or len(places) != 1 or not only_two:
        return verdict
    relations = [relation for reading in (*readings, *others) for relation in reading.values()]
    if any(relation.holds for relation in relations):
        return verdict
    return Verdict((), (min(relations, key=_distance),))


def _distance(relation: Relation) -> Decimal:
    """How far a result is from what its operands give."""
    expected = relation.expected
    return abs(expected.middle - relation.target.value) if expected is not None else Decimal("Infinity")


def _amounts(sheet: Sheet, line: Line) -> list[Line]:
    """The lines near a line that may be its operands, nearest first."""
    able = [
        other for other in sheet.lines if other is not line and other.twin < 0 and not other.name.rate and not other.name.growth
    ]
    kin = [other for other in able if line.twin < 0 and len(line.name.path) > 1 and other.name.path[:-1] == line.name.path[:-1]]
    able = kin if len([other for other in kin if not other.name.difference]) > 1 else able  # those under the same header
    near = sorted((other for other in able if not other.name.difference), key=lambda other: _nearness(line, other))
    return sorted(near[:_NEAREST], key=lambda other: other.at)


def _nearness(line: Line, other: Line) -> tuple[int, int]:
    """The rates' own amounts first, then the lines before, nearest first."""
    if line.twin == other.at:
        return (-1, 0)
    return (0, line.at - other.at) if other.at < line.at else (1, other.at - line.at)


Make = Callable[[Number, tuple[Number, ...]], Relation | None]


def _reading(sheet: Sheet, line: Line, operands: Operands, make: Make, places: Sequence[Line] | None = None) -> Reading:
    """The relations of a line to operand lines, by place."""
    found: dict[int, Relation] = {}
    for place in sheet.places if places is None else places:
        target = sheet.number(line.at, place.at)
        numbers = [sheet.number(operand.at, place.at) for operand in operands]
        if target is None or target.marked or any(number is None for number in numbers):
            continue
        relation = make(target, tuple(number for number in numbers if number is not None))
        if relation is not None:
            found[place.at] = relation
    return found


def _tried(sheet: Sheet, line: Line, options: Sequence[tuple[Operands, Make]]) -> list[Reading]:
    """The readings of those options that hold somewhere; all where none does."""
    filled = [place for place in sheet.places if (number := sheet.number(line.at, place.at)) is not None and not number.marked]
    telling = sorted(filled, key=lambda place: not _says_much(sheet.number(line.at, place.at)))[:_TASTE]
    tasted = [(operands, make, _reading(sheet, line, operands, make, telling)) for operands, make in options]
    kept = [(operands, make) for operands, make, reading in tasted if told(reading)]
    if not kept and len(filled) > 1:
        return []
    return [_reading(sheet, line, operands, make) for operands, make in kept or options]


def _says_much(number: Number | None) -> bool:
    """Whether a number is neither nothing nor a round whole."""
    return number is not None and number.value not in {0, 100}


def _binds(check: Check, rule: Rule, *, ratio: bool = True) -> Make:
    """What makes a relation by a rule: amounts of one kind, to a rate or to their own kind."""

    def make(target: Number, operands: tuple[Number, ...]) -> Relation | None:
        kinds = {operand.dimension for operand in operands if not operand.marked}
        if len(kinds) != 1 or any(map(is_ratio, operands)) or is_ratio(target) != ratio:
            return None
        if not ratio and target.dimension not in kinds:
            return None
        return Relation(check, target, operands, rule)

    return make


def _differences(sheet: Sheet, line: Line) -> list[Reading]:
    """증감 = B - A or A - B; 잔액 = 현액 - 집행액 - 이월액."""
    amounts = _amounts(sheet, line)
    options: list[tuple[Operands, Make]] = [
        ((one, other), _binds(Check.DIFFERENCE, Linear((1, -1)), ratio=False)) for one, other in permutations(amounts, 2)
    ]
    before = [amount for amount in amounts if amount.at < line.at]
    for start, end in combinations(range(len(before) + 1), 2):
        if end - start > 2:
            run = tuple(before[start:end])
            options.append((run, _binds(Check.DIFFERENCE, Linear((1, *[-1] * (len(run) - 1))), ratio=False)))
    readings = _tried(sheet, line, options)
    if line.at not in sheet.signed[0]:
        readings = [_unsigned(reading) for reading in readings]
    return readings


def _unsigned(reading: Reading) -> Reading:
    """The reading of a column without signs: where the change is downwards it is written as a plain number."""
    turned = {}
    for place, relation in reading.items():
        assert isinstance(relation.rule, Linear)
        expected = relation.expected
        down = expected is not None and expected.high < 0
        rule = Linear(tuple(-sign for sign in relation.rule.signs)) if down else relation.rule
        turned[place] = Relation(relation.check, relation.target, relation.operands, rule)
    return turned


def _growths(sheet: Sheet, line: Line) -> list[Reading]:
    """증감률 = (B - A) / A, whichever of the columns is the earlier one."""
    make = _binds(Check.GROWTH, Growth(unsigned=line.at not in sheet.signed[0]))
    return _tried(sheet, line, [(pair, make) for pair in permutations(_amounts(sheet, line), 2)])


def _rates(sheet: Sheet, line: Line) -> list[Reading]:
    """집행률 = 집행액 / 예산현액; of rates in brackets, the amount before the bracket is one of the two."""
    make = _binds(Check.RATE, Quotient())
    pairs = [pair for pair in permutations(_amounts(sheet, line), 2) if line.twin < 0 or pair[0].at == line.twin]
    return _tried(sheet, line, [(pair, make) for pair in pairs])


def _shares(sheet: Sheet, line: Line) -> list[Reading]:
    """비중 = a part by the total of its column."""
    wholes = sorted((place for place in sheet.places if place.name.level), key=lambda place: -place.name.level)[:_MOST_WHOLES]
    readings = []
    for amount in _amounts(sheet, line):
        if line.twin >= 0 and amount.at != line.twin:
            continue
        for whole in wholes:
            number = sheet.number(amount.at, whole.at)
            if number is not None and not number.marked and not is_ratio(number):
                readings.append(_of_whole(sheet, line, amount, number))
    adjusted = _adds_to_whole(sheet, line)
    return [_leniently(reading) if adjusted else reading for reading in readings if told(reading)]


def _adds_to_whole(sheet: Sheet, line: Line) -> bool:
    """Whether the shares of a line add up to 100 to the last digit, as where the last one is made to fit."""
    shares = [(place, sheet.number(line.at, place.at)) for place in sheet.places]
    known = [(place, number) for place, number in shares if number is not None and is_ratio(number)]
    return sum(number.value for place, number in known if not place.name.level) == _WHOLE


def _leniently(reading: Reading) -> Reading:
    """The reading of shares that were made to fit: one that is off by less than its last digit is no mistake."""
    return {place: relation for place, relation in reading.items() if relation.holds or not relation.nearly}


def _of_whole(sheet: Sheet, line: Line, amount: Line, whole: Number) -> Reading:
    """Each rate of a line as its amount's share of one whole."""
    found: dict[int, Relation] = {}
    for place in sheet.places:
        target, part = sheet.number(line.at, place.at), sheet.number(amount.at, place.at)
        if target is None or part is None or target.marked or not is_ratio(target) or part is whole:
            continue
        if part.marked or part.dimension == whole.dimension:
            found[place.at] = Relation(Check.SHARE, target, (part, whole), Quotient())
    return found


def _says_rates(sheet: Sheet, line: Line) -> bool:
    """Whether the numbers of a line are rates: 전년 대비 may head changes as well."""
    numbers = (sheet.number(line.at, place.at) for place in sheet.places)
    return any(number is not None and is_ratio(number) for number in numbers)


def _in_brackets(sheet: Sheet) -> Iterator[Verdict]:
    """The verdicts on rates in brackets: what one column of them is a rate of, the others are too."""
    readings = {line: [*_rates(sheet, line), *_shares(sheet, line)] for line in sheet.lines if line.twin >= 0}
    wholes = [_whole_of(reading) for own in readings.values() for reading in own if told(reading)]
    for own in readings.values():
        shared = [reading for reading in own if _whole_of(reading) in wholes]
        yield judge(own, _LEAST_IN_BRACKETS) if any(map(told, own)) else judge(shared[:1], _LEAST, plain=True)


def _whole_of(reading: Reading) -> tuple[int, ...]:
    """Where the wholes of a reading's rates stand, which tells what they are rates of."""
    spans = (relation.operands[-1].cell for relation in reading.values())
    return tuple(cell.span.start for cell in spans if cell is not None)


def _flows(sheet: Sheet) -> Iterator[Verdict]:
    """기말 = 기초 + 증가 - 감소, where the four stand in this order."""
    make = _binds(Check.DIFFERENCE, Linear((1, 1, -1)), ratio=False)
    for start, more, less, end in zip(sheet.lines, sheet.lines[1:], sheet.lines[2:], sheet.lines[3:], strict=False):
        if more.name.inflow and less.name.outflow:
            yield judge([_reading(sheet, end, (start, more, less), make)], least=1, plain=True)


def _is_price(line: Line) -> bool:
    return any(word in line.name.words for word in _PRICE)


def _products(sheet: Sheet, line: Line) -> list[Reading]:
    """금액 = 단가 × 수량 × 개월."""
    prices = [other for other in sheet.lines if other is not line and _is_price(other)]
    counts = [other for other in sheet.lines if other is not line and other.at < line.at and other not in prices]
    options: list[tuple[Operands, Make]] = [
        ((price, *some), _product)
        for price in prices[:2]
        for many in range(1, _MOST_FACTORS + 1)
        for some in combinations(counts[-_NEAREST:], many)
    ]
    return _tried(sheet, line, options)


def _product(target: Number, operands: tuple[Number, ...]) -> Relation | None:
    """An amount as its price times how many, which a unit line for the amounts may have given their unit."""
    price, *counts = operands
    if price.marked or target.dimension != price.dimension or any(count.marked or is_ratio(count) for count in counts):
        return None
    return Relation(Check.PRODUCT, target, (price, *map(_counted, counts)), Product())


def _counted(number: Number) -> Number:
    """A number by its value alone."""
    assert number.quantity is not None
    return Number(number.cell, replace(number.quantity, base=number.quantity.value, dimension=NUMBER))
