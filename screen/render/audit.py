"""Render what does not add up in tables as HTML: pure functions of findings. Everything from outside is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from assistant.finding_text import told_of
from index.findings import FindingRow

_NONE = "맞지 않는 값을 찾지 못했습니다. 표의 열과 합계를 확실히 알 수 있는 곳만 살핍니다."
_NO_DOCUMENTS = "색인에 문서가 없습니다. ‘문서’ 탭에서 파일을 넣어 주십시오."


def audit_html(rows: Sequence[FindingRow], documents: int) -> str:
    """The findings document by document; `documents` is how many were looked at."""
    if not rows:
        return f'<div class="geungeo audit"><p class="nothing">{_NONE if documents else _NO_DOCUMENTS}</p></div>'
    parts = [f'<p class="reading">문서 {documents}개에서 맞지 않는 값 {len(rows)}개</p>']
    for (title, document), found in groupby(rows, key=lambda row: (row.document_title, row.document)):
        listed = "".join(map(_finding, found))
        parts.append(f'<section><h3>{escape(title)} <span class="file">{escape(document)}</span></h3>{listed}</section>')
    return f'<div class="geungeo audit">{"".join(parts)}</div>'


def _finding(row: FindingRow) -> str:
    """A finding: where it stands, what is said of it, and the formulas that it fails."""
    where = " · ".join(filter(None, (row.place, row.table)))
    formulas = "".join(f'<span class="formula">{escape(formula)}</span>' for formula in (row.formula, *row.also))
    return (
        f'<div class="finding"><span class="place">{escape(where)}</span>'
        f'<span class="line">{escape(told_of(row))}</span>{formulas}</div>'
    )
