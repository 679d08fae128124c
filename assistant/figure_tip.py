"""What there is to know of a figure of an answer: the finding, its source, its unit, and the amount in other units."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.money import format_number
from assistant.types import CheckedFigure, Citation, FigureStatus
from ingest.units import DATE

MARKS = {
    FigureStatus.VERIFIED: ("✓", "확인됨", "인용한 곳에 같은 수치가 있습니다."),
    FigureStatus.DERIVED: ("=", "계산됨", "인용한 수치로 계산했습니다."),
    FigureStatus.CONFLICT: ("!", "상충", "문서마다 값이 다릅니다."),
    FigureStatus.UNVERIFIED: ("×", "미확인", "문서에서 확인하지 못했습니다."),
}
_WON = {"원": 1, "천원": 10**3, "백만원": 10**6, "억원": 10**8, "조원": 10**12}
_MOST_DIGITS = 6  # beyond which nobody reads an amount in a unit
_PLACES = 2  # after the point, in another unit


def figure_tip(figure: CheckedFigure, text: str, citations: Sequence[Citation]) -> list[str]:
    """The lines that are shown beside a figure that stands as `text`, the finding first."""
    _, name, told = MARKS[figure.status]
    lines = [f"{name}: {told}"]
    if figure.citation is not None:
        lines.append(_source(figure.citation, citations))
    if figure.formula:
        lines.append(f"계산: {figure.formula}")
    if figure.unit and figure.dimension != DATE:
        lines.append(f"단위: {figure.unit}")
    readings = [figure.reading, *other_units(figure)]
    if others := list(dict.fromkeys(reading for reading in readings if reading and reading != text)):
        lines.append(f"다른 단위: {', '.join(others)}")
    return lines


def other_units(figure: CheckedFigure) -> list[str]:
    """An amount of money in the units that papers use, exactly: `12,997,080천원` -> `12,997,080,000원`, `12,997.08백만원`."""
    if not figure.krw:
        return []
    amounts = {unit: Decimal(figure.krw) / size for unit, size in _WON.items() if unit != figure.unit}
    readable = {
        unit: amount for unit, amount in amounts.items() if unit == "원" or (1 <= abs(amount) < 10**_MOST_DIGITS)
    }  # fmt: skip
    exact = {unit: amount for unit, amount in readable.items() if amount == round(amount, _PLACES)}
    return [f"{format_number(amount)}{unit}" for unit, amount in exact.items()]


def _source(number: int, citations: Sequence[Citation]) -> str:
    """근거 [1] 2025년도 주요업무 보고, 2쪽"""
    cited = citations[number] if number < len(citations) else None
    where = ", ".join(filter(None, (cited.title, cited.place))) if cited is not None else ""
    return f"근거 [{number + 1}] {where}".strip()
