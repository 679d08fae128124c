"""Who a request is from: by single sign-on, by a program's token, or by the session of a browser, in that order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from starlette.requests import HTTPConnection

from access.person import ANYBODY, Person
from access.register import Register
from access.where import Networks, is_within, peer_of
from ingest.errors import GeungeoError

SESSION, BROWSER = "geungeo-session", "geungeo-browser"  # cookies: who is logged in; that it has logged in before
_ASK = "이 프로그램을 관리하는 사람에게 알려 주십시오."


class Unknown(GeungeoError):
    """Single sign-on names nobody who is known here."""


class Who(NamedTuple):
    """Who a request is from."""

    person: Person
    by: str  # sso, token, session; empty where there are no accounts
    touch: Callable[[], None] | None = None  # notes that it was used, which is done now and then


class Entrance:
    """Tells who asks. Without a `register`, everybody is anybody."""

    def __init__(self, register: Register | None, sso_header: str, trusted: Networks) -> None:
        self._register, self._header, self._trusted = register, sso_header, trusted

    def who(self, asked: HTTPConnection) -> Who | None:
        """Who a request is from; None for one that has not logged in. Raises Unknown, and BadInput where accounts cannot be read."""
        if self._register is None:
            return Who(ANYBODY, "")
        if self._header and is_within(peer_of(asked.scope), self._trusted):
            given = asked.headers.getlist(self._header)
            if any(given):
                return Who(_told(self._register, given), "sso")
        if "authorization" in asked.headers:
            return _by_token(self._register, asked.headers.getlist("authorization"))
        return _by_session(self._register, asked.cookies.get(SESSION, ""))


def _told(register: Register, given: list[str]) -> Person:
    """Whom a trusted proxy names; two names, of which one may be the asker's own, are nobody's."""
    if len(given) != 1:
        raise Unknown("통합 로그인이 이름을 두 번 알려 왔습니다.", f"대리 서버가 받은 머리글을 지우고 보내는지 {_ASK}")
    name = given[0].encode("latin-1").decode("utf-8", "replace")
    person = register.accounts.person(name)
    if person is None:
        raise Unknown(f"‘{name[:60]}’의 계정이 없거나 쓸 수 없습니다.", _ASK)
    return person


def _by_token(register: Register, given: list[str]) -> Who | None:
    """Whose the token is. A request that brings one is never taken for its browser's."""
    scheme, _, token = given[0].partition(" ")
    found = register.tokens.find(token.strip()) if len(given) == 1 and scheme.lower() == "bearer" else None
    person = register.accounts.person(found.name) if found is not None else None
    if found is None or person is None:
        return None
    return Who(person, "token", partial(register.tokens.touch, token.strip()) if found.is_stale else None)


def _by_session(register: Register, token: str) -> Who | None:
    found = register.sessions.find(token) if token else None
    person = register.accounts.person(found.name) if found is not None else None
    if found is None or person is None:
        return None
    return Who(person, "session", partial(register.sessions.touch, token) if found.is_stale else None)
