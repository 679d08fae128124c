"""Documents made to run script in the page, opened in a browser: nothing runs, nothing is asked of another host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.settings import Settings
from index.intake import take_in
from index.library import Library, open_library
from tests.browser.conftest import go_to, served
from tests.hostile import MARK, MARKUP, NAME, QUESTIONS, write_hostile


@pytest.fixture(scope="module")
def hostile_library(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("hostile-screen")
    opened = open_library(folder / "data", "kiwi")
    list(take_in(opened, write_hostile(folder / "문서")[:4]))
    yield opened
    opened.close()


@pytest.fixture
def page(hostile_library: Library, open_page: Any) -> Iterator[Any]:
    """The page over these documents; at the end it is as it was: no script of theirs ran, no dialog, no other host, no element."""
    asked, said = [], []
    with served(hostile_library, Settings(today="2025-03-01")) as url:
        opened = open_page(url)
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        opened.on("console", lambda message: said.append(message.text) if "Content Security Policy" in message.text else None)
        yield opened
        opened.wait_for_timeout(300)
        assert opened.evaluate("window.__ran") is None and said == []
        assert (
            opened.locator(f"{MARK}, a[href^='javascript:'], iframe[src*='evil'], base[href*='evil'], [onmouseover]").count() == 0
        )
        hosts = {urlsplit(address).netloc for address in asked if urlsplit(address).scheme in {"http", "https", "ws", "wss"}}
        assert hosts <= {urlsplit(url).netloc}
        assert opened.title() == "근거"


def _ask(page: Any, question: str) -> None:
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".geungeo.answer details.sources, .geungeo.abstained")


def test_the_chat_and_its_passages_run_nothing(page):
    _ask(page, f"{QUESTIONS[0]} {MARKUP[2]} {MARKUP[0]}")
    _ask(page, QUESTIONS[1])
    page.locator("button.cite").last.click()
    page.wait_for_selector("#passage article, #passage .source")
    assert MARK in page.inner_text("body")
    page.locator(".geungeo [data-tip]").first.hover()


def test_the_chart_runs_nothing(page):
    _ask(page, QUESTIONS[3])
    page.wait_for_timeout(1500)


def test_the_tabs_run_nothing(page):
    go_to(page, "인용 찾기")
    page.fill("#sought", NAME)
    page.wait_for_selector("#found .found")
    page.locator("#found .found").first.click()
    page.fill("#sought", MARKUP[2])
    page.wait_for_timeout(500)
    go_to(page, "수치")
    page.fill("#measure textarea, #measure input", f"{NAME} 예산")
    page.keyboard.press("Enter")
    page.wait_for_selector("#figures table")
    go_to(page, "초안 검증")
    page.fill("#draft textarea", f"{NAME} {' '.join(MARKUP)} 2024년 예산은 9,000천원이다.")
    page.get_by_role("button", name="검증", exact=True).click()
    page.wait_for_selector("#checked .findings")
    go_to(page, "문서")
    page.wait_for_selector("#documents button.document")
    page.locator("#documents button.document").first.click()
    page.wait_for_selector("#document-form")
    page.wait_for_timeout(500)


def test_a_saved_answer_runs_nothing(page, tmp_path):
    _ask(page, QUESTIONS[1])
    key = page.evaluate("document.querySelector('[data-source]').dataset.source")
    address = page.evaluate(
        "[...document.querySelectorAll('a[href*=\"/geungeo/answer/\"]')].map(a => a.href).find(h => h.endsWith('html')) || ''"
    )
    assert key and (address or page.locator("[data-save], .tool").count())
    if address:
        saved = tmp_path / "답.html"
        saved.write_bytes(page.request.get(address).body())
        other = page.context.new_page()
        other.goto(saved.as_uri())
        assert other.evaluate("window.__ran") is None and MARK in other.inner_text("body")
        other.close()
