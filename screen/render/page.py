"""Render a page's picture as HTML, the quote's rectangles over it: a pure function of a PageView."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from screen.page_view import PageView

_MARGIN = 0.0015  # of the page's width that a mark is larger than its letters on each side


def page_html(view: PageView) -> str:
    """The picture with its marks, which a screen reader need not hear: the text stands above it. Empty where there is none."""
    told = f'<p class="reading">{escape(view.told)}</p>' if view.told else ""
    if not view.png:
        return told
    picture = b64encode(view.png).decode("ascii")
    marks = "".join(_mark(view, *mark) for mark in view.marks)
    name = f"원문 {view.page}번째 쪽의 그림" + (", 인용한 곳을 노랗게 표시함" if view.marks else "")
    return (
        f'<figure class="page"><figcaption>원문 쪽 그림 <button type="button" class="larger" aria-pressed="false">크게 보기</button>'
        f'</figcaption>{told}<div class="sheet" tabindex="0" role="group" aria-label="쪽 그림, 화살표 키로 움직입니다"><div class="paper">'
        f'<img src="data:image/png;base64,{picture}" alt="{name}" width="{view.width:.0f}" height="{view.height:.0f}">{marks}'
        "</div></div></figure>"
    )


def _mark(view: PageView, left: float, top: float, right: float, bottom: float) -> str:
    """A rectangle in shares of the page, so that it stays in its place at any size."""
    margin = _MARGIN * view.width
    box = {
        "left": (left - margin) / view.width,
        "top": (top - margin) / view.height,
        "width": (right - left + 2 * margin) / view.width,
        "height": (bottom - top + 2 * margin) / view.height,
    }
    style = ";".join(f"{name}:{100 * share:.2f}%" for name, share in box.items())
    return f'<span class="mark" style="{style}" aria-hidden="true"></span>'
