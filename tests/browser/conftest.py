"""A browser for the tests of what is on the screen; they are skipped, and say why, where there is none."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from index.history import FILE
from index.library import Library
from screen.kept import KeptAnswers
from tests import serving
from tests.pdf_library import pdf_library

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser without a window, of this machine: none is downloaded for the tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[dev]'")
    path = os.environ.get("GEUNGEO_TEST_BROWSER") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        told = f"no browser on this machine: none of {', '.join(_BROWSERS)}; GEUNGEO_TEST_BROWSER may name one"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield opened
        opened.close()


def free_port() -> int:
    """A port at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(library: Library, settings: Settings, port: int = 0) -> Iterator[str]:
    """The chat on a port, which is a free one where none is given; gives its address."""
    kept = KeptAnswers(library.folder / FILE, settings.history)
    try:
        with serving.served(serving.service_over(library, settings), kept, port) as url:
            yield url
    finally:
        kept.close()


@pytest.fixture(scope="session")
def library(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One sample document, as PDF."""
    folder: Path = tmp_path_factory.mktemp("screen")
    with pdf_library(folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def url(library: Library) -> Iterator[str]:
    """The address of the chat over the PDF."""
    with served(library, Settings(today="2025-03-01")) as address:
        yield address


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open an address in a window of a size; gives the page. What its script gets wrong fails the test."""
    wrong: list[str] = []
    with ExitStack() as opened:

        def of(address: str, width: int = 1366, height: int = 768, **more: Any) -> Any:
            context = browser.new_context(viewport={"width": width, "height": height}, **more)
            opened.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(address)
            page.wait_for_selector("#question textarea")
            return page

        yield of
    assert wrong == []


def go_to(page: Any, name: str) -> None:
    """Open a tab; on a phone those that find no room stand in a menu."""
    page.wait_for_selector("[role=tab]")
    tab = page.locator(".tab-container:not(.visually-hidden) button[role=tab]", has_text=name)
    if not tab.count():
        page.locator(".overflow-menu > button").click()
        tab = page.locator(".overflow-dropdown button", has_text=name)
    tab.first.click()
