"""Render the pages of logging in as HTML, and who is logged in for the title of the chat. What comes from outside is escaped here."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from access.may import role_name
from access.passwords import LEAST
from access.person import Person

ME_HTML = '<div class="geungeo me" role="group" aria-label="로그인한 사람"></div>'  # static/account.js fills it
_PAGE = (
    '<!doctype html><html lang="ko"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
    '<title>{title} - 근거</title><link rel="stylesheet" href="/login.css"></head>'
    '<body><main><p class="name">근거</p><h1>{title}</h1>{inside}</main></body></html>'
)


def login_page(wanted: str, name: str = "", wrong: str = "") -> str:
    """The form to log in with; `wanted` is where one goes on to, `wrong` what was wrong with the last try."""
    focus = ("", " autofocus") if name else (" autofocus", "")
    return _page(
        "로그인",
        f'{_wrong(wrong)}<form method="post" action="/login">'
        f'<input type="hidden" name="next" value="{escape(wanted)}">'
        f'<label for="name">이름</label><input id="name" name="name" value="{escape(name)}" maxlength="60" required'
        f' autocomplete="username" autocapitalize="none" spellcheck="false"{_described(wrong)}{focus[0]}>'
        f"{_password('password', '비밀번호', 'current-password', wrong, focus[1])}"
        '<button type="submit">로그인</button></form>'
        '<p class="hint">계정이 없거나 비밀번호를 잊었으면 이 프로그램을 관리하는 사람에게 알려 주십시오.</p>',
    )


def account_page(person: Person, has_password: bool, is_done: bool, wrong: str = "") -> str:
    """Who one is, and the form for another password."""
    told = (
        '<p class="done" role="status">비밀번호를 바꾸었습니다. 다른 곳의 로그인은 모두 끝났습니다.</p>'
        if is_done and not wrong
        else ""
    )
    form = (
        f'{_wrong(wrong)}<form method="post" action="/account">'
        f'<input type="hidden" name="username" value="{escape(person.name)}" autocomplete="username">'
        f"{_password('old', '지금 비밀번호', 'current-password', wrong)}"
        f"{_password('new', f'새 비밀번호 ({LEAST}자 이상)', 'new-password', wrong)}"
        f"{_password('again', '새 비밀번호 다시', 'new-password', wrong)}"
        '<button type="submit">비밀번호 바꾸기</button></form>'
    )
    none = '<p class="hint">이 계정은 통합 로그인으로 들어오므로 여기에 비밀번호가 없습니다.</p>'
    who = f'<p class="who"><b>{escape(person.name)}</b> ({role_name(person.role)})</p>'
    return _page("내 계정", f'{who}{told}{form if has_password else none}<p class="hint"><a href="/">돌아가기</a></p>')


def told_page(title: str, told: str) -> str:
    """A page that says one thing."""
    return _page(title, f'<p role="alert">{escape(told)}</p><p class="hint"><a href="/">처음으로</a></p>')


def me_html(person: Person, can_leave: bool) -> str:
    """Who is logged in, with the way to another password and out; by single sign-on there is no way out from here."""
    leave = '<form method="post" action="/logout"><button type="submit">로그아웃</button></form>' if can_leave else ""
    return (
        f'<span class="who" data-name="{escape(person.name)}">{escape(person.name)} '
        f'<span class="role">({role_name(person.role)})</span></span><a href="/account">내 계정</a>{leave}'
    )


@cache
def css() -> str:
    """The style of these pages."""
    return (files("screen") / "static" / "login.css").read_text(encoding="utf-8")


def _page(title: str, inside: str) -> str:
    return _PAGE.format(title=escape(title), inside=inside)


def _password(name: str, label: str, kind: str, wrong: str = "", more: str = "") -> str:
    return (
        f'<label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" type="password" maxlength="200" required autocomplete="{kind}"{_described(wrong)}{more}>'
    )


def _wrong(wrong: str) -> str:
    return f'<p id="wrong" class="wrong" role="alert">{escape(wrong)}</p>' if wrong else ""


def _described(wrong: str) -> str:
    return ' aria-invalid="true" aria-describedby="wrong"' if wrong else ""
