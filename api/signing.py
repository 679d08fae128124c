"""Logging in and out, and giving oneself another password: pages of their own, without Gradio."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from access.entering import BROWSER, SESSION
from access.passwords import check_password
from access.person import person_of
from access.register import Register
from access.signing import Entered, Held, proven, sign_in
from access.where import asker_of, networks
from api.turns import Crowded, Turns
from assistant.settings import Settings
from ingest.errors import BadInput
from screen.guard import HEADERS
from screen.render.sign import account_page, css, login_page, me_html, told_page

_LARGEST = 8 << 10  # bytes of a form
_AT_ONCE, _WAITING = 2, 8  # hashes: 64 MiB each, and a core; who comes then is told to come again
_BROWSER_SECONDS = 400 * 86_400  # as long as browsers keep a cookie
_WRONG = "이름이나 비밀번호가 맞지 않습니다."
_NOT_OLD = "지금 비밀번호가 맞지 않습니다."
_HELD = "여러 번 틀려 잠시 받지 않습니다. {}초 뒤에 다시 해 주십시오."
_CROWDED = "지금 로그인하려는 사람이 많습니다. {}초 뒤에 다시 해 주십시오."
_NOT_SAME = "새 비밀번호를 두 번 같게 적어 주십시오."
_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
_ON_PAGES = {**HEADERS, "Content-Security-Policy": _POLICY}

Page = Callable[[str], str]  # a page that says what is wrong


def signing_routes(register: Register | None, settings: Settings) -> list[BaseRoute]:
    """The addresses of logging in; without accounts only the one that tells the page so."""
    if register is None:
        return [Route("/geungeo/me", lambda request: Response(status_code=204, headers=HEADERS))]
    desk = _Desk(register, settings)
    return [
        Route("/login", desk.ask),
        Route("/login", desk.enter, methods=["POST"]),
        Route("/login.css", lambda request: Response(css(), media_type="text/css")),
        Route("/logout", desk.leave, methods=["POST"]),
        Route("/account", desk.account),
        Route("/account", desk.change, methods=["POST"]),
        Route("/geungeo/me", _me),
    ]


_Form = Mapping[str, str]  # what was filled in; empty where it was not


class _Desk:
    """What the addresses of logging in do."""

    def __init__(self, register: Register, settings: Settings) -> None:
        self._register, self._trusted = register, networks(settings.sso_proxies)
        self._turns = Turns(_AT_ONCE, _WAITING)

    async def ask(self, request: Request) -> Response:
        """The form; who is logged in goes on to where it was asked for."""
        wanted = local_path(request.query_params.get("next", ""))
        if _is_in(request):
            return RedirectResponse(wanted, 303, headers=HEADERS)
        return HTMLResponse(login_page(wanted), headers=_ON_PAGES)

    async def enter(self, request: Request) -> Response:
        """Log in."""
        form = await _form(request)
        if form is None:
            return HTMLResponse(told_page("받지 않았습니다", "보낸 것이 너무 큽니다."), 413, headers=_ON_PAGES)
        wanted = local_path(form["next"])
        page = partial(login_page, wanted, form["name"][:60])
        work = partial(sign_in, self._register, form["name"], form["password"], *self._from(request))
        return await self._answered(page, _WRONG, work, partial(self._let_in, request, wanted))

    async def leave(self, request: Request) -> Response:
        """Log out."""
        self._register.sessions.end(request.cookies.get(SESSION, ""))
        reply = RedirectResponse("/login", 303, headers=HEADERS)
        reply.delete_cookie(SESSION, httponly=True, samesite="lax")
        return reply

    async def account(self, request: Request) -> Response:
        """Who one is, and the form for another password."""
        return HTMLResponse(self._account_page(request)(""), headers=_ON_PAGES)

    async def change(self, request: Request) -> Response:
        """Give oneself another password: every session ends, and this browser gets a new one."""
        form, name, page = await _form(request), person_of(request).name, self._account_page(request)
        if form is None or form["new"] != form["again"]:
            return HTMLResponse(page(_NOT_SAME), 422, headers=_ON_PAGES)
        try:
            check_password(form["new"], name)
        except BadInput as error:
            return HTMLResponse(page(str(error)), 422, headers=_ON_PAGES)
        work = partial(_changed, self._register, name, form["old"], form["new"], *self._from(request))
        return await self._answered(page, _NOT_OLD, work, partial(self._let_in, request, "/account?done=1"))

    async def _answered(
        self, page: Page, wrong: str, work: Callable[[], Entered | None], entered: Callable[[Entered], Response]
    ) -> Response:
        """What comes of a try, made when its turn comes."""
        try:
            found = await asyncio.wrap_future(self._turns.start(work))
        except (Crowded, Held) as error:
            told = (_HELD if isinstance(error, Held) else _CROWDED).format(error.seconds)
            return HTMLResponse(page(told), 429, headers={**_ON_PAGES, "Retry-After": str(error.seconds)})
        except BadInput as error:
            return HTMLResponse(page(str(error)), 503, headers=_ON_PAGES)
        return HTMLResponse(page(wrong), 401, headers=_ON_PAGES) if found is None else entered(found)

    def _let_in(self, request: Request, wanted: str, entered: Entered) -> Response:
        """The session that the browser came with ends: nobody is logged in by a cookie that somebody else gave to the browser.

        Lax, not Strict: a link to the program in a mail or a portal is to open it as who one is. What changes something comes
        by POST, PATCH or DELETE, to which other sites' pages get no such cookie, and which the gate refuses from them.
        Without an age: it ends with the browser, which in an office several may use.
        """
        self._register.sessions.end(request.cookies.get(SESSION, ""))
        reply = RedirectResponse(wanted, 303, headers=HEADERS)
        is_secure = request.url.scheme == "https"
        reply.set_cookie(SESSION, entered.session, httponly=True, samesite="lax", secure=is_secure)
        reply.set_cookie(BROWSER, entered.browser, max_age=_BROWSER_SECONDS, httponly=True, samesite="strict", secure=is_secure)
        return reply

    def _from(self, request: Request) -> tuple[str, str]:
        """Where a try comes from: its address, and the browser's own name."""
        return asker_of(request.scope, self._trusted), request.cookies.get(BROWSER, "")

    def _account_page(self, request: Request) -> Page:
        person = person_of(request)
        has_password = self._register.accounts.get(person.name).has_password
        return partial(account_page, person, has_password, request.query_params.get("done") == "1")


