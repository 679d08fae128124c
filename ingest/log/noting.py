"""Noting: an event with its facts, under the request that it belongs to. Contents go apart from facts, and usually nowhere.

Facts are counts, times, kinds, numbers of requests. Contents are what people asked, searched, wrote or handed over:
questions, drafts, search words, names and titles of documents, and whatever an exception says.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

NAME = "geungeo"  # of the logger that events are noted by
_FORMAT = re.compile(r"\.[A-Za-z0-9]{1,5}")
_SHORT = 8  # digits of a number that a person reads out

P = ParamSpec("P")
T = TypeVar("T")


def _nobody() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is being worked on: every line that is noted meanwhile has its number."""

    number: str = ""  # of the request
    face: str = ""  # by which it came: screen, api, command, evaluation
    job: str = ""  # of the documents that are taken in, or the evaluation that is made
    who: Callable[[], str] = _nobody  # asked when a line is noted: who asks is known later than that one does


_ASKING: ContextVar[Asking] = ContextVar("asking", default=Asking())  # noqa: B039 - frozen


def asking() -> Asking:
    """What is being worked on here."""
    return _ASKING.get()


@contextmanager
def asked(number: str = "", **about: Any) -> Iterator[str]:
    """Work on a request, which has this number or else a new one; gives it. `about` is what else `Asking` has."""
    number = number or new_number()
    with _set(Asking(number, **about)):
        yield number


def asked_now() -> Asking:
    """The same, to be gone on with when that request is over: who asks is found out now."""
    about, who = asking(), asking().who()
    return replace(about, who=lambda: who)


@contextmanager
def at_work(job: str, on: Asking | None = None) -> Iterator[None]:
    """Work on a job, for the request at hand or another."""
    with _set(replace(on or asking(), job=job)):
        yield


def carried(work: Callable[P, T]) -> Callable[P, T]:
    """The same work, to be done once by another thread for the request at hand."""
    return partial(copy_context().run, work)


def note(
    event: str,
    level: int = logging.INFO,
    *,
    error: BaseException | None = None,
    content: Mapping[str, Any] | None = None,
    **facts: Any,
) -> None:
    """Note an event. `content` is left out unless the settings ask for it, and so is what the error says."""
    logger = logging.getLogger(NAME)
    if logger.isEnabledFor(level):
        logger.log(level, event, exc_info=error, stacklevel=2, extra={"facts": facts, "content": content or {}})


def note_failure(event: str, error: BaseException, *, content: Mapping[str, Any] | None = None, **facts: Any) -> str:
    """Note what went wrong; gives the number to be told to whoever waits for it, in Korean: `문의 번호 1a2b3c4d`."""
    note(event, logging.ERROR, error=error, content=content, **facts)
    return told_number(asking().number)


def told_number(number: str) -> str:
    """A number as a person is told it; empty where there is none."""
    return f"문의 번호 {short(number)}" if number else ""


def format_of(file: PurePath) -> str:
    """The ending of a file, which is a fact where it is that of a format; anything else may be a part of its name."""
    return file.suffix.lower() if _FORMAT.fullmatch(file.suffix) else ""


def new_number() -> str:
    """A number for a request, unlike any other."""
    return uuid4().hex


def short(number: str) -> str:
    """A number of ours as a person reads it out; of another's making, all of it."""
    return number[:_SHORT] if len(number) == 32 and number.isalnum() else number


@contextmanager
def _set(about: Asking) -> Iterator[None]:
    token = _ASKING.set(about)
    try:
        yield
    finally:
        _ASKING.reset(token)
