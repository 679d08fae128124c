"""How a face writes a figure of a series: as it stands, with its unit, its year and the date it was counted on."""

from __future__ import annotations

from assistant.series import Point

NOTHING = "그 말에 맞는 수치가 문서에 없습니다. 말을 줄이거나 찾을 범위를 넓혀 보십시오."


def shown(point: Point) -> str:
    """A figure as it is written, with its unit and how exact it says it is: `16,662명`, `100명 이상`."""
    row = point.row
    unit = "" if row.unit and row.unit in "".join(row.text.split()) else row.unit
    qualifier = str(row.qualifier)
    before = f"{qualifier} " if qualifier == "약" else ""
    after = "" if not qualifier or before or qualifier in row.text else f" {qualifier}"
    return f"{before}{row.text}{unit}{after}"


def year_line(point: Point) -> str:
    """The year of a figure, and the date that it was counted on: `2025년 (2025-01-31 기준)`."""
    row = point.row
    year = row.date or (f"{row.year}년" if row.year is not None else "-")
    return f"{year} ({row.as_of} 기준)" if row.as_of else year
