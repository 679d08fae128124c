"""Render the hearing desk as HTML: the box, where to look, and the places for what is found and what was pinned.

Everything that comes from outside is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.scope import Choices
from screen.render.lookup import HINT_HTML

_KEYS = (
    "<kbd>↑</kbd> <kbd>↓</kbd> 고르기 · <kbd>Enter</kbd> 열기 · <kbd>Esc</kbd> 찾을 말로 · "
    "<kbd>P</kbd> 또는 <kbd>Alt</kbd>+<kbd>P</kbd> 담기 · <kbd>1</kbd>~<kbd>9</kbd> 그 번호 열기 · <kbd>/</kbd> 찾을 말로"
)


def desk_html() -> str:
    """The desk, empty: `static/desk.js` fills it with what the addresses of `screen.desk` give, `static/pins.js` the pins."""
    return (
        '<div id="desk" class="geungeo">'
        '<form id="desk-asked" role="search" aria-label="인용 찾기">'
        '<input type="search" id="sought" name="q" maxlength="200" autocomplete="off" spellcheck="false" enterkeyhint="search"'
        ' aria-label="찾을 말" aria-controls="found" aria-describedby="desk-told"'
        ' placeholder="찾을 말, &quot;그대로 찾을 구절&quot;, -뺄말">'
        '<div id="desk-filters" role="group" aria-label="찾을 범위"></div></form>'
        '<p id="desk-told" role="status"></p>'
        f'<div id="found" role="region" aria-label="찾은 대목">{HINT_HTML}</div>'
        f'<p class="keys">{_KEYS}</p>{_PINS}</div>'
    )


def filters_html(choices: Choices, labels: Sequence[str]) -> str:
    """What the search can be kept to; where nothing is known of, nothing can be chosen. `labels` name the documents."""
    selects = "".join(
        _select(name, label, options)
        for name, label, options in (
            ("year", "해", choices.years),
            ("kind", "종류", choices.kinds),
            ("body", "기관", choices.bodies),
            ("committee", "위원회", choices.committees),
        )
        if options
    )
    suggested = "".join(f'<option value="{escape(label)}"></option>' for label in labels)
    return (
        f"{selects}"
        '<label class="document"><input type="text" name="document" list="desk-documents" maxlength="200" autocomplete="off"'
        f' aria-label="문서의 제목이나 파일 이름" placeholder="문서 제목이나 이름"></label><datalist id="desk-documents">{suggested}</datalist>'
        '<label class="exact"><input type="checkbox" name="exact" value="1"> 적은 그대로</label>'
        '<button type="button" class="tool" id="desk-everywhere" hidden>범위 지우기</button>'
    )


def searched_line(scope: str, document: str, documents: int, places: int, most: int) -> str:
    """Where was looked and how much was found: `2024년, 업무보고: 문서 3개에서 12곳을 찾았습니다.`"""
    parts = ", ".join(filter(None, (scope, f"이름에 ‘{document}’" if document else "")))
    where = f"{parts}: 문서 {documents:,}개" if parts else f"모든 문서 {documents:,}개"
    found = f"가장 가까운 {places}곳을" if places == most else f"{places}곳을"
    return f"{where}에서 {found} 찾았습니다." if places else f"{where}에서 찾았으나 없습니다."


def _select(name: str, label: str, options: Sequence[tuple[str, object]]) -> str:
    chosen = "".join(f'<option value="{escape(str(value))}">{escape(told)}</option>' for told, value in options)
    return f'<label><select name="{name}" aria-label="{label}"><option value="">모든 {label}</option>{chosen}</select></label>'


_PINS = (
    '<section id="pins" aria-label="이 회의에 담은 대목"><header><h3>이 회의에 담은 대목 <span id="pin-count">0</span></h3><p id="pin-told" role="status"></p>'
    '<span class="takeaway"><button type="button" class="tool" data-take="print" disabled>인쇄</button>'
    '<button type="button" class="tool" data-take="html" disabled>HTML로 저장</button>'
    '<button type="button" class="tool" data-take="docx" disabled>DOCX로 저장</button>'
    '<button type="button" class="tool" data-take="none" disabled>모두 빼기</button></span></header>'
    '<div class="hearing"><label>회의 <input type="text" id="hearing-title" maxlength="200" autocomplete="off"'
    ' placeholder="예: 제320회 행정사무감사"></label>'
    '<label>날짜 <input type="date" id="hearing-day"></label></div>'
    '<ol id="pin-list"></ol>'
    '<p class="hint" id="pin-hint">찾은 줄이나 연 대목에서 ‘담기’를 누르면 여기에 모입니다. 이 브라우저에만 남으며, 다시 열어도 그대로입니다.</p></section>'
)
