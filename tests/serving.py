"""The whole program served in a thread of the test, as `geungeo serve` serves it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread

import httpx

import ui
from api.service import Service, service_for
from api.serving import Server, listening
from assistant.settings import Settings
from eval.job import Job
from index.jobs import Jobs
from index.library import Library
from screen.kept import KeptAnswers

_LONGEST_START, _LONGEST_STOP = 20.0, 20.0  # seconds


def service_over(library: Library, settings: Settings) -> Service:
    """A service that is ready at once."""
    service = service_for(library, settings, Jobs(library), Job(library, settings))
    service.warm.set()
    return service


def with_token(service: Service, url: str, name: str) -> httpx.Client:
    """A program of an account, which shows a token."""
    assert service.register is not None
    token = service.register.tokens.make(name)
    return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60)


@contextmanager
def served(service: Service, kept: KeptAnswers, port: int = 0) -> Iterator[str]:
    """Screen and programs on a port, which is a free one where none is given; gives the address."""
    opened, began = listening("127.0.0.1", port), Event()
    app = ui.application(service, kept)
    server = Server(app, began.set, partial(ui.end_streams, app), partial(ui.refuse_questions, app))
    thread = Thread(target=server.run, args=([opened],), daemon=True)
    thread.start()
    assert began.wait(_LONGEST_START), "the server did not start"
    try:
        yield f"http://127.0.0.1:{opened.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(_LONGEST_STOP)
        assert not thread.is_alive(), "the server did not stop"
        service.turns.close()
        service.jobs.close()
        service.close_access()
