"""Render series of figures as HTML: pure functions of what was found. Everything that comes from outside is escaped here."""

from __future__ import annotations

from html import escape

from assistant.money import plain_reading
from assistant.point_text import NOTHING, shown, year_line
from assistant.series import FoundSeries, Point, Series

HINT_HTML = (
    '<div class="geungeo figures"><p class="hint">알고 싶은 수치를 적고 Enter를 누르십시오. 예: 스마트상점 보급 예산<br>'
    "해마다의 값을 문서와 자리와 함께 보여 줍니다. 해가 셋 이상이면 그림도 그립니다.</p></div>"
)
_COLUMNS = ("번호", "해", "값", "구분", "문서", "자리", "원문")


def figures_html(found: FoundSeries) -> str:
    """The series, each as a table of its figures with year, kind, source, place and what is written there."""
    parts = [f'<p class="reading">{escape(line)}</p>' for line in found.readings]
    if not found.series:
        return f'<div class="geungeo figures">{"".join(parts)}<p class="nothing">{NOTHING}</p></div>'
    number = 1
    for series in found.series:
        parts.append(_table(series, number))
        number += len(series.points)
    return f'<div class="geungeo figures">{"".join(parts)}</div>'


def _table(series: Series, first: int) -> str:
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    rows = "".join(_row(point, number) for number, point in enumerate(series.points, first))
    unit = f' <span class="unit">(단위: {escape(series.unit)})</span>' if series.unit else ""
    return f"<section><h3>{escape(series.name)}{unit}</h3><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"


def _row(point: Point, number: int) -> str:
    row = point.row
    reading = plain_reading(point.quantity)
    value = escape(shown(point)) + (f'<br><span class="plain">{escape(reading)}</span>' if reading else "")
    cells = (
        f"[{number}]",
        escape(year_line(point)),
        value,
        escape(str(row.kind)),
        f'{escape(row.title)}<br><span class="file">{escape(row.document)}</span>',
        escape(row.place),
        escape(" ".join(point.quote.split())),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
