"""Relations between the numbers of a table: a result, its operands, and the rule that binds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from ingest.audit.findings import Check
from ingest.audit.numbers import Interval, Number

_MANY = 9  # operands; more are told by the first, the last and how many
_PERCENT = Decimal(100)


class Rule(Protocol):
    """How a result follows from its operands."""

    def result(self, operands: Sequence[Interval]) -> Interval | None:
        """What the result may be; None where nothing follows."""

    def operand(self, at: int, target: Interval, operands: Sequence[Interval]) -> Interval | None:
        """What the operand at a place would have to be for the result to be right; None where that is not known."""

    def words(self, written: Sequence[str]) -> str:
        """The left side of the formula with the operands' numbers."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum, each operand added or taken away."""

    signs: tuple[int, ...]

    def result(self, operands: Sequence[Interval]) -> Interval | None:
        """The sum of the operands."""
        low = sum((o.low if sign > 0 else -o.high for sign, o in zip(self.signs, operands, strict=True)), Decimal(0))
        high = sum((o.high if sign > 0 else -o.low for sign, o in zip(self.signs, operands, strict=True)), Decimal(0))
        return Interval(low, high)

    def operand(self, at: int, target: Interval, operands: Sequence[Interval]) -> Interval | None:
        """The result less the other operands."""
        others = Linear(tuple(sign for n, sign in enumerate(self.signs) if n != at))
        rest = others.result([o for n, o in enumerate(operands) if n != at])
        assert rest is not None
        low, high = target.low - rest.high, target.high - rest.low
        return Interval(low, high) if self.signs[at] > 0 else Interval(-high, -low)

    def words(self, written: Sequence[str]) -> str:
        """`3 + 2 - 1`."""
        signed = [f"{'+' if sign > 0 else '-'} {text}" for sign, text in zip(self.signs, written, strict=True)]
        if len(signed) > _MANY:
            signed = [*signed[:3], "+ …", f"{signed[-1]} ({len(written)}개)"]
        return " ".join(signed).removeprefix("+ ")


@dataclass(frozen=True, slots=True)
class Quotient:
    """One operand by another, in percent."""

    def result(self, operands: Sequence[Interval]) -> Interval | None:
        """The first by the second."""
        part, whole = operands
        if whole.low <= 0 <= whole.high:
            return None
        ends = [p / w * _PERCENT for p in part for w in whole]
        return Interval(min(ends), max(ends))

    def operand(self, at: int, target: Interval, operands: Sequence[Interval]) -> Interval | None:
        """The part from rate and whole, the whole from rate and part."""
        part, whole = operands
        if at == 1 and target.low <= 0 <= target.high:
            return None
        ends = [t * w / _PERCENT for t in target for w in whole] if at == 0 else [p / t * _PERCENT for t in target for p in part]
        return Interval(min(ends), max(ends))

    def words(self, written: Sequence[str]) -> str:
        """`3 ÷ 4 × 100`."""
        return f"{written[0]} ÷ {written[1]} × 100"


@dataclass(frozen=True, slots=True)
class Growth:
    """The second operand's growth over the first, in percent; `unsigned` where the table shows no signs."""

    unsigned: bool = False

    def result(self, operands: Sequence[Interval]) -> Interval | None:
        """The change by what it was before."""
        before, after = operands
        if before.low <= 0 <= before.high:
            return None
        ends = [(a - b) / abs(b) * _PERCENT for a in after for b in before]
        found = Interval(min(ends), max(ends))
        return Interval(-found.high, -found.low) if self.unsigned and found.high < 0 else found

    def operand(self, at: int, target: Interval, operands: Sequence[Interval]) -> Interval | None:
        """What it was after, from the rate; what it was before is not asked."""
        if at == 0 or self.unsigned:
            return None
        ends = [b + abs(b) * t / _PERCENT for t in target for b in operands[0]]
        return Interval(min(ends), max(ends))

    def words(self, written: Sequence[str]) -> str:
        """`(5 - 4) ÷ 4 × 100`."""
        return f"({written[1]} - {written[0]}) ÷ {written[0]} × 100"


@dataclass(frozen=True, slots=True)
class Product:
    """The product of all operands."""

    def result(self, operands: Sequence[Interval]) -> Interval | None:
        """Each times each."""
        found = Interval(Decimal(1), Decimal(1))
        for operand in operands:
            ends = [a * b for a in found for b in operand]
            found = Interval(min(ends), max(ends))
        return found

    def operand(self, at: int, target: Interval, operands: Sequence[Interval]) -> Interval | None:
        """The result by the product of the others."""
        others = self.result([o for n, o in enumerate(operands) if n != at])
        if others is None or others.low <= 0 <= others.high:
            return None
        ends = [t / o for t in target for o in others]
        return Interval(min(ends), max(ends))

    def words(self, written: Sequence[str]) -> str:
        """`3,309 × 2 × 11`."""
        return " × ".join(written)


@dataclass(frozen=True)  # without slots: what is asked of it again and again is worked out once
class Relation:
    """A result and the operands that it follows from by a rule."""

    check: Check
    target: Number
    operands: tuple[Number, ...]
    rule: Rule

    @cached_property
    def expected(self) -> Interval | None:
        """What the operands give, their rounding allowed for."""
        return self.rule.result([number.interval for number in self.operands])

    @cached_property
    def holds(self) -> bool:
        """Whether the result agrees; true where nothing follows from the operands."""
        expected = self.expected
        return expected is None or expected.meets(self.target.interval)

    @property
    def exact(self) -> Relation:
        """The same, all of its numbers taken to be exact."""
        return replace(
            self,
            target=replace(self.target, half=Decimal(0)),
            operands=tuple(replace(number, half=Decimal(0)) for number in self.operands),
        )

    @cached_property
    def tells(self) -> bool:
        """Whether it could not hold by mere zeros: enough numbers of it say something."""
        filled = sum(bool(number.value) for number in self.operands)
        same = isinstance(self.rule, Quotient) and self.operands[0].value == self.operands[1].value
        return self.expected is not None and bool(self.target.value) and filled >= min(2, len(self.operands)) and not same

    @property
    def nearly(self) -> bool:
        """Whether the result is off by less than its last digit."""
        return replace(self, target=replace(self.target, half=self.target.half * 2)).holds

    @property
    def cut_off(self) -> bool:
        """Whether the result would agree if its last digits had been cut off instead of rounded."""
        expected, target = self.expected, self.target
        low, high = sorted((target.value, target.value + target.half * (2 if target.value > 0 else -2)))
        return expected is not None and expected.meets(Interval(low, high))
