"""Amounts that are worked out in words, wherever they stand: `기본급 : 3,309천원 X 2명 X 11개월 72,798`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.audit.findings import Check
from ingest.audit.numbers import Number, number_of
from ingest.audit.relations import Product, Relation
from ingest.document import Cell, Quantity
from ingest.figures import read_cell
from ingest.units import MONEY, RATIO

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FACTOR = rf"(?:{_NUMBER})\s*(?:%|[가-힣㎡]{{1,4}})?(?:\([^()\d]{{1,8}}\))?"
_TIMES = r"\s*[X×xｘ*✕╳]\s*"
_WORKED_OUT = re.compile(
    rf"(?<![\d.,])(?P<price>(?:{_NUMBER})\s*(?:천원|만원|백만원|억원|원))(?P<factors>(?:{_TIMES}{_FACTOR}){{1,5}})"
    rf"\s*(?P<equals>[=＝])?\s*(?P<amount>(?:{_NUMBER})\s*(?:천원|만원|백만원|억원|원)?)(?![\d.,]*\d|\s*{_TIMES.strip()}|\s?[가-힣%㎡])"
)
_SPLIT = re.compile(_TIMES)
_SIZES = tuple(Decimal(10) ** power for power in (0, 3, 6))  # an amount without a unit: in that of its table, which is not known


def check_lines(text: str) -> Iterator[Relation]:
    """The relation of each amount to the factors that it is worked out of; those that hold among them."""
    for match in _WORKED_OUT.finditer(text):
        if "\n\n" in match.group() or match.group().count("\n") > 2:
            continue
        price = _quantity(match["price"], match.start("price"))
        factors = [_quantity(part, match.start("factors")) for part in _SPLIT.split(match["factors"])[1:]]
        amount = _quantity(match["amount"], match.start("amount"))
        if price is None or amount is None or any(factor is None for factor in factors):
            continue
        counts = [_number(_as_count(factor)) for factor in factors if factor is not None]
        yield _likeliest(price, counts, amount)


def _quantity(text: str, start: int) -> Quantity | None:
    bare = re.sub(r"\([^()]*\)|(?<=\d)\s*월$", "", text).strip()  # 12월 is no date here
    return read_cell(bare, "", start + len(text) - len(text.lstrip()))


def _as_count(factor: Quantity) -> Quantity:
    """A factor by its value alone; 80% as 0.8."""
    if factor.dimension != RATIO:
        return factor
    return Quantity(factor.span, factor.text, factor.value / 100, "", factor.dimension, factor.base / 100, factor.step / 100)


def _number(quantity: Quantity) -> Number:
    cell = Cell(0, 0, quantity.span, quantity.text)
    return Number(cell, quantity, Decimal(0))


def _likeliest(price: Quantity, counts: list[Number], amount: Quantity) -> Relation:
    """The relation, the amount taken in the unit in which it comes nearest: that of the price, or of its table."""
    operands = (_number(price), *counts)
    size = price.base / price.value if price.value else Decimal(1)
    sizes = [amount.base / amount.value] if amount.dimension == MONEY and amount.value else [size, *_SIZES]
    product = Product().result([number.interval for number in operands])
    assert product is not None
    near = min(sizes, key=lambda one: abs(amount.value * one - product.middle))
    unit = amount.unit or next((u for u, s in (("원", 1), ("천원", 1000), ("백만원", 10**6)) if s == near), price.unit)
    held = Quantity(amount.span, amount.text, amount.value, unit, MONEY, amount.value * near, near * _step(amount))
    return Relation(Check.PRODUCT, number_of(Cell(0, 0, amount.span, amount.text), held), operands, Product())


def _step(amount: Quantity) -> Decimal:
    return amount.step / (amount.base / amount.value) if amount.value else amount.step
