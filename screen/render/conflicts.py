"""Render the contradictions between documents as HTML: pure functions of them. Everything from outside is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.conflict_text import heading, shown_side
from assistant.contradictions import Contradiction, Stated
from assistant.money import plain_reading
from screen.render.documents import EMPTY
from screen.render.figures import heads_html, source_html
from screen.render.placed import number_html

WAITING_HTML = '<div class="geungeo conflicts"><p class="hint">문서의 수치를 서로 견주는 중입니다…</p></div>'
_NONE = "문서끼리 서로 다른 값을 찾지 못했습니다. 같은 항목, 같은 해, 같은 구분의 값만 견줍니다."
_HINT = (
    "같은 항목, 같은 해, 같은 구분(예산, 목표, 실적 …)인데 문서마다 값이 다른 곳입니다. 반올림이나 기준일로 설명되는 차이는 뺐습니다."
    " 어느 값이 맞는지는 근거를 보고 판단해 주십시오."
)
_MOST = 200  # on one page; more would make it slow, and are told


def conflicts_html(found: Sequence[Contradiction], documents: int) -> str:
    """The contradictions, each as a table of what every document states; `documents` is how many were compared."""
    if not found:
        return f'<div class="geungeo conflicts"><p class="nothing">{_NONE if documents else EMPTY}</p></div>'
    count = f"문서 {documents}개에서 서로 다른 값 {len(found)}건"
    parts = [f'<p class="reading">{count}{f" 가운데 {_MOST}건을 보입니다" if len(found) > _MOST else ""}</p>']
    parts.append(f'<p class="hint">{_HINT}</p>')
    number = 1
    for item in found[:_MOST]:
        parts.append(_section(item, number))
        number += len(item.sides)
    return f'<div class="geungeo conflicts">{"".join(parts)}</div>'


def _section(item: Contradiction, first: int) -> str:
    name, what = heading(item)
    head = heads_html(("근거", "값", "문서와 자리", "문서 날짜", "원문"))
    rows = "".join(_side(side, number, side is item.latest) for number, side in enumerate(item.sides, first))
    return (
        f'<section><h3>{escape(name)} <span class="unit">{escape(what)}</span></h3>'
        f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _side(side: Stated, number: int, is_latest: bool) -> str:
    """A document's value, its place and its day; the latest document is said to be that."""
    row, reading = side.row, plain_reading(side.row.quantity)
    value = escape(shown_side(side)) + (f'<br><span class="plain">{escape(reading)}</span>' if reading else "")
    latest = ' <span class="latest">나중 문서</span>' if is_latest else ""
    counted = f'<br><span class="file">{escape(row.as_of)} 기준</span>' if row.as_of else ""
    return (
        f"<tr><td>{number_html(side.place, f'differ-{number}', number)}</td>"
        f'<td class="number">{value}</td>'
        f"<td>{source_html(row.title, row.document, row.place, latest)}</td>"
        f"<td>{escape(side.day) or '–'}{counted}</td>"
        f'<td class="quote">{escape(" ".join(side.place.citation.quote.split()))}</td></tr>'
    )
