"""What the tests of logging in share: a program with accounts, and clients that are somebody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

import ui
from access.noting import Noting
from access.person import Role
from access.register import Register
from api.app import whole_app
from api.service import Service
from assistant.settings import Settings
from index.library import Library
from screen.kept import KeptAnswers
from screen.routes import routes
from tests.serving import service_over

PASSWORD = "오늘도-맑은-가람천"
HERE = "http://127.0.0.1"


@contextmanager
def accounts_over(library: Library, folder: Path, **more: Any) -> Iterator[Service]:
    """A service with an account of each role in a folder of their own, over an open library."""
    settings = Settings(today="2025-03-01", users=True, **more)
    register, noting = Register(folder), Noting(folder, settings.audit_days, burst=0.1)
    service = replace(service_over(library, replace(settings, users=False)), settings=settings, register=register, noting=noting)
    for role in Role:
        register.accounts.add(role.value, PASSWORD, role)
    yield service
    service.turns.close()
    service.jobs.close()
    service.job.close()
    service.close_access()


def client_of(service: Service, peer: str = "127.0.0.1", screen: bool = False, **headers: str) -> TestClient:
    """A browser that has come nowhere yet; with `screen` there is one, which takes a second to make."""
    app = ui.application(service, KeptAnswers()) if screen else whole_app(service)
    if not screen:
        app.router.routes.extend(routes(service.shown, service.settings, KeptAnswers(), service.job))
    return TestClient(app, base_url=HERE, client=(peer, 50_000), headers=headers, follow_redirects=False)


def log_in(client: TestClient, name: str, password: str = PASSWORD, **fields: str) -> Any:
    """What comes of a login."""
    return client.post("/login", data={"name": name, "password": password, **fields})