def local_path(given: str) -> str:
    """An address of our own that may be gone to after a login; the beginning for any other."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return "/"
    is_path = given.startswith("/") and not given.startswith("//") and not parts.scheme and not parts.netloc
    is_plain = given.isascii() and given.isprintable() and "\\" not in given and " " not in given
    is_again = parts.path.rstrip("/") in {"/login", "/logout"}
    return given if is_path and is_plain and not is_again and len(given) <= 500 else "/"


def _changed(register: Register, name: str, old: str, new: str, address: str, browser: str) -> Entered | None:
    """A new session under another password; None where the old one is wrong. Raises Held."""
    if not proven(register, name, old, address, browser):
        return None
    register.accounts.set_password(name, new)
    return Entered(register.sessions.begin(name, address), register.throttle.know(name, browser))


def _me(request: Request) -> Response:
    """Who is logged in, for the title of the page."""
    return HTMLResponse(me_html(person_of(request), request.scope["state"].get("entered_by") == "session"), headers=HEADERS)


def _is_in(request: Request) -> bool:
    try:
        return bool(person_of(request).name)
    except PermissionError:
        return False


async def _form(request: Request) -> _Form | None:
    """The fields of a form, of each the first; None where it is too large."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            return None
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return defaultdict(str, {name: values[0] for name, values in fields.items()})
