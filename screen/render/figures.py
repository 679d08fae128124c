"""Render series of figures as HTML: pure functions of what was found. Everything that comes from outside is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.money import plain_reading
from assistant.point_text import NOTHING, shown, year_line
from assistant.series import FoundSeries, Point, Series
from screen.render.placed import Places, number_html

HINT_HTML = (
    '<div class="geungeo figures"><p class="hint">알고 싶은 수치를 적고 Enter를 누르십시오. 예: 스마트상점 보급 예산<br>'
    "해마다의 값을 문서와 자리와 함께 보여 줍니다. 해가 셋 이상이면 그림도 그립니다.</p></div>"
)
WAITING_HTML = '<div class="geungeo figures"><p class="hint">문서에서 찾는 중입니다…</p></div>'
_KIND = "구분"
_NUMBER, _QUOTE = ' class="number"', ' class="quote"'
_CLASSES = {"값": _NUMBER, "원문": _QUOTE}
_COLUMNS = ("근거", "해", "값", _KIND, "문서와 자리", "원문")


def figures_html(found: FoundSeries, places: Places | None = None) -> str:
    """The series, each as a table of its figures with year, kind, source and what is written there; the number opens its place."""
    parts = [f'<p class="reading">{escape(line)}</p>' for line in found.readings]
    if not found.series:
        return f'<div class="geungeo figures">{"".join(parts)}<p class="nothing">{NOTHING}</p></div>'
    number = 1
    for series in found.series:
        parts.append(_table(series, number, places or {}))
        number += len(series.points)
    return f'<div class="geungeo figures">{"".join(parts)}</div>'


def _table(series: Series, first: int, places: Places) -> str:
    """A series as a table; where no figure's kind is known it has no column for it."""
    has_kinds = any(str(point.row.kind) for point in series.points)
    columns = [name for name in _COLUMNS if has_kinds or name != _KIND]
    head = heads_html(columns)
    rows = "".join(_row(point, number, places, has_kinds) for number, point in enumerate(series.points, first))
    unit = f' <span class="unit">(단위: {escape(series.unit)})</span>' if series.unit else ""
    table = f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    return f"<section><h3>{escape(series.name)}{unit}</h3>{table}</section>"


def heads_html(columns: Sequence[str]) -> str:
    """The heads of columns; those of values and of quotes are set as what stands under them."""
    return "".join(f'<th scope="col"{_CLASSES.get(name, "")}>{name}</th>' for name in columns)


def _row(point: Point, number: int, places: Places, has_kinds: bool) -> str:
    row = point.row
    reading = plain_reading(point.quantity)
    value = escape(shown(point)) + (f'<br><span class="plain">{escape(reading)}</span>' if reading else "")
    cells = [
        f"<td>{number_html(places.get((row.document, row.start)), f'series-{number}', number)}</td>",
        f'<th scope="row">{escape(year_line(point))}</th>',
        f"<td{_NUMBER}>{value}</td>",
        f"<td>{escape(str(row.kind)) or '–'}</td>" if has_kinds else "",
        f"<td>{source_html(row.title, row.document, row.place)}</td>",
        f"<td{_QUOTE}>{escape(' '.join(point.quote.split()))}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def source_html(title: str, document: str, place: str, beside: str = "") -> str:
    """A document's title, and below it the place, the file, and what else is to be told, which is HTML already."""
    below = " · ".join(filter(None, (escape(place), escape(document))))
    return f'{escape(title)}{beside}<br><span class="file">{below}</span>'
