"""What every request of a program is served from: the open library, its jobs, and whose turn it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Annotated, TypeVar, cast

from fastapi import Depends, Request

from access.person import ANYBODY, Person
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
    warm: Event = field(default_factory=Event)  # set once Kiwi is loaded and the index was searched

    async def in_turn(self, work: Callable[[], _Made]) -> _Made:
        """Do what takes long in a thread, when its turn comes. Raises Crowded where too many wait already."""
        return await asyncio.wrap_future(self.turns.start(work))


def service_for(library: Library, settings: Settings, jobs: Jobs, job: Job) -> Service:
    """The service over an open library."""
    turns = Turns(settings.at_once(), settings.serve_waiting)
    return Service(
        Shown(library, settings.users), library, settings, jobs, job, Evaluated(library), turns, Meters(library, turns)
    )


def _whole(request: Request) -> Service:
    return cast(Service, request.app.state.service)


def _of(request: Request) -> Service:
    service = _whole(request)
    person = service.shown.person(request)
    return replace(service, library=service.shown.to(person), person=person)


Served = Annotated[Service, Depends(_of)]  # for who asks
Whole = Annotated[Service, Depends(_whole)]  # for whoever asks: of what tells nothing of documents
