"""How a face names a contradiction and the values in it."""

from __future__ import annotations

from assistant.contradictions import Contradiction, Stated
from assistant.point_text import shown
from assistant.series import Point


def heading(item: Contradiction) -> tuple[str, str]:
    """What values differ: the name, and beside it column, year and kind: `스마트상점 보급`, `2024년 실적`."""
    year = f"{item.year}년" if item.year else ""
    column = item.column if item.column and not item.column.isdigit() else ""
    year = "" if year and year in column else year
    kind = "" if item.kind in column else str(item.kind)
    return item.name, " ".join(filter(None, (year, column, kind)))


def shown_side(side: Stated) -> str:
    """A value as it is written, with its unit."""
    return shown(Point(side.row, side.place.citation.quote))
