"""Render the drawer of past conversations and its list as HTML: pure functions of a Listing and the time."""

from __future__ import annotations

from datetime import datetime
from html import escape

from index.history import MOST_LISTED, Conversation
from screen.kept import Listing

_LONGEST = 120  # characters of a question that are shown
_NONE = "아직 지난 대화가 없습니다. 묻고 답한 것이 여기에 남습니다."


def drawer_html(days: int) -> str:
    """The drawer, closed, with the box to search in; the list comes into it when it is opened."""
    return (
        '<dialog class="geungeo history" aria-labelledby="history-title"><header><h2 id="history-title">지난 대화</h2>'
        '<button type="button" class="tool leave" title="닫기 (Esc)">닫기</button></header>'
        '<input type="search" class="seek" placeholder="질문과 답에서 찾기" aria-label="지난 대화의 질문과 답에서 찾기" '
        'maxlength="200" autocomplete="off" spellcheck="false"><p class="told" role="status"></p><div class="list"></div>'
        f'<p class="hint">이 브라우저에서 물은 것만 보입니다. 마지막으로 물은 날부터 {days:,}일이 지나면 지웁니다.</p></dialog>'
    )


def list_html(listing: Listing, now: datetime, sought: str = "") -> str:
    """The conversations as buttons, each with one that deletes it; what there is instead where there is none."""
    notice = f'<p class="notice">{escape(listing.trouble)}</p>' if listing.trouble else ""
    if not listing.conversations:
        none = f"‘{' '.join(sought.split())}’, 이 말이 든 대화가 없습니다." if sought.strip() and listing.total else _NONE
        return notice + f'<p class="none">{escape(none)}</p>'
    items = "".join(_item(found, now, is_open=found.id == listing.open) for found in listing.conversations)
    shown = len(listing.conversations)
    more = (
        f'<p class="more">최근 {shown}개만 보입니다. 나머지는 찾아서 여십시오.</p>'
        if MOST_LISTED <= shown < listing.total
        else ""
    )
    return f"{notice}<ul>{items}</ul>{more}{'' if sought.strip() else _forget_all(listing.total)}"


def when(at: datetime, now: datetime) -> str:
    """A time as people say it: 오늘 14:05, 어제 09:12, 3월 1일 14:05, 2024. 3. 1. 14:05."""
    days = (now.date() - at.date()).days
    day = {0: "오늘", 1: "어제"}.get(days)
    if day is None:
        day = f"{at.month}월 {at.day}일" if at.year == now.year else f"{at.year}. {at.month}. {at.day}."
    return f"{day} {at:%H:%M}"


def _item(found: Conversation, now: datetime, *, is_open: bool) -> str:
    at = datetime.fromtimestamp(found.at)
    hit = f'<span class="hit">맞는 질문: {_short(found.hit)}</span>' if found.hit != found.question else ""
    beside = f"질문 {found.answers:,}개" + (" · 지금 대화" if is_open else "")
    question = _short(found.question)
    return (
        f'<li data-forget="history/{escape(found.id)}"{" data-open" if is_open else ""}>'
        f'<button type="button" class="conversation" data-conversation="{escape(found.id)}"{_current(is_open)}>'
        f'<span class="question">{question}</span>{hit}<span class="when"><time datetime="{at:%Y-%m-%dT%H:%M}">{when(at, now)}</time>'
        f' · {beside}</span></button><button type="button" class="tool forget" aria-label="대화 지우기: {question}">지우기</button>'
        f"{_question('이 대화를 지웁니다. 되돌릴 수 없습니다.')}</li>"
    )


def _forget_all(total: int) -> str:
    told = f"대화 {total:,}개를 모두 지웁니다. 되돌릴 수 없습니다."
    return f'<div class="all" data-forget="history"><button type="button" class="tool forget">모두 지우기</button>{_question(told)}</div>'


def _question(told: str) -> str:
    """What is asked before anything is deleted."""
    return (
        f'<div class="sure" role="group" aria-label="{told}" hidden><span>{told}</span>'
        '<button type="button" class="tool no">그만두기</button><button type="button" class="tool yes">지우기</button></div>'
    )


def _current(is_open: bool) -> str:
    return ' aria-current="true"' if is_open else ""


def _short(question: str) -> str:
    plain = " ".join(question.split())
    return escape(plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…")
