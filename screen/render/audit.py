"""Render what does not add up in tables as HTML: pure functions of findings. Everything from outside is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from assistant.finding_text import told_of
from index.findings import FindingRow
from screen.render.placed import Places, hidden_card

_NONE = "맞지 않는 값을 찾지 못했습니다. 표의 열과 합계를 확실히 알 수 있는 곳만 살핍니다."
_NO_DOCUMENTS = "색인에 문서가 없습니다. ‘문서’ 탭에서 파일을 넣어 주십시오."


def audit_html(rows: Sequence[FindingRow], documents: int, places: Places | None = None) -> str:
    """The findings document by document, each a button that opens its place; `documents` is how many were looked at."""
    if not rows:
        return f'<div class="geungeo audit"><p class="nothing">{_NONE if documents else _NO_DOCUMENTS}</p></div>'
    parts = [f'<p class="reading">문서 {documents}개에서 맞지 않는 값 {len(rows)}개. 누르면 그 자리를 보여 줍니다.</p>']
    numbered = enumerate(rows, 1)
    for (title, document), found in groupby(numbered, key=lambda item: (item[1].document_title, item[1].document)):
        listed = "".join(_finding(row, number, places or {}) for number, row in found)
        parts.append(f'<section><h3>{escape(title)} <span class="file">{escape(document)}</span></h3>{listed}</section>')
    return f'<div class="geungeo audit">{"".join(parts)}</div>'


def _finding(row: FindingRow, number: int, places: Places) -> str:
    """A finding: where it stands, what is said of it, and the formulas that it fails."""
    where = " · ".join(filter(None, (row.place, row.table)))
    formulas = "".join(f'<span class="formula">{escape(formula)}</span>' for formula in (row.formula, *row.also))
    told = f'<span class="place">{escape(where)}</span><span class="line">{escape(told_of(row))}</span>'
    placed, id = places.get((row.document, row.start)), f"audit-{number}"
    if placed is None:
        return f'<div class="finding">{told}{formulas}</div>'
    button = f'<button type="button" class="found" data-source="{id}">{told}</button>'
    return f'<div class="finding">{button}{formulas}{hidden_card(placed, id, number)}</div>'
