"""What every request of a program is served from: the open library, its jobs, and whose turn it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Annotated, TypeVar, cast

from fastapi import Depends, Request

from access.noting import Noting
from access.person import ANYBODY, Person
from access.register import Register
from api.meters import Meters
from api.turns import Turns
from assistant.settings import Settings
from eval.job import Job
from index.jobs import Jobs
from index.library import Library
from screen.evaluated import Evaluated
from screen.shown import Shown

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Service:
    """Made by `service_for`."""

    shown: Shown
    library: Library  # as who asks may see it
    settings: Settings
    jobs: Jobs  # documents that are taken in
    job: Job  # the evaluation that is made
    evaluated: Evaluated
    turns: Turns
    meters: Meters
    person: Person = ANYBODY  # who asks
    register: Register | None = None  # accounts; None where nobody has to log in
    noting: Noting | None = None  # of who asks what
    warm: Event = field(default_factory=Event)  # set once Kiwi is loaded and the index was searched

    def close_access(self) -> None:
        """Write what is not noted yet, and close the accounts."""
        if self.noting is not None:
            self.noting.close()
        if self.register is not None:
            self.register.close()

    async def in_turn(self, work: Callable[[], _Made]) -> _Made:
        """Do what takes long in a thread, when its turn comes. Raises Crowded where too many wait already."""
        return await asyncio.wrap_future(self.turns.start(work))


def service_for(library: Library, settings: Settings, jobs: Jobs, job: Job) -> Service:
    """The service over an open library."""
    turns = Turns(settings.at_once(), settings.serve_waiting)
    register = Register(library.folder) if settings.users else None
    noting = Noting(library.folder, settings.audit_days) if register is not None and settings.audit_days else None
    shown = Shown(library, register is not None, register.collections.names if register is not None else tuple)
    meters = Meters(library, turns)
    return Service(shown, library, settings, jobs, job, Evaluated(library), turns, meters, register=register, noting=noting)


def _whole(request: Request) -> Service:
    return cast(Service, request.app.state.service)


def _of(request: Request) -> Service:
    service = _whole(request)
    person = service.shown.person(request)
    return replace(service, library=service.shown.to(person), person=person)


Served = Annotated[Service, Depends(_of)]  # for who asks
Whole = Annotated[Service, Depends(_whole)]  # for whoever asks: of what tells nothing of documents
