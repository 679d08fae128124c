"""The formulas that headers say themselves: 예산현액(A=a+b), 증감(B-A), 집행률(C/B)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.audit.findings import Check
from ingest.audit.numbers import Number, is_ratio
from ingest.audit.relations import Growth, Linear, Product, Quotient, Relation, Rule
from ingest.audit.sheet import Line, Sheet
from ingest.audit.trust import Reading, Verdict, judge

_LETTER = r"[A-Za-zⓐ-ⓩ㉠-㉭ⒶⒷⒸⒹⒺⒻⒼⒽ①-⑨ⓒ][0-9'′]?"
_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]*(?:\([^()]*\)[^()（）\[\]]*)*)[)）\]]")
_DEFINED = re.compile(rf"(?P<letter>{_LETTER})(?:=(?P<formula>.+))?")
_HUNDRED = re.compile(r"[×*xX·]100$")
_LINEAR = re.compile(rf"{_LETTER}(?:[+-]{_LETTER})+")
_QUOTIENT = re.compile(rf"({_LETTER})/({_LETTER})")
_GROWTH = re.compile(rf"\(?({_LETTER})-({_LETTER})\)?/({_LETTER})")
_PRODUCT = re.compile(rf"{_LETTER}(?:\*{_LETTER})+")
_SAME = str.maketrans({"−": "-", "–": "-", "─": "-", "＋": "+", "÷": "/", "／": "/", "×": "*", "Ⅹ": "*", "＝": "="})

Bound = tuple[Check, Rule, tuple[str, ...]]


def check_formulas(sheet: Sheet) -> Iterator[Verdict]:
    """The verdicts on the lines whose names say how they follow from others."""
    letters = [_said(line) for line in sheet.lines]
    for line, (_, formulas) in zip(sheet.lines, letters, strict=True):
        for formula in formulas:
            bound = _bind(formula)
            operands = _operands(sheet.lines, letters, line, bound[2]) if bound else None
            if bound and operands:
                reading = _reading(sheet, line, operands, bound)
                yield judge([reading], least=1, plain=True)


def _said(line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The letters that a line goes by, and the formulas that its names say."""
    letters, formulas = [], []
    for part in line.name.path:
        for inner in _BRACKETS.findall(part):
            closed = re.sub(r"\s|[,，]?\s*%$|[가-힣]+$", "", inner).translate(_SAME)
            if match := _DEFINED.fullmatch(closed):
                letters.append(match["letter"])
                formulas.extend([match["formula"]] if match["formula"] else [])
            elif any(sign in closed for sign in "+-/*="):
                formulas.append(closed)
    return tuple(letters), tuple(_HUNDRED.sub("", formula) for formula in formulas)


def _bind(formula: str) -> Bound | None:
    """The rule of a formula and the letters of its operands; None for one that is not understood."""
    if match := _QUOTIENT.fullmatch(formula):
        return Check.FORMULA, Quotient(), (match[1], match[2])
    if (match := _GROWTH.fullmatch(formula)) and match[2] == match[3]:
        return Check.FORMULA, Growth(), (match[2], match[1])
    if _LINEAR.fullmatch(formula):
        signs = (1, *(1 if sign == "+" else -1 for sign in re.findall(r"[+-]", formula)))
        return Check.FORMULA, Linear(signs), tuple(re.findall(_LETTER, formula))
    if _PRODUCT.fullmatch(formula):
        return Check.FORMULA, Product(), tuple(re.findall(_LETTER, formula))
    return None


def _operands(
    lines: Sequence[Line], letters: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], line: Line, wanted: Sequence[str]
) -> tuple[Line, ...] | None:
    """The lines that letters stand for; None where one stands for none or for several."""
    found = []
    for letter in wanted:
        named = [
            other
            for other, (own, _) in zip(lines, letters, strict=True)
            if letter in own and other is not line and other.twin < 0
        ]
        named = [other for other in named if other.name.own == line.name.own] or named if len(named) > 1 else named
        if len(named) != 1:
            return None
        found.append(named[0])
    return tuple(found)


def _reading(sheet: Sheet, line: Line, operands: Sequence[Line], bound: Bound) -> Reading:
    """The relations that a formula says, by place."""
    check, rule, _ = bound
    found: dict[int, Relation] = {}
    for place in sheet.places:
        target = sheet.number(line.at, place.at)
        numbers = [sheet.number(operand.at, place.at) for operand in operands]
        if target is None or target.marked or any(number is None for number in numbers) or place.name.mean:
            continue
        known = tuple(number for number in numbers if number is not None)
        if _fits(rule, target, known):
            found[place.at] = Relation(check, target, known, rule)
    return found


def _fits(rule: Rule, target: Number, operands: Sequence[Number]) -> bool:
    """Whether a rule can bind numbers of these kinds: a rate to amounts, a sum to its own kind."""
    kinds = {number.dimension for number in operands if not number.marked}
    if isinstance(rule, Product):
        return True
    if len(kinds) != 1:
        return False
    return is_ratio(target) if not isinstance(rule, Linear) else target.dimension in kinds
