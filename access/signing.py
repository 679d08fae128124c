"""Logging in by name and password, and giving oneself another password."""

from __future__ import annotations

from typing import NamedTuple

from access.passwords import fits, is_outdated
from access.register import Register


class Entered(NamedTuple):
    """Who may come in, with what the cookies of the session and of the browser are to hold."""

    session: str
    browser: str


class Held(Exception):
    """A try that has to wait for so many seconds: it was not looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def sign_in(register: Register, name: str, password: str, address: str = "", browser: str = "") -> Entered | None:
    """A new session for who knows the password of an account; None for who does not. Raises Held.

    The same is done, and takes as long, for a name that there is not, or that is disabled.
    """
    if not proven(register, name, password, address, browser):
        return None
    if is_outdated(register.accounts.hash_of(name)):
        register.accounts.renew_hash(name, password)
    return Entered(register.sessions.begin(name, address), register.throttle.know(name, browser))


def proven(register: Register, name: str, password: str, address: str = "", browser: str = "") -> bool:
    """Whether a password is the one of an account. Raises Held."""
    tried = register.throttle.counted(name, address, browser)
    if wait := register.throttle.begin(tried):
        raise Held(wait)
    if not fits(register.accounts.hash_of(name), password):
        return False
    register.throttle.forgive(tried)
    return True
