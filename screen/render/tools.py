"""What can be done with an answer, under it: copy, save, judge, go on. Pure functions of an Answer and its key."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.types import Answer
from screen.save.answer import as_text

_REASONS = ("답이 틀림", "근거가 맞지 않음", "빠진 것이 있음", "물은 것과 다름", "답이 있는데 없다고 함")
LONGEST_REASON = 500  # characters
_THUMB = (
    '<svg class="thumb" viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M1 7h3v8H1zM5 14V7l3-6c1.6 0 2.1 1 1.8 2.3L9.2 6H14c1 0 1.6.8 1.4 1.8l-1 5.4c-.2 1-.8 1.8-1.8 1.8H7z"/></svg>'
)


def tools_html(answer: Answer, key: str) -> str:
    """The row of buttons under an answer that is kept under `key`; what may be asked next comes into it later."""
    address = f"geungeo/answer/{escape(key)}"
    text = escape(as_text(answer)).replace("\n", "&#10;")  # no line end that Markdown sees
    return (
        f'<div class="geungeo tools" data-answer="{escape(key)}"><div class="further" aria-live="polite"></div>'
        '<div class="row" role="group" aria-label="이 답으로 할 일">'
        f'<button type="button" class="tool copy" data-text="{text}">글로 복사</button>'
        f'<a class="tool" href="{address}/docx" download>DOCX로 저장</a>'
        f'<a class="tool" href="{address}/html" download>HTML로 저장</a>'
        f'<button type="button" class="tool judge" data-good="1" aria-pressed="false">{_THUMB} 도움이 됨</button>'
        f'<button type="button" class="tool judge" data-good="0" aria-pressed="false">{_THUMB} 아쉬움</button>'
        f'</div>{_reason_html(key)}<div class="told" role="status"></div></div>'
    )


def further_html(questions: Sequence[str]) -> str:
    """The questions that may be asked next, each as a button; empty where there is none."""
    if not questions:
        return ""
    buttons = "".join(f'<button type="button" class="ask">{escape(question)}</button>' for question in questions)
    return f'<span class="headline">이어서 물을 수 있는 것</span>{buttons}'


def _reason_html(key: str) -> str:
    """The line in which the reason is given, shown once a thumb was pressed."""
    options = "".join(f'<option value="{reason}"></option>' for reason in _REASONS)
    return (
        '<form class="reason" hidden><label>까닭 (적지 않아도 됩니다) '
        f'<input type="text" name="reason" maxlength="{LONGEST_REASON}" list="reasons-{escape(key)}" autocomplete="off"></label>'
        f'<datalist id="reasons-{escape(key)}">{options}</datalist>'
        '<button type="submit" class="tool">보내기</button><button type="button" class="tool undo">평가 취소</button></form>'
    )
