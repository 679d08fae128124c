"""Logging in, asking, logging out; and what a page says whose session has ended while it was open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.service import Service
from index.library import Library
from screen.kept import KeptAnswers
from tests import serving
from tests.api.accounts import PASSWORD, accounts_over
from tests.pdf_library import QUESTION

Open = Callable[..., Any]
OTHER = "2024년 청년 디지털 인턴 예산은 얼마인가요?"


@pytest.fixture
def service(library: Library, tmp_path: Path) -> Iterator[Service]:
    with accounts_over(library, tmp_path) as made:
        yield made


@pytest.fixture
def page(browser: Any, service: Service) -> Iterator[Any]:
    """A page of a program with accounts, whose policy on what it may load is not broken."""
    kept, broken = KeptAnswers(service.library.folder / "login-history.sqlite", 365), []
    with serving.served(service, kept) as url:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=url)
        opened = context.new_page()
        opened.set_default_timeout(15_000)
        opened.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
        yield opened
        context.close()
    kept.close()
    assert broken == []


def log_in(page: Any, name: str = "reader") -> None:
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#question textarea")


def ask(page: Any, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def test_one_logs_in_asks_and_logs_out(page: Any, service: Service) -> None:
    page.goto("/")
    assert page.url.endswith("/login?next=/") and page.evaluate("document.activeElement.id") == "name"
    page.fill("#name", "reader")
    page.keyboard.press("Tab")
    page.keyboard.type("틀린 비밀번호 하나")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]:has-text('이름이나 비밀번호가 맞지 않습니다')")
    page.wait_for_function("document.activeElement.id === 'password'")
    assert page.input_value("#name") == "reader"
    log_in(page)
    page.wait_for_selector("#me .who:has-text('reader')")
    ask(page, QUESTION)
    page.wait_for_selector(".geungeo.tools")
    page.click("#chat button.cite >> nth=0")
    page.wait_for_selector("#passage figure.page img")
    page.click("#open-history")
    page.wait_for_selector("dialog.history .conversation")
    page.keyboard.press("Escape")
    page.click("#me button")
    page.wait_for_selector("#password")
    page.go_back()
    page.wait_for_timeout(500)
    assert QUESTION not in page.inner_text("body")
    service.noting.close()
    from access.asked import AskedLog

    log = AskedLog(service.noting._folder)
    found = [(row.person, row.face, row.text, row.answered) for row in log.find()]
    log.close()
    assert found == [("reader", "chat", QUESTION, True)]


def test_a_session_that_ends_while_the_page_is_open_is_told_and_what_was_asked_is_not_lost(page: Any, service: Service) -> None:
    page.goto("/")
    log_in(page)
    ask(page, QUESTION)
    page.wait_for_selector(".geungeo.tools")
    service.register.sessions.end_all("reader")
    ask(page, OTHER)
    page.wait_for_selector("#connection:has-text('다시 로그인해 주십시오')")
    page.wait_for_selector("#chat:has-text('로그인이 끝나')")
    assert QUESTION in page.inner_text("#chat")  # what was read stays
    page.wait_for_function("(typed) => document.querySelector('#question textarea').value === typed", arg=OTHER)
    said = page.inner_text("body")
    assert "연결이 끊겼습니다" not in said and "Error" not in said
    page.click("#connection button")
    page.wait_for_selector("#password")
    log_in(page)
    page.wait_for_function("(typed) => document.querySelector('#question textarea')?.value === typed", arg=OTHER)
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".geungeo.tools")


def test_what_is_asked_after_it_was_told_is_put_back_too(page: Any, service: Service) -> None:
    page.goto("/")
    log_in(page)
    ask(page, QUESTION)
    page.wait_for_selector(".geungeo.tools")  # the page is whole
    service.register.sessions.end_all("reader")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("#connection:has-text('다시 로그인해 주십시오')")
    ask(page, OTHER)
    page.wait_for_selector("#chat:has-text('로그인이 끝나')")
    page.wait_for_function("(typed) => document.querySelector('#question textarea').value === typed", arg=OTHER)


def test_without_a_word_the_page_tells_by_itself(page: Any, service: Service) -> None:
    page.goto("/")
    log_in(page)
    page.wait_for_selector("#me .who")
    service.register.sessions.end_all("reader")
    page.click("button[role=tab]:has-text('인용 찾기')")
    page.fill("#sought", "스마트상점")
    page.wait_for_selector("#connection:has-text('다시 로그인해 주십시오')")
    page.context.new_page().goto("/login")
    other = page.context.pages[-1]
    log_in(other)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("#connection", state="detached")


@pytest.mark.parametrize("name", ["reader", "editor"])
def test_every_tab_works_for_who_may_not_govern(page: Any, name: str) -> None:
    refused: list[str] = []
    page.on("response", lambda reply: refused.append(f"{reply.status} {reply.url}") if reply.status >= 400 else None)
    page.goto("/")
    log_in(page, name)
    page.wait_for_selector("#me .who")
    for tab in ("인용 찾기", "수치", "초안 검증", "문서"):
        page.get_by_role("tab", name=tab, exact=True).first.click()
        page.wait_for_timeout(500)
    page.wait_for_selector("#documents:has-text('보고')")
    assert page.locator("#handed-files").is_visible() == (name == "editor")
    assert [told for told in refused if "/manifest.json" not in told and "/favicon" not in told] == []
    page.get_by_role("tab", name="평가", exact=True).first.click()
    page.wait_for_selector("#connection, body:has-text('관리 권한이 있어야')")


def test_pins_are_each_accounts_own(page: Any) -> None:
    page.goto("/")
    log_in(page)
    page.wait_for_selector("#me .who")
    page.evaluate("localStorage.setItem('geungeo-hearing', JSON.stringify({title: '비공개 회의', day: '', pins: []}))")
    page.click("#me button")
    page.wait_for_selector("#password")
    log_in(page, "editor")
    page.wait_for_selector("#me .who:has-text('editor')")
    page.wait_for_function("!(localStorage.getItem('geungeo-hearing') ?? '').includes('비공개')")
    page.wait_for_selector("#me button")
    page.click("#me button")
    page.wait_for_selector("#password")
    log_in(page)
    page.wait_for_function("(localStorage.getItem('geungeo-hearing') ?? '').includes('비공개')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_can_be_used_by_everyone(browser: Any, service: Service, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with serving.served(service, KeptAnswers()) as url:
        context = browser.new_context(viewport={"width": 360, "height": 640}, base_url=url, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto("/login")
        found = axe.run(page).response["violations"]
        assert [rule["id"] for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        log_in(page)
        page.goto("/account")
        assert [rule["id"] for rule in axe.run(page).response["violations"]] == []
        context.close()
