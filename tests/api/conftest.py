"""The programs' side over the small library, in process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import whole_app
from api.service import Service
from assistant.settings import Settings
from index.intake import take_in
from index.library import Library, open_library
from tests.serving import service_over


@pytest.fixture(scope="session")
def service(small_library: Library) -> Iterator[Service]:
    """A service over the small library, which nobody may write to."""
    made = service_over(small_library, Settings(today="2025-03-01"))
    yield made
    made.turns.close()


@pytest.fixture(scope="session")
def client(service: Service) -> TestClient:
    """A program that asks it."""
    return TestClient(whole_app(service), base_url="http://127.0.0.1")


@pytest.fixture
def own_service(tmp_path: Path, small_documents: Path) -> Iterator[Service]:
    """A service over a library of its own, which may be written to."""
    library = open_library(tmp_path / "data", "kiwi")
    list(take_in(library, [small_documents / "업무보고.txt"]))
    made = service_over(library, Settings(today="2025-03-01"))
    yield made
    made.turns.close()
    made.jobs.close()
    made.job.close()
    library.close()


@pytest.fixture
def own_client(own_service: Service) -> TestClient:
    """A program that asks it."""
    return TestClient(whole_app(own_service), base_url="http://127.0.0.1")
