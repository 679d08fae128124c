"""Money in plain words, beside the unit that the document uses."""

from __future__ import annotations

from decimal import Decimal

from ingest.document import Quantity
from ingest.units import MONEY

_UNREADABLE = frozenset({"천원", "백만원"})  # units that nobody reads at a glance


def plain_reading(quantity: Quantity) -> str:
    """An amount in 억 and 만: `12,997,080천원` -> `약 129억 9,708만 원`; empty for what is not money or under 1만 원."""
    if quantity.dimension != MONEY:
        return ""
    won = int(abs(quantity.base))
    if won < 10_000:
        return ""
    rounded = won % 10**4
    won = (won + 5000) // 10**4 * 10**4
    trillions, rest = divmod(won, 10**12)
    hundred_millions, rest = divmod(rest, 10**8)
    ten_thousands = rest // 10**4
    parts = [f"{count:,}{name}" for count, name in ((trillions, "조"), (hundred_millions, "억"), (ten_thousands, "만")) if count]
    sign = "△" if quantity.base < 0 else ""
    return f"{'약 ' if rounded else ''}{sign}{' '.join(parts)} 원"


def needs_reading(quantity: Quantity) -> bool:
    """Whether the amount should be said again in plain words."""
    return quantity.dimension == MONEY and quantity.unit in _UNREADABLE and bool(plain_reading(quantity))


def krw(quantity: Quantity) -> int | None:
    """The amount in whole won; None for what is not money."""
    return int(quantity.base.to_integral_value()) if quantity.dimension == MONEY else None


def format_number(value: Decimal, places: int | None = None) -> str:
    """A number with thousands commas, rounded half up to `places`; without trailing zeros if `places` is None."""
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
        return f"{value:,}"
    text = f"{value.normalize():,f}"
    return text
